/** JSON patches: a list of operations on paths. RFC 6902, with the messages of github.com/evanphx/json-patch. */
import { canonicalJson } from '../../kernel/index.ts';
import { PatchError } from './patch-error.ts';
import { isObject } from '../json-object.ts';

export interface JsonPatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** More than the API server takes in one patch. `staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go` */
const mostOperations = 10_000;

/** @throws PatchError when an operation is malformed, its path is missing or a test fails */
export function applyJsonPatch(document: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) throw new PatchError(400, 'error decoding patch: a JSON patch is a list');
  if (operations.length > mostOperations) {
    throw new PatchError(
      413,
      `The allowed maximum operations in a JSON patch is ${mostOperations}, got ${operations.length}`,
    );
  }
  return operations.reduce(
    (result: unknown, operation: unknown) => applyOperation(result, operation),
    document,
  );
}

function applyOperation(document: unknown, operation: unknown): unknown {
  if (!isObject(operation) || typeof operation['op'] !== 'string' || typeof operation['path'] !== 'string') {
    throw new PatchError(422, 'the server rejected our request due to an error in our request');
  }
  const { op, path, from, value } = operation as unknown as JsonPatchOperation;
  const keys = parsePointer(path);
  switch (op) {
    case 'add':
      return edit(document, keys, path, op, () => ({ insert: required(value) }));
    case 'replace':
      return edit(document, keys, path, op, () => ({ put: required(value) }));
    case 'remove':
      return edit(document, keys, path, op, () => ({ remove: true }));
    case 'test':
      return test(document, keys, path, value);
    case 'copy':
    case 'move':
      return transfer(document, op, from ?? '', path);
    default:
      throw new PatchError(422, `Unexpected kind: ${op}`);
  }
}

function required(value: unknown): unknown {
  return value === undefined ? null : value;
}

function transfer(document: unknown, op: string, from: string, path: string): unknown {
  const source = parsePointer(from);
  const value = read(document, source, op, from);
  const base = op === 'move' ? edit(document, source, from, op, () => ({ remove: true })) : document;
  return edit(base, parsePointer(path), path, op, () => ({ insert: value }));
}

function test(document: unknown, keys: readonly string[], path: string, value: unknown): unknown {
  const actual = tryRead(document, keys);
  const same = actual === undefined ? value === null : canonicalJson(actual) === canonicalJson(value);
  if (!same) throw new PatchError(422, `testing value ${path} failed`);
  return document;
}

function parsePointer(path: string): string[] {
  if (path === '') return [];
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function missing(op: string, path: string): PatchError {
  return new PatchError(422, `${op} operation does not apply: doc is missing path: ${path}: missing value`);
}

function tryRead(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function read(document: unknown, keys: readonly string[], op: string, path: string): unknown {
  const value = tryRead(document, keys);
  if (value === undefined) throw missing(op, path);
  return value;
}

type Edit = { readonly insert: unknown } | { readonly put: unknown } | { readonly remove: true };

/** A copy of the document with one place edited. */
function edit(
  document: unknown,
  keys: readonly string[],
  path: string,
  op: string,
  make: () => Edit,
): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) {
    const change = make();
    return 'insert' in change ? change.insert : 'put' in change ? change.put : null;
  }
  if (Array.isArray(document)) return editList(document, key, rest, path, op, make);
  if (!isObject(document)) throw missing(op, path);
  if (rest.length > 0) {
    if (!Object.hasOwn(document, key)) throw missing(op, path);
    return { ...document, [key]: edit(document[key], rest, path, op, make) };
  }
  const change = make();
  if ('insert' in change) return { ...document, [key]: change.insert };
  if (!Object.hasOwn(document, key)) throw missing(op, path);
  if ('put' in change) return { ...document, [key]: change.put };
  const { [key]: _, ...others } = document;
  return others;
}

function editList(
  list: readonly unknown[],
  key: string,
  rest: readonly string[],
  path: string,
  op: string,
  make: () => Edit,
): unknown {
  const index = key === '-' ? list.length : Number(key);
  if (!Number.isInteger(index)) {
    throw new PatchError(
      422,
      `${op} operation does not apply: strconv.Atoi: parsing "${key}": invalid syntax`,
    );
  }
  if (rest.length > 0) {
    if (list[index] === undefined) throw missing(op, path);
    return list.with(index, edit(list[index], rest, path, op, make));
  }
  const change = make();
  const last = 'insert' in change ? list.length : list.length - 1;
  if (index < 0 || index > last) {
    throw new PatchError(
      422,
      `${op} operation does not apply: doc is missing path: ${path}: invalid index referenced`,
    );
  }
  if ('insert' in change) return list.toSpliced(index, 0, change.insert);
  return 'put' in change ? list.with(index, change.put) : list.toSpliced(index, 1);
}
