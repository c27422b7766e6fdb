/** Users and groups by number and by name, as /etc/passwd and /etc/group of the container have them. */
import type { ProcessHost } from '../shell/host.ts';

type Host = Pick<ProcessHost, 'files'>;

/** The name, or the number where there is none. */
export function userName(host: Host, uid: number): string {
  return nameIn(host, '/etc/passwd', uid) ?? String(uid);
}

export function groupName(host: Host, gid: number): string {
  return nameIn(host, '/etc/group', gid) ?? String(gid);
}

export function nameIn({ files }: Host, path: string, id: number): string | undefined {
  return entriesOf(files.read(path)).find((fields) => fields[2] === String(id))?.[0];
}

/** A number that was given as such, or by name; undefined for a name that is unknown. */
export function idIn({ files }: Host, path: string, text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const found = entriesOf(files.read(path)).find(([name]) => name === text)?.[2];
  return found === undefined ? undefined : Number(found);
}

function entriesOf(text = ''): string[][] {
  return text.split('\n').map((line) => line.split(':'));
}
