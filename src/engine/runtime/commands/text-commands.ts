import type { Command, CommandCall } from '../shell/host.ts';
import { pushCall } from '../shell/control.ts';
import { absolutePath, isPiped, maxPiped } from '../shell/output.ts';

/** Commands that print and filter text. */

/** What `seq` and `yes` print at most, as one line of theirs is one step of ours. */
const maxLines = 10_000;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  a: '\u0007',
  e: '\u001B',
  '0': '\0',
};

function unescape(text: string): string {
  return text.replace(/\\([ntr\\ae0])/g, (_, letter: string) => escapes[letter] ?? letter);
}

const echo: Command = ({ args, out }) => {
  let first = 0;
  let flags = '';
  while (/^-[neE]+$/.test(args[first] ?? '')) flags += args[first++]!.slice(1);
  const text = args.slice(first).join(' ');
  out((flags.includes('e') ? unescape(text) : text) + (flags.includes('n') ? '' : '\n'));
  return 0;
};

const printf: Command = ({ args, out }) => {
  const [format = '', ...values] = args;
  const perRound = (unescape(format).match(/%-?0?\d*[sdix]/g) ?? []).length;
  const rounds = perRound === 0 ? 1 : Math.min(maxLines, Math.max(1, Math.ceil(values.length / perRound)));
  for (let round = 0; round < rounds; round++) out(formatOnce(format, values.slice(round * perRound)));
  return 0;
};

function formatOnce(format: string, values: readonly string[]): string {
  let used = 0;
  return unescape(format).replace(/%(-?0?\d*)([sdix%])/g, (_, width: string, kind: string) => {
    if (kind === '%') return '%';
    const value = values[used++] ?? (kind === 's' ? '' : '0');
    return pad(kind === 'x' ? Number(value).toString(16) : value, width);
  });
}

function pad(text: string, given: string): string {
  const width = given.slice(0, 4);
  if (width.startsWith('-')) return text.padEnd(Number(width.slice(1)));
  return width.startsWith('0') ? text.padStart(Number(width), '0') : text.padStart(Number(width));
}

/** Lines of the named files, or of what is piped in. */
function linesOf(call: CommandCall, paths: readonly string[]): string[] {
  const text =
    paths.length === 0
      ? call.stdin()
      : paths.map((path) => call.host.files.read(absolutePath(path, call.thread.directory)) ?? '').join('');
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function printAll(call: CommandCall, lines: readonly string[]): void {
  if (lines.length > 0) call.out(`${lines.join('\n')}\n`);
}

const grep: Command = (call) => {
  const flags = call.args.filter((arg) => /^-\w/.test(arg)).join('');
  const [pattern = '', ...paths] = call.args.filter((arg) => !/^-\w/.test(arg));
  const matches = lineMatcher(pattern, flags);
  if (matches === undefined) {
    call.err(`grep: bad regex '${pattern}'\n`);
    return 2;
  }
  const lines = linesOf(call, paths).filter((line) => matches(line) !== flags.includes('v'));
  if (flags.includes('c')) call.out(`${lines.length}\n`);
  else if (!flags.includes('q')) printAll(call, lines);
  return lines.length > 0 ? 0 : 1;
};

/** A long line or a pattern of many repetitions could cost more than a simulation may take. */
const maxMatched = 500;
const maxRepetitions = 3;

function lineMatcher(pattern: string, flags: string): ((line: string) => boolean) | undefined {
  const insensitive = flags.includes('i');
  if (flags.includes('F') || !/[\\^$.*+?()[\]{}|]/.test(pattern)) {
    const needle = insensitive ? pattern.toLowerCase() : pattern;
    return (line) => (insensitive ? line.toLowerCase() : line).includes(needle);
  }
  const source = flags.includes('E')
    ? pattern
    : pattern.replace(/\\?[+?|(){}]/g, (found) => (found.length === 2 ? found[1]! : `\\${found}`));
  const expression = safeExpression(source, insensitive ? 'i' : '');
  return expression === undefined ? undefined : (line) => expression.test(line.slice(0, maxMatched));
}

const characterClasses: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
};

