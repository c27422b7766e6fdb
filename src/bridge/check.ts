/**
 * Checks on the cluster's state as one line of text, for tests, lessons and scripts:
 * `deployments.apps/default/web status.readyReplicas >= 4`, `pods/default/lone exists`,
 * `nodes//node-2 status.conditions[type=Ready].status == Unknown`.
 */
import type { KubeObject } from './protocol.ts';

type Operator = 'exists' | 'absent' | '==' | '!=' | '<' | '<=' | '>' | '>=';

const checkLine = /^\s*(\S+)(?:\s+(\S+))??\s+(exists|absent|==|!=|<=|>=|<|>)(?:\s+(.*?))?\s*$/;

/** Whether the check holds now. Throws when the line is no check. */
export function evaluateCheck(line: string, find: (key: string) => KubeObject | undefined): boolean {
  const match = checkLine.exec(line);
  if (match === null) throw new Error(`not a check: ${line}`);
  const [, key = '', path = '', operator = '', expected = ''] = match;
  const object = find(key);
  const value = object === undefined ? undefined : path === '' ? object : valueAt(object, path);
  return holds(operator as Operator, value, expected);
}

function holds(operator: Operator, value: unknown, expected: string): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case '==':
      return textOf(value) === unquoted(expected);
    case '!=':
      return textOf(value) !== unquoted(expected);
    default:
      return compare(operator, Number(value), Number(expected));
  }
}

function compare(operator: '<' | '<=' | '>' | '>=', value: number, expected: number): boolean {
  if (operator === '<') return value < expected;
  if (operator === '<=') return value <= expected;
  return operator === '>' ? value > expected : value >= expected;
}

/** A field such as `spec.containers[0].image` or `status.conditions[type=Ready].status`. */
function valueAt(object: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)].map((match) => match[1] ?? match[0]);
  return steps.reduce<unknown>((value, step) => stepInto(value, step), object);
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) {
    const equals = step.indexOf('=');
    if (equals < 0) return value[Number(step)];
    const [field, wanted] = [step.slice(0, equals), step.slice(equals + 1)];
    return value.find((item) => textOf((item as Record<string, unknown>)[field]) === wanted);
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string, unknown>)[step];
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
