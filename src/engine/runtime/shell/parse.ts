import { Scanner } from './scanner.ts';
import {
  type Assignment,
  type CaseArm,
  type Redirect,
  type Script,
  ShellSyntaxError,
  type Word,
  type WordPart,
} from './syntax.ts';

const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const assignmentStart = /^[A-Za-z_][A-Za-z0-9_]*=/;
const redirectStart = /^(\d?)(>>|>&|&>|<<-?|>\||>|<)/;
const conditionToken = /^(&&|\|\||[()<>])/;
/** What stands to the right of these is a pattern or an expression. */
const patternOperators = new Set(['=', '==', '!=', '=~']);
const maxDepth = 100;

/**
 * Reads a POSIX shell script (the grammar of IEEE 1003.1 "Shell Command Language", without aliases).
 * @throws ShellSyntaxError with the message that a shell prints.
 */
export function parseScript(text: string): Script {
  return new Parser(text).script();
}

interface PendingDocument {
  readonly mark: string;
  readonly raw: boolean;
  readonly stripTabs: boolean;
  readonly fill: (document: Word) => void;
}

class Parser {
  #scan: Scanner;
  #documents: PendingDocument[] = [];
  #depth = 0;

  constructor(text: string) {
    this.#scan = new Scanner(text);
  }

  script(): Script {
    const list = this.#list();
    if (!this.#scan.done) this.#unexpected();
    return list;
  }

  #unexpected(): never {
    const scan = this.#scan;
    const what = scan.done ? 'end of file' : `"${scan.peekBare() || scan.peek()}"`;
    throw new ShellSyntaxError(`syntax error: unexpected ${what}`);
  }

  #expect(word: string): void {
    this.#skipLines();
    const bare = this.#scan.peekBare();
    if (bare !== word && !(word.length === 1 && this.#scan.peek() === word)) this.#unexpected();
    this.#scan.at += word.length;
  }

  #takeReserved(word: string): boolean {
    this.#skipLines();
    if (this.#scan.peekBare() !== word) return false;
    this.#scan.at += word.length;
    return true;
  }

  #skipLines(): void {
    for (;;) {
      this.#scan.skipBlanks();
      if (this.#scan.peek() !== '\n' && this.#scan.peek() !== '\r') return;
      this.#newline();
    }
  }

  #newline(): void {
    this.#scan.at++;
    for (const pending of this.#documents.splice(0)) pending.fill(this.#readDocument(pending));
  }

  #readDocument({ mark, raw, stripTabs }: PendingDocument): Word {
    const lines: string[] = [];
    while (!this.#scan.done) {
      const end = this.#scan.text.indexOf('\n', this.#scan.at);
      const line = this.#scan.text.slice(this.#scan.at, end < 0 ? undefined : end);
      this.#scan.at = end < 0 ? this.#scan.text.length : end + 1;
      const kept = stripTabs ? line.replace(/^\t+/, '') : line;
      if (kept === mark) break;
      lines.push(`${kept}\n`);
    }
    const text = lines.join('');
    return raw ? [{ kind: 'text', text, quoted: true }] : Scanner.document(text);
  }

  #nested<Result>(read: () => Result): Result {
    if (++this.#depth > maxDepth) throw new ShellSyntaxError('syntax error: too deeply nested');
    const result = read();
    this.#depth--;
    return result;
  }

