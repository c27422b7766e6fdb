/** Who manages which fields of an object, and how a write changes it. `structured-merge-diff/merge/update.go` */
import type { AnyObject } from '../../api/object.ts';
import {
  type FieldSet,
  isEqualSet,
  intersection,
  difference,
  pathsOf,
  union,
  withoutTrees,
} from './field-set.ts';
import { mergeValues, removeItems, withNamedFields } from './merge.ts';
import { compare, fieldsOf } from './walk.ts';
import type { Shape } from './shape.ts';

export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  /** RFC 3339: when it last took a field. */
  readonly time: string;
  readonly fields: FieldSet;
}

/** A writer: a manager that has no fields yet. */
export type Writer = Omit<Manager, 'fields'>;

const own: FieldSet = {};

/** What the server alone writes of any object, and nobody manages. `managedfields/internal/stripmeta.go` */
const unmanaged: FieldSet = {
  'f:apiVersion': own,
  'f:kind': own,
  'f:metadata': {
    '.': own,
    'f:name': own,
    'f:namespace': own,
    'f:creationTimestamp': own,
    'f:selfLink': own,
    'f:uid': own,
    'f:generation': own,
    'f:managedFields': own,
    'f:resourceVersion': own,
    'f:deletionTimestamp': own,
    'f:deletionGracePeriodSeconds': own,
  },
};

/** What an apply to one part of an object doesn't reach. `pkg/registry/<group>/<kind>/strategy.go GetResetFields` */
const outOfReach: Readonly<Record<string, FieldSet>> = {
  '': { 'f:status': own },
  status: { 'f:spec': own },
};

/** More updaters than this are kept as one. `managedfields/internal/capmanagers.go` */
const mostUpdaters = 10;

export function isSameManager(left: Writer, right: Writer): boolean {
  return (
    left.manager === right.manager &&
    left.operation === right.operation &&
    left.subresource === right.subresource &&
    (left.operation === 'Apply' || left.apiVersion === right.apiVersion)
  );
}

/** The managers after an ordinary write of one of them. */
export function afterUpdate(
  managers: readonly Manager[],
  writer: Writer,
  before: unknown,
  after: unknown,
  shape: Shape,
): readonly Manager[] {
  const { written, removed } = compare(before, after, shape);
  if (written === undefined && removed === undefined) return managers;
  const changed = union(written, removed);
  const others = managers.flatMap((one) => withFields(one, difference(one.fields, changed)));
  const taken = difference(written, unmanaged);
  if (taken === undefined) return others;
  const index = managers.findIndex((one) => isSameManager(one, writer));
  const kept = index < 0 ? undefined : difference(managers[index]!.fields, changed);
  const entry: Manager = { ...writer, fields: union(kept, taken)! };
  return capped([...others.filter((one) => !isSameManager(one, writer)), entry]);
}

function withFields(manager: Manager, fields: FieldSet | undefined): Manager[] {
  return fields === undefined ? [] : [fields === manager.fields ? manager : { ...manager, fields }];
}

function capped(managers: readonly Manager[]): readonly Manager[] {
  const updaters = managers.filter(({ operation }) => operation === 'Update');
  const surplus = updaters.length - mostUpdaters;
  if (surplus <= 0) return managers;
  const oldest = sorted(updaters).slice(0, surplus + 1);
  const bucket: Manager = {
    ...oldest.at(-1)!,
    manager: 'ancient-changes',
    subresource: '',
    fields: oldest.reduce<FieldSet | undefined>((set, { fields }) => union(set, fields), undefined)!,
  };
  return [...managers.filter((one) => !oldest.includes(one)), bucket];
}

/** In the order in which they are shown. `managedfields/internal/managedfields.go sortEncodedManagedFields` */
export function sorted(managers: readonly Manager[]): Manager[] {
  const keyOf = (one: Manager) =>
    [one.operation, one.time, one.manager, one.apiVersion, one.subresource].join('\n');
  return managers.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

export interface Conflict {
  readonly manager: Manager;
  /** `.spec.replicas` */
  readonly paths: readonly string[];
}

/** What an apply gives, or the conflicts that forbid it. */
export type Applied =
  | { readonly object: AnyObject; readonly managers: readonly Manager[]; readonly conflicts?: undefined }
  | { readonly conflicts: readonly Conflict[] };

/** The fields that a configuration lays claim to. */
export function claimedFields(config: unknown, shape: Shape, subresource: string): FieldSet | undefined {
  const fields = withoutTrees(fieldsOf(config, shape), outOfReach[subresource]);
  return difference(fields, unmanaged);
}

/** An apply of a configuration onto an object as it is. @throws Error when a keyed item lacks its key. */
export function applyConfiguration(
  live: AnyObject,
  config: AnyObject,
  managers: readonly Manager[],
  writer: Writer,
  shape: Shape,
  force: boolean,
): Applied {
  const last = managers.find((one) => isSameManager(one, writer))?.fields;
  const fields = claimedFields(config, shape, writer.subresource);
  const others = managers.filter((one) => !isSameManager(one, writer));
  const merged = mergeValues(live, config, shape) as AnyObject;
  const claimed = others.reduce((set, one) => union(set, one.fields), fields);
  const object = prune(merged, last, claimed, shape);
  const { written, removed } = compare(live, object, shape);
  const conflicts = others.flatMap((manager): Conflict[] => {
    const paths = pathsOf(intersection(manager.fields, written));
    return paths.length === 0 ? [] : [{ manager, paths }];
  });
  if (conflicts.length > 0 && !force) return { conflicts };
  return { object, managers: afterApply(managers, writer, fields, union(written, removed)) };
}

/** The managers after an apply, given the fields of its configuration and those that it changed. */
export function afterApply(
  managers: readonly Manager[],
  writer: Writer,
  fields: FieldSet | undefined,
  changed: FieldSet | undefined,
): readonly Manager[] {
  const others = managers.filter((one) => !isSameManager(one, writer));
  const left = others.flatMap((one) => withFields(one, difference(one.fields, changed)));
  if (fields === undefined) return left;
  const before = managers.find((one) => isSameManager(one, writer));
  const isSame = before !== undefined && changed === undefined && isEqualSet(before.fields, fields);
  return [...left, isSame ? before : { ...writer, fields }];
}

/** Takes out what this applier had applied and names no more, unless somebody else manages it. */
function prune(
  merged: AnyObject,
  last: FieldSet | undefined,
  claimed: FieldSet | undefined,
  shape: Shape,
): AnyObject {
  if (last === undefined) return merged;
  const named = (set: FieldSet | undefined) => withNamedFields(set, shape, merged);
  const without = (items: FieldSet | undefined) => removeItems(merged, items, shape) as AnyObject;
  const mergedSet = named(fieldsOf(merged, shape));
  const pruned = named(fieldsOf(without(named(last)), shape));
  const withOwned = without(difference(mergedSet, union(pruned, named(claimed))));
  const left = named(fieldsOf(withOwned, shape));
  return without(intersection(difference(mergedSet, left), named(last)));
}
