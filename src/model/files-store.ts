import { create } from 'zustand';

export interface ManifestFile {
  readonly name: string;
  readonly text: string;
  /** The text when it was last applied; a file that differs from it has unapplied changes. */
  readonly appliedText: string | undefined;
}

/** A file that a program waits for: `kubectl edit`. */
export interface AwaitedFile {
  readonly name: string;
  /** The text as it was left, or undefined when the edit was given up. */
  readonly finish: (text: string | undefined) => void;
}

interface FilesStore {
  readonly files: readonly ManifestFile[];
  readonly open: string;
  readonly awaited: AwaitedFile | undefined;
  openFile(name: string): void;
  /** Adds a file, under another name when the name is taken, and opens it. */
  addFile(name: string, text: string): void;
  edit(name: string, text: string): void;
  /** Writes a file as a program does: an existing one gets the text, a new one is added beside the open one. */
  putFile(name: string, text: string): void;
  /** Opens a text to be edited; resolves when the person saves it or gives it up. One at a time. */
  awaitEdit(name: string, text: string): Promise<string | undefined>;
  /** Ends the edit that is waited for. */
  finishEdit(saved: boolean): void;
  markApplied(name: string): void;
  closeFile(name: string): void;
}

export const useFiles = create<FilesStore>((set, get) => ({
  files: [],
  open: '',
  awaited: undefined,
  openFile: (open) => set({ open }),
  addFile: (name, text) =>
    set(({ files }) => {
      const free = freeName(name, files);
      return { files: [...files, { name: free, text, appliedText: undefined }], open: free };
    }),
  edit: (name, text) => set(({ files }) => ({ files: replace(files, name, (file) => ({ ...file, text })) })),
  putFile: (name, text) =>
    set(({ files, open }) => {
      if (files.some((file) => file.name === name))
        return { files: replace(files, name, (file) => ({ ...file, text })) };
      return { files: [...files, { name, text, appliedText: undefined }], open: open || name };
    }),
  awaitEdit: (name, text) => {
    get().finishEdit(false);
    get().addFile(name, text);
    return new Promise((finish) => set(({ open }) => ({ awaited: { name: open, finish } })));
  },
  finishEdit: (saved) => {
    const { awaited, files } = get();
    if (awaited === undefined) return;
    const text = files.find((file) => file.name === awaited.name)?.text;
    set({ awaited: undefined });
    get().closeFile(awaited.name);
    awaited.finish(saved ? text : undefined);
  },
  markApplied: (name) =>
    set(({ files }) => ({ files: replace(files, name, (file) => ({ ...file, appliedText: file.text })) })),
  closeFile: (name) => {
    if (get().awaited?.name === name) return get().finishEdit(false);
    set(({ files, open }) => {
      const left = files.filter((file) => file.name !== name);
      return { files: left, open: open === name ? (left[0]?.name ?? '') : open };
    });
  },
}));

function replace(files: readonly ManifestFile[], name: string, change: (file: ManifestFile) => ManifestFile) {
  return files.map((file) => (file.name === name ? change(file) : file));
}

function freeName(name: string, files: readonly ManifestFile[]): string {
  const taken = new Set(files.map((file) => file.name));
  if (!taken.has(name)) return name;
  const [base, extension] = [name.replace(/\.[^.]*$/, ''), /\.[^.]*$/.exec(name)?.[0] ?? ''];
  for (let count = 2; ; count++) {
    const candidate = `${base}-${count}${extension}`;
    if (!taken.has(candidate)) return candidate;
  }
}
