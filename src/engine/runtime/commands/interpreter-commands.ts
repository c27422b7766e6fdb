import type { Command, CommandCall, CommandOutcome } from '../shell/host.ts';
import { serve, standIn } from './server-commands.ts';

/** Interpreters: without program and terminal they end at once; programs they can't really run are stood in for. */

const readsTerminal = (call: CommandCall): CommandOutcome =>
  call.host.terminal === undefined || call.host.terminal.closed ? 0 : { ms: null, status: 0 };

const longestNumber = 5_000;

/** Digits of pi by Machin's formula, as the Job of the Kubernetes manual prints them. */
export function digitsOfPi(count: number): string {
  const digits = Math.min(Math.max(1, Math.floor(count)), longestNumber);
  const unit = 10n ** BigInt(digits + 10);
  const value = 4n * (4n * inverseTangent(5n, unit) - inverseTangent(239n, unit));
  const text = String(value / 10n ** 11n);
  return digits === 1 ? '3' : `${text[0]}.${text.slice(1, digits)}`;
}

function inverseTangent(inverse: bigint, unit: bigint): bigint {
  let term = unit / inverse;
  let sum = term;
  for (let divisor = 3n, sign = -1n; term !== 0n; divisor += 2n, sign = -sign) {
    term /= inverse * inverse;
    sum += (sign * term) / divisor;
  }
  return sum;
}

const perl: Command = (call) => {
  const digits = /bpi\((\d+)\)/.exec(call.args.join(' '))?.[1];
  if (digits === undefined)
    return call.args.length === 0 ? readsTerminal(call) : inlineOrProgram(call, ['-e', '-wle', '-E']);
  call.out(`${digitsOfPi(Number(digits))}\n`);
  return { ms: Number(digits), status: 0 };
};

/** Code on the command line is over after a second; a program file runs as a stand-in. */
function inlineOrProgram(call: CommandCall, inline: readonly string[]): CommandOutcome {
  if (!call.args.some((arg) => inline.includes(arg))) return standIn(call);
  call.out(`podarium: ${call.name} programs are not run here; this one counts as done after a second\n`);
  return { ms: 1_000, status: 0 };
}

const listing = {
  ports: [8000],
  http: { body: '<title>Directory listing for {path}</title>\n' },
  startupMs: 150,
  log: [],
};

const python: Command = (call) => {
  const module = call.args.indexOf('-m');
  if (module >= 0 && call.args[module + 1] === 'http.server') {
    const port = Number(call.args[module + 2] ?? 8000) || 8000;
    return serve(call, { ...listing, ports: [port] });
  }
  return call.args.length === 0 ? readsTerminal(call) : inlineOrProgram(call, ['-c']);
};

const other: Command = (call) =>
  call.args.length === 0
    ? readsTerminal(call)
    : inlineOrProgram(call, ['-e', '--eval', '-r', '--version', '-v']);

const families: readonly ReadonlyMap<string, Command>[] = [
  new Map([['perl', perl]]),
  new Map(['python', 'python3', 'pip', 'gunicorn', 'uvicorn', 'flask'].map((name) => [name, python])),
  new Map(['node', 'npm', 'npx', 'yarn'].map((name) => [name, other])),
  new Map(['ruby', 'irb', 'rails', 'bundle'].map((name) => [name, other])),
  new Map(['php'].map((name) => [name, other])),
  new Map(['java', 'jshell'].map((name) => [name, other])),
  new Map(['go'].map((name) => [name, other])),
];

const none: ReadonlyMap<string, Command> = new Map();

/** The interpreters of an image whose main program is `cmd[0]`. */
export function interpreterCommands(cmd: readonly string[]): ReadonlyMap<string, Command> {
  return families.find((family) => family.has(cmd[0] ?? '')) ?? none;
}
