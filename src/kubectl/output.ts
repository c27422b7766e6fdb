import { stringify } from 'yaml';
import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { nameOf } from '../engine/api/object.ts';
import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import { objectTitle } from './server.ts';

/** Prints what became of an object: `deployment.apps/web created`, or the object itself with `-o yaml`, `json`, `name`. */
export function outputObjects(
  invocation: Invocation,
  kind: ResourceKind,
  object: AnyObject,
  result: string,
): void {
  const title = objectTitle({ kind, name: nameOf(object) });
  const format = invocation.flags.text('output');
  if (format === '') invocation.print(`${title} ${result}`);
  else if (format === 'name') invocation.print(title);
  else if (format === 'json') invocation.print(printJson(object));
  else if (format === 'yaml') invocation.print(printYaml(object).trimEnd());
  else
    throw new KubectlError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: json,name,yaml`,
    );
}

/** JSON as kubectl prints it: four spaces, keys in alphabetical order. */
export function printJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value), null, 4);
}

/** YAML as kubectl prints it: keys in alphabetical order, lists not indented, no line end of its own at the end. */
export function printYaml(value: unknown): string {
  return stringify(withSortedKeys(value), { indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false });
}

/** Equal as JSON, whatever the order of keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(withSortedKeys(a)) === JSON.stringify(withSortedKeys(b));
}

export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, field]) => [key, withSortedKeys(field)]));
}
