import { access } from '../file-access.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { inputOf } from '../shell/state.ts';
import { complain, flagsOf, pathsOf, resolve, whyNotRead } from './file-arguments.ts';
import { list, stat } from './file-listing.ts';
import { ownershipCommands } from './ownership-commands.ts';

/** Commands that look at files and change them. */

const cat: Command = (call) => {
  const paths = pathsOf(call);
  if (paths.length === 0) passOn(call);
  let status = 0;
  for (const path of paths) {
    const text = path === '-' ? call.stdin() : call.host.files.read(resolve(call, path));
    if (text !== undefined) call.out(text);
    else status = complain(call, whyNotRead(call, path));
  }
  return status;
};

/** Prints its input as it comes; into a file, which is opened anew at each try, all at once. */
function passOn(call: CommandCall): void {
  const intoFile = call.thread.frames.some(
    (frame) => frame.kind === 'redirect' && frame.stdout.kind === 'file',
  );
  if (intoFile) return call.out(call.stdin());
  for (let text = call.piece(); text !== undefined; text = call.piece()) call.out(text);
}

function refusedOr(call: CommandCall, path: string, otherwise: string): string {
  return call.host.files.refusal(resolve(call, path)) ?? otherwise;
}

const touch: Command = (call) => {
  let status = 0;
  for (const path of pathsOf(call)) {
    if (
      !call.host.files.append(resolve(call, path), '') &&
      !call.host.files.isDirectory(resolve(call, path))
    ) {
      status = complain(call, `${path}: ${refusedOr(call, path, 'No such file or directory')}`);
    }
  }
  return status;
};

const remove: Command = (call) => {
  const flags = flagsOf(call);
  const recursive = /[rR]/.test(flags);
  let status = 0;
  for (const path of pathsOf(call)) {
    const full = resolve(call, path);
    if (call.host.files.isDirectory(full) && !recursive) status = complain(call, `'${path}' is a directory`);
    else if (!call.host.files.remove(full) && !(flags.includes('f') && !isThere(call, full)))
      status = complain(call, `can't remove '${path}': ${removalProblem(call, full)}`);
  }
  return status;
};

function isThere(call: CommandCall, full: string): boolean {
  return call.host.files.isThere(full);
}

function removalProblem(call: CommandCall, full: string): string {
  const refusal = isThere(call, full) ? call.host.files.removalRefusal(full) : undefined;
  return refusal ?? 'No such file or directory';
}

const makeDirectory: Command = (call) => {
  const parents = flagsOf(call).includes('p');
  let status = 0;
  for (const path of pathsOf(call)) {
    const full = resolve(call, path);
    const parent = full.slice(0, full.lastIndexOf('/')) || '/';
    const there = call.host.files.isDirectory(full);
    if (there && parents) continue;
    if (there) status = complain(call, `can't create directory '${path}': File exists`);
    else if ((!parents && !call.host.files.isDirectory(parent)) || !call.host.files.makeDirectory(full)) {
      status = complain(
        call,
        `can't create directory '${path}': ${refusedOr(call, path, 'No such file or directory')}`,
      );
    }
  }
  return status;
};

/** `cp` and `mv` of files, or of directories with all files in them. */
const copy: Command = (call) => {
  const paths = pathsOf(call);
  const target = paths.pop();
  if (target === undefined || paths.length === 0) return complain(call, 'missing file operand');
  let status = 0;
  for (const path of paths) {
    const from = resolve(call, path);
    const into = call.host.files.isDirectory(resolve(call, target));
    const to = resolve(call, into ? `${target}/${from.slice(from.lastIndexOf('/') + 1)}` : target);
    if (!isThere(call, from)) status = complain(call, `can't stat '${path}': No such file or directory`);
    else if (!copyTree(call, from, to))
      status = complain(call, `can't create '${to}': ${refusedOr(call, to, 'No such file or directory')}`);
    else if (call.name === 'mv') call.host.files.remove(from);
  }
  return status;
};

const maxCopied = 1_000;

function copyTree(call: CommandCall, from: string, to: string): boolean {
  const { files } = call.host;
  const waiting: [string, string][] = [[from, to]];
  let found = false;
  for (let count = 0; waiting.length > 0 && count < maxCopied; count++) {
    const [source, target] = waiting.pop()!;
    const text = files.read(source);
    if (text !== undefined) found = files.write(target, text);
    for (const name of text === undefined ? (files.list(source) ?? []) : []) {
      found = true;
      waiting.push([`${source}/${name}`, `${target}/${name}`]);
    }
  }
  return found;
}

const head: Command = (call) => printLines(call, (lines, count) => lines.slice(0, count), firstLines);

