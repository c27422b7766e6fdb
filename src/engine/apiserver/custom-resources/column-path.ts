/** The part of JSONPath that printer columns and scale paths use: `.status.conditions[?(@.type=="Ready")].status`. `client-go/util/jsonpath` */
import { isObject } from '../../api/json-object.ts';

type Step =
  | { readonly field: string }
  | { readonly index: number }
  | { readonly all: true }
  | { readonly where: readonly string[]; readonly value: unknown };

/** Every value at the path; nothing when the path is of a form that isn't known. */
export function valuesAt(object: unknown, path: string): unknown[] {
  const steps = parseSteps(path);
  if (steps === undefined) return [];
  return steps.reduce<unknown[]>((values, step) => values.flatMap((value) => follow(value, step)), [object]);
}

const token =
  /\.?\[\?\(@\.([\w.-]+)\s*==\s*(?:"([^"]*)"|'([^']*)'|([^)]+))\)\]|\.?\[(\*|-?\d+)\]|\.?\['((?:[^'\\]|\\.)*)'\]|\.\*|\.((?:[^.[\\]|\\.)+)/y;

function parseSteps(path: string): Step[] | undefined {
  const text = path.replace(/^\{(.*)\}$/s, '$1').replace(/^\$/, '');
  const steps: Step[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) return undefined;
    steps.push(stepOf(match));
  }
  return steps;
}

function stepOf([whole, where, double, single, bare, index, quoted, field]: RegExpExecArray): Step {
  if (where !== undefined) return { where: where.split('.'), value: double ?? single ?? literal(bare ?? '') };
  if (index !== undefined) return index === '*' ? { all: true } : { index: Number(index) };
  if (whole === '.*') return { all: true };
  return { field: (quoted ?? field ?? '').replaceAll(/\\(.)/g, '$1') };
}

function literal(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function follow(value: unknown, step: Step): unknown[] {
  if ('field' in step) return isObject(value) && Object.hasOwn(value, step.field) ? [value[step.field]] : [];
  if ('all' in step) return isObject(value) ? Object.values(value) : asList(value);
  if ('index' in step) return asList(value).slice(step.index).slice(0, 1);
  return asList(value).filter(
    (item) =>
      step.where.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), item) ===
      step.value,
  );
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
