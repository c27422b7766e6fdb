/** What commands about files have in common: their operands and their complaints. */
import { access } from '../file-access.ts';
import type { CommandCall } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';

export function pathsOf(call: CommandCall): string[] {
  return call.args.filter((arg) => !/^-./.test(arg));
}

/** Letters of all short flags. */
export function flagsOf(call: CommandCall): string {
  return call.args
    .filter((arg) => /^-[^-]/.test(arg))
    .map((arg) => arg.slice(1))
    .join('');
}

export function resolve(call: CommandCall, path: string): string {
  return absolutePath(path, call.thread.directory);
}

export function complain(call: CommandCall, message: string): number {
  call.err(`${call.name}: ${message}\n`);
  return 1;
}

/** Why a command can't read what is at a path. */
export function whyNotRead(call: CommandCall, path: string): string {
  const { files } = call.host;
  const full = resolve(call, path);
  const saysPathOnly = call.name === 'ls' || call.name === 'tail' || call.name === 'head';
  if (files.isThere(full) && !files.may(full, access.read))
    return call.name === 'tail' || call.name === 'head'
      ? `${path}: Permission denied`
      : `can't open '${path}': Permission denied`;
  if (files.isDirectory(full))
    return call.name === 'cat' ? 'read error: Is a directory' : `${path}: Is a directory`;
  return saysPathOnly
    ? `${path}: No such file or directory`
    : `can't open '${path}': No such file or directory`;
}
