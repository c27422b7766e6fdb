/** Who may do what with which file, and what `ls -l` says of it. */
import type { ContainerUser } from './container-user.ts';
import type { Mount } from './mount.ts';

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link';
  /** Where a link leads. */
  readonly target?: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export type Refusal = 'Read-only file system' | 'Permission denied';

/** What everybody may write to in an image. */
const openDirectories = ['/tmp', '/var/tmp', '/dev', '/home'];

/** Why a user may not change what stands below a mount, or in the container's own layer. */
export function refusalOf(
  path: string,
  mount: Mount | undefined,
  readOnlyRoot: boolean,
  user: ContainerUser,
): Refusal | undefined {
  if (mount === undefined ? readOnlyRoot && !isIn(path, ['/dev']) : mount.readOnly)
    return 'Read-only file system';
  if (user.uid === 0) return undefined;
  const isOpen = mount === undefined ? isIn(path, openDirectories) : !mount.volume.startsWith('host/');
  return isOpen ? undefined : 'Permission denied';
}

function isIn(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => path === directory || path.startsWith(`${directory}/`));
}

const groupMay = 0o440;
const setGroup = 0o2000;

/** A file that an API object shows: root's, and readable for the volume's group. */
export function shownStat(mode: number, { fsGroup }: ContainerUser): FileStat {
  return { kind: 'file', mode: fsGroup === undefined ? mode : mode | groupMay, uid: 0, gid: fsGroup ?? 0 };
}

/** What a user has made, in a volume or in the container's own layer. */
export function ownStat(kind: 'file' | 'directory', inVolume: boolean, user: ContainerUser): FileStat {
  const { fsGroup } = user;
  const isShared = inVolume && fsGroup !== undefined;
  const mode = kind === 'file' ? 0o644 : isShared ? 0o755 | setGroup : 0o755;
  return { kind, mode, uid: user.uid, gid: isShared ? fsGroup : user.gid };
}

/** The root of a volume: open to all, with the group that the pod asks for. */
export function volumeRootStat({ fsGroup }: ContainerUser, isHost: boolean): FileStat {
  if (isHost) return { kind: 'directory', mode: 0o755, uid: 0, gid: 0 };
  const mode = fsGroup === undefined ? 0o777 : 0o777 | setGroup;
  return { kind: 'directory', mode, uid: 0, gid: fsGroup ?? 0 };
}

/** `drwxrwsr-x` */
export function formatMode({ kind, mode }: FileStat): string {
  const letters = [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 4, 2, 1].map((bit, index) =>
    (mode & bit) === 0 ? '-' : 'rwx'[index % 3]!,
  );
  if ((mode & setGroup) !== 0) letters[5] = letters[5] === 'x' ? 's' : 'S';
  return (kind === 'directory' ? 'd' : kind === 'link' ? 'l' : '-') + letters.join('');
}
