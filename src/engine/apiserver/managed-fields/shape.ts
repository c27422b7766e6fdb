/**
 * What a merge needs to know of a type: which values are one whole, which lists are sets or keyed.
 * `sigs.k8s.io/structured-merge-diff/schema`
 */
export type Shape = WholeShape | FieldsShape | ListShape;

/** A scalar, or a list or map that has one owner. */
export interface WholeShape {
  readonly form: 'whole';
  readonly scalar?: 'string' | 'numeric' | 'boolean';
}

export interface FieldsShape {
  readonly form: 'fields';
  /** Undefined for a field that the type doesn't have. */
  readonly field: (name: string) => Shape | undefined;
  /** Fields are the type's own; false for a map, whose keys come and go. */
  readonly isStruct: boolean;
}

export interface ListShape {
  readonly form: 'list';
  /** None: a set. */
  readonly keys: readonly string[];
  /** What a key is where an item doesn't say it. */
  readonly keyDefaults?: Readonly<Record<string, unknown>>;
  readonly element: Shape;
}

export const whole: WholeShape = { form: 'whole' };

/** Values that no schema describes: maps are merged, lists are one whole. */
const free: FieldsShape = { form: 'fields', isStruct: false, field: () => undeclared };
export const undeclared: WholeShape & { readonly free?: true } = { form: 'whole', free: true };

/** The shape that a value has where its type leaves it open. */
export function shapeFor(shape: Shape, value: unknown): Shape {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return shape === undeclared && isMap ? free : shape;
}

/** The element of a path that names an item of a list. @throws Error when the item has none of the keys. */
export function itemElement({ keys, keyDefaults }: ListShape, item: unknown): string {
  if (keys.length === 0) return `v:${JSON.stringify(item)}`;
  if (item === null) throw new Error('associative list with keys may not have a null element');
  if (typeof item !== 'object' || Array.isArray(item))
    throw new Error('associative list with keys may not have non-map elements');
  const values = keys.toSorted().flatMap((key) => {
    const value = (item as Record<string, unknown>)[key] ?? keyDefaults?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  if (values.length > 0) return `k:${JSON.stringify(Object.fromEntries(values))}`;
  const named = keys.map((key) => JSON.stringify(key)).join(' ');
  throw new Error(
    `associative list with keys has an element that omits all key fields [${named}] (and doesn't have default values for any key fields)`,
  );
}

/** The items of a list by their elements; of items with the same element the last. */
export function itemsByElement(shape: ListShape, value: unknown): Map<string, unknown> {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return new Map(items.map((item) => [itemElement(shape, item), item]));
}
