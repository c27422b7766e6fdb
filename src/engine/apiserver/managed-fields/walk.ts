/** What a value holds, and what changed between two values, as sets of fields. `structured-merge-diff/typed` */
import { semanticallyEqual } from '../../api/equal.ts';
import { type FieldSet, member, nodeOf } from './field-set.ts';
import { type FieldsShape, itemsByElement, type ListShape, type Shape, shapeFor } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;
type Maybe = FieldSet | undefined;

/** Every field that a value names. `typed/tofieldset.go` */
export function fieldsOf(value: unknown, declared: Shape): Maybe {
  const shape = shapeFor(declared, value);
  if (shape.form === 'whole') return member;
  if (value === null || value === undefined) return undefined;
  const children: Record<string, Maybe> = {};
  if (shape.form === 'list') {
    for (const [element, item] of itemsByElement(shape, value))
      children[element] = withSelf(fieldsOf(item, shape.element));
    return nodeOf(children, false);
  }
  for (const [name, item] of Object.entries(value as Fields)) {
    const inner = shape.field(name);
    if (inner === undefined) continue;
    const set = fieldsOf(item, inner);
    children[`f:${name}`] = !shape.isStruct || isHollow(item) ? withSelf(set) : set;
  }
  return nodeOf(children, false);
}

function isHollow(value: unknown): boolean {
  return (
    value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value!).length === 0)
  );
}

function withSelf(set: Maybe): FieldSet {
  return set === undefined || set === member ? member : '.' in set ? set : { '.': member, ...set };
}

export interface Comparison {
  /** Fields that are new or have another value. */
  readonly written: Maybe;
  readonly removed: Maybe;
}

const nothing: Comparison = { written: undefined, removed: undefined };

/** `typed/compare.go`. Values shared by both sides cost nothing. */
export function compare(before: unknown, after: unknown, declared: Shape): Comparison {
  if (before === after) return nothing;
  const shape = shapeFor(shapeFor(declared, before), after);
  if (shape.form === 'whole') return compareWhole(before, after);
  const inner =
    shape.form === 'list' ? compareLists(before, after, shape) : compareFields(before, after, shape);
  if (before === undefined) return { written: withSelf(inner.written), removed: inner.removed };
  if (after === undefined) return { written: inner.written, removed: withSelf(inner.removed) };
  return inner;
}

function compareWhole(before: unknown, after: unknown): Comparison {
  if (after === undefined) return { written: undefined, removed: member };
  return semanticallyEqual(before, after) && before !== undefined
    ? nothing
    : { written: member, removed: undefined };
}

function compareFields(before: unknown, after: unknown, shape: FieldsShape): Comparison {
  const [left, right] = [(before ?? {}) as Fields, (after ?? {}) as Fields];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return gather(
    [...names].flatMap((name) => {
      const field = shape.field(name);
      return field === undefined ? [] : [[`f:${name}`, compare(left[name], right[name], field)] as const];
    }),
  );
}

function compareLists(before: unknown, after: unknown, shape: ListShape): Comparison {
  const [left, right] = [itemsByElement(shape, before), itemsByElement(shape, after)];
  const elements = new Set([...left.keys(), ...right.keys()]);
  return gather(
    [...elements].map(
      (element) => [element, compare(left.get(element), right.get(element), shape.element)] as const,
    ),
  );
}

function gather(parts: ReadonlyArray<readonly [string, Comparison]>): Comparison {
  const written: Record<string, Maybe> = {};
  const removed: Record<string, Maybe> = {};
  for (const [element, part] of parts) {
    written[element] = part.written;
    removed[element] = part.removed;
  }
  return { written: nodeOf(written, false), removed: nodeOf(removed, false) };
}