/** Of a pipe it reads no more than it prints. */
function firstLines(call: CommandCall, count: number): string {
  if (inputOf(call.thread) === undefined) return call.stdin();
  let text = '';
  for (let number = 0; number < count; number++) {
    const line = call.line();
    if (line === undefined) break;
    text += `${line}\n`;
  }
  return text;
}

const tail: Command = (call) => {
  const follow = flagsOf(call).toLowerCase().includes('f') || call.args.includes('--follow');
  const path = filesOf(call).at(-1);
  if (path === undefined || resolve(call, path) === '/dev/null')
    return follow ? { ms: null, status: 0 } : printLines(call, lastLines);
  const full = resolve(call, path);
  const status =
    call.host.files.read(full) === undefined && !call.args.some((arg) => arg.includes('F'))
      ? complain(call, whyNotRead(call, path))
      : 0;
  if (status !== 0) return status;
  printLines(call, lastLines);
  return follow ? { ms: null, status: 0, follow: full } : 0;
};

function lastLines(lines: string[], count: number, fromStart: boolean): string[] {
  if (fromStart) return lines.slice(Math.max(0, count - 1));
  return count === 0 ? [] : lines.slice(-count);
}

/** Operands of head and tail: not flags, and not the number after a bare `-n`. */
function filesOf(call: CommandCall): string[] {
  return call.args.filter((arg, index) => !/^[-+]./.test(arg) && !/^-[nc]$/.test(call.args[index - 1] ?? ''));
}

function printLines(
  call: CommandCall,
  choose: (lines: string[], count: number, fromStart: boolean) => string[],
  input: (call: CommandCall, count: number) => string = ({ stdin }) => stdin(),
): number {
  const number = /(?:^|\s)-n?\s*(\+?\d+)(?:\s|$)/.exec(call.args.join(' '))?.[1] ?? '10';
  const paths = filesOf(call);
  const text =
    paths.length === 0
      ? input(call, Number(number))
      : paths.map((path) => call.host.files.read(resolve(call, path)) ?? '').join('');
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  for (const line of choose(lines, Number(number), number.startsWith('+'))) call.out(`${line}\n`);
  return 0;
}

/** `test` and `[`. */
const test: Command = (call) => {
  const args = call.name === '[' || call.name === '[[' ? call.args.slice(0, -1) : call.args;
  return evaluateTest(call, args) ? 0 : 1;
};

function evaluateTest(call: CommandCall, args: readonly string[]): boolean {
  for (const [operator, any] of [
    ['-o', true],
    ['||', true],
    ['-a', false],
    ['&&', false],
  ] as const) {
    const at = args.indexOf(operator);
    if (at <= 0) continue;
    const left = evaluateTest(call, args.slice(0, at));
    return left === any ? left : evaluateTest(call, args.slice(at + 1));
  }
  if (args[0] === '!' && args.length > 1) return !evaluateTest(call, args.slice(1));
  if (args.length === 3) return compareOperands(args[0]!, args[1]!, args[2]!);
  if (args.length === 2) return testOne(call, args[0]!, args[1]!);
  return args.length === 1 && args[0] !== '';
}

function testOne(call: CommandCall, operator: string, operand: string): boolean {
  const { files } = call.host;
  const path = absolutePath(operand, call.thread.directory);
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-f':
      return files.isThere(path) && !files.isDirectory(path);
    case '-s':
      return files.isDirectory(path) || files.size(path) > 0;
    case '-d':
      return files.isDirectory(path);
    case '-e':
      return files.isThere(path);
    case '-r':
      return files.isThere(path) && files.may(path, access.read);
    case '-w':
      return files.isThere(path) && files.refusal(path) === undefined;
    case '-x':
      return files.isThere(path) && files.may(path, access.execute);
    case '-L':
    case '-h':
      return files.isThere(path) && files.stat(path).kind === 'link';
    default:
      return false;
  }
}

function compareOperands(left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '-eq':
      return Number(left) === Number(right);
    case '-ne':
      return Number(left) !== Number(right);
    case '-lt':
      return Number(left) < Number(right);
    case '-le':
      return Number(left) <= Number(right);
    case '-gt':
      return Number(left) > Number(right);
    case '-ge':
      return Number(left) >= Number(right);
    default:
      return false;
  }
}

export const fileCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['cat', cat],
  ['ls', list],
  ['stat', stat],
  ...ownershipCommands,
  ['touch', touch],
  ['rm', remove],
  ['mkdir', makeDirectory],
  ['cp', copy],
  ['mv', copy],
  ['head', head],
  ['tail', tail],
  ['test', test],
  ['[', test],
  ['[[', test],
  ['sync', () => 0],
  ['ln', () => 0],
]);
