/** `chmod`, `chown`, `chgrp`. */
import { changedMode, type FileAttributes, type FileStat } from '../file-access.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { idIn } from './accounts.ts';
import { complain, flagsOf, resolve } from './file-arguments.ts';

const maxChanged = 1_000;

/** Does something to each operand, and below it with `-R`. */
function changeEach(
  call: CommandCall,
  paths: readonly string[],
  change: (stat: FileStat) => FileAttributes,
): number {
  const { files } = call.host;
  const isRecursive = flagsOf(call).includes('R');
  const waiting = paths.map((path) => [path, resolve(call, path)] as const);
  let status = 0;
  for (let count = 0; waiting.length > 0 && count < maxChanged; count++) {
    const [path, full] = waiting.shift()!;
    if (!files.isThere(full)) {
      status = complain(call, `${path}: No such file or directory`);
      continue;
    }
    const refusal = files.change(full, change(files.stat(full)));
    if (refusal !== undefined) status = complain(call, `${path}: ${refusal}`);
    if (isRecursive)
      for (const name of files.list(full) ?? [])
        waiting.push([`${path}/${name}`, full === '/' ? `/${name}` : `${full}/${name}`]);
  }
  return status;
}

/** Operands: not flags, but `-w` and its like are modes. */
function operandsOf(call: CommandCall): string[] {
  return call.args.filter((arg) => !/^-(?:[Rvcfh]+|-.*)$/.test(arg));
}

const chmod: Command = (call) => {
  const [mode, ...paths] = operandsOf(call);
  if (mode === undefined || paths.length === 0) return complain(call, 'missing operand');
  const isReadable = changedMode(mode, { kind: 'file', mode: 0, uid: 0, gid: 0 }) !== undefined;
  if (!isReadable) return complain(call, `invalid mode '${mode}'`);
  return changeEach(call, paths, (stat) => ({ mode: changedMode(mode, stat)! }));
};

const chown: Command = (call) => {
  const [owner, ...paths] = operandsOf(call);
  if (owner === undefined || paths.length === 0) return complain(call, 'missing operand');
  const [user = '', group] = owner.split(/[:.]/);
  const uid = user === '' ? undefined : idIn(call.host, '/etc/passwd', user);
  if (user !== '' && uid === undefined) return complain(call, `unknown user ${user}`);
  const gid = group === undefined || group === '' ? undefined : idIn(call.host, '/etc/group', group);
  if (group !== undefined && group !== '' && gid === undefined)
    return complain(call, `unknown group ${group}`);
  return changeEach(call, paths, () => ({
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  }));
};

const chgrp: Command = (call) => {
  const [group, ...paths] = operandsOf(call);
  if (group === undefined || paths.length === 0) return complain(call, 'missing operand');
  const gid = idIn(call.host, '/etc/group', group);
  if (gid === undefined) return complain(call, `unknown group ${group}`);
  return changeEach(call, paths, () => ({ gid }));
};

export const ownershipCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['chmod', chmod],
  ['chown', chown],
  ['chgrp', chgrp],
]);
