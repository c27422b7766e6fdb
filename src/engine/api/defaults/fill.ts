/**
 * Filling in absent fields without touching what is shared: each function gives back the very value it was given when
 * there is nothing to fill in, so a template that has its defaults already costs no memory.
 */

/** The object with these fields where it has none. Null counts as none. */
export function fill<T extends object>(object: T, defaults: Partial<T>): T {
  let result: T | undefined;
  for (const key in defaults) {
    if (object[key] !== undefined && object[key] !== null) continue;
    result ??= { ...object };
    result[key] = defaults[key] as T[typeof key];
  }
  return result ?? object;
}

/** As fill, for fields whose empty text, zero and empty list count as none. */
export function fillBlank<T extends object>(object: T, defaults: Partial<T>): T {
  let result: T | undefined;
  for (const key in defaults) {
    if (!isBlank(object[key])) continue;
    result ??= { ...object };
    result[key] = defaults[key] as T[typeof key];
  }
  return result ?? object;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 0 || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The object with one field passed through a function, where it has the field. */
export function change<T extends object, K extends keyof T>(
  object: T,
  key: K,
  edit: (value: NonNullable<T[K]>) => NonNullable<T[K]>,
): T {
  const value = object[key];
  if (value === undefined || value === null) return object;
  const edited = edit(value);
  return edited === value ? object : { ...object, [key]: edited };
}

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** The object with each element of one list field passed through a function. */
export function changeEach<T extends object, K extends keyof T>(
  object: T,
  key: K,
  edit: (item: ItemOf<T[K]>) => ItemOf<T[K]>,
): T {
  const list: unknown = object[key];
  if (!Array.isArray(list)) return object;
  let edited: unknown[] | undefined;
  list.forEach((item, index) => {
    const next = item === null || item === undefined ? item : edit(item);
    if (next === item) return;
    edited ??= [...list];
    edited[index] = next;
  });
  return edited === undefined ? object : { ...object, [key]: edited };
}
