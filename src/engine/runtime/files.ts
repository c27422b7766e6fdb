import type { VolumeFile } from '../api/volume-files.ts';
import { type ContainerUser, isCapable } from './container-user.ts';
import {
  access,
  attributesOf,
  type ChangeRefusal,
  type FileAttributes,
  type FileAttributeTable,
  type FileStat,
  mayAccess,
  mayChangeOwner,
  mayRemove,
  newStat,
  type Refusal,
  setGroupBit,
  shownStat,
  usualDirectoryMode,
  usualFileMode,
  volumeRootStat,
} from './file-access.ts';
import { childName, isAtOrBelow, isIn, parentOf } from './file-paths.ts';
import { everyImageHas, imageDirectoryMode } from './image-directories.ts';
import type { Mount } from './mount.ts';
import { blockBytes, blocksOf } from './file-blocks.ts';
import type { FileTree } from './shell/host.ts';

/** Text of a file, null for a directory, false for what was taken away from the image below. */
export type FileEntry = string | null | false;
export type FileLayer = Record<string, FileEntry>;

/** What a container's file tree is made of. */
export interface FileParts {
  /** What the image brings; asked for once, when it is needed. */
  image(): Readonly<Record<string, string>>;
  /** Directories that belong to the image's own user, and its number. */
  owned(): { readonly directories: readonly string[]; readonly uid: number };
  /** What the kernel shows below /proc and /sys; asked for only there. */
  kernel(path: string): Readonly<Record<string, string>>;
  /** What the container wrote; gone with it. */
  layer(): FileLayer;
  /** Nothing more can be written. */
  isFull(): boolean;
  /** Bytes that are free where a volume's files are, or the container's own. */
  freeBytes(volume: string | undefined): number;
  readonly mounts: readonly Mount[];
  /** Files of a volume by path below its root, made when missing. */
  volume(key: string): FileLayer;
  /** Files that a volume has had from the beginning. */
  base(key: string): Readonly<Record<string, string>>;
  /** Attributes of a volume's files, or of the container's own; undefined when all are usual and none are to be kept. */
  attributes(volume: string | undefined, make: boolean): FileAttributeTable | undefined;
  /** Files of a volume that API objects show, and the directory that they stand in behind `..data`. */
  shown(volume: string): { readonly files: Readonly<Record<string, VolumeFile>>; readonly directory: string };
  readonly user: ContainerUser;
  readonly readOnlyRoot: boolean;
  /** A file of its own that everybody may write to, whatever it stands in. */
  readonly terminationLog: string;
  /** Something was written: text appended to, or put in place of, a file; '' for the rest. */
  changed(place: string, text: string): void;
}

/** A file keeps its newest half beyond this many characters, so that an endless log stays small. */
export const maxFileLength = 262_144;
const maxEntries = 500;

