import { entryOf } from '../../api/json-object.ts';
import { exitThread, pushCall, pushSubshell, returnFromCall } from '../shell/control.ts';
import { lookUp } from '../shell/expand.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { inputOf, parametersOf, setParameters } from '../shell/state.ts';
import type { BuiltinName } from './builtin-names.ts';

/** Commands that belong to the shell itself: they change the thread that runs them. */

const signalNames: Readonly<Record<string, string>> = {
  '0': 'EXIT',
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '9': 'KILL',
  '15': 'TERM',
};

/** `SIGTERM`, `TERM` and `15` are the same. */
export function signalName(text: string): string {
  return signalNames[text] ?? text.toUpperCase().replace(/^SIG/, '');
}

const exit: Command = (call) => {
  const status = call.args[0] === undefined ? call.thread.status : toStatus(call.args[0]);
  exitThread(call.thread, call.process, status);
  return status;
};

const returnCommand: Command = (call) => {
  const status = call.args[0] === undefined ? call.thread.status : toStatus(call.args[0]);
  returnFromCall(call.thread, call.process, status);
  return status;
};

function toStatus(text: string): number {
  const status = Number.parseInt(text, 10);
  return Number.isNaN(status) ? 2 : status & 255;
}

const evaluate: Command = ({ args, thread, err }) => {
  const call = { source: args.join(' '), next: 0, base: thread.frames.length };
  if (pushCall(thread, call)) return 0;
  err('sh: eval: maximum nesting exceeded\n');
  return 2;
};

const source: Command = (call) => {
  const path = call.args[0] ?? '';
  const text = call.host.files.read(absolutePath(path, call.thread.directory));
  if (text === undefined) {
    call.err(`sh: .: can't open '${path}'\n`);
    return 2;
  }
  if (pushCall(call.thread, { source: text, next: 0, base: call.thread.frames.length })) return 0;
  call.err(`sh: .: can't open '${path}': Too many open files\n`);
  return 2;
};

/** `sh -c script name args` and `sh file args` inside a running shell. */
const shell: Command = (call) => {
  const script = scriptOf(call.args, (path) =>
    call.host.files.read(absolutePath(path, call.thread.directory)),
  );
  if (script.source === undefined) {
    call.err(`${call.name}: can't open '${script.parameters[0]}': No such file or directory\n`);
    return 127;
  }
  const reads = script.fromInput && inputOf(call.thread) === undefined;
  const source = script.fromInput && !reads ? call.stdin() : script.source;
  const floor = call.thread.frames.length;
  pushSubshell(call.thread, call.thread.calls.at(-1)?.next ?? 0);
  call.thread.options = script.options;
  const base = call.thread.frames.length;
  const name = call.name.slice(call.name.lastIndexOf('/') + 1);
  const parameters = script.fromInput ? [name] : script.parameters;
  const started = { source, next: 0, base, floor, parameters, ...(reads ? { reads: name } : {}) };
  if (pushCall(call.thread, started)) return 0;
  call.err("sh: can't fork: Resource temporarily unavailable\n");
  return 2;
};

/** What `sh` was asked to run; one that was given nothing reads its input. */
function scriptOf(
  args: readonly string[],
  read: (path: string) => string | undefined,
): {
  readonly source: string | undefined;
  readonly parameters: readonly string[];
  readonly options: string;
  readonly fromInput: boolean;
} {
  let options = '';
  let index = 0;
  for (; /^[-+]./.test(args[index] ?? '') && args[index] !== '--'; index++) {
    options += args[index]!.startsWith('--') ? '' : args[index]!.slice(1);
    if (args[index]!.endsWith('o')) index++;
  }
  if (options.includes('c')) {
    return {
      source: args[index] ?? '',
      parameters: [args[index + 1] ?? 'sh', ...args.slice(index + 2)],
      options,
      fromInput: false,
    };
  }
  const file = args[index];
  if (file === undefined) return { source: '', parameters: [], options, fromInput: true };
  return { source: read(file), parameters: args.slice(index), options, fromInput: false };
}

const set: Command = ({ args, thread, host, out }) => {
  if (args.length === 0) {
    for (const [name, value] of Object.entries({ ...host.environment, ...thread.variables }))
      out(`${name}='${value}'\n`);
    return 0;
  }
  for (const [index, arg] of args.entries()) {
    if (arg === '-o' || arg === '+o') continue;
    if (arg === '--' || !/^[-+]/.test(arg)) {
      if (/^[-+]o$/.test(args[index - 1] ?? '')) continue;
      setParameters(thread, [
        parametersOf(thread)[0] ?? 'sh',
        ...args.slice(arg === '--' ? index + 1 : index),
      ]);
      break;
    }
    for (const letter of arg.slice(1)) {
      thread.options = thread.options.replaceAll(letter, '') + (arg.startsWith('-') ? letter : '');
    }
  }
  return 0;
};

const trap: Command = ({ args, process }) => {
  const signals =
    args[0] === '-' || args.length === 1 ? args.slice(args.length === 1 ? 0 : 1) : args.slice(1);
  for (const signal of signals.map(signalName)) {
    if (args[0] === '-' || args.length === 1) delete process.traps[signal];
    else process.traps[signal] = args[0]!;
  }
  return 0;
};