/** A regular expression of a user; undefined when it is none, or could take for ever (a repeated repetition). */
export function safeExpression(source: string, flags: string): RegExp | undefined {
  if (
    source.length > 200 ||
    (source.match(/[*+{]/g) ?? []).length > maxRepetitions ||
    /[*+}]\)?[*+{]|\([^)]*[*+|][^)]*\)[*+{]/.test(source)
  )
    return undefined;
  try {
    return new RegExp(
      source.replace(/\[:(\w+):\]/g, (_class, name: string) => characterClasses[name] ?? ''),
      flags,
    );
  } catch {
    return undefined;
  }
}

const wordCount: Command = (call) => {
  const flags = call.args.filter((arg) => arg.startsWith('-')).join('');
  const paths = call.args.filter((arg) => !arg.startsWith('-'));
  const lines = linesOf(call, paths);
  const words = lines.flatMap((line) => line.split(/\s+/).filter((word) => word !== '')).length;
  const characters = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const counts = flags.includes('l')
    ? [lines.length]
    : flags.includes('w')
      ? [words]
      : flags.includes('c')
        ? [characters]
        : [lines.length, words, characters];
  call.out(`${counts.join(' ')}${paths.length === 0 ? '' : ` ${paths.join(' ')}`}\n`);
  return 0;
};

const sort: Command = (call) => {
  const flags = call.args.filter((arg) => arg.startsWith('-')).join('');
  const lines = linesOf(
    call,
    call.args.filter((arg) => !arg.startsWith('-')),
  );
  const sorted = flags.includes('n')
    ? lines.toSorted((left, right) => Number.parseFloat(left) - Number.parseFloat(right))
    : lines.toSorted();
  if (flags.includes('r')) sorted.reverse();
  printAll(call, flags.includes('u') ? sorted.filter((line, index) => line !== sorted[index - 1]) : sorted);
  return 0;
};

const unique: Command = (call) => {
  printAll(
    call,
    linesOf(call, call.args).filter((line, index, lines) => line !== lines[index - 1]),
  );
  return 0;
};

const cut: Command = (call) => {
  const text = call.args.join(' ');
  const delimiter =
    call.args.find((arg) => /^-d./.test(arg))?.slice(2) ?? /(?:^| )-d (\S)/.exec(text)?.[1] ?? '\t';
  const [first, last] = (/-f ?(\d+)(?:-(\d+))?/.exec(text) ?? []).slice(1).map(Number);
  const index = (first ?? 1) - 1;
  printAll(
    call,
    linesOf(call, []).map((line) =>
      line
        .split(delimiter)
        .slice(index, Number.isNaN(last) || last === undefined ? index + 1 : last)
        .join(delimiter),
    ),
  );
  return 0;
};

const translate: Command = (call) => {
  const [from = '', to = ''] = call.args.filter((arg) => !arg.startsWith('-')).map(unescape);
  const remove = call.args.includes('-d');
  const [source, target] = [expandRange(from), expandRange(to)];
  const text = [...call.stdin()].map((letter) => {
    const at = source.indexOf(letter);
    return at < 0 ? letter : remove ? '' : (target[Math.min(at, target.length - 1)] ?? '');
  });
  call.out(text.join(''));
  return 0;
};

function expandRange(text: string): string {
  const full = text.replace('[:lower:]', 'a-z').replace('[:upper:]', 'A-Z').replace('[:digit:]', '0-9');
  return full.replace(/(.)-(.)/g, (_, from: string, to: string) => {
    const start = from.charCodeAt(0);
    return String.fromCharCode(
      ...Array.from(
        { length: Math.max(0, Math.min(256, to.charCodeAt(0) - start + 1)) },
        (_, index) => start + index,
      ),
    );
  });
}

