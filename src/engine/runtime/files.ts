import type { VolumeFile } from '../api/volume-files.ts';
import type { ContainerUser } from './container-user.ts';
import { type FileStat, ownStat, type Refusal, refusalOf, shownStat, volumeRootStat } from './file-access.ts';
import type { Mount } from './mount.ts';
import type { FileTree } from './shell/host.ts';

/** Text of a file, null for a directory, false for what was taken away from the image below. */
export type FileEntry = string | null | false;
export type FileLayer = Record<string, FileEntry>;

/** What a container's file tree is made of. */
export interface FileParts {
  /** What the image brings; asked for once, when it is needed. */
  image(): Readonly<Record<string, string>>;
  /** What the container wrote; gone with it. */
  layer(): FileLayer;
  readonly mounts: readonly Mount[];
  /** Files of a volume by path below its root, made when missing. */
  volume(key: string): FileLayer;
  /** Files of a volume that API objects show, and the directory that they stand in behind `..data`. */
  shown(volume: string): { readonly files: Readonly<Record<string, VolumeFile>>; readonly directory: string };
  readonly user: ContainerUser;
  readonly readOnlyRoot: boolean;
  /** Something was written: text appended to, or put in place of, a file; '' for the rest. */
  changed(place: string, text: string): void;
}

/** A file keeps its newest half beyond this many characters, so that an endless log stays small. */
export const maxFileLength = 262_144;
const maxEntries = 500;

const noFiles: Readonly<Record<string, string>> = {};

const everyImageHas = new Set([
  '/',
  '/bin',
  '/dev',
  '/etc',
  '/home',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/srv',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/local',
  '/usr/share',
  '/var',
  '/var/lib',
  '/var/log',
  '/var/run',
  '/var/tmp',
]);

/** Where a path leads: to the container's own files or into a volume. */
interface Place {
  readonly layer: FileLayer;
  readonly path: string;
  readonly key: string;
  readonly mount: Mount | undefined;
  /** Files below the layer; asked for only when the layer says nothing. */
  base(): Readonly<Record<string, string>>;
}

/** The file tree of one container: image, own layer, volumes over both. */
export class ContainerFiles implements FileTree {
  /** Characters read so far. */
  textRead = 0;
  #parts: FileParts;
  #image: Readonly<Record<string, string>> | undefined;

  constructor(parts: FileParts) {
    this.#parts = parts;
  }

  read(path: string): string | undefined {
    const text = this.#text(path);
    this.textRead += text?.length ?? 0;
    return text;
  }

