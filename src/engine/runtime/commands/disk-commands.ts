/** Commands that make files of a given size: what is in them is not kept, how much it is counts. */
import type { Command, CommandCall } from '../shell/host.ts';
import { complain, resolve } from './file-arguments.ts';
import { flagOf } from './flag-of.ts';

const units: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  kB: 1_000,
  k: 1_024,
  K: 1_024,
  KiB: 1_024,
  MB: 1_000_000,
  M: 1_048_576,
  MiB: 1_048_576,
  m: 1_048_576,
  GB: 1_000_000_000,
  G: 1_073_741_824,
  GiB: 1_073_741_824,
  g: 1_073_741_824,
};

function parseSize(text: string): number | undefined {
  const found = /^(\d+)([A-Za-z]*)$/.exec(text);
  const unit = units[found?.[2] ?? ''];
  return found === null || unit === undefined ? undefined : Number(found[1]) * unit;
}

/** How fast a machine's disk takes what is written, in bytes a second. */
const writtenPerSecond = 400_000_000;
const writeMs = (bytes: number): number => Math.round((bytes / writtenPerSecond) * 1_000);

function makeFile(call: CommandCall, path: string, bytes: number, complaint: string): number {
  const full = resolve(call, path);
  if (call.host.files.fill(full, bytes)) return 0;
  const why = call.host.files.refusal(full) ?? 'No such file or directory';
  return complain(call, `${complaint}: ${why}`);
}

/** `dd if=/dev/zero of=/data/file bs=1M count=100` */
const dd: Command = (call) => {
  const operands = Object.fromEntries(call.args.map((arg) => arg.split('=', 2))) as Record<string, string>;
  const { if: input, of: output, bs = '512' } = operands;
  const block = parseSize(bs);
  const count = parseSize(operands['count'] ?? '');
  if (block === undefined) return complain(call, `invalid number '${bs}'`);
  const isEndless = input === '/dev/zero' || input === '/dev/urandom' || input === '/dev/random';
  const text = isEndless
    ? ''
    : input === undefined
      ? call.stdin()
      : call.host.files.read(resolve(call, input));
  if (text === undefined) return complain(call, `can't open '${input}': No such file or directory`);
  const most = count === undefined ? Number.POSITIVE_INFINITY : block * count;
  const bytes = isEndless ? most : Math.min(text.length, most);
  if (!Number.isFinite(bytes)) return { ms: null, status: 1 };
  const status = writeOut(call, output, isEndless ? undefined : text.slice(0, bytes), bytes);
  if (status !== 0) return status;
  const records = `${Math.floor(bytes / block)}+${bytes % block === 0 ? 0 : 1}`;
  call.err(`${records} records in\n${records} records out\n`);
  const ms = writeMs(bytes);
  return ms === 0 ? 0 : { ms, status: 0 };
};

function writeOut(
  call: CommandCall,
  output: string | undefined,
  text: string | undefined,
  bytes: number,
): number {
  if (output === undefined) {
    call.out(text ?? '');
    return 0;
  }
  if (text === undefined) return makeFile(call, output, bytes, `error writing '${output}'`);
  const full = resolve(call, output);
  if (call.host.files.write(full, text)) return 0;
  const why = call.host.files.refusal(full) ?? 'No such file or directory';
  return complain(call, `can't open '${output}': ${why}`);
}

/** `fallocate -l 100M file` and `truncate -s 100M file`; a truncated file has holes, and takes no space. */
function sized(flag: string): Command {
  return (call) => {
    const size = parseSize(flagOf(call.args, flag) ?? '');
    const path = call.args.find((arg, index) => !arg.startsWith('-') && call.args[index - 1] !== flag);
    if (size === undefined || path === undefined) return complain(call, 'a size and a file are needed');
    return makeFile(call, path, size, `${path}`);
  };
}

export const diskCommands: ReadonlyMap<string, Command> = new Map([
  ['dd', dd],
  ['fallocate', sized('-l')],
  ['truncate', sized('-s')],
]);
