import { create } from 'zustand';

export interface ManifestFile {
  readonly name: string;
  readonly text: string;
  /** The text when it was last applied; a file that differs from it has unapplied changes. */
  readonly appliedText: string | undefined;
}

interface FilesStore {
  readonly files: readonly ManifestFile[];
  readonly open: string;
  openFile(name: string): void;
  /** Adds a file, under another name when the name is taken, and opens it. */
  addFile(name: string, text: string): void;
  edit(name: string, text: string): void;
  markApplied(name: string): void;
  closeFile(name: string): void;
}

export const useFiles = create<FilesStore>((set) => ({
  files: [],
  open: '',
  openFile: (open) => set({ open }),
  addFile: (name, text) =>
    set(({ files }) => {
      const free = freeName(name, files);
      return { files: [...files, { name: free, text, appliedText: undefined }], open: free };
    }),
  edit: (name, text) => set(({ files }) => ({ files: replace(files, name, (file) => ({ ...file, text })) })),
  markApplied: (name) =>
    set(({ files }) => ({ files: replace(files, name, (file) => ({ ...file, appliedText: file.text })) })),
  closeFile: (name) =>
    set(({ files, open }) => {
      const left = files.filter((file) => file.name !== name);
      return { files: left, open: open === name ? (left[0]?.name ?? '') : open };
    }),
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