  #list(): Script {
    return this.#nested(() => this.#items());
  }

  #items(): Script {
    const items: Script[] = [];
    for (;;) {
      this.#skipLines();
      if (this.#atListEnd()) break;
      const item = this.#andOr();
      this.#scan.skipBlanks();
      const background = this.#scan.peek() === '&';
      items.push(background ? { type: 'background', body: item } : item);
      if (!this.#separator()) break;
    }
    return items.length === 1 ? items[0]! : { type: 'list', items };
  }

  #atListEnd(): boolean {
    const scan = this.#scan;
    return scan.done || scan.peek() === ')' || scan.peek(2) === ';;' || closers.has(scan.peekBare());
  }

  #separator(): boolean {
    const scan = this.#scan;
    if (scan.peek() === '\n') {
      this.#newline();
      return true;
    }
    if (scan.peek(2) === ';;') return false;
    return scan.take(';') || scan.take('&');
  }

  #andOr(): Script {
    let left = this.#pipeline();
    for (;;) {
      this.#scan.skipBlanks();
      const type = this.#scan.take('&&') ? 'and' : this.#scan.take('||') ? 'or' : undefined;
      if (type === undefined) return left;
      this.#skipLines();
      left = { type, left, right: this.#pipeline() };
    }
  }

  #pipeline(): Script {
    if (this.#takeReserved('!')) return { type: 'not', body: this.#nested(() => this.#pipeline()) };
    const stages = [this.#command()];
    for (;;) {
      this.#scan.skipBlanks();
      if (this.#scan.peek() !== '|' || this.#scan.peek(2) === '||') break;
      this.#scan.at++;
      this.#skipLines();
      stages.push(this.#command());
    }
    return stages.length === 1 ? stages[0]! : { type: 'pipe', stages };
  }

  #command(): Script {
    this.#scan.skipBlanks();
    const compound = this.#compound();
    if (compound === undefined) return this.#simple();
    const redirects = this.#redirects();
    return redirects.length === 0 ? compound : { type: 'redirected', body: compound, redirects };
  }

  #compound(): Script | undefined {
    if (this.#scan.take('(')) return { type: 'subshell', body: this.#closed(')') };
    switch (this.#scan.peekBare()) {
      case '{':
        this.#scan.at++;
        return this.#closed('}');
      case 'if':
        return this.#if();
      case 'while':
      case 'until':
        return this.#loop();
      case 'for':
        return this.#for();
      case 'case':
        return this.#case();
      default:
        return this.#function();
    }
  }

  #closed(end: string): Script {
    const body = this.#list();
    this.#expect(end);
    return body;
  }

  #if(): Script {
    const branches = [];
    let otherwise: Script | undefined;
    this.#expect('if');
    do {
      const condition = this.#closed('then');
      branches.push({ condition, body: this.#list() });
    } while (this.#takeReserved('elif'));
    if (this.#takeReserved('else')) otherwise = this.#list();
    this.#expect('fi');
    return otherwise === undefined ? { type: 'if', branches } : { type: 'if', branches, otherwise };
  }

  #loop(): Script {
    const until = this.#takeReserved('until');
    if (!until) this.#expect('while');
    const condition = this.#closed('do');
    return { type: 'loop', until, condition, body: this.#closed('done') };
  }

  #for(): Script {
    this.#expect('for');
    this.#scan.skipBlanks();
    const name = this.#scan.peekName();
    this.#scan.at += name.length;
    const words = this.#takeReserved('in') ? this.#words() : undefined;
    this.#scan.skipBlanks();
    this.#scan.take(';');
    this.#expect('do');
    const body = this.#closed('done');
    return words === undefined ? { type: 'for', name, body } : { type: 'for', name, words, body };
  }

  #words(): Word[] {
    const words: Word[] = [];
    for (this.#scan.skipBlanks(); this.#scan.atWord(); this.#scan.skipBlanks()) words.push(this.#scan.word());
    return words;
  }

  #case(): Script {
    this.#expect('case');
    this.#scan.skipBlanks();
    const word = this.#scan.word();
    this.#expect('in');
    const arms: CaseArm[] = [];
    while (!this.#takeReserved('esac')) {
      this.#scan.take('(');
      const patterns = this.#words();
      for (; this.#scan.take('|'); this.#scan.skipBlanks()) patterns.push(...this.#words());
      this.#expect(')');
      arms.push({ patterns, body: this.#list() });
      this.#skipLines();
      this.#scan.take(';;');
    }
    return { type: 'case', word, arms };
  }

  #function(): Script | undefined {
    const keyword =
      /^function[ \t]+/.exec(this.#scan.text.slice(this.#scan.at, this.#scan.at + 20))?.[0] ?? '';
    const start = this.#scan.at;
    this.#scan.at += keyword.length;
    if (/^:[ \t]*\([ \t]*\)/.test(this.#scan.peek(12)))
      throw new ShellSyntaxError('syntax error: bad function name');
    const name = this.#scan.peekName();
    this.#scan.at += name.length;
    const parentheses = /^[ \t]*\([ \t]*\)/.exec(this.#scan.peek(12))?.[0];
    if (name === '' || (parentheses === undefined && keyword === '')) {
      this.#scan.at = start;
      return undefined;
    }
    this.#scan.at += parentheses?.length ?? 0;
    this.#skipLines();
    return { type: 'function', name, body: this.#nested(() => this.#command()) };
  }

  #simple(): Script {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.#scan.skipBlanks();
      const redirect = this.#redirect();
      if (redirect !== undefined) redirects.push(...redirect);
      else if (!this.#scan.atWord()) break;
      else if (words.length === 0 && assignmentStart.test(this.#scan.peekBare()))
        assignments.push(this.#assignment());
      else if (words.length === 0 && this.#scan.peekBare() === '[[') words.push(...this.#condition());
      else words.push(this.#scan.word());
    }
    if (assignments.length + words.length + redirects.length === 0) this.#unexpected();
    return { type: 'simple', assignments, words, redirects };
  }

  /** `[[ ... ]]`, where `&&`, `<` and parentheses are words of the condition. */
  #condition(): Word[] {
    const words: Word[] = [];
    let operator = '';
    for (;;) {
      this.#skipLines();
      if (this.#scan.done) this.#unexpected();
      const token = conditionToken.exec(this.#scan.peek(3))?.[0];
      const text = operator === '' ? token : undefined;
      const word = text === undefined ? this.#operand(operator) : textWord(text);
      if (text !== undefined) this.#scan.at += text.length;
      words.push(word);
      const plain = word.length === 1 && word[0]!.kind === 'text' ? word[0]!.text : '';
      if (plain === ']]') return words;
      operator = patternOperators.has(plain) ? plain : '';
    }
  }

  #operand(operator: string): Word {
    const word = this.#scan.conditionWord(operator === '=~');
    if (word.length === 0) this.#unexpected();
    return word.map((part) => asOperand(part, operator));
  }

  #assignment(): Assignment {
    const name = this.#scan.peekName();
    this.#scan.at += name.length + 1;
    return { name, value: this.#scan.atWord() ? this.#scan.word() : [] };
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      this.#scan.skipBlanks();
      const redirect = this.#redirect();
      if (redirect === undefined) return redirects;
      redirects.push(...redirect);
    }
  }

  #redirect(): Redirect[] | undefined {
    const found = redirectStart.exec(this.#scan.peek(4));
    if (found === null) return undefined;
    this.#scan.at += found[0].length;
    this.#scan.skipBlanks();
    const operator = found[2]!;
    if (operator.startsWith('<<')) return [this.#document(operator === '<<-')];
    const target = this.#scan.word();
    if (operator === '&>')
      return [out(1, '>', target), out(2, '>&', [{ kind: 'text', text: '1', quoted: false }])];
    if (operator === '<') return [out(Number(found[1] || 0), '<', target)];
    return [out(Number(found[1] || 1), operator === '>|' ? '>' : (operator as '>' | '>>' | '>&'), target)];
  }

  #document(stripTabs: boolean): Redirect {
    const word = this.#scan.word();
    const redirect: { -readonly [Field in keyof Redirect]: Redirect[Field] } = out(0, '<<', []);
    this.#documents.push({
      mark: word.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
      raw: word.some((part) => part.quoted),
      stripTabs,
      fill: (document) => (redirect.target = document),
    });
    return redirect;
  }
}

function textWord(text: string): Word {
  return [{ kind: 'text', text, quoted: true }];
}

/** Nothing of it is split or looked up as a file name; what was quoted to the right of an operator stands for itself. */
function asOperand(part: WordPart, operator: string): WordPart {
  if (part.kind !== 'text') return { ...part, quoted: true };
  const special = operator === '=~' ? /[$()*+.?[\\\]^{|}]/g : /[*?[\\]/g;
  const literal = part.quoted && operator !== '';
  return { ...part, quoted: true, text: literal ? part.text.replace(special, '\\$&') : part.text };
}

function out(descriptor: number, operator: Redirect['operator'], target: Word): Redirect {
  return { descriptor, operator, target };
}
