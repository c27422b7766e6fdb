/** Who may do what with which file, and what `ls -l` says of it. Linux: `fs/namei.c` generic_permission, may_delete */
import { type ContainerUser, isCapable, isInGroup } from './container-user.ts';

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link';
  /** Where a link leads. */
  readonly target?: string;
  /** Permissions with setuid, setgid and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes beyond the text that is kept of a file: nobody asks which. */
  readonly padding?: number;
}

/** What is kept of a file that is not as files of its place usually are. */
export interface FileAttributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly padding?: number;
}

/** Attributes by path, beside the layer that has the contents. */
export type FileAttributeTable = Record<string, FileAttributes>;

export type Refusal = 'Read-only file system' | 'Permission denied' | 'No space left on device';

/** Why mode or owner may not be changed. */
export type ChangeRefusal = Refusal | 'Operation not permitted';

/** Bits of what someone wants to do. */
export const access = { read: 4, write: 2, execute: 1 } as const;

export const setGroupBit = 0o2000;
export const stickyBit = 0o1000;
const groupMayRead = 0o440;
const groupMay = 0o660;

export const usualFileMode = 0o644;
export const usualDirectoryMode = 0o755;

/** `wanted`: the sum of what is in `access`. */
export function mayAccess(stat: FileStat, user: ContainerUser, wanted: number): boolean {
  if (isCapable(user, 'DAC_OVERRIDE'))
    return (wanted & access.execute) === 0 || stat.kind === 'directory' || (stat.mode & 0o111) !== 0;
  const shift = stat.uid === user.uid ? 6 : isInGroup(user, stat.gid) ? 3 : 0;
  return ((stat.mode >> shift) & wanted) === wanted;
}

/** In a sticky directory only a file's owner, or the directory's, takes it away. */
export function mayRemove(directory: FileStat, file: FileStat, user: ContainerUser): boolean {
  if (!mayAccess(directory, user, access.write | access.execute)) return false;
  const isOwner = user.uid === file.uid || user.uid === directory.uid;
  return (directory.mode & stickyBit) === 0 || isOwner || isCapable(user, 'FOWNER');
}

/** `chown`: root gives files away; an owner gives them to a group that it is in. */
export function mayChangeOwner(
  stat: FileStat,
  user: ContainerUser,
  { uid = stat.uid, gid = stat.gid }: FileAttributes,
): boolean {
  if (isCapable(user, 'CHOWN')) return true;
  return user.uid === stat.uid && uid === stat.uid && (gid === stat.gid || isInGroup(user, gid));
}

/** A file that an API object shows: root's, and readable for the volume's group. */
export function shownStat(mode: number, { fsGroup }: ContainerUser): FileStat {
  const all = fsGroup === undefined ? mode : mode | groupMayRead;
  return { kind: 'file', mode: all, uid: 0, gid: fsGroup ?? 0 };
}

/** The root of a volume: open to all, with the group that the pod asks for. */
export function volumeRootStat({ fsGroup }: Pick<ContainerUser, 'fsGroup'>): FileStat {
  const mode = fsGroup === undefined ? 0o777 : 0o777 | setGroupBit;
  return { kind: 'directory', mode, uid: 0, gid: fsGroup ?? 0 };
}

/** What a new file in a directory is like. `fs/inode.c` inode_init_owner */
export function newStat(kind: 'file' | 'directory', directory: FileStat, user: ContainerUser): FileStat {
  const inherits = (directory.mode & setGroupBit) !== 0;
  const mode = kind === 'file' ? usualFileMode : usualDirectoryMode | (inherits ? setGroupBit : 0);
  return { kind, mode, uid: user.uid, gid: inherits ? directory.gid : user.gid };
}

/** What a kubelet makes of a file as it hands a volume to a group. `pkg/volume/volume_linux.go` changeFilePermission */
export function handedToGroup(stat: FileStat, group: number): FileStat {
  const isDirectory = stat.kind === 'directory';
  return { ...stat, mode: stat.mode | groupMay | (isDirectory ? setGroupBit | 0o110 : 0), gid: group };
}

/** What of a file has to be kept; undefined when it is as usual. */
export function attributesOf(stat: FileStat, usual: FileStat): FileAttributes | undefined {
  const { mode, uid, gid, padding = 0 } = stat;
  if (mode === usual.mode && uid === usual.uid && gid === usual.gid && padding === 0) return undefined;
  return {
    ...(padding === 0 ? {} : { padding }),
    ...(mode === usual.mode ? {} : { mode }),
    ...(uid === usual.uid ? {} : { uid }),
    ...(gid === usual.gid ? {} : { gid }),
  };
}

/** `drwxrwsr-x` */
export function formatMode({ kind, mode }: FileStat): string {
  const letters = [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 4, 2, 1].map((bit, index) =>
    (mode & bit) === 0 ? '-' : 'rwx'[index % 3]!,
  );
  const mark = (bit: number, at: number, [with_, without]: string): void => {
    if ((mode & bit) !== 0) letters[at] = letters[at] === 'x' ? with_! : without!;
  };
  mark(0o4000, 2, 'sS');
  mark(setGroupBit, 5, 'sS');
  mark(stickyBit, 8, 'tT');
  return (kind === 'directory' ? 'd' : kind === 'link' ? 'l' : '-') + letters.join('');
}

const letterBits: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };
const classBits: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007 };

/** The mode that `chmod` makes of another: octal digits or `u+x,go-w`; undefined when it can't be read. */
export function changedMode(change: string, { mode, kind }: FileStat): number | undefined {
  if (/^[0-7]{1,4}$/.test(change)) return Number.parseInt(change, 8);
  let next = mode;
  for (const part of change.split(',')) {
    const found = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(part);
    if (found === null) return undefined;
    const [, who = '', operator, letters = ''] = found;
    const classes = who === '' || who.includes('a') ? 'ugo' : who;
    const mask = [...classes].reduce((sum, letter) => sum | classBits[letter]!, 0);
    const bits = symbolicBits(letters, next, kind) & mask & (who === '' ? ~0o022 : ~0);
    if (operator === '+') next |= bits;
    else next = operator === '-' ? next & ~bits : (next & ~mask) | bits;
  }
  return next;
}

function symbolicBits(letters: string, mode: number, kind: FileStat['kind']): number {
  let bits = 0;
  for (const letter of letters) {
    if (letter === 's') bits |= 0o6000;
    else if (letter === 't') bits |= stickyBit;
    else if (letter === 'X') bits |= kind === 'directory' || (mode & 0o111) !== 0 ? 0o111 : 0;
    else bits |= letterBits[letter]!;
  }
  return bits;
}
