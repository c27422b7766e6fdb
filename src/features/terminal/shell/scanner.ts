/** Reads the characters of a line into tokens: words with their quoting, operators, heredocs. */
import { IncompleteLine, type Redirect, SyntaxProblem, type Word, type WordPart } from './syntax.ts';

export type Operator = ';' | '&&' | '||' | '|' | '\n';

export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'redirect'; readonly redirect: Redirect };

interface PendingHeredoc {
  readonly index: number;
  readonly delimiter: string;
  readonly raw: boolean;
  readonly stripsTabs: boolean;
}

const nameStart = /[A-Za-z_]/;
const operators: readonly Operator[] = ['&&', '||', '|', ';', '\n'];

/** @throws IncompleteLine, SyntaxProblem */
export function scan(text: string): Token[] {
  return new Scanner(text).run();
}

/** The text of a heredoc or of double quotes, whose variables and outputs are filled in. @throws IncompleteLine */
export function scanQuoted(text: string): Word {
  return new Scanner(text).quotedToEnd();
}

class Scanner {
  #text: string;
  #at = 0;
  #tokens: Token[] = [];
  #heredocs: PendingHeredoc[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): Token[] {
    while (this.#at < this.#text.length) this.#token();
    if (this.#heredocs.length > 0) throw new IncompleteLine();
    return this.#tokens;
  }

  quotedToEnd(): Word {
    const parts: WordPart[] = [];
    while (this.#at < this.#text.length) this.#insideDouble(parts);
    return parts;
  }

  #token(): void {
    const char = this.#text[this.#at]!;
    if (char === ' ' || char === '\t' || char === '\r') this.#at++;
    else if (char === '\\' && this.#text[this.#at + 1] === '\n') this.#at += 2;
    else if (char === '#') this.#comment();
    else if (!this.#redirect() && !this.#operator()) this.#word();
  }

  #comment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #operator(): boolean {
    const operator = operators.find((candidate) => this.#text.startsWith(candidate, this.#at));
    if (operator === undefined) {
      if ('&()'.includes(this.#text[this.#at]!)) {
        throw new SyntaxProblem(`syntax error near unexpected token \`${this.#text[this.#at]!}'`);
      }
      return false;
    }
    this.#at += operator.length;
    this.#tokens.push({ kind: 'operator', operator });
    if (operator === '\n') this.#readHeredocs();
    return true;
  }

  #redirect(): boolean {
    const match = /^(?:2>&1|(\d)?(<<-?|>>|<|>))/.exec(this.#text.slice(this.#at, this.#at + 4));
    if (match === null) return false;
    this.#at += match[0].length;
    if (match[0] === '2>&1') {
      this.#tokens.push({ kind: 'redirect', redirect: { kind: 'join' } });
      return true;
    }
    this.#blanks();
    const sign = match[2]!;
    if (sign.startsWith('<<')) this.#heredoc(sign === '<<-');
    else this.#fileRedirect(sign, match[1]);
    return true;
  }

  #fileRedirect(sign: string, digit: string | undefined): void {
    const target = this.#parts();
    if (target.length === 0) throw new SyntaxProblem("syntax error near unexpected token `newline'");
    const kind = sign === '<' ? 'from' : sign === '>' ? 'to' : 'append';
    const stream = digit === '2' ? 2 : kind === 'from' ? 0 : 1;
    this.#tokens.push({ kind: 'redirect', redirect: { kind, stream, target } });
  }

  #heredoc(stripsTabs: boolean): void {
    const word = this.#parts();
    const delimiter = word.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    if (delimiter === '') throw new SyntaxProblem("syntax error near unexpected token `newline'");
    const raw = word.some((part) => part.quoted);
    this.#heredocs.push({ index: this.#tokens.length, delimiter, raw, stripsTabs });
    this.#tokens.push({ kind: 'redirect', redirect: { kind: 'here', text: [] } });
  }

  /** After the end of a line: the bodies of the heredocs that it opened. */
  #readHeredocs(): void {
    for (const { index, delimiter, raw, stripsTabs } of this.#heredocs.splice(0)) {
      const lines: string[] = [];
      for (;;) {
        if (this.#at >= this.#text.length) throw new IncompleteLine();
        const end = this.#text.indexOf('\n', this.#at);
        const full = this.#text.slice(this.#at, end < 0 ? this.#text.length : end);
        this.#at = end < 0 ? this.#text.length : end + 1;
        const line = stripsTabs ? full.replace(/^\t+/, '') : full;
        if (line === delimiter) break;
        lines.push(`${line}\n`);
      }
      const body = lines.join('');
      const text: Word = raw ? [{ kind: 'text', text: body, quoted: true }] : scanQuoted(body);
      this.#tokens[index] = { kind: 'redirect', redirect: { kind: 'here', text } };
    }
  }

  #blanks(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
  }

  #word(): void {
    this.#tokens.push({ kind: 'word', word: this.#parts() });
  }

