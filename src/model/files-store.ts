import { create } from 'zustand';
import type { ShownPlace } from './manifest-places.ts';

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
  /** Where the editor was last asked to put its cursor. */
  readonly shown: ShownPlace | undefined;
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
  /** Closes a file and gives back what opens it again, as it was and where it was. */
  closeForNow(name: string): () => void;
  /** Gives a file another name; false when the name is empty or taken. */
  renameFile(name: string, next: string): boolean;
  /** Moves a file to a place among the tabs, from 0. */
  moveFile(name: string, to: number): void;
  /** Opens the file that an object's manifest is in, at its first line; false when no file has it. */
  showObject(key: string): Promise<boolean>;
}

export const useFiles = create<FilesStore>((set, get) => ({
  files: [],
  open: '',
  awaited: undefined,
  shown: undefined,
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
  closeForNow: (name) => {
    const at = get().files.findIndex((file) => file.name === name);
    const closed = get().files[at];
    const isAwaited = get().awaited?.name === name;
    get().closeFile(name);
    return () => {
      if (closed === undefined || isAwaited) return;
      set(({ files }) => {
        const free = freeName(name, files);
        return { files: files.toSpliced(at, 0, { ...closed, name: free }), open: free };
      });
    };
  },
  renameFile: (name, next) => {
    const { files, open, awaited } = get();
    if (next === name) return true;
    if (next === '' || awaited?.name === name || files.some((file) => file.name === next)) return false;
    set({
      files: replace(files, name, (file) => ({ ...file, name: next })),
      open: open === name ? next : open,
    });
    return true;
  },
  moveFile: (name, to) =>
    set(({ files }) => {
      const moved = files.find((file) => file.name === name);
      if (moved === undefined) return {};
      return { files: files.filter((file) => file !== moved).toSpliced(Math.max(0, to), 0, moved) };
    }),
  showObject: async (key) => {
    const { findObject } = await import('./manifest-places.ts');
    const shown = findObject(get().files, key);
    if (shown === undefined) return false;
    set({ open: shown.name, shown });
    return true;
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