const wait: Command = ({ process, thread }) => {
  const others = process.threads.some((other) => other.id !== thread.id);
  return others ? { ms: null, status: 0, join: true } : 0;
};

const exportCommand: Command = ({ args, thread, process }) => {
  for (const arg of args) {
    const [name = '', value] = splitAssignment(arg);
    if (value !== undefined) thread.variables[name] = value;
    if (!process.exported.includes(name) && !name.startsWith('-')) process.exported.push(name);
  }
  return 0;
};

const local: Command = ({ args, thread }) => {
  for (const arg of args) {
    const [name = '', value] = splitAssignment(arg);
    thread.variables[name] = value ?? '';
  }
  return 0;
};

const unset: Command = ({ args, thread, process }) => {
  for (const name of args) {
    delete thread.variables[name];
    delete process.functions[name];
  }
  return 0;
};

function splitAssignment(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const shift: Command = ({ args, thread }) => {
  const [name = 'sh', ...rest] = parametersOf(thread);
  const count = Number(args[0] ?? 1);
  if (count > rest.length) return 1;
  setParameters(thread, [name, ...rest.slice(count)]);
  return 0;
};

const read: Command = ({ args, thread, line: nextLine }) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const line = nextLine();
  if (line === undefined) return 1;
  const fields = line.trim().split(/[ \t]+/);
  names.forEach((name, index) => {
    const last = index === names.length - 1;
    thread.variables[name] = (last ? fields.slice(index).join(' ') : fields[index]) ?? '';
  });
  return 0;
};

const changeDirectory: Command = (call) => {
  const path = absolutePath(call.args[0] ?? '/root', call.thread.directory);
  if (!call.host.files.isDirectory(path)) {
    call.err(`sh: cd: can't cd to ${call.args[0]}: No such file or directory\n`);
    return 1;
  }
  call.thread.directory = path;
  return 0;
};

/** The command takes the shell's place: the thread ends with it. */
const exec: Command = (call) => {
  if (call.args.length === 0) return 0;
  const outcome = call.run(call.args);
  if (typeof outcome === 'number') {
    exitThread(call.thread, call.process, outcome);
    return outcome;
  }
  call.thread.calls = [];
  call.thread.frames = [];
  call.thread.exiting = outcome.status;
  return outcome;
};

const kill: Command = (call) => {
  let signal = 'TERM';
  let status = 0;
  for (const [index, arg] of call.args.entries()) {
    if (arg === '-s') continue;
    if (call.args[index - 1] === '-s') signal = signalName(arg);
    else if (/^-[A-Z0-9]/i.test(arg)) signal = signalName(arg.slice(1));
    else {
      const refusal = call.host.signal(Number(arg.replace(/^%/, '')), signal);
      if (refusal !== undefined) call.err(`sh: can't kill pid ${arg}: ${refusal}\n`);
      if (refusal !== undefined) status = 1;
    }
  }
  return status;
};

const describeCommand: Command = (call) => {
  const names = call.args.filter((arg) => !arg.startsWith('-'));
  for (const name of names) {
    if (
      !Object.hasOwn(builtins, name) &&
      entryOf(call.process.functions, name) === undefined &&
      call.host.command(name) === undefined
    )
      return 127;
    call.out(`${Object.hasOwn(builtins, name) ? name : `/bin/${name}`}\n`);
  }
  return 0;
};

const command: Command = (call) =>
  call.args[0]?.startsWith('-') ? describeCommand(call) : call.run(call.args);

const printWorkingDirectory: Command = ({ thread, out }) => {
  out(`${thread.directory}\n`);
  return 0;
};

function succeed(): number {
  return 0;
}

const builtins: Readonly<Record<BuiltinName, Command>> = {
  ':': succeed,
  true: succeed,
  false: () => 1,
  exit: exit,
  return: returnCommand,
  eval: evaluate,
  '.': source,
  source: source,
  set: set,
  trap: trap,
  wait: wait,
  export: exportCommand,
  readonly: exportCommand,
  local: local,
  declare: local,
  unset: unset,
  shift: shift,
  read: read,
  cd: changeDirectory,
  pwd: printWorkingDirectory,
  exec: exec,
  kill: kill,
  command: command,
  type: describeCommand,
  umask: succeed,
  ulimit: succeed,
};

/** Runs what a shell knows by itself. */
export function runBuiltin(name: BuiltinName, call: CommandCall): ReturnType<Command> {
  return builtins[name](call);
}

/** Shells themselves: they stand in images as programs. */
export const shells: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['sh', shell],
  ['bash', shell],
  ['ash', shell],
  ['dash', shell],
]);

/** A variable that the thread exports, for `env`. */
export function exportedVariables(call: CommandCall): Record<string, string> {
  const exported: Record<string, string> = {};
  for (const name of ['PATH', 'HOSTNAME', 'HOME']) exported[name] = lookUp(name, call) ?? '';
  Object.assign(exported, call.host.environment);
  for (const name of [...Object.keys(call.host.environment), ...call.process.exported]) {
    const value = entryOf(call.thread.variables, name);
    if (value !== undefined) exported[name] = value;
  }
  return exported;
}
