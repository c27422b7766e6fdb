/** `ps`, `pidof`, `pgrep`, `pkill`, `killall`: processes by number and by name. */
import type { Command, CommandCall } from '../shell/host.ts';
import { userName } from './accounts.ts';
import { signalName } from './shell-builtins.ts';

type Process = ReturnType<CommandCall['host']['processes']>[number];

/** What runs, with the command that asks as its last. */
function withSelf(call: CommandCall): Process[] {
  const processes = call.host.processes();
  const { calls, id } = call.thread;
  // What was started with just these words is the process itself.
  const isAlone = calls.length < 2 && id === 1;
  const self = {
    id: isAlone ? (call.process.pid ?? 1) : Math.max(call.process.pid ?? 1, processes.at(-1)?.id ?? 0) + 1,
    words: [call.name, ...call.args],
    uid: call.host.user.uid,
  };
  return [...processes.filter((process) => process.id !== self.id), self];
}

function lineOf(words: readonly string[]): string {
  return words.join(' ').split('\n')[0]!;
}

const ps: Command = (call) => {
  const processes = withSelf(call);
  if (call.host.toolbox === 'debian') return listAsProcps(call, processes);
  call.out('PID   USER     TIME  COMMAND\n');
  for (const { id, words, uid } of processes)
    call.out(`${String(id).padStart(5)} ${userName(call.host, uid).padEnd(8)}  0:00 ${lineOf(words)}\n`);
  return 0;
};

/** `ps`, `ps aux` and `ps -ef` of procps. */
function listAsProcps(call: CommandCall, processes: readonly Process[]): number {
  const flags = call.args.join('');
  const started = call.host.timestamp.slice(11, 16);
  const owner = (uid: number): string => userName(call.host, uid).padEnd(8);
  const row = {
    aux: ({ id, words, uid }: Process) =>
      `${owner(uid)} ${String(id).padStart(7)}  0.0  0.0   2576   900 ?        Ss   ${started}   0:00 ${lineOf(words)}`,
    full: ({ id, words, uid }: Process) =>
      `${owner(uid)} ${String(id).padStart(7)} ${String(id === 1 ? 0 : 1).padStart(7)}  0 ${started} ?        00:00:00 ${lineOf(words)}`,
    short: ({ id, words }: Process) => `${String(id).padStart(7)} ?        00:00:00 ${nameOf(words)}`,
  };
  const heads = {
    aux: 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
    full: 'UID          PID    PPID  C STIME TTY          TIME CMD',
    short: '    PID TTY          TIME CMD',
  };
  const style = /a?u/.test(flags) ? 'aux' : flags.includes('f') ? 'full' : 'short';
  for (const line of [heads[style], ...processes.map(row[style])]) call.out(`${line}\n`);
  return 0;
}

function nameOf([program = '']: readonly string[]): string {
  return program.slice(program.lastIndexOf('/') + 1).split(':')[0]!;
}

/** `pidof NAME` wants the name, `pgrep PATTERN` a part of it, or with `-f` of the whole line. */
function matching(call: CommandCall): Process[] {
  const wanted = call.args.filter((arg) => !arg.startsWith('-'));
  const isExact = call.name === 'pidof' || call.name === 'killall' || call.args.includes('-x');
  const wholeLine = call.args.some((arg) => /^-[a-z]*f/.test(arg));
  return call.host
    .processes()
    .filter(({ words }) =>
      wanted.some((name) =>
        isExact ? nameOf(words) === name : holds(wholeLine ? lineOf(words) : nameOf(words), name),
      ),
    );
}

/** Whether a pattern is in a text; the only signs that mean something are those for begin and end. */
function holds(text: string, pattern: string): boolean {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (pattern.startsWith('^') && pattern.endsWith('$')) return text === bare;
  if (pattern.startsWith('^')) return text.startsWith(bare);
  return pattern.endsWith('$') ? text.endsWith(bare) : text.includes(bare);
}

const find: Command = (call) => {
  const found = matching(call).map(({ id }) => String(id));
  if (found.length === 0) return 1;
  call.out(call.name === 'pidof' ? `${found.toReversed().join(' ')}\n` : `${found.join('\n')}\n`);
  return 0;
};

const end: Command = (call) => {
  const given = call.args.find((arg) => /^-(?:\d+|[A-Z][A-Z0-9]+)$/.test(arg));
  const found = matching(call);
  let status = found.length === 0 ? 1 : 0;
  if (found.length === 0 && call.name === 'killall')
    call.err(`killall: ${call.args.at(-1)}: no process killed\n`);
  for (const { id } of found) {
    const refusal = call.host.signal(id, signalName(given?.slice(1) ?? 'TERM'));
    if (refusal === undefined) continue;
    call.err(`${call.name}: can't kill pid ${id}: ${refusal}\n`);
    status = 1;
  }
  return status;
};

export const processListing: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['ps', ps],
  ['pidof', find],
  ['pgrep', find],
  ['pkill', end],
  ['killall', end],
]);
