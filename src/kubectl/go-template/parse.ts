import {
  type Body,
  type Command,
  GoTemplateError,
  type Operand,
  type Pipe,
  type TemplateNode,
} from './syntax.ts';

const openers = new Set(['if', 'with', 'range']);

/** @throws GoTemplateError */
export function parseGoTemplateText(text: string): Body {
  const parser = new Parser(splitActions(text));
  const body = parser.body();
  if (parser.end !== undefined) throw new GoTemplateError(`unexpected {{${parser.end.join(' ')}}}`);
  return body;
}

type Part = { readonly text: string } | { readonly words: readonly string[] };

/** Text and actions; a dash inside of the braces takes the white space beside them away. */
function splitActions(template: string): Part[] {
  const parts: Part[] = [];
  const action = /\{\{(- )?((?:"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|[^"`'])*?)( -)?\}\}/g;
  let end = 0;
  let trims = false;
  for (const match of template.matchAll(action)) {
    const before = template.slice(end, match.index);
    const trimmed = trims ? before.trimStart() : before;
    parts.push({ text: match[1] === undefined ? trimmed : trimmed.trimEnd() });
    if (!/^\s*\/\*[^]*\*\/\s*$/.test(match[2]!)) parts.push({ words: wordsOf(match[2]!) });
    end = match.index + match[0].length;
    trims = match[3] !== undefined;
  }
  const rest = template.slice(end);
  if (rest.includes('{{')) throw new GoTemplateError('unclosed action');
  parts.push({ text: trims ? rest.trimStart() : rest });
  return parts.filter((part) => !('text' in part) || part.text !== '');
}

const word =
  /\s+|"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|\(|\)(?:\.\w+)*|\||:=|=|,|[-+]?\d[\w.]*|\$\w*(?:\.\w+)*|(?:\.\w+)+|\.|[\p{L}_][\p{L}\d_]*/uy;

function wordsOf(action: string): string[] {
  const words: string[] = [];
  word.lastIndex = 0;
  while (word.lastIndex < action.length) {
    const start = word.lastIndex;
    const match = word.exec(action);
    if (match === null) throw new GoTemplateError(`unexpected ${JSON.stringify(action[start])} in command`);
    if (match[0].trim() !== '') words.push(match[0]);
  }
  return words;
}

class Parser {
  /** The action that ended a body: `end`, or an `else` and what follows. */
  end: readonly string[] | undefined;
  readonly #parts: readonly Part[];
  #at = 0;

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  body(): Body {
    const nodes: TemplateNode[] = [];
    this.end = undefined;
    for (let part = this.#parts[this.#at++]; part !== undefined; part = this.#parts[this.#at++]) {
      if ('text' in part) {
        nodes.push({ kind: 'text', text: part.text });
        continue;
      }
      const [first = '', ...others] = part.words;
      if (first === 'end' || first === 'else') {
        this.end = part.words;
        return nodes;
      }
      nodes.push(this.#node(first, others, part.words));
      // A block's own end is none of the body around it.
      this.end = undefined;
    }
    return nodes;
  }

  #node(first: string, others: readonly string[], words: readonly string[]): TemplateNode {
    if (openers.has(first)) return this.#block(first as 'if', others);
    if (first === 'break' || first === 'continue') return { kind: first };
    if (first === '') throw new GoTemplateError('missing value for command');
    return { kind: 'action', pipe: parsePipe([...words]) };
  }

  #block(kind: 'if' | 'with' | 'range', words: readonly string[]): TemplateNode {
    if (words.length === 0) throw new GoTemplateError(`missing value for ${kind}`);
    const pipe = parsePipe([...words]);
    const body = this.body();
    const [word, ...rest] = this.end ?? [];
    if (word === undefined) throw new GoTemplateError('unexpected EOF');
    if (word === 'end') return { kind, pipe, body, otherwise: [] };
    if (rest.length > 0)
      return { kind, pipe, body, otherwise: [this.#block(rest[0] as 'if', rest.slice(1))] };
    const otherwise = this.body();
    if (this.end?.[0] !== 'end') throw new GoTemplateError('unexpected EOF');
    return { kind, pipe, body, otherwise };
  }
}

/** Takes words off the queue up to its end or a closing bracket. */
function parsePipe(queue: string[]): Pipe {
  const { variables, declares } = takeVariables(queue);
  const commands: Command[] = [];
  let command: Operand[] = [];
  while (queue.length > 0 && !queue[0]!.startsWith(')')) {
    const next = queue.shift()!;
    if (next !== '|') {
      command.push(parseOperand(next, queue));
      continue;
    }
    commands.push(command);
    command = [];
  }
  commands.push(command);
  if (commands.some((one) => one.length === 0)) throw new GoTemplateError('missing value for command');
  return { variables, declares, commands };
}

/** `$x :=`, `$i, $x :=`, `$x =`. */
function takeVariables(queue: string[]): { variables: string[]; declares: boolean } {
  const at = queue.findIndex((next) => next === ':=' || next === '=');
  const names = queue.slice(0, Math.max(0, at)).filter((next) => next !== ',');
  if (at < 1 || !names.every((name) => /^\$\w+$/.test(name))) return { variables: [], declares: false };
  const declares = queue[at] === ':=';
  queue.splice(0, at + 1);
  return { variables: names, declares };
}

function parseOperand(next: string, queue: string[]): Operand {
  if (next === '(') {
    const pipe = parsePipe(queue);
    const close = queue.shift();
    if (close === undefined) throw new GoTemplateError('unclosed left paren');
    return { kind: 'pipe', pipe, fields: fieldsOf(close.slice(1)) };
  }
  if (next.startsWith('$')) {
    const [name = '$', ...fields] = next.split('.');
    return { kind: 'variable', name, fields };
  }
  if (next.startsWith('.')) return { kind: 'field', fields: fieldsOf(next) };
  if (/^["`]/.test(next)) return { kind: 'value', value: readQuoted(next) };
  if (next.startsWith("'")) return { kind: 'value', value: next.codePointAt(1) };
  if (/^[-+]?\d/.test(next)) return { kind: 'value', value: Number(next) };
  if (next === 'true' || next === 'false') return { kind: 'value', value: next === 'true' };
  return next === 'nil' ? { kind: 'value', value: undefined } : { kind: 'function', name: next };
}

function fieldsOf(chain: string): string[] {
  return chain.split('.').filter((field) => field !== '');
}

function readQuoted(word: string): string {
  if (word.startsWith('`')) return word.slice(1, -1);
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return word.slice(1, -1).replace(/\\(.)/g, (_all, letter: string) => known[letter] ?? letter);
}
