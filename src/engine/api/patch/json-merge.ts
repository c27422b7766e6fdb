import { isObject } from '../json-object.ts';

/** The value with a JSON merge patch applied: null deletes, lists are replaced whole. RFC 7396 */
export function applyJsonMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, applyJsonMergePatch(result.get(key), value));
  }
  // By definition, not by assignment: a key such as `__proto__` is data.
  return Object.fromEntries(result);
}
