/** The programs of the terminal that are not text tools: files, waiting, repeating. */
import { quoted } from '../../../model/kubectl-line.ts';
import { t } from '../messages.en.ts';
import {
  type Program,
  type ProgramContext,
  type ProgramIo,
  readFlags,
  UsageProblem,
  whole,
} from './program.ts';

export const basicPrograms: Readonly<Record<string, Program>> = {
  cat: whole(concatenate),
  cp: whole((_input, args, _io, context) => copyFile(args, context, false)),
  date: whole((_input, _args, io, context) => {
    io.stdout(`${new Date(context.now()).toUTCString().replace('GMT', 'UTC')}\n`);
    return 0;
  }),
  echo: whole((_input, args, io) => echo(args, io)),
  env: whole((_input, _args, io, context) => {
    for (const [name, value] of context.variables) io.stdout(`${name}=${value}\n`);
    return 0;
  }),
  export: whole((_input, args, _io, context) => {
    for (const arg of args) {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg) ?? [];
      if (name !== undefined) context.variables.set(name, value ?? '');
    }
    return 0;
  }),
  false: whole(() => 1),
  help: whole((_input, _args, io) => {
    io.stdout(t('terminal.help'));
    return 0;
  }),
  history: whole((_input, _args, io, context) => {
    for (const [index, line] of context.history.entries())
      io.stdout(`${String(index + 1).padStart(5)}  ${line}\n`);
    return 0;
  }),
  ls: whole((_input, args, io, context) => listFiles(args, io, context)),
  mv: whole((_input, args, _io, context) => copyFile(args, context, true)),
  printf: whole((_input, args, io) => {
    const [format = '', ...values] = args;
    io.stdout(unescaped(format).replace(/%[sd]/g, () => values.shift() ?? ''));
    return 0;
  }),
  pwd: whole((_input, _args, io) => {
    io.stdout('/manifests\n');
    return 0;
  }),
  rm: whole((_input, args, io, context) => remove(args, io, context)),
  seq: whole((_input, args, io) => {
    const numbers = args.map(Number);
    const [from, to] = numbers.length > 1 ? [numbers[0]!, numbers[1]!] : [1, numbers[0] ?? 0];
    if (!(to - from < 100_000)) throw new UsageProblem('at most 100000 numbers');
    for (let number = from; number <= to; number++) io.stdout(`${number}\n`);
    return 0;
  }),
  sleep: whole(async (_input, args, io, context) => {
    await context.wait(durationOf(args[0]) * 1000, io.signal);
    return 0;
  }),
  tee: tee,
  touch: whole((_input, args, _io, context) => {
    for (const name of args) context.files.write(name, context.files.read(name) ?? '');
    return 0;
  }),
  true: whole(() => 0),
  unset: whole((_input, args, _io, context) => {
    for (const name of args) context.variables.delete(name);
    return 0;
  }),
  vi: whole((_input, args, _io, context) => openFile(args, context)),
  watch: whole((_input, args, io, context) => watch(args, io, context)),
  xargs: whole((input, args, io, context) => xargs(input, args, io, context)),
};

function concatenate(input: string, args: readonly string[], io: ProgramIo, context: ProgramContext): number {
  let missing = false;
  for (const name of args.length === 0 ? ['-'] : args) {
    const text = name === '-' ? input : context.files.read(name);
    if (text === undefined) io.stderr(`cat: ${name}: No such file or directory\n`);
    else io.stdout(text);
    missing ||= text === undefined;
  }
  return missing ? 1 : 0;
}

function copyFile(args: readonly string[], { files }: ProgramContext, removes: boolean): number {
  const [from, to] = args;
  if (from === undefined || to === undefined || args.length > 2)
    throw new UsageProblem('one file and its new name are needed', 1);
  const text = files.read(from);
  if (text === undefined) throw new UsageProblem(`cannot stat '${from}': No such file or directory`, 1);
  files.write(to, text);
  if (removes && from !== to) files.remove(from);
  return 0;
}

function echo(args: readonly string[], io: ProgramIo): number {
  let [newline, escapes] = [true, false];
  let at = 0;
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++) {
    newline &&= !args[at]!.includes('n');
    escapes ||= args[at]!.includes('e');
  }
  const text = args.slice(at).join(' ');
  io.stdout(`${escapes ? unescaped(text) : text}${newline ? '\n' : ''}`);
  return 0;
}

function unescaped(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\');
}

