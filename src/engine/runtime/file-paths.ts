/** Absolute paths without `.`, `..` and doubled slashes. */

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}

/** Name of the entry of `directory` that leads to `path`; '' when none does. */
export function childName(path: string, directory: string): string {
  const from = directory === '/' ? 1 : directory.length + 1;
  if (path[from - 1] !== '/' || !path.startsWith(directory)) return '';
  const to = path.indexOf('/', from);
  return path.slice(from, to === -1 ? path.length : to);
}

/** At or below one of some directories. */
export function isIn(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => path === directory || path.startsWith(`${directory}/`));
}