  #parts(): WordPart[] {
    const parts: WordPart[] = [];
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || ' \t\r\n;|&<>()'.includes(char)) return parts;
      if (char === "'") this.#single(parts);
      else if (char === '"') this.#double(parts);
      else if (char === '\\') this.#escape(parts);
      else if (!this.#dollar(parts, false)) this.#plain(parts);
    }
  }

  #plain(parts: WordPart[]): void {
    const from = this.#at++;
    while (this.#at < this.#text.length && !' \t\r\n;|&<>()\'"\\$'.includes(this.#text[this.#at]!))
      this.#at++;
    parts.push({ kind: 'text', text: this.#text.slice(from, this.#at), quoted: false });
  }

  #single(parts: WordPart[]): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new IncompleteLine();
    parts.push({ kind: 'text', text: this.#text.slice(this.#at + 1, end), quoted: true });
    this.#at = end + 1;
  }

  #double(parts: WordPart[]): void {
    this.#at++;
    parts.push({ kind: 'text', text: '', quoted: true });
    for (;;) {
      if (this.#at >= this.#text.length) throw new IncompleteLine();
      if (this.#text[this.#at] === '"') break;
      this.#insideDouble(parts);
    }
    this.#at++;
  }

  /** One piece of text whose variables are filled in: of double quotes or of a heredoc. */
  #insideDouble(parts: WordPart[]): void {
    const next = this.#text[this.#at + 1];
    if (this.#text[this.#at] === '\\' && next !== undefined && '"\\$`\n'.includes(next)) {
      this.#at += 2;
      if (next !== '\n') parts.push({ kind: 'text', text: next, quoted: true });
      return;
    }
    if (this.#dollar(parts, true)) return;
    const from = this.#at++;
    while (this.#at < this.#text.length && !'"\\$'.includes(this.#text[this.#at]!)) this.#at++;
    parts.push({ kind: 'text', text: this.#text.slice(from, this.#at), quoted: true });
  }

  #escape(parts: WordPart[]): void {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new IncompleteLine();
    this.#at += 2;
    if (next !== '\n') parts.push({ kind: 'text', text: next, quoted: true });
  }

  /** A variable or the output of a line; false when the dollar is only a dollar. */
  #dollar(parts: WordPart[], quoted: boolean): boolean {
    if (this.#text[this.#at] !== '$') return false;
    const rest = this.#text.slice(this.#at + 1);
    if (rest.startsWith('(')) {
      const end = closingParenthesis(this.#text, this.#at + 2);
      parts.push({ kind: 'output', line: this.#text.slice(this.#at + 2, end), quoted });
      this.#at = end + 1;
      return true;
    }
    const braced = /^\{(\w+|\?)\}/.exec(rest);
    const name =
      braced?.[1] ??
      (rest.startsWith('?') ? '?' : nameStart.test(rest[0] ?? '') ? /^\w+/.exec(rest)![0] : '');
    if (name === '') return false;
    this.#at += 1 + (braced?.[0].length ?? name.length);
    parts.push({ kind: 'variable', name, quoted });
    return true;
  }
}

function closingParenthesis(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === "'") {
      at = text.indexOf("'", at + 1);
      if (at < 0) break;
    } else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  throw new IncompleteLine();
}
