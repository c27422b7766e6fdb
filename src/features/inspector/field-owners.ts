/** Who manages which field of an object: `metadata.managedFields` read against the paths of its YAML. */
import type { KubeObject } from '../../bridge/protocol.ts';

export type FieldPath = readonly (string | number)[];

export interface FieldOwner {
  readonly id: string;
  readonly manager: string;
  /** `Apply` or `Update`. */
  readonly operation: string;
  readonly time: string;
  readonly subresource: string;
  readonly fields: FieldSet;
}

interface FieldSet {
  readonly [step: string]: FieldSet;
}

export function fieldOwners(object: KubeObject | undefined): readonly FieldOwner[] {
  const { managedFields = [] } = object?.metadata ?? {};
  return managedFields.map((entry, at) => ({
    id: `${at} ${entry.manager ?? ''}`,
    manager: entry.manager ?? '',
    operation: entry.operation ?? '',
    time: entry.time ?? '',
    subresource: entry.subresource ?? '',
    fields: (entry.fieldsV1 ?? {}) as FieldSet,
  }));
}

/** Those that manage the field at a path: several may apply the same value. */
export function ownersOfField(
  owners: readonly FieldOwner[],
  object: unknown,
  path: FieldPath,
): readonly FieldOwner[] {
  return owners.filter(({ fields }) => owns(fields, object, path));
}

function owns(fields: FieldSet, object: unknown, path: FieldPath): boolean {
  let [set, value] = [fields, object];
  for (const step of path) {
    if (set !== fields && Object.keys(set).length === 0) return true;
    const next = typeof step === 'number' ? itemSet(set, value, step) : set[`f:${step}`];
    if (next === undefined) return false;
    set = next;
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  }
  return Object.keys(set).length === 0 || set['.'] !== undefined;
}

/** Items are told by their merge keys (`k:{"name":"web"}`), their value (`v:"a"`) or their place (`i:0`). */
function itemSet(set: FieldSet, list: unknown, at: number): FieldSet | undefined {
  const item = (list as readonly unknown[] | undefined)?.[at];
  const found = Object.keys(set).find((step) => {
    if (step === `i:${at}`) return true;
    if (step.startsWith('v:')) return step.slice(2) === JSON.stringify(item);
    return step.startsWith('k:') && hasKeys(item, step.slice(2));
  });
  return found === undefined ? undefined : set[found];
}

function hasKeys(item: unknown, text: string): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const keys = JSON.parse(text) as Record<string, unknown>;
  return Object.entries(keys).every(([name, value]) => (item as Record<string, unknown>)[name] === value);
}