  #text(path: string): string | undefined {
    if (path === '/dev/null') return '';
    const place = this.#place(path);
    const entry = place.layer[place.path];
    if (entry !== undefined) return typeof entry === 'string' ? entry : undefined;
    return place.base()[place.path];
  }

  write(path: string, content: string): boolean {
    if (path === '/dev/null') return true;
    const place = this.#writable(path);
    if (place === undefined) return false;
    place.layer[place.path] = content.slice(-maxFileLength);
    this.#parts.changed(place.key, content);
    return true;
  }

  append(path: string, text: string): boolean {
    if (path === '/dev/null') return true;
    const place = this.#writable(path);
    if (place === undefined) return false;
    const joined = (this.#text(path) ?? '') + text;
    place.layer[place.path] = joined.length > maxFileLength ? joined.slice(-maxFileLength / 2) : joined;
    this.#parts.changed(place.key, text);
    return true;
  }

  makeDirectory(path: string): boolean {
    const place = this.#place(path);
    const there = this.#text(path) !== undefined || Object.keys(place.layer).length >= maxEntries;
    if (there || this.refusal(path) !== undefined) return false;
    place.layer[place.path] = null;
    this.#parts.changed(place.key, '');
    return true;
  }

  isDirectory(path: string): boolean {
    if (
      everyImageHas.has(path) ||
      this.#parts.mounts.some((mount) => isAtOrBelow(mount.path, path) && this.#isTree(mount))
    )
      return true;
    const place = this.#place(path);
    const entry = place.layer[place.path];
    if (entry === null) return true;
    return typeof entry !== 'string' && hasBelow(place);
  }

  list(path: string): readonly string[] | undefined {
    return this.isDirectory(path) ? [...this.#names(path)].toSorted() : undefined;
  }

  remove(path: string): boolean {
    const place = this.#place(path);
    const there = this.#text(path) !== undefined || this.isDirectory(path);
    if (!there || this.refusal(path) !== undefined) return false;
    for (const below of Object.keys(place.layer))
      if (isAtOrBelow(below, place.path)) delete place.layer[below];
    for (const below of Object.keys(place.base()))
      if (isAtOrBelow(below, place.path)) place.layer[below] = false;
    this.#parts.changed(place.key, '');
    return true;
  }

  /** A name of a file that is the same for every container that has it mounted. */
  placeOf(path: string): string {
    return this.#place(path).key;
  }

  /** Why this container may not change what is at a path; undefined when it may. */
  refusal(path: string): Refusal | undefined {
    return refusalOf(path, this.#mountOf(path), this.#parts.readOnlyRoot, this.#parts.user);
  }

  /** What `ls -l` tells of a path that is there. */
  stat(path: string): FileStat {
    const { layer, path: inside, mount } = this.#place(path);
    const { user } = this.#parts;
    if (mount?.shown !== undefined) return this.#shownStat(path, inside, mount);
    const isRoot = mount !== undefined && path === mount.path && mount.subPath === '';
    if (isRoot) return volumeRootStat(user, mount.volume.startsWith('host/'));
    const kind = this.isDirectory(path) ? 'directory' : 'file';
    if (layer[inside] !== undefined) return ownStat(kind, mount !== undefined, user);
    const isOpen = path === '/tmp' || path === '/var/tmp';
    return { kind, mode: kind === 'file' ? 0o644 : isOpen ? 0o777 : 0o755, uid: 0, gid: 0 };
  }

  /** Files are links into the directory that is swapped as a whole when the API object changes. */
  #shownStat(path: string, inside: string, mount: Mount): FileStat {
    const { user } = this.#parts;
    if (mount.pinned !== undefined) return shownStat(mount.pinned.mode, user);
    const { files, directory } = this.#parts.shown(mount.shown!);
    const name = path.slice(mount.path.length + 1);
    const gid = user.fsGroup ?? 0;
    if (name !== '' && !name.includes('/') && mount.subPath === '' && !/^\.\.\d/.test(name))
      return {
        kind: 'link',
        target: name === '..data' ? directory : `..data/${name}`,
        mode: 0o777,
        uid: 0,
        gid,
      };
    const file = files[inside];
    if (file !== undefined) return shownStat(file.mode, user);
    return { ...volumeRootStat(user, false), mode: path === mount.path ? 0o777 : 0o755 };
  }

  /** A mount of one file (`subPath` of a ConfigMap) is no directory. */
  #isTree(mount: Mount): boolean {
    return mount.pinned === undefined;
  }

  #writable(path: string): Place | undefined {
    const place = this.#place(path);
    if (this.refusal(path) !== undefined) return undefined;
    const entry = place.layer[place.path];
    if (typeof entry === 'string') return place;
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (entry === null || !this.isDirectory(parent) || this.isDirectory(path)) return undefined;
    return Object.keys(place.layer).length < maxEntries ? place : undefined;
  }

  #place(path: string): Place {
    const mount = this.#mountOf(path);
    if (mount === undefined)
      return {
        layer: this.#parts.layer(),
        path,
        key: `/${path}`,
        mount,
        base: () => this.#imageFiles(),
      };
    const below = path.slice(mount.path.length);
    const inside = `${mount.subPath === '' ? '' : `/${mount.subPath}`}${below}` || '/';
    if (mount.shown !== undefined) return this.#shownPlace(mount, inside);
    return {
      layer: this.#parts.volume(mount.volume),
      path: inside,
      key: `${mount.volume}${inside}`,
      mount,
      base: () => noFiles,
    };
  }

  /** What stands behind `..data` is what stands in front of it. */
  #shownPlace(mount: Mount, inside: string): Place {
    const path = inside.replace(/^\/\.\.(?:data|\d[^/]*)(?=\/|$)/, '') || '/';
    const base = (): Readonly<Record<string, string>> => {
      if (mount.pinned !== undefined) return { [`/${mount.subPath}`]: mount.pinned.data };
      const { files } = this.#parts.shown(mount.shown!);
      return Object.fromEntries(Object.entries(files).map(([file, { data }]) => [file, data]));
    };
    return { layer: {}, path, key: '', mount, base };
  }

  #imageFiles(): Readonly<Record<string, string>> {
    return (this.#image ??= this.#parts.image());
  }

  #mountOf(path: string): Mount | undefined {
    let found: Mount | undefined;
    for (const mount of this.#parts.mounts) {
      if (isAtOrBelow(path, mount.path) && (found === undefined || mount.path.length > found.path.length))
        found = mount;
    }
    return found;
  }

  #names(path: string): Set<string> {
    const place = this.#place(path);
    const names = new Set<string>();
    const gone = new Set(Object.keys(place.layer).filter((file) => place.layer[file] === false));
    const add = (file: string, root: string): void => {
      const name = childName(file, root);
      if (name !== '') names.add(name);
    };
    for (const file of [...Object.keys(place.layer), ...Object.keys(place.base())])
      if (!gone.has(file)) add(file, place.path);
    for (const mount of this.#parts.mounts) add(mount.path, path);
    const { mount } = place;
    if (mount?.shown !== undefined && mount.path === path && mount.subPath === '') {
      names.add('..data').add(this.#parts.shown(mount.shown).directory);
    }
    if (this.#mountOf(path) === undefined) for (const directory of everyImageHas) add(directory, path);
    return names;
  }
}

function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}

/** Whether anything stands in a directory that nobody made by itself. */
function hasBelow({ layer, path, base }: Place): boolean {
  for (const file in layer) if (layer[file] !== false && childName(file, path) !== '') return true;
  return Object.keys(base()).some((file) => layer[file] !== false && childName(file, path) !== '');
}

/** Name of the entry of `directory` that leads to `path`; '' when none does. */
function childName(path: string, directory: string): string {
  const prefix = directory === '/' ? '/' : `${directory}/`;
  return path.startsWith(prefix) ? (path.slice(prefix.length).split('/')[0] ?? '') : '';
}
