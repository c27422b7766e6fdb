/**
 * The patches that `kubectl apply` sends: what changed between live and wanted, plus what was there when last applied
 * and is wanted no more. `staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go` CreateThreeWayMergePatch,
 * `.../jsonmergepatch/patch.go` CreateThreeWayJSONMergePatch
 */
import { semanticallyEqual } from '../equal.ts';
import { elementKind, requireIdentity, withoutDuplicates, type List } from './list-order.ts';
import {
  elementType,
  fieldPatchType,
  kubernetesPatchSchema,
  type FieldStrategy,
  type PatchSchema,
} from './merge-keys.ts';
import { PatchConflict, printGo } from './patch-error.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { diffObjects } from './strategic-diff.ts';
import { mergeObjects, retainKeys } from './strategic-merge.ts';

export interface ThreeWay {
  /** As last applied; {} when it never was. */
  readonly original: JsonObject;
  /** As wanted. */
  readonly modified: JsonObject;
  /** As it is. */
  readonly current: JsonObject;
}

/**
 * @param overwrite false: changes of others to the same fields are a conflict
 * @throws PatchError when a list lacks its merge key; PatchConflict when not overwriting
 */
export function threeWayStrategicMergePatch(
  { original, modified, current }: ThreeWay,
  definitionName: string,
  overwrite = true,
  schema: PatchSchema = kubernetesPatchSchema,
): JsonObject {
  const delta = diffObjects(current, modified, definitionName, {
    schema,
    ignoreDeletions: true,
    withOrder: true,
  });
  const deletions = diffObjects(original, modified, definitionName, {
    schema,
    ignoreChangesAndAdditions: true,
    withOrder: true,
  });
  const patch = mergeObjects(deletions, delta, definitionName, { schema, final: false });
  if (!overwrite) {
    const changed = diffObjects(original, current, definitionName, { schema });
    if (objectsConflict(patch, changed, definitionName, schema)) {
      throw new PatchConflict('patch conflicts with changes made from original to current');
    }
  }
  return patch;
}

function valuesConflict(
  left: unknown,
  right: unknown,
  type: string,
  strategy: FieldStrategy,
  schema: PatchSchema,
): boolean {
  if (isObject(left)) {
    if (!isObject(right) || left['$patch'] !== right['$patch']) return true;
    return strategy.replace !== true && objectsConflict(left, right, type, schema);
  }
  if (Array.isArray(left)) {
    return !Array.isArray(right) || listsConflict(left, right, type, strategy, schema);
  }
  return left !== right;
}

function objectsConflict(left: JsonObject, right: JsonObject, type: string, schema: PatchSchema): boolean {
  return Object.entries(left).some(([key, value]) => {
    if (key === '$patch' || key === retainKeys || !(key in right)) return false;
    const field = fieldPatchType(schema, type, key);
    return valuesConflict(value, right[key], field.type, field, schema);
  });
}

function listsConflict(
  left: List,
  right: List,
  type: string,
  strategy: FieldStrategy,
  schema: PatchSchema,
): boolean {
  const kind = elementKind(left, right);
  const inner = elementType(type);
  if (strategy.merge === true) {
    if (kind !== 'object') return false;
    const { mergeKey } = strategy;
    const others = new Map(right.map((element) => [printGo(requireIdentity(element, mergeKey)), element]));
    return left.some((element) => {
      const other = others.get(printGo(requireIdentity(element, mergeKey)));
      return other !== undefined && valuesConflict(element, other, inner, {}, schema);
    });
  }
  if (left.length !== right.length) return true;
  const [ours, theirs] = kind === 'object' ? [left, right] : [sortedScalars(left), sortedScalars(right)];
  return ours.some((element, index) => valuesConflict(element, theirs[index], inner, {}, schema));
}

function sortedScalars(list: List): List {
  return withoutDuplicates(list).toSorted((left, right) => (printGo(left) < printGo(right) ? -1 : 1));
}

/** The JSON merge patch that apply makes for kinds without a schema. A null in it deletes a field. */
export function threeWayJsonMergePatch({ original, modified, current }: ThreeWay): JsonObject {
  const additions = keepOrDelete(createJsonMergePatch(current, modified), false) ?? {};
  const deletions = keepOrDelete(createJsonMergePatch(original, modified), true) ?? {};
  return mergePatches(deletions, additions);
}

/** The JSON merge patch that turns one object into another. RFC 7396 */
export function createJsonMergePatch(original: JsonObject, modified: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(modified)) {
    const old = original[key];
    if (!(key in original)) patch[key] = value;
    else if (isObject(old) && isObject(value)) {
      const inner = createJsonMergePatch(old, value);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (!jsonEqual(old, value)) patch[key] = value;
  }
  for (const key of Object.keys(original)) if (!(key in modified)) patch[key] = null;
  return patch;
}

function jsonEqual(left: unknown, right: unknown): boolean {
  return left === right || (left !== null && right !== null && semanticallyEqual(left, right));
}

/** The part of a patch that deletes, or the part that doesn't; undefined when nothing is left. */
function keepOrDelete(patch: JsonObject, deletions: boolean): JsonObject | undefined {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(patch)) {
    if (isObject(value)) {
      const inner = keepOrDelete(value, deletions);
      if (inner !== undefined) result[key] = inner;
    } else if ((value === null) === deletions) result[key] = value;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

/** Both patches as one: unlike applying a patch, this keeps the nulls. */
function mergePatches(first: JsonObject, second: JsonObject): JsonObject {
  const result = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const own = result[key];
    result[key] = isObject(own) && isObject(value) ? mergePatches(own, value) : value;
  }
  return result;
}
