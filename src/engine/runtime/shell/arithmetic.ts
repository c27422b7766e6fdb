/** `$((...))`: integers, variables, the operators of C that scripts use. */

const tokenPattern =
  /\s*(\d+|[A-Za-z_]\w*|\*\*|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%]=|[-+*/%<>!~&|^()?:=])/y;

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const maxDepth = 100;

/** @throws Error with a shell's message for what is no expression, and for a division by zero. */
export function evaluateArithmetic(
  expression: string,
  get: (name: string) => string,
  set: (name: string, value: number) => void,
): number {
  const tokens = readTokens(expression);
  if (tokens.length === 0) return 0;
  const reader = new Evaluator(tokens, get, set);
  return reader.whole();
}

function readTokens(expression: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  const text = expression.trimEnd();
  while (tokenPattern.lastIndex < text.length) {
    const found = tokenPattern.exec(text);
    if (found === null) throw new Error('arithmetic syntax error');
    tokens.push(found[1]!);
  }
  return tokens;
}

class Evaluator {
  #tokens: readonly string[];
  #at = 0;
  #depth = 0;
  #get: (name: string) => string;
  #set: (name: string, value: number) => void;

  constructor(
    tokens: readonly string[],
    get: (name: string) => string,
    set: (name: string, value: number) => void,
  ) {
    this.#tokens = tokens;
    this.#get = get;
    this.#set = set;
  }

  whole(): number {
    const value = this.#assignment();
    if (this.#at < this.#tokens.length) throw new Error('arithmetic syntax error');
    return value;
  }

  #take(...tokens: string[]): string | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined || !tokens.includes(next)) return undefined;
    this.#at++;
    return next;
  }

  #assignment(): number {
    if (++this.#depth > maxDepth) throw new Error('arithmetic syntax error');
    const value = this.#assigned() ?? this.#conditional();
    this.#depth--;
    return value;
  }

  #assigned(): number | undefined {
    const name = this.#tokens[this.#at] ?? '';
    const operator = this.#tokens[this.#at + 1] ?? '';
    if (!/^[A-Za-z_]/.test(name) || !/^[-+*/%]?=$/.test(operator)) return undefined;
    this.#at += 2;
    const right = this.#assignment();
    const value = operator === '=' ? right : combine(this.#read(name), operator[0]!, right);
    this.#set(name, value);
    return value;
  }

  #conditional(): number {
    const condition = this.#level(0);
    if (this.#take('?') === undefined) return condition;
    const yes = this.#assignment();
    if (this.#take(':') === undefined) throw new Error('arithmetic syntax error');
    const no = this.#assignment();
    return condition === 0 ? no : yes;
  }

  #level(level: number): number {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (
      let operator = this.#take(...operators);
      operator !== undefined;
      operator = this.#take(...operators)
    ) {
      left = combine(left, operator, this.#level(level + 1));
    }
    return left;
  }

  #unary(): number {
    if (++this.#depth > maxDepth) throw new Error('arithmetic syntax error');
    const value = this.#signed();
    this.#depth--;
    return value;
  }

  #signed(): number {
    const step = this.#take('++', '--');
    if (step !== undefined) return this.#step(this.#tokens[this.#at++] ?? '', step, true);
    const sign = this.#take('-', '+', '!', '~');
    if (sign === undefined) return this.#primary();
    const value = this.#unary();
    if (sign === '!') return value === 0 ? 1 : 0;
    return sign === '-' ? -value : sign === '~' ? ~value : value;
  }

  #primary(): number {
    if (this.#take('(') !== undefined) {
      const value = this.#assignment();
      if (this.#take(')') === undefined) throw new Error('arithmetic syntax error');
      return value;
    }
    const token = this.#tokens[this.#at++] ?? '';
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) throw new Error('arithmetic syntax error');
    const step = this.#take('++', '--');
    return step === undefined ? this.#read(token) : this.#step(token, step, false);
  }

  #step(name: string, operator: string, before: boolean): number {
    const old = this.#read(name);
    const value = operator === '++' ? old + 1 : old - 1;
    this.#set(name, value);
    return before ? value : old;
  }

  #read(name: string): number {
    const value = Number.parseInt(this.#get(name), 10);
    return Number.isNaN(value) ? 0 : value;
  }
}

function combine(left: number, operator: string, right: number): number {
  if ((operator === '/' || operator === '%') && right === 0) throw new Error('divide by zero');
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.trunc(left / right);
    case '%':
      return left % right;
    default:
      return combineBits(left, operator, right);
  }
}

function combineBits(left: number, operator: string, right: number): number {
  switch (operator) {
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      return compare(left, operator, right) ? 1 : 0;
  }
}

function compare(left: number, operator: string, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '&&':
      return left !== 0 && right !== 0;
    default:
      return left !== 0 || right !== 0;
  }
}
