/**
 * The files that a command line may name: those of the page, of a test, of a folder. Bytes that are no UTF-8 stand in
 * their text as `engine/api/stream-bytes.ts` escapes them.
 */
export interface FileSystem {
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  /** Paths of all files below a directory, however deep, relative to it. */
  list(directory: string): readonly string[];
}

/** Files that live as long as the object; the given ones to begin with. */
export function filesInMemory(initial: Readonly<Record<string, string>> = {}): FileSystem {
  const texts = new Map(Object.entries(initial).map(([path, text]) => [plain(path), text]));
  return {
    read: (path) => texts.get(plain(path)),
    write: (path, text) => void texts.set(plain(path), text),
    list: (directory) => pathsIn([...texts.keys()], directory),
  };
}

/** Those of the paths that are below a directory, relative to it. */
export function pathsIn(paths: readonly string[], directory: string): string[] {
  const inside = ['', '.'].includes(plain(directory)) ? '' : `${plain(directory)}/`;
  return paths
    .filter((path) => path.startsWith(inside))
    .map((path) => path.slice(inside.length))
    .toSorted();
}

export function isFileSystem(files: FileSystem | Readonly<Record<string, string>>): files is FileSystem {
  return typeof files['read'] === 'function';
}

function plain(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}
