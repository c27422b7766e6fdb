/** JSON and YAML as kubectl prints them. */
import type { AnyObject } from '../engine/api/object.ts';
import { writeYaml } from './yaml-writer.ts';

/** JSON as kubectl prints it: four spaces, keys in alphabetical order. */
export function printJson(value: unknown): string {
  return escapeHtml(JSON.stringify(withSortedKeys(value), null, 4));
}

/** The same with fields as they stand. */
export function printDeclaredJson(value: unknown): string {
  return escapeHtml(JSON.stringify(value, null, 4));
}

/** Go's JSON is safe inside of a page: `encoding/json` escapes what HTML or a script would read otherwise. */
export function escapeHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** YAML as kubectl prints it, with its last line end. */
export function printYaml(value: unknown): string {
  return writeYaml(value);
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

/** Who manages which fields is told only to whom asks for it (`--show-managed-fields`). */
export function withoutManagedFields(object: AnyObject): AnyObject {
  if (object.metadata?.managedFields === undefined) return object;
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}