/** `sed s/from/to/g`, the form that scripts use most. */
const streamEdit: Command = (call) => {
  const [script = '', ...paths] = call.args.filter((arg) => !arg.startsWith('-'));
  const found = /^s(.)(.*?)\1(.*?)\1(g?)$/.exec(script);
  const expression = found === null ? undefined : safeExpression(found[2]!, found[4]!);
  if (found === null || expression === undefined) {
    call.err(`sed: unsupported expression '${script}'\n`);
    return 1;
  }
  const lines = linesOf(call, paths).map((line) =>
    line.slice(0, maxMatched).replace(expression, found[3]!.replaceAll('&', '$&')),
  );
  if (!call.args.includes('-i')) printAll(call, lines);
  else
    for (const path of paths)
      call.host.files.write(absolutePath(path, call.thread.directory), `${lines.join('\n')}\n`);
  return 0;
};

const tee: Command = (call) => {
  const text = call.stdin();
  call.out(text);
  for (const path of call.args.filter((arg) => !arg.startsWith('-'))) {
    const full = absolutePath(path, call.thread.directory);
    if (call.args.includes('-a')) call.host.files.append(full, text);
    else call.host.files.write(full, text);
  }
  return 0;
};

const sequence: Command = ({ args, out, err }) => {
  const numbers = args.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? numbers[0]! : 1;
  const step = numbers.length > 2 ? numbers[1]! : 1;
  const count = Math.floor((last - first) / step) + 1;
  if (count > maxLines) err(`podarium: seq stops after ${maxLines} numbers\n`);
  const lines = Array.from(
    { length: count > 0 ? Math.min(count, maxLines) : 0 },
    (_, index) => first + index * step,
  );
  if (lines.length > 0) out(`${lines.join('\n')}\n`);
  return 0;
};

const expression: Command = ({ args, out }) => {
  const [left = '0', operator = '+', right = '0'] = args;
  const [first, second] = [Number(left), Number(right)];
  const results: Record<string, number> = {
    '+': first + second,
    '-': first - second,
    '*': first * second,
    '/': Math.trunc(first / second),
    '%': first % second,
  };
  const value = args.length === 1 ? left : String(results[operator] ?? 0);
  out(`${value}\n`);
  return value === '0' || value === '' ? 1 : 0;
};

const baseName: Command = ({ args, out }) => {
  const name = (args[0] ?? '').replace(/\/+$/, '').split('/').at(-1) ?? '';
  out(`${args[1] === undefined || !name.endsWith(args[1]) ? name : name.slice(0, -args[1].length)}\n`);
  return 0;
};

const directoryName: Command = ({ args, out }) => {
  out(`${(args[0] ?? '').replace(/\/[^/]*$/, '') || (args[0]?.startsWith('/') ? '/' : '.')}\n`);
  return 0;
};

/** Into a pipe as much as it holds; else line by line, and without rest. */
const yes: Command = (call) => {
  const line = call.args.join(' ') || 'y';
  if (!isPiped(call.thread)) {
    const parameters = [call.name, line];
    const source = 'while true; do echo "$1"; done';
    return pushCall(call.thread, { source, next: 0, base: call.thread.frames.length, parameters }) ? 0 : 1;
  }
  const block = `${line}\n`.repeat(Math.ceil(4_096 / line.length));
  for (let printed = 0; printed <= maxPiped; printed += block.length) call.out(block);
  return 0;
};

export const textCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['echo', echo],
  ['printf', printf],
  ['grep', grep],
  ['egrep', grep],
  ['wc', wordCount],
  ['sort', sort],
  ['uniq', unique],
  ['cut', cut],
  ['tr', translate],
  ['sed', streamEdit],
  ['tee', tee],
  ['seq', sequence],
  ['expr', expression],
  ['yes', yes],
  ['basename', baseName],
  ['dirname', directoryName],
]);
