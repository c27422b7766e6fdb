/** bash's `[[ ... ]]`: patterns, regular expressions and a grammar of its own. */
import type { Command, CommandCall } from '../shell/host.ts';
import { matchesPattern } from '../shell/pattern.ts';
import { safeExpression } from './text-commands.ts';

/** Reads the words between the brackets, from left to right. */
class Conditional {
  #call: CommandCall;
  #words: readonly string[];
  #at = 0;

  constructor(call: CommandCall) {
    this.#call = call;
    this.#words = call.args.slice(0, -1);
  }

  holds(): boolean {
    return this.#either();
  }

  #either(): boolean {
    let result = this.#both();
    while (this.#take('||')) {
      const right = this.#both();
      result ||= right;
    }
    return result;
  }

  #both(): boolean {
    let result = this.#not();
    while (this.#take('&&')) {
      const right = this.#not();
      result &&= right;
    }
    return result;
  }

  #not(): boolean {
    if (this.#take('!')) return !this.#not();
    if (!this.#take('(')) return this.#primary();
    const result = this.#either();
    this.#take(')');
    return result;
  }

  #take(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }

  #primary(): boolean {
    let end = this.#at;
    while (end < this.#words.length && !['||', '&&', ')'].includes(this.#words[end]!)) end++;
    const words = this.#words.slice(this.#at, end);
    this.#at = end;
    const [left = '', operator = '', right = ''] = words;
    if (words.length !== 3) return this.#call.run(['test', ...words]) === 0;
    switch (operator) {
      case '=~':
        return this.#matches(left, right);
      case '=':
      case '==':
        return matchesPattern(left, right);
      case '!=':
        return !matchesPattern(left, right);
      default:
        return this.#call.run(['test', ...words]) === 0;
    }
  }

  /** What the parentheses of the expression held is in `BASH_REMATCH` afterwards. */
  #matches(text: string, expression: string): boolean {
    const { variables } = this.#call.thread;
    for (const name of Object.keys(variables)) if (name.startsWith('BASH_REMATCH')) delete variables[name];
    const found = safeExpression(expression, '')?.exec(text);
    if (found === undefined || found === null) return false;
    found.forEach((part, place) => (variables[`BASH_REMATCH[${place}]`] = part ?? ''));
    variables['BASH_REMATCH'] = found[0];
    return true;
  }
}

export const conditional: Command = (call) => (new Conditional(call).holds() ? 0 : 1);
