import { ShellSyntaxError, type Word, type WordPart } from './syntax.ts';

const blank = /[ \t]/;
const wordEnd = /[\s;&|()<>]/;
const nameStart = /[A-Za-z_]/;
const nameRest = /[A-Za-z0-9_]/;
const specialParameter = /[?$!#@*0-9-]/;

/** How deep expansions may nest in each other; more is refused as no sane script needs it. */
const maxDepth = 40;

/** Reads characters of a script: blanks, comments, and words with all their quoting and expansions. */
export class Scanner {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(length = 1): string {
    return this.text.slice(this.at, this.at + length);
  }

  /** Takes `token` when it comes next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  skipBlanks(): void {
    for (;;) {
      const next = this.peek();
      if (next !== '' && blank.test(next)) this.at++;
      else if (this.peek(2) === '\\\n') this.at += 2;
      else if (next === '#') this.#skipLine();
      else return;
    }
  }

  /** The name that comes next, without taking it. */
  peekName(): string {
    let end = this.at;
    if (!nameStart.test(this.text[end] ?? '')) return '';
    while (nameRest.test(this.text[end] ?? '')) end++;
    return this.text.slice(this.at, end);
  }

  /** The bare text up to the end of the word, for reserved words, without taking it. */
  peekBare(): string {
    let end = this.at;
    while (end < this.text.length && !wordEnd.test(this.text[end]!)) end++;
    return this.text.slice(this.at, end);
  }

  atWord(): boolean {
    return !this.done && !wordEnd.test(this.peek());
  }

  word(): Word {
    return this.#parts((next) => wordEnd.test(next), false);
  }

  /** Text in which only expansions and `\` mean something: here-documents. */
  static document(text: string): Word {
    return new Scanner(text).#parts(() => false, true);
  }

  #skipLine(): void {
    while (!this.done && this.peek() !== '\n') this.at++;
  }

  #parts(ends: (next: string) => boolean, quoted: boolean): Word {
    if (++this.#depth > maxDepth) throw new ShellSyntaxError('too deeply nested');
    const parts: WordPart[] = [];
    while (!this.done && !ends(this.peek())) this.#part(parts, quoted);
    this.#depth--;
    return parts;
  }

  #part(parts: WordPart[], quoted: boolean): void {
    const next = this.peek();
    if (next === '$') this.#dollar(parts, quoted);
    else if (next === '`') parts.push({ kind: 'command', source: this.#backquoted(), quoted });
    else if (next === '\\') this.#escape(parts, quoted);
    else if (!quoted && next === "'") this.#singleQuoted(parts);
    else if (!quoted && next === '"') this.#doubleQuoted(parts);
    else {
      this.at++;
      addText(parts, next, quoted);
    }
  }

  #escape(parts: WordPart[], quoted: boolean): void {
    const escaped = this.text[this.at + 1] ?? '';
    this.at += 2;
    if (escaped === '\n') return;
    if (quoted && !'$`"\\'.includes(escaped)) addText(parts, `\\${escaped}`, true);
    else addText(parts, escaped, true);
  }

  #singleQuoted(parts: WordPart[]): void {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw new ShellSyntaxError('syntax error: unterminated quoted string');
    addText(parts, this.text.slice(this.at + 1, end), true);
    this.at = end + 1;
  }

  #doubleQuoted(parts: WordPart[]): void {
    this.at++;
    const inner = this.#parts((next) => next === '"', true);
    if (!this.take('"')) throw new ShellSyntaxError('syntax error: unterminated quoted string');
    if (inner.length === 0) addText(parts, '', true);
    parts.push(...inner);
  }

  #backquoted(): string {
    const start = ++this.at;
    while (!this.done && this.peek() !== '`') this.at += this.peek() === '\\' ? 2 : 1;
    const source = this.text.slice(start, this.at).replaceAll('\\`', '`');
    if (!this.take('`')) throw new ShellSyntaxError('syntax error: EOF in backquote substitution');
    return source;
  }

  #dollar(parts: WordPart[], quoted: boolean): void {
    this.at++;
    if (this.take('((')) parts.push({ kind: 'arithmetic', expression: this.#arithmetic(), quoted });
    else if (this.take('(')) parts.push({ kind: 'command', source: readsFile(this.#substitution()), quoted });
    else if (this.take('{')) parts.push(this.#braced(quoted));
    else this.#bareVariable(parts, quoted);
  }

  #bareVariable(parts: WordPart[], quoted: boolean): void {
    const name = this.peekName() || (specialParameter.test(this.peek()) ? this.peek() : '');
    this.at += name.length;
    if (name === '') addText(parts, '$', quoted);
    else parts.push({ kind: 'variable', name, quoted });
  }

  #braced(quoted: boolean): WordPart {
    const length = this.peek() === '#' && this.text[this.at + 1] !== '}';
    if (length) this.at++;
    const name = (this.peekName() || this.peek()) + this.#index();
    const operator = length ? 'length' : this.#operator();
    const argument = this.#parts((next) => next === '}', quoted);
    if (!this.take('}')) throw new ShellSyntaxError('syntax error: missing }');
    return operator === ''
      ? { kind: 'variable', name, quoted }
      : { kind: 'variable', name, quoted, operator, argument };
  }

  /** `[1]` behind a name: elements of an array are variables with such names. */
  #index(): string {
    this.at += (this.peekName() || this.peek()).length;
    const found = /^\[\d+\]/.exec(this.peek(6))?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #operator(): string {
    const found = /^(:[-=+?]|[-=+?]|##?|%%?)/.exec(this.peek(2))?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #arithmetic(): Word {
    const start = this.at;
    let open = 0;
    while (!this.done && !(open === 0 && this.peek(2) === '))')) {
      if (this.peek() === '(') open++;
      if (this.peek() === ')') open--;
      this.at++;
    }
    const inner = this.text.slice(start, this.at);
    if (!this.take('))')) throw new ShellSyntaxError("syntax error: missing '))'");
    return Scanner.document(inner);
  }

  /** A word between `[[` and `]]`: its expansions are not split; to the right of an operator, quotes make text of patterns. */
  conditionWord(asExpression: boolean): Word {
    let open = 0;
    const ends = (next: string): boolean => {
      if (!asExpression) return /[\s;&|()<>]/.test(next);
      if (next === '(') open++;
      if (next === ')') return --open < 0;
      return open === 0 && /[\s&]/.test(next);
    };
    return this.#parts(ends, false);
  }

  /** The text up to the parenthesis that closes a `$(`, quotes and nested parentheses apart. */
  #substitution(): string {
    const start = this.at;
    let open = 1;
    while (!this.done) {
      const next = this.peek();
      if (next === "'") this.#skipTo("'");
      else if (next === '"') this.#skipTo('"');
      else if (next === '\\') this.at++;
      else if (next === '(') open++;
      else if (next === ')' && --open === 0) return this.text.slice(start, this.at++);
      this.at++;
    }
    throw new ShellSyntaxError('syntax error: unexpected end of file (expecting ")")');
  }

  #skipTo(quote: string): void {
    this.at++;
    while (!this.done && this.peek() !== quote) this.at += this.peek() === '\\' && quote === '"' ? 2 : 1;
  }
}

function addText(parts: WordPart[], text: string, quoted: boolean): void {
  const last = parts.at(-1);
  if (last?.kind === 'text' && last.quoted === quoted)
    parts[parts.length - 1] = { ...last, text: last.text + text };
  else parts.push({ kind: 'text', text, quoted });
}

/** `$(<file)` is what the file holds; in a `[[` that would not have come to it, nothing is said of one that is missing. */
function readsFile(source: string): string {
  return /^\s*<(?![<(&])/.test(source) ? `cat ${source.replace(/^\s*</, '')} 2>/dev/null` : source;
}
