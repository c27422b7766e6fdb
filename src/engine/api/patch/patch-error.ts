import { isObject } from '../json-object.ts';

/** A patch that can't be applied; `code` is the HTTP status that the API server answers with. */
export class PatchError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Two changes of the same field that exclude each other (three-way patches without overwrite). */
export class PatchConflict extends Error {}

/** The kind of a JSON value, as a patch compares kinds. */
export function jsonKind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Text of a value as Go's %v prints it, for messages and for sorting scalars. */
export function printGo(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => printGo(item)).join(' ')}]`;
  if (!isObject(value)) return value === null || value === undefined ? '<nil>' : String(value);
  const fields = Object.keys(value)
    .toSorted()
    .map((key) => `${key}:${printGo(value[key])}`);
  return `map[${fields.join(' ')}]`;
}

export function noMergeKey(element: unknown, mergeKey: string): PatchError {
  return new PatchError(500, `map: ${printGo(element)} does not contain declared merge key: ${mergeKey}`);
}
