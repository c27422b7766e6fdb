/** One value laid over another, and items taken out of a value. `structured-merge-diff/typed/{merge,remove}.go` */
import { type FieldSet, isMember, nodeOf } from './field-set.ts';
import { type FieldsShape, itemElement, type ListShape, type Shape, shapeFor } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `over` laid over `base`: fields that only `base` has stay. Neither is changed. */
export function mergeValues(base: unknown, over: unknown, declared: Shape): unknown {
  if (over === undefined || base === undefined || base === null) return over ?? base;
  const shape = shapeFor(declared, over);
  if (over === null || shape.form === 'whole') return over;
  if (shape.form === 'list') return mergeLists(base, over, shape);
  const result = { ...(base as Fields) };
  for (const [name, value] of Object.entries(over as Fields)) {
    const inner = shape.field(name);
    if (inner !== undefined) define(result, name, mergeValues(own(base as Fields, name), value, inner));
  }
  return result;
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Sets a field as data, whatever its name: `__proto__` too. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

/**
 * The items of both in the order of `over`, where both have an opinion; items that only `base` has keep their place
 * before the next one that they stood before.
 */
function mergeLists(base: unknown, over: unknown, shape: ListShape): unknown {
  const left = entriesOf(base, shape);
  const right = entriesOf(over, shape);
  const leftItems = new Map(left);
  const rightItems = new Map(right);
  const shared = right.map(([element]) => element).filter((element) => leftItems.has(element));
  const taken = new Set<string>();
  const result: unknown[] = [];
  let nextShared = 0;
  const take = ([element, item]: readonly [string, unknown]) => {
    if (taken.has(element)) return;
    taken.add(element);
    if (shared[nextShared] === element) nextShared++;
    result.push(mergeValues(leftItems.get(element), item, shape.element));
  };
  for (let l = 0, r = 0; l < left.length || r < right.length;) {
    const [element, item] = left[l] ?? [];
    if (element === undefined) take(right[r++]!);
    else if (!rightItems.has(element)) {
      result.push(item);
      l++;
    } else if (taken.has(element) || (r < right.length && shared[nextShared] !== element)) l++;
    else if (r < right.length) {
      if (right[r]![0] === element) l++;
      take(right[r++]!);
    } else l++;
  }
  return result;
}

function entriesOf(value: unknown, shape: ListShape): Array<readonly [string, unknown]> {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return items.map((item) => [itemElement(shape, item), item] as const);
}

/** The value without the members of a set. */
export function removeItems(value: unknown, items: FieldSet | undefined, declared: Shape): unknown {
  if (items === undefined || typeof value !== 'object' || value === null) return value;
  const shape = shapeFor(declared, value);
  if (shape.form === 'whole') return value;
  if (shape.form === 'list') {
    const kept = entriesOf(value, shape).filter(([element]) => !isMember(items[element]));
    return kept.map(([element, item]) => removeItems(item, items[element], shape.element));
  }
  return removeFields(value as Fields, items, shape);
}

function removeFields(value: Fields, items: FieldSet, shape: FieldsShape): unknown {
  const kept = Object.entries(value).flatMap(([name, item]) => {
    const below = items[`f:${name}`];
    if (isMember(below)) return [];
    return [[name, removeItems(item, below, shape.field(name) ?? { form: 'whole' })] as const];
  });
  return Object.fromEntries(kept);
}

/** The set with the structs on the way to its members as members too. `fieldpath/set.go EnsureNamedFieldsAreMembers` */
export function withNamedFields(
  set: FieldSet | undefined,
  declared: Shape,
  value: unknown,
): FieldSet | undefined {
  if (set === undefined) return undefined;
  const shape = shapeFor(declared, value);
  const children: Record<string, FieldSet | undefined> = {};
  for (const element of Object.keys(set)) {
    if (element === '.') continue;
    const isField = shape.form === 'fields' && element.startsWith('f:');
    const inner =
      shape.form === 'list'
        ? shape.element
        : shape.form === 'fields'
          ? shape.field(element.slice(2))
          : undefined;
    const below = withNamedFields(set[element], inner ?? { form: 'whole' }, {});
    const isNamed = isMember(set[element]) || (isField && shape.isStruct);
    children[element] = nodeOf(below === undefined ? {} : without(below), isNamed);
  }
  return nodeOf(children, isMember(set));
}

function without({ '.': _self, ...children }: FieldSet): FieldSet {
  return children;
}
