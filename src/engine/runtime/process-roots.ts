/** The files of other containers below /proc/PID/root, where processes are shared. */
import type { FileAttributes, FileStat } from './file-access.ts';
import type { FileTree } from './shell/host.ts';

export class ProcessRoots implements FileTree {
  #own: FileTree;
  #rootOf: (pid: number) => FileTree | undefined;

  constructor(own: FileTree, rootOf: (pid: number) => FileTree | undefined) {
    this.#own = own;
    this.#rootOf = rootOf;
  }

  read(path: string): string | undefined {
    return this.#at(path, (files, inside) => files.read(inside));
  }

  write(path: string, content: string): boolean {
    return this.#at(path, (files, inside) => files.write(inside, content));
  }

  fill(path: string, bytes: number): number | undefined {
    return this.#at(path, (files, inside) => files.fill(inside, bytes));
  }

  append(path: string, text: string): boolean {
    return this.#at(path, (files, inside) => files.append(inside, text));
  }

  makeDirectory(path: string): boolean {
    return this.#at(path, (files, inside) => files.makeDirectory(inside));
  }

  isDirectory(path: string): boolean {
    return this.#at(path, (files, inside) => files.isDirectory(inside));
  }

  isThere(path: string): boolean {
    return this.#at(path, (files, inside) => files.isThere(inside));
  }

  size(path: string): number {
    return this.#at(path, (files, inside) => files.size(inside));
  }

  list(path: string): readonly string[] | undefined {
    return this.#at(path, (files, inside) => files.list(inside));
  }

  refusal(path: string): ReturnType<FileTree['refusal']> {
    return this.#at(path, (files, inside) => files.refusal(inside));
  }

  removalRefusal(path: string): ReturnType<FileTree['removalRefusal']> {
    return this.#at(path, (files, inside) => files.removalRefusal(inside));
  }

  may(path: string, wanted: number): boolean {
    return this.#at(path, (files, inside) => files.may(inside, wanted));
  }

  change(path: string, wanted: FileAttributes): ReturnType<FileTree['change']> {
    return this.#at(path, (files, inside) => files.change(inside, wanted));
  }

  stat(path: string): FileStat {
    return this.#at(path, (files, inside) => files.stat(inside));
  }

  remove(path: string): boolean {
    return this.#at(path, (files, inside) => files.remove(inside));
  }

  #at<Result>(path: string, act: (files: FileTree, inside: string) => Result): Result {
    const found = /^\/proc\/(\d+)\/root(\/.*)?$/.exec(path);
    const root = found === null ? undefined : this.#rootOf(Number(found[1]));
    return root === undefined ? act(this.#own, path) : act(root, found![2] ?? '/');
  }
}
