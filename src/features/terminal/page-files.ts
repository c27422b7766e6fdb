/** The manifests of the editor as the files of the terminal. */
import { type FileSystem, pathsIn } from '../../kubectl/index.ts';
import { useFiles } from '../../model/files-store.ts';
import type { ShellFiles } from './shell/program.ts';

/** `./web.yaml` and `/manifests/web.yaml` are `web.yaml`. */
function plain(path: string): string {
  return path.replace(/^(\.\/|\/manifests\/)+/, '');
}

function fileNames(): string[] {
  return useFiles.getState().files.map((file) => file.name);
}

function readFile(path: string): string | undefined {
  return useFiles.getState().files.find((file) => file.name === plain(path))?.text;
}

function writeFile(path: string, text: string): void {
  useFiles.getState().putFile(plain(path), text);
}

export function pageFiles(showEditor: () => void): ShellFiles {
  return {
    names: fileNames,
    read: readFile,
    write: writeFile,
    remove: (name) => useFiles.getState().closeFile(plain(name)),
    open(name) {
      useFiles.getState().openFile(plain(name));
      showEditor();
    },
  };
}

/** The same files for kubectl, which knows folders: all lie in one. */
export const kubectlFiles: FileSystem = {
  read: readFile,
  write: writeFile,
  list: (directory) => pathsIn(fileNames(), plain(directory)),
};
