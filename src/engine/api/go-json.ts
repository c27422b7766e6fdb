/** What Go's `encoding/json` says of a text that isn't JSON. `encoding/json/scanner.go` */

/** Undefined when the text is JSON. */
export function goJsonError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const end = new Scanner(text).faultAt();
    if (end === undefined) return 'unexpected end of JSON input';
    return `invalid character ${printCharacter(text[end.at]!)} ${end.context}`;
  }
}

interface Fault {
  readonly at: number;
  readonly context: string;
}

/** Thrown to leave the scan; `at` beyond the text means that the text ends too early. */
class Stop extends Error {
  readonly fault: Fault;

  constructor(at: number, context: string) {
    super(context);
    this.fault = { at, context };
  }
}

const mostDepth = 10_000;

class Scanner {
  #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined when the text ends before its value does. */
  faultAt(): Fault | undefined {
    try {
      this.#value(0);
      this.#skipSpace();
      return { at: this.#at, context: 'after top-level value' };
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return error.fault.at >= this.#text.length ? undefined : error.fault;
    }
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #expect(character: string, context: string): void {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) throw new Stop(this.#at, context);
    this.#at++;
  }

  #value(depth: number): void {
    this.#skipSpace();
    const character = this.#text[this.#at] ?? '';
    if (depth > mostDepth) throw new Stop(this.#at, 'exceeded max depth');
    if (character === '{') return this.#items('}', depth, 'object key:value pair', () => this.#pair(depth));
    if (character === '[') return this.#items(']', depth, 'array element', () => this.#value(depth + 1));
    if (character === '"') return this.#string();
    if (character === '-' || /\d/.test(character)) return this.#number();
    const word = ['true', 'false', 'null'].find((literal) => literal[0] === character);
    if (word === undefined || character === '') throw new Stop(this.#at, 'looking for beginning of value');
    for (const expected of word) {
      if (this.#text[this.#at] !== expected)
        throw new Stop(this.#at, `in literal ${word} (expecting '${expected}')`);
      this.#at++;
    }
  }

  #items(close: string, _depth: number, what: string, item: () => void): void {
    this.#at++;
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      item();
      this.#skipSpace();
      const character = this.#text[this.#at];
      if (character !== ',' && character !== close) throw new Stop(this.#at, `after ${what}`);
      this.#at++;
      if (character === close) return;
    }
  }

  #pair(depth: number): void {
    this.#skipSpace();
    if (this.#text[this.#at] !== '"') throw new Stop(this.#at, 'looking for beginning of object key string');
    this.#string();
    this.#expect(':', 'after object key');
    this.#value(depth + 1);
  }

  #string(): void {
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]!;
      if (character === '"') {
        this.#at++;
        return;
      }
      if (character < ' ') throw new Stop(this.#at, 'in string literal');
      if (character === '\\') this.#escape();
    }
    throw new Stop(this.#at, 'in string literal');
  }

  #escape(): void {
    this.#at++;
    if (!/["\\/bfnrtu]/.test(this.#text[this.#at] ?? '"')) throw new Stop(this.#at, 'in string escape code');
    if (this.#text[this.#at] !== 'u') return;
    for (let digit = 0; digit < 4; digit++) {
      this.#at++;
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '0'))
        throw new Stop(this.#at, 'in \\u hexadecimal character escape');
    }
  }

  #number(): void {
    const digits = (context: string) => {
      if (!/\d/.test(this.#text[this.#at] ?? '')) throw new Stop(this.#at, context);
      while (/\d/.test(this.#text[this.#at] ?? '')) this.#at++;
    };
    if (this.#text[this.#at] === '-') this.#at++;
    if (this.#text[this.#at] === '0') this.#at++;
    else digits('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at++;
      digits('after decimal point in numeric literal');
    }
    if (!/[eE]/.test(this.#text[this.#at] ?? '')) return;
    this.#at++;
    if (/[+-]/.test(this.#text[this.#at] ?? '')) this.#at++;
    digits('in exponent of numeric literal');
  }
}

function printCharacter(character: string): string {
  if (character === "'") return `'\\''`;
  return character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`;
}
