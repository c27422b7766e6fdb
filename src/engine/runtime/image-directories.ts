/** Directories that every image has, and who may write there. */

export const everyImageHas = new Set([
  '/',
  '/bin',
  '/dev',
  '/dev/shm',
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

const modes: Readonly<Record<string, number>> = {
  '/dev/shm': 0o1777,
  '/proc': 0o555,
  '/root': 0o700,
  '/sys': 0o555,
  '/tmp': 0o1777,
  '/var/tmp': 0o1777,
};

export function imageDirectoryMode(path: string): number {
  return modes[path] ?? 0o755;
}
