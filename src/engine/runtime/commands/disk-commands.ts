/** Commands that make files of a given size: what is in them is not kept, how much it is counts. */
import type { Refusal } from '../file-access.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { complain, resolve } from './file-arguments.ts';
import { flagOf } from './flag-of.ts';

const noSpace: Refusal = 'No space left on device';

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

function whyNotWritten(call: CommandCall, path: string): string {
  return call.host.files.refusal(path) ?? 'No such file or directory';
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
  const path = output === undefined ? '/dev/stdout' : resolve(call, output);
  if (!Number.isFinite(bytes) && path.startsWith('/dev/')) return { ms: null, status: 1 };
  if (output === undefined) call.out(text.slice(0, bytes));
  const written = output === undefined ? bytes : writeOut(call, path, isEndless ? undefined : text, bytes);
  if (written === undefined) return complain(call, `can't open '${output}': ${whyNotWritten(call, path)}`);
  const isCut = written < bytes;
  if (isCut) complain(call, `error writing '${output}': ${noSpace}`);
  const rest = written % block === 0 ? 0 : 1;
  const out = `${Math.floor(written / block)}+${rest}`;
  call.err(`${isCut ? `${Math.floor(written / block) + 1}+0` : out} records in\n${out} records out\n`);
  const ms = writeMs(written);
  const status = isCut ? 1 : 0;
  return ms === 0 ? status : { ms, status };
};

/** Gives how much found room; undefined when the file can't even be opened. */
function writeOut(
  { host: { files } }: CommandCall,
  path: string,
  text: string | undefined,
  bytes: number,
): number | undefined {
  if (text === undefined) return files.fill(path, bytes);
  if (files.write(path, text.slice(0, bytes))) return bytes;
  return files.isThere(path) && files.refusal(path) === noSpace ? files.size(path) : undefined;
}

/** `fallocate -l 100M file` and `truncate -s 100M file`; a truncated file has holes, and takes no space. */
function sized(flag: string): Command {
  return (call) => {
    const size = parseSize(flagOf(call.args, flag) ?? '');
    const path = call.args.find((arg, index) => !arg.startsWith('-') && call.args[index - 1] !== flag);
    if (size === undefined || path === undefined) return complain(call, 'a size and a file are needed');
    const full = resolve(call, path);
    const made = call.host.files.fill(full, size);
    if (made === size) return 0;
    if (made !== undefined) call.host.files.remove(full);
    return complain(call, `${path}: ${made === undefined ? whyNotWritten(call, full) : noSpace}`);
  };
}

export const diskCommands: ReadonlyMap<string, Command> = new Map([
  ['dd', dd],
  ['fallocate', sized('-l')],
  ['truncate', sized('-s')],
]);
