import { evaluateArithmetic } from './arithmetic.ts';
import type { ProcessHost } from './host.ts';
import { hasPattern, matchesPattern, trimPattern } from './pattern.ts';
import { entryOf } from '../../api/json-object.ts';
import { parametersOf, type ShellProcess, type Thread } from './state.ts';
import type { Word, WordPart } from './syntax.ts';

/** What expansion needs to know; `substitute` runs a `$(...)` and gives its output. */
export interface Expansion {
  readonly host: ProcessHost;
  readonly process: ShellProcess;
  readonly thread: Thread;
  substitute(source: string): string;
}

/** An expansion that ends the script: `${name:?message}`, a division by zero. */
export class ExpansionError extends Error {}

/** Words may expand to so many characters; what doubles a variable again and again ends here. */
const maxLength = 262_144;

function checkLength(length: number): void {
  if (length > maxLength) throw new ExpansionError('out of memory');
}

interface Field {
  text: string;
  glob: boolean;
}

/** Words to fields: expansions, field splitting at blanks, file name patterns. All of them have a length together. */
export function expandWords(words: readonly Word[], expansion: Expansion): string[] {
  const fields: string[] = [];
  let length = 0;
  for (const word of words) {
    const only = word.length === 1 ? word[0]! : undefined;
    if (only?.kind === 'text' && (only.quoted || !hasPattern(only.text))) {
      fields.push(only.text);
      continue;
    }
    for (const field of expandFields(word, expansion)) {
      checkLength((length += field.length + 1));
      fields.push(field);
    }
  }
  return fields;
}

/** One word to one text, without splitting: assignments, redirects, here-documents. */
export function expandText(word: Word, expansion: Expansion): string {
  let text = '';
  for (const part of word) text += part.kind === 'text' ? part.text : expandPart(part, expansion);
  checkLength(text.length);
  return text;
}

function expandFields(word: Word, expansion: Expansion): string[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  const add = (text: string, glob: boolean): void => {
    if (open === undefined) fields.push((open = { text: '', glob: false }));
    open.text += text;
    checkLength(open.text.length);
    open.glob ||= glob && hasPattern(text);
  };
  for (const part of word) {
    if (part.kind === 'text') add(part.text, !part.quoted);
    else if (part.kind === 'variable' && part.name === '@' && part.quoted) {
      parametersOf(expansion.thread)
        .slice(1)
        .forEach((parameter, index) => {
          if (index > 0) open = undefined;
          add(parameter, false);
        });
    } else if (part.quoted) add(expandPart(part, expansion), false);
    else {
      splitInto(expandPart(part, expansion), add, () => (open = undefined));
    }
  }
  return fields.flatMap((field) => (field.glob ? expandPattern(field.text, expansion) : [field.text]));
}

function splitInto(text: string, add: (text: string, glob: boolean) => void, close: () => void): void {
  const pieces = text.split(/[ \t\n]+/);
  pieces.forEach((piece, index) => {
    if (index > 0) close();
    if (piece !== '') add(piece, true);
  });
}

function expandPart(part: WordPart, expansion: Expansion): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'command':
      return expansion.substitute(part.source).replace(/\n+$/, '');
    case 'arithmetic':
      return String(evaluate(expandText(part.expression, expansion), expansion));
    case 'variable':
      return expandVariable(part, expansion);
  }
}

function evaluate(expression: string, { thread, host }: Expansion): number {
  return evaluateArithmetic(
    expression,
    (name) => variableOf(name, thread, host) ?? '',
    (name, value) => (thread.variables[name] = String(value)),
  );
}

function variableOf(name: string, thread: Thread, host: ProcessHost): string | undefined {
  return entryOf(thread.variables, name) ?? entryOf(host.environment, name);
}

/** A variable or special parameter; undefined when unset. */
export function lookUp(
  name: string,
  { thread, process, host }: Pick<Expansion, 'thread' | 'process' | 'host'>,
): string | undefined {
  const own = variableOf(name, thread, host);
  if (own !== undefined) return own;
  switch (name) {
    case '?':
      return String(thread.status);
    case '$':
      return String(process.pid ?? 1);
    case '!':
      return process.lastForked === undefined ? '' : String(process.lastForked);
    case '#':
      return String(parametersOf(thread).length - 1);
    case '@':
    case '*':
      return parametersOf(thread).slice(1).join(' ');
    case '-':
      return thread.options;
    default:
      return lookUpDefault(name, thread, host);
  }
}

function lookUpDefault(name: string, thread: Thread, host: ProcessHost): string | undefined {
  if (/^\d$/.test(name)) return parametersOf(thread)[Number(name)];
  switch (name) {
    case 'HOSTNAME':
      return host.hostname;
    case 'PWD':
      return thread.directory;
    case 'HOME':
      return '/root';
    case 'PATH':
      return '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    case 'RANDOM':
      return String(Math.floor(host.random() * 32_768));
    case 'SECONDS':
      return String(Math.floor((host.nowMs - host.startedMs) / 1000));
    default:
      return undefined;
  }
}

function expandVariable(part: Extract<WordPart, { kind: 'variable' }>, expansion: Expansion): string {
  const value = lookUp(part.name, expansion);
  if (part.operator === undefined) return value ?? unset(part.name, expansion);
  if (part.operator === 'length') return String((value ?? '').length);
  const argument = (): string => expandText(part.argument ?? [], expansion);
  if (part.operator.startsWith('#') || part.operator.startsWith('%')) {
    return trimPattern(value ?? '', part.operator, argument());
  }
  const missing = value === undefined || (part.operator.startsWith(':') && value === '');
  switch (part.operator.at(-1)) {
    case '+':
      return missing ? '' : argument();
    case '-':
      return missing ? argument() : value;
    case '=':
      return missing ? (expansion.thread.variables[part.name] = argument()) : value;
    default:
      if (missing) throw new ExpansionError(`${part.name}: ${argument() || 'parameter not set'}`);
      return value;
  }
}

function unset(name: string, { thread }: Expansion): string {
  if (thread.options.includes('u') && /^\w/.test(name))
    throw new ExpansionError(`${name}: parameter not set`);
  return '';
}

/** File names that match, or the pattern itself when none does. */
function expandPattern(pattern: string, { host, thread }: Expansion): string[] {
  const absolute = pattern.startsWith('/');
  const steps = pattern.split('/').filter((step) => step !== '');
  let found = [absolute ? '' : thread.directory.replace(/\/$/, '')];
  for (const step of steps) {
    found = found.flatMap((directory) =>
      hasPattern(step)
        ? matchingNames(directory || '/', step, host).map((name) => `${directory}/${name}`)
        : [`${directory}/${step}`],
    );
  }
  // Names that were listed are there.
  const existing = hasPattern(steps.at(-1) ?? '')
    ? found
    : found.filter((path) => host.files.read(path) !== undefined || host.files.isDirectory(path));
  if (existing.length === 0) return [pattern];
  const prefix = absolute ? 0 : thread.directory.replace(/\/$/, '').length + 1;
  return existing.map((path) => path.slice(prefix));
}

function matchingNames(directory: string, pattern: string, host: ProcessHost): string[] {
  const names = host.files.list(directory) ?? [];
  return names.filter(
    (name) => (!name.startsWith('.') || pattern.startsWith('.')) && matchesPattern(name, pattern),
  );
}