function listFiles(args: readonly string[], io: ProgramIo, { files }: ProgramContext): number {
  const { flags, operands } = readFlags(args, 'la1htr');
  const names = files.names().toSorted();
  const chosen = operands.length === 0 || operands[0] === '.' ? names : operands;
  let missing = false;
  for (const name of chosen) {
    const text = files.read(name);
    if (text === undefined) {
      io.stderr(`ls: cannot access '${name}': No such file or directory\n`);
      missing = true;
    } else
      io.stdout(
        flags.has('l') ? `-rw-r--r-- 1 you you ${String(text.length).padStart(6)} ${name}\n` : `${name}\n`,
      );
  }
  return missing ? 2 : 0;
}

function remove(args: readonly string[], io: ProgramIo, { files }: ProgramContext): number {
  const { flags, operands } = readFlags(args, 'fr');
  let missing = false;
  for (const name of operands) {
    if (files.read(name) !== undefined) files.remove(name);
    else if (!flags.has('f')) {
      io.stderr(`rm: cannot remove '${name}': No such file or directory\n`);
      missing = true;
    }
  }
  return missing ? 1 : 0;
}

function tee(args: readonly string[], io: ProgramIo, { files }: ProgramContext): ReturnType<Program> {
  const { flags, operands } = readFlags(args, 'a');
  let seen = '';
  return {
    write(text) {
      seen += text;
      io.stdout(text);
    },
    async end() {
      for (const name of operands) files.write(name, (flags.has('a') ? (files.read(name) ?? '') : '') + seen);
      return 0;
    },
  };
}

/** `vi web.yaml` opens the file in the editor beside the cluster. */
function openFile(args: readonly string[], { files }: ProgramContext): number {
  const name = args.at(-1);
  if (name === undefined) throw new UsageProblem('which file?');
  if (files.read(name) === undefined) files.write(name, '');
  files.open(name);
  return 0;
}

/** `90`, `2s`, `1.5m`, `1h` in seconds. */
function durationOf(text = ''): number {
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  if (match === null) throw new UsageProblem(`invalid time interval '${text}'`, 1);
  return Number(match[1]) * (match[2] === 'm' ? 60 : match[2] === 'h' ? 3600 : 1);
}

const enterScreen = '\u001b[?1049h\u001b[H';
const leaveScreen = '\u001b[?1049l';
const redraw = '\u001b[H\u001b[J';

/** Runs a line again and again, on a screen of its own, until Ctrl+C. */
async function watch(args: readonly string[], io: ProgramIo, context: ProgramContext): Promise<number> {
  let [interval, at] = [2, 0];
  for (; args[at]?.startsWith('-') === true; at++) {
    if (args[at] === '-n') interval = durationOf(args[++at]);
    else if (args[at]!.startsWith('-n')) interval = durationOf(args[at]!.slice(2));
  }
  const line = args.slice(at).join(' ');
  if (line === '') throw new UsageProblem('what is to be watched?', 1);
  if (!io.stdoutIsTerminal) throw new UsageProblem('the output of watch can only go to the screen', 1);
  io.stdout(enterScreen);
  try {
    while (!io.signal.aborted) {
      let screen = '';
      const collect = (text: string): void => void (screen += text);
      await context.run(line, { ...io, stdout: collect, stderr: collect, stdoutIsTerminal: false });
      io.stdout(`${redraw}Every ${interval.toFixed(1)}s: ${line}\n\n${screen}`);
      await context.wait(interval * 1000, io.signal);
    }
  } finally {
    io.stdout(leaveScreen);
  }
  return 130;
}

async function xargs(
  input: string,
  args: readonly string[],
  io: ProgramIo,
  context: ProgramContext,
): Promise<number> {
  let at = 0;
  let [placeholder, perCall] = ['', Infinity];
  for (; args[at]?.startsWith('-') === true; at++) {
    if (args[at] === '-I') placeholder = args[++at] ?? '';
    else if (args[at]!.startsWith('-n'))
      perCall = Number(args[at] === '-n' ? args[++at] : args[at]!.slice(2));
  }
  const command = args.slice(at);
  const items = placeholder === '' ? input.split(/\s+/).filter(Boolean) : input.split('\n').filter(Boolean);
  if (placeholder !== '') perCall = 1;
  let code = 0;
  for (let from = 0; from < items.length && !io.signal.aborted; from += perCall) {
    const chunk = items.slice(from, from + perCall);
    const words =
      placeholder === ''
        ? [...command, ...chunk]
        : command.map((word) => word.replaceAll(placeholder, chunk[0]!));
    code = (await context.run(words.map(quoted).join(' '), io)) || code;
    if (perCall === Infinity) break;
  }
  return code;
}
