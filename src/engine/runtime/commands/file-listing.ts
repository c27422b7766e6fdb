/** `ls` and `stat`. */
import { formatMode } from '../file-access.ts';
import type { FileStat } from '../file-access.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { groupName, userName } from './accounts.ts';
import { complain, flagsOf, pathsOf, whyNotRead } from './file-arguments.ts';

export const list: Command = (call) => {
  const flags = flagsOf(call);
  const paths = pathsOf(call);
  let status = 0;
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const names = namesAt(call, path, flags.includes('d'));
    if (names === undefined) status = complain(call, whyNotRead(call, path));
    else {
      if (paths.length > 1 && names[0] !== path) call.out(`${path}:\n`);
      const shown = names[0] === path ? names : names.filter((name) => isShown(name, flags));
      const dots = /a/.test(flags) && names[0] !== path ? ['.', '..'] : [];
      for (const name of [...dots, ...shown])
        call.out(flags.includes('l') ? longLine(call, path, name, flags) : `${name}\n`);
    }
  }
  return status;
};

function isShown(name: string, flags: string): boolean {
  return !name.startsWith('.') || /[aA]/.test(flags);
}

function namesAt(call: CommandCall, path: string, itself: boolean): readonly string[] | undefined {
  const { files } = call.host;
  const full = absolutePath(path, call.thread.directory);
  const isDirectory = files.isDirectory(full);
  if (itself ? files.isThere(full) : files.isThere(full) && !isDirectory) return [path];
  return files.list(full);
}

function longLine(call: CommandCall, directory: string, name: string, flags: string): string {
  const { files, timestamp } = call.host;
  const full = absolutePath(name === directory ? name : `${directory}/${name}`, call.thread.directory);
  const stat = files.stat(full);
  const isNumeric = flags.includes('n');
  const user = isNumeric ? String(stat.uid) : userName(call.host, stat.uid);
  const group = isNumeric ? String(stat.gid) : groupName(call.host, stat.gid);
  const target = stat.target === undefined ? '' : ` -> ${stat.target}`;
  const links = stat.kind === 'directory' ? 2 : 1;
  const size = String(files.size(full)).padStart(9);
  return `${formatMode(stat)} ${String(links).padStart(4)} ${user.padEnd(8)} ${group.padEnd(8)} ${size} ${listedTime(timestamp)} ${name}${target}\n`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mar  2 09:00` */
function listedTime(timestamp: string): string {
  const [, month = '01', day = '01', hour = '00', minute = '00'] = timestamp.split(/[-T:.Z]/);
  return `${months[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${hour}:${minute}`;
}

export const stat: Command = (call) => {
  const at = call.args.findIndex((arg) => /^-(?:c|-format)$/.test(arg));
  const given = call.args.find((arg) => /^(?:--format=|-c.)/.test(arg));
  const format = at >= 0 ? call.args[at + 1] : given?.replace(/^(?:--format=|-c)/, '');
  const paths = pathsOf(call).filter((arg) => at < 0 || arg !== call.args[at + 1]);
  let status = 0;
  for (const path of paths) {
    const full = absolutePath(path, call.thread.directory);
    if (!call.host.files.isThere(full))
      status = complain(call, `can't stat '${path}': No such file or directory`);
    else call.out(`${formatStat(format ?? usualFormat, call, path, call.host.files.stat(full))}\n`);
  }
  return status;
};

const usualFormat =
  '  File: %N\n  Size: %-10s\t%F\nAccess: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nModify: %y';

const kinds = { file: 'regular file', directory: 'directory', link: 'symbolic link' };

function formatStat(format: string, call: CommandCall, path: string, found: FileStat): string {
  const { host } = call;
  const size = host.files.size(absolutePath(path, call.thread.directory));
  const values: Readonly<Record<string, string>> = {
    a: found.mode.toString(8),
    A: formatMode(found),
    F: kinds[found.kind],
    g: String(found.gid),
    G: groupName(host, found.gid),
    n: path,
    N: found.target === undefined ? path : `'${path}' -> '${found.target}'`,
    s: String(size),
    u: String(found.uid),
    U: userName(host, found.uid),
    y: `${host.timestamp.slice(0, 19).replace('T', ' ')}.000000000 +0000`,
    '%': '%',
  };
  return format.replace(
    /%(-?)(0?)(\d*)([A-Za-z%])/g,
    (all, left: string, zero: string, width, letter: string) => {
      const value = values[letter];
      if (value === undefined) return all;
      return left === '-'
        ? value.padEnd(Number(width))
        : value.padStart(Number(width), zero === '' ? ' ' : '0');
    },
  );
}
