/** Reads JSONPath templates as kubectl does. `staging/src/k8s.io/client-go/util/jsonpath/parser.go` */
import type { Path, PathStep, TemplatePart } from './syntax.ts';
import { JsonPathError } from './syntax.ts';

/** What stands in braces: a path, or the word that begins or ends a range. */
interface Action {
  readonly word?: 'range' | 'end';
  readonly path: Path;
}

interface Block {
  readonly path: Path;
  readonly parts: TemplatePart[];
}

/** @throws JsonPathError with the text that kubectl prints. */
export function parseTemplate(template: string): TemplatePart[] {
  const blocks: Block[] = [{ path: [], parts: [] }];
  let position = 0;
  while (position < template.length) {
    const open = template.indexOf('{', position);
    const end = open < 0 ? template.length : open;
    if (end > position) blocks.at(-1)!.parts.push({ kind: 'text', text: template.slice(position, end) });
    if (open < 0) break;
    const scanner = new ActionScanner(template, open + 1);
    addAction(blocks, scanner.readAction());
    position = scanner.position;
  }
  while (blocks.length > 1) closeRange(blocks);
  return blocks[0]!.parts;
}

/** @throws JsonPathError for a path outside braces. */
function parsePath(path: string): Path {
  return new ActionScanner(`${path}}`, 0).readAction().path;
}

function addAction(blocks: Block[], { word, path }: Action): void {
  if (word === 'range') blocks.push({ path, parts: [] });
  else if (word === 'end') closeRange(blocks);
  else if (path.length > 0) blocks.at(-1)!.parts.push({ kind: 'values', path });
}

function closeRange(blocks: Block[]): void {
  if (blocks.length === 1) throw new JsonPathError('not in range, nothing to end');
  const { path, parts } = blocks.pop()!;
  blocks.at(-1)!.parts.push({ kind: 'range', path, parts });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Reads one action, from behind its opening brace to behind its closing one. */
class ActionScanner {
  readonly #text: string;
  position: number;

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  readAction(): Action {
    const path: PathStep[] = [];
    let word: Action['word'];
    for (;;) {
      const character = this.#text[this.position];
      if (character === undefined || character === '\n') throw new JsonPathError('unclosed action');
      if (character === '}') break;
      if (character === ' ' || character === '@' || character === '$') this.position++;
      else if (/[A-Za-z_]/.test(character)) {
        const identifier = this.#match(/[\w]+/y);
        if (identifier === 'range' || identifier === 'end') word = identifier;
        else if (identifier === 'true' || identifier === 'false')
          path.push({ kind: 'constant', value: identifier === 'true' });
        else throw new JsonPathError(`unrecognized identifier ${identifier}`);
      } else path.push(...this.#readStep(character, path));
    }
    this.position++;
    return word === undefined ? { path } : { word, path };
  }

  #readStep(character: string, before: readonly PathStep[]): PathStep[] {
    if (character === '[') return [this.#readBrackets()];
    if (character === '"' || character === "'")
      return [{ kind: 'constant', value: this.#readQuoted(character) }];
    if (/[-+\d]/.test(character)) return [{ kind: 'constant', value: Number(this.#match(/[-+]?[\d.]+/y)) }];
    if (character !== '.') {
      throw new JsonPathError(
        `unrecognized character in action: U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${character}'`,
      );
    }
    return this.#text.startsWith('..', this.position) ? this.#readDescent(before) : this.#readField();
  }

  #readDescent(before: readonly PathStep[]): PathStep[] {
    if (before.at(-1)?.kind === 'descent') throw new JsonPathError('invalid multiple recursive descent');
    this.position += 2;
    const named = /[A-Za-z\d]/.test(this.#text[this.position] ?? '');
    if (named) this.position--;
    return [{ kind: 'descent' }, ...(named ? this.#readField() : [])];
  }

  #readField(): PathStep[] {
    this.position++;
    const text = this.#match(/(?:\\.|[^ \n.,[\]$@{}\\])*/y);
    if (text === '*') return [{ kind: 'wildcard' }];
    return text === '' ? [] : [{ kind: 'field', name: text.replace(/\\(.)/g, '$1') }];
  }

  #readQuoted(quote: string): string {
    const raw = this.#match(quote === '"' ? /"(?:\\.|[^"\\])*"/y : /'(?:\\.|[^'\\])*'/y);
    if (raw === '') throw new JsonPathError('unterminated quoted string');
    return raw.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
  }

  #readBrackets(): PathStep {
    const filter = this.#text.startsWith('[?(', this.position);
    const inside = filter
      ? this.#readFilterText()
      : this.#match(/\[(?:'[^']*'|"[^"]*"|[^\]'"])*\]/y).slice(1, -1);
    if (filter) return parseFilter(inside);
    if (this.#text[this.position - 1] !== ']') throw new JsonPathError('unterminated array');
    return parseSubscript(inside);
  }

  /** Up to the `)]` that closes it. */
  #readFilterText(): string {
    const end = this.#text.indexOf(')]', this.position);
    if (end < 0) throw new JsonPathError('unterminated filter');
    const inside = this.#text.slice(this.position + 3, end);
    this.position = end + 2;
    return inside;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.position += found.length;
    return found;
  }
}

function parseFilter(text: string): PathStep {
  const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
  if (match === null) return { kind: 'filter', left: parsePath(text), operator: 'exists', right: [] };
  const [, left = '', operator = '', right = ''] = match;
  return { kind: 'filter', left: parsePath(left), operator, right: parsePath(right) };
}

function parseSubscript(text: string): PathStep {
  if (text === '*') return { kind: 'slice' };
  const quoted = /^'([^']*)'$/.exec(text);
  if (quoted !== null) return { kind: 'field', name: quoted[1]! };
  if (text.includes(',')) return { kind: 'union', paths: text.split(',').map(parseUnionMember) };
  const numbers = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (numbers === null || text === '') throw new JsonPathError(`invalid array index ${text}`);
  const [from, to, step] = [numbers[1], numbers[2]?.slice(1), numbers[3]?.slice(1)].map(optionalNumber);
  if (numbers[2] === undefined) return { kind: 'index', index: from ?? 0 };
  return {
    kind: 'slice',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(step === undefined ? {} : { step }),
  };
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** A quoted member of a union is itself a path. */
function parseUnionMember(text: string): Path {
  const quoted = /^\s*'([^']*)'\s*$/.exec(text);
  return quoted === null ? parsePath(`[${text.trim()}]`) : parsePath(`.${quoted[1]!}`);
}
