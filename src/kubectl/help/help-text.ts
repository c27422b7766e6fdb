/** Help of Podarium's own: short, and saying whose it is. kubectl's is longer and other people's. */
import type { FlagSpec } from '../flags.ts';
import type { KubectlCommand } from '../invocation.ts';
import { examples, summaries } from './summaries.ts';

const whose =
  'This is the kubectl of Podarium, a simulated cluster. Its output is that of the real one; its help is not.';

type Commands = readonly KubectlCommand[];

export interface Help {
  readonly text: string;
  /** A group of commands without one of them isn't what the person meant. */
  readonly isFailure: boolean;
  readonly onStderr: boolean;
}

/** Where the groups show their help; others fail, and show it with the errors. `cmdutil.DefaultSubCommandRun` */
const manners: Readonly<Record<string, Omit<Help, 'text'>>> = {
  certificate: { isFailure: false, onStderr: false },
  rollout: { isFailure: true, onStderr: false },
};

const asked = (text: string): Help => ({ text, isFailure: false, onStderr: false });

/** Help that a line asks for: `help`, `--help`, `options`, no command at all, or a group without one; else undefined. */
export function helpFor(
  words: readonly string[],
  commands: Commands,
  globalFlags: readonly FlagSpec[],
): Help | undefined {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  if (own[0] === 'options') return asked(flagLines('Options of every command', globalFlags));
  const isAsked = own[0] === 'help' || own.includes('--help') || own.includes('-h');
  const path = own.filter((word) => !word.startsWith('-') && word !== 'help');
  const command = longestCommand(path, commands);
  const inner = innerGroup(path, commands);
  if (isAsked && command !== undefined && inner === undefined) return asked(commandHelp(command));
  const [first] = path;
  if (first === undefined) return isAsked || own.length === 0 ? asked(overview(commands)) : undefined;
  const members = commands.filter(({ name }) => name.startsWith(`${inner ?? first} `));
  if (inner !== undefined)
    return { text: groupHelp(inner, members), isFailure: !isAsked, onStderr: !isAsked };
  if (command !== undefined || members.length === 0) return undefined;
  const text = groupHelp(first, members);
  if (isAsked) return asked(text);
  const manner = manners[first] ?? { isFailure: true, onStderr: true };
  return path.length === 1 || !manner.isFailure ? { text, ...manner } : undefined;
}

/** `create secret`: a group inside of one that is a command itself. */
function innerGroup(path: readonly string[], commands: Commands): string | undefined {
  const group = path.join(' ');
  if (path.length !== 2 || commands.some(({ name }) => name === group)) return undefined;
  return commands.some(({ name }) => name.startsWith(`${group} `)) ? group : undefined;
}

function longestCommand(path: readonly string[], commands: Commands): KubectlCommand | undefined {
  for (let length = Math.min(3, path.length); length > 0; length--) {
    const name = path.slice(0, length).join(' ');
    const found = commands.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function overview(commands: Commands): string {
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0]!))].toSorted();
  return [
    whose,
    '',
    'Commands:',
    ...columns(names.map((name) => [name, summaries[name] ?? ''])),
    '',
    usage,
  ].join('\n');
}

const usage = 'Usage:\n  kubectl COMMAND [flags]\n\n"kubectl COMMAND --help" tells about a command.\n';

function groupHelp(group: string, members: Commands): string {
  const names = members.map(({ name }) => name.slice(group.length + 1)).toSorted();
  return `${summaries[group] ?? group}.\n\n${whose}\n\nCommands of kubectl ${group}:\n${names
    .map((name) => `  ${name}`)
    .join('\n')}\n`;
}

function commandHelp({ name, flags }: KubectlCommand): string {
  const summary = summaries[name] ?? summaries[name.split(' ')[0]!] ?? name;
  const example = examples[name];
  const shown = example === undefined ? '' : `\nExample:\n  ${example}\n`;
  const listed = flags.length === 0 ? '' : `\n${flagLines('Flags', flags)}`;
  return `${summary}.\n\n${whose}\n\nUsage:\n  kubectl ${name} [flags]\n${shown}${listed}`;
}

function flagLines(title: string, flags: readonly FlagSpec[]): string {
  const sorted = flags.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return `${title}:\n${sorted.map((flag) => `  ${flagText(flag)}`).join('\n')}\n`;
}

function flagText({ name, short, takes, initially }: FlagSpec): string {
  const letter = short === undefined ? '    ' : `-${short}, `;
  const value = takes === 'switch' ? '' : `=${takes.toUpperCase()}`;
  return `${letter}--${name}${value}${initially === undefined ? '' : ` (${initially})`}`;
}

function columns(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