const kernelDirectories = ['/proc', '/sys'];

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
    if (text === undefined || !this.may(path, access.read)) return undefined;
    this.textRead += text.length;
    return text;
  }

  #text(path: string): string | undefined {
    if (path === '/dev/null') return '';
    const place = this.#place(path);
    const entry = place.layer[place.path];
    if (entry !== undefined) return typeof entry === 'string' ? entry : undefined;
    const text = place.base()[place.path];
    return text === undefined && path === this.#parts.terminationLog ? '' : text;
  }

  write(path: string, content: string): boolean {
    if (path === '/dev/null') return true;
    const place = this.#writable(path);
    if (place === undefined) return false;
    const fitting = Math.min(content.length, this.#most(place, path, content.length));
    const written = content.slice(0, fitting);
    this.#put(place, path, written.slice(-maxFileLength), written);
    return fitting === content.length;
  }

  fill(path: string, bytes: number): number | undefined {
    if (path === '/dev/null') return bytes;
    if (!this.write(path, '')) return undefined;
    const place = this.#place(path);
    const fitting = Math.min(bytes, this.#most(place, path, bytes));
    this.#keep(place, path, { ...this.stat(path), padding: fitting });
    this.#parts.changed(place.key, '');
    return fitting;
  }

  append(path: string, text: string): boolean {
    if (path === '/dev/null') return true;
    const place = this.#writable(path);
    if (place === undefined) return false;
    const before = this.#text(path) ?? '';
    const { padding = 0 } = this.stat(path);
    const most = this.#most(place, path, padding + before.length + text.length);
    const fitting = Math.max(0, Math.min(text.length, most - padding - before.length));
    const written = text.slice(0, fitting);
    const joined = before + written;
    this.#put(
      place,
      path,
      joined.length > maxFileLength ? joined.slice(-maxFileLength / 2) : joined,
      written,
    );
    return fitting === text.length;
  }

  /** How big a file may be at the most, where it is asked to hold so many bytes: no more blocks than are free. */
  #most(place: Place, path: string, bytes: number): number {
    const entry = place.layer[place.path];
    const has = typeof entry === 'string' ? blocksOf(entry.length + (this.stat(path).padding ?? 0)) : 0;
    if (blocksOf(bytes) <= has || path === this.#parts.terminationLog) return Number.POSITIVE_INFINITY;
    return has + this.#parts.freeBytes(place.mount?.volume);
  }

  makeDirectory(path: string): boolean {
    const place = this.#place(path);
    if (this.#text(path) !== undefined || this.refusal(path) !== undefined) return false;
    this.#put(place, path, null, '');
    return true;
  }

  /** A file or directory that was not there belongs to who made it. */
  #put(place: Place, path: string, entry: string | null, changed: string): void {
    const isNew = place.layer[place.path] === undefined || place.layer[place.path] === false;
    const isMade = isNew && path !== this.#parts.terminationLog && place.base()[place.path] === undefined;
    const wasPadded = changed === entry && this.stat(path).padding !== undefined;
    place.layer[place.path] = entry;
    if (wasPadded) this.#keep(place, path, { ...this.stat(path), padding: 0 });
    if (isMade) {
      const made = newStat(
        entry === null ? 'directory' : 'file',
        this.stat(parentOf(path)),
        this.#parts.user,
      );
      this.#keep(place, path, made);
    }
    this.#parts.changed(place.key, changed);
  }

  /** Characters of a file, or of what a link leads to; a block for a directory. */
  size(path: string): number {
    const { target, padding = 0 } = this.stat(path);
    return padding + (target?.length ?? this.#text(path)?.length ?? 4_096);
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
    const isOpen = this.isDirectory(path) && this.may(path, access.read);
    return isOpen ? [...this.#names(path)].toSorted() : undefined;
  }

  remove(path: string): boolean {
    const place = this.#place(path);
    if (!this.isThere(path) || this.removalRefusal(path) !== undefined) return false;
    const attributes = this.#parts.attributes(place.mount?.volume, false) ?? {};
    for (const below of Object.keys(attributes)) if (isAtOrBelow(below, place.path)) delete attributes[below];
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

  /** Why this container may not write to, or make, what is at a path; undefined when it may. */
  refusal(path: string): Refusal | undefined {
    const isFull = (): boolean => this.#parts.freeBytes(this.#mountOf(path)?.volume) < blockBytes;
    return this.#unopened(path) ?? (isFull() ? 'No space left on device' : undefined);
  }

  /** Why it may not even be opened to be written to; an empty file needs no space. */
  #unopened(path: string): Refusal | undefined {
    const isFull = this.#parts.isFull() || this.#isCrowded(path);
    return this.#barred(path) ?? (isFull ? 'No space left on device' : undefined);
  }

  /** There are as many files as a layer or volume may have. */
  #isCrowded(path: string): boolean {
    const { layer, path: inside } = this.#place(path);
    return layer[inside] === undefined && Object.keys(layer).length >= maxEntries;
  }

  #barred(path: string): Refusal | undefined {
    if (this.#isReadOnly(path)) return 'Read-only file system';
    if (isCapable(this.#parts.user, 'DAC_OVERRIDE') || path === this.#parts.terminationLog) return undefined;
    if (this.isThere(path)) return this.may(path, access.write) ? undefined : 'Permission denied';
    let directory = parentOf(path);
    while (directory !== '/' && !this.isDirectory(directory)) directory = parentOf(directory);
    return this.may(directory, access.write | access.execute) ? undefined : 'Permission denied';
  }

  removalRefusal(path: string): Refusal | undefined {
    if (this.#isReadOnly(path)) return 'Read-only file system';
    const { user } = this.#parts;
    const allowed = isCapable(user, 'DAC_OVERRIDE') || this.#mayReach(path);
    const removable = allowed && mayRemove(this.stat(parentOf(path)), this.stat(path), user);
    return removable ? undefined : 'Permission denied';
  }

  may(path: string, wanted: number): boolean {
    const { user } = this.#parts;
    if (isCapable(user, 'DAC_OVERRIDE') && (wanted & access.execute) === 0) return true;
    return this.#mayReach(path) && mayAccess(this.#targetStat(path), user, wanted);
  }

  /** Every directory on the way has to let the user through. */
  #mayReach(path: string): boolean {
    const { user } = this.#parts;
    if (isCapable(user, 'DAC_OVERRIDE')) return true;
    for (let at = parentOf(path); at !== '/'; at = parentOf(at))
      if (this.isDirectory(at) && !mayAccess(this.stat(at), user, access.execute)) return false;
    return true;
  }

  #isReadOnly(path: string): boolean {
    if (path === this.#parts.terminationLog) return false;
    const mount = this.#mountOf(path);
    if (mount !== undefined) return mount.readOnly;
    return isIn(path, ['/sys']) || (this.#parts.readOnlyRoot && !isIn(path, ['/dev']));
  }

  /** Why mode or owner of what is there may not be changed so; undefined when they were. */
  change(path: string, wanted: FileAttributes): ChangeRefusal | undefined {
    const place = this.#place(path);
    const { user } = this.#parts;
    const stat = this.stat(path);
    if (this.#isReadOnly(path)) return 'Read-only file system';
    if (!this.#mayReach(path)) return 'Permission denied';
    const isOwner = stat.uid === user.uid || isCapable(user, 'FOWNER');
    if (wanted.mode !== undefined && !isOwner) return 'Operation not permitted';
    if (!mayChangeOwner(stat, user, wanted)) return 'Operation not permitted';
    this.#keep(place, path, { ...stat, ...wanted });
    this.#parts.changed(place.key, '');
    return undefined;
  }

  #keep(place: Place, path: string, stat: FileStat): void {
    const kept = attributesOf(stat, this.#usualStat(path, place));
    const table = this.#parts.attributes(place.mount?.volume, kept !== undefined);
    if (kept !== undefined) table![place.path] = kept;
    else if (table !== undefined) delete table[place.path];
  }

  /** What `ls -l` tells of a path that is there. */
  stat(path: string): FileStat {
    const place = this.#place(path);
    const usual = this.#usualStat(path, place);
    const table =
      place.mount?.shown === undefined ? this.#parts.attributes(place.mount?.volume, false) : undefined;
    const kept = table?.[place.path];
    return kept === undefined ? usual : { ...usual, ...kept };
  }

  /** Of what a link leads to. */
  #targetStat(path: string): FileStat {
    const { path: inside, mount } = this.#place(path);
    const file = mount?.shown === undefined ? undefined : this.#parts.shown(mount.shown).files[inside];
    return file === undefined ? this.stat(path) : shownStat(file.mode, this.#parts.user);
  }

  #usualStat(path: string, { layer, path: inside, mount }: Place): FileStat {
    const { user } = this.#parts;
    if (path === this.#parts.terminationLog) return { kind: 'file', mode: 0o666, uid: 0, gid: 0 };
    if (path === '/dev/null') return { kind: 'file', mode: 0o666, uid: 0, gid: 0 };
    if (mount?.shown !== undefined) return this.#shownStat(path, inside, mount);
    const kind = this.isDirectory(path) ? 'directory' : 'file';
    if (mount !== undefined) return volumeStat(kind, path, inside, mount, layer[inside] === undefined, user);
    if (layer[inside] !== undefined) {
      const mode = kind === 'file' ? usualFileMode : usualDirectoryMode;
      return { kind, mode, uid: user.uid, gid: user.gid };
    }
    const mode = kind === 'file' ? usualFileMode : imageDirectoryMode(path);
    const { directories, uid } = this.#parts.owned();
    return isIn(path, directories) ? { kind, mode, uid, gid: uid } : { kind, mode, uid: 0, gid: 0 };
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
    return { ...volumeRootStat(user), mode: path === mount.path ? 0o777 : 0o755 };
  }

  /** A mount of one file (`subPath` of a ConfigMap) is no directory. */
  #isTree(mount: Mount): boolean {
    return mount.pinned === undefined;
  }

  isThere(path: string): boolean {
    return this.#text(path) !== undefined || this.isDirectory(path);
  }

  #writable(path: string): Place | undefined {
    const place = this.#place(path);
    if (this.#unopened(path) !== undefined) return undefined;
    const entry = place.layer[place.path];
    if (typeof entry === 'string') return place;
    if (path === this.#parts.terminationLog) return place;
    if (entry === null || !this.isDirectory(parentOf(path)) || this.isDirectory(path)) return undefined;
    return place;
  }

  #place(path: string): Place {
    const mount = this.#mountOf(path);
    if (mount === undefined)
      return {
        layer: this.#parts.layer(),
        path,
        key: `/${path}`,
        mount,
        base: () => (isIn(path, kernelDirectories) ? this.#parts.kernel(path) : this.#imageFiles()),
      };
    const below = path.slice(mount.path.length);
    const inside = `${mount.subPath === '' ? '' : `/${mount.subPath}`}${below}` || '/';
    if (mount.shown !== undefined) return this.#shownPlace(mount, inside);
    return {
      layer: this.#parts.volume(mount.volume),
      path: inside,
      key: `${mount.volume}${inside}`,
      mount,
      base: () => this.#parts.base(mount.volume),
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

/** A volume's root, or the part of it that is mounted, is open to all; what is in it is root's. */
function volumeStat(
  kind: 'file' | 'directory',
  path: string,
  inside: string,
  { path: root, subPath, volume }: Mount,
  isUnmade: boolean,
  user: ContainerUser,
): FileStat {
  if (volume.startsWith('host/'))
    return { kind, mode: kind === 'file' ? usualFileMode : imageDirectoryMode(inside), uid: 0, gid: 0 };
  const isOwn = volume.startsWith('pod/');
  const owner = isOwn ? user : {};
  if (path === root && (subPath === '' || isUnmade)) return volumeRootStat(owner);
  const gid = (isOwn ? user.fsGroup : undefined) ?? 0;
  const inherited = isOwn && user.fsGroup !== undefined ? setGroupBit : 0;
  return { kind, mode: kind === 'file' ? usualFileMode : usualDirectoryMode | inherited, uid: 0, gid };
}

/** Whether anything stands in a directory that nobody made by itself. */
function hasBelow({ layer, path, base }: Place): boolean {
  for (const file in layer) if (layer[file] !== false && childName(file, path) !== '') return true;
  for (const file in base()) if (layer[file] !== false && childName(file, path) !== '') return true;
  return false;
}
