/** `-o go-template`: the part of Go's `text/template` that works on data. Templates within templates are not there. */
import { isTrue, printTemplateValue, templateFunctions } from './functions.ts';
import { parseGoTemplateText } from './parse.ts';
import {
  type Body,
  type Command,
  GoTemplateError,
  type Operand,
  type Pipe,
  type TemplateNode,
} from './syntax.ts';
import { KubectlError } from '../kubectl-error.ts';

/** @throws KubectlError for a template that can't be read; what it returns throws it for data that don't fit. */
export function parseGoTemplate(template: string): (data: unknown) => string {
  const fail = (act: string, error: unknown) => {
    if (!(error instanceof GoTemplateError)) throw error;
    throw new KubectlError(`error ${act} template ${template}, template: output:1: ${error.message}`);
  };
  let body: Body = [];
  try {
    body = parseGoTemplateText(template);
    checkFunctions(body);
  } catch (error) {
    fail('parsing', error);
  }
  return (data) => {
    const run = new Run(data);
    try {
      run.body(body, data);
    } catch (error) {
      fail('executing', error);
    }
    return run.text;
  };
}

function checkFunctions(body: Body): void {
  for (const node of body) {
    if ('pipe' in node) checkPipe(node.pipe);
    if ('body' in node) checkFunctions([...node.body, ...node.otherwise]);
  }
}

function checkPipe({ commands }: Pipe): void {
  for (const operand of commands.flat()) {
    if (operand.kind === 'pipe') checkPipe(operand.pipe);
    if (operand.kind === 'function' && !Object.hasOwn(templateFunctions, operand.name))
      throw new GoTemplateError(`function ${JSON.stringify(operand.name)} not defined`);
  }
}

type Ending = 'break' | 'continue' | undefined;

class Run {
  text = '';
  /** Innermost last; a block forgets what it declared. */
  #variables: Array<{ readonly name: string; value: unknown }>;

  constructor(data: unknown) {
    this.#variables = [{ name: '$', value: data }];
  }

  body(body: Body, dot: unknown): Ending {
    const known = this.#variables.length;
    let ending: Ending;
    for (const node of body) {
      ending = this.#node(node, dot);
      if (ending !== undefined) break;
    }
    this.#variables.length = known;
    return ending;
  }

  #node(node: TemplateNode, dot: unknown): Ending {
    switch (node.kind) {
      case 'text':
        this.text += node.text;
        return undefined;
      case 'break':
      case 'continue':
        return node.kind;
      case 'action': {
        const value = this.#pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.text += printTemplateValue(value);
        return undefined;
      }
      case 'if':
      case 'with': {
        const known = this.#variables.length;
        const value = this.#pipe(node.pipe, dot);
        const inside = node.kind === 'with' ? value : dot;
        const ending = isTrue(value) ? this.body(node.body, inside) : this.body(node.otherwise, dot);
        this.#variables.length = known;
        return ending;
      }
      case 'range':
        return this.#range(node.pipe, node, dot);
    }
  }

  #range(
    pipe: Pipe,
    { body, otherwise }: { readonly body: Body; readonly otherwise: Body },
    dot: unknown,
  ): Ending {
    const entries = entriesOf(this.#pipe({ ...pipe, variables: [] }, dot));
    if (entries.length === 0) return this.body(otherwise, dot);
    const known = this.#variables.length;
    for (const [key, value] of entries) {
      const values = pipe.variables.length === 2 ? [key, value] : [value];
      for (const [index, name] of pipe.variables.entries()) this.#set(name, values[index], pipe.declares);
      const ending = this.body(body, value);
      this.#variables.length = known;
      if (ending === 'break') break;
    }
    return undefined;
  }

  #set(name: string, value: unknown, declares: boolean): void {
    const known = this.#variables.findLast((variable) => variable.name === name);
    if (declares) this.#variables.push({ name, value });
    else if (known === undefined) throw new GoTemplateError(`undefined variable ${JSON.stringify(name)}`);
    else known.value = value;
  }

  #pipe({ variables, declares, commands }: Pipe, dot: unknown): unknown {
    let value: unknown;
    for (const [index, command] of commands.entries())
      value = this.#command(command, dot, index === 0 ? [] : [value]);
    for (const name of variables) this.#set(name, value, declares);
    return value;
  }

  #command([first, ...others]: Command, dot: unknown, last: readonly unknown[]): unknown {
    if (first?.kind !== 'function') {
      if (others.length + last.length > 0) throw new GoTemplateError("can't give argument to non-function");
      return this.#operand(first!, dot);
    }
    const values = [...others.map((operand) => this.#operand(operand, dot)), ...last];
    return templateFunctions[first.name]!(...values);
  }

  #operand(operand: Operand, dot: unknown): unknown {
    switch (operand.kind) {
      case 'value':
        return operand.value;
      case 'function':
        return templateFunctions[operand.name]!();
      case 'field':
        return follow(dot, operand.fields);
      case 'pipe':
        return follow(this.#pipe(operand.pipe, dot), operand.fields);
      case 'variable': {
        const known = this.#variables.findLast(({ name }) => name === operand.name);
        if (known === undefined)
          throw new GoTemplateError(`undefined variable ${JSON.stringify(operand.name)}`);
        return follow(known.value, operand.fields);
      }
    }
  }
}

/** Nothing has any field, and it is nothing. */
function follow(value: unknown, fields: readonly string[]): unknown {
  return fields.reduce((inside, field) => {
    if (inside === undefined || inside === null) return undefined;
    if (typeof inside !== 'object' || Array.isArray(inside))
      throw new GoTemplateError(`can't evaluate field ${field} in type interface {}`);
    return Object.hasOwn(inside, field) ? (inside as Record<string, unknown>)[field] : undefined;
  }, value);
}

function entriesOf(value: unknown): Array<[unknown, unknown]> {
  if (value === undefined || value === null) return [];
  if (typeof value === 'number') return Array.from({ length: value }, (_none, index) => [index, index]);
  if (Array.isArray(value)) return [...value.entries()];
  if (typeof value !== 'object') throw new GoTemplateError(`range can't iterate over ${String(value)}`);
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
