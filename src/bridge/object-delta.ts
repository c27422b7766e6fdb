/**
 * What makes one object from another that is much like it: the version before, or a sibling from the same template.
 * Parts that are the same are not told, and the object made from a delta shares them with the one that it was made of.
 */
type Container = Record<string, unknown> | readonly unknown[];

/** Made for JSON: `[sets, changes, removals, length]`; trailing parts that are empty are left out. */
export type Delta = readonly [
  /** Key and value, in turn. */
  sets: readonly unknown[],
  /** Key and the delta of what is there, in turn. */
  changes?: readonly unknown[],
  removals?: readonly string[],
  /** Of a list that has another length. */
  length?: number,
];

/**
 * Undefined when the two say the same; `whole` when nothing short makes one from the other. The order of keys counts:
 * what is made must print as the original does.
 */
export function deltaBetween(base: unknown, next: unknown): Delta | undefined | 'whole' {
  if (Object.is(base, next)) return undefined;
  if (!isContainer(base) || !isContainer(next) || Array.isArray(base) !== Array.isArray(next)) return 'whole';
  if (Array.isArray(next)) return listDelta(base as readonly unknown[], next);
  return recordDelta(base as Record<string, unknown>, next as Record<string, unknown>);
}

/** The object that a delta makes of its base, which stays as it is. */
export function withDelta(base: unknown, [sets, changes = [], removals = [], length]: Delta): unknown {
  const made = Array.isArray(base)
    ? (base.slice(0, length ?? base.length) as unknown[])
    : { ...(base as Record<string, unknown>) };
  const target = made as Record<string, unknown>;
  for (const key of removals) delete target[key];
  for (let at = 0; at < changes.length; at += 2) {
    const key = changes[at] as string;
    put(target, key, withDelta(target[key], changes[at + 1] as Delta));
  }
  for (let at = 0; at < sets.length; at += 2) put(target, sets[at] as string, sets[at + 1]);
  return made;
}

/** A key of a ConfigMap may be `__proto__`. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function recordDelta(
  base: Record<string, unknown>,
  next: Record<string, unknown>,
): Delta | undefined | 'whole' {
  const sets: unknown[] = [];
  const changes: unknown[] = [];
  const removals: string[] = [];
  const keys = definedKeys(next);
  let at = 0;
  for (const key of definedKeys(base)) {
    if (key !== keys[at]) {
      if (Object.hasOwn(next, key) && next[key] !== undefined) return 'whole';
      removals.push(key);
      continue;
    }
    at++;
    note(key, base[key], next[key], sets, changes);
  }
  for (; at < keys.length; at++) sets.push(keys[at], next[keys[at]!]);
  return tidy(sets, changes, removals);
}

/** JSON knows no undefined: a field that is undefined is not there. */
function definedKeys(record: Record<string, unknown>): readonly string[] {
  const keys = Object.keys(record);
  return keys.some((key) => record[key] === undefined)
    ? keys.filter((key) => record[key] !== undefined)
    : keys;
}

function listDelta(base: readonly unknown[], next: readonly unknown[]): Delta | undefined {
  const sets: unknown[] = [];
  const changes: unknown[] = [];
  for (const [index, value] of next.entries()) {
    if (index < base.length) note(index, base[index], value, sets, changes);
    else sets.push(index, value);
  }
  return tidy(sets, changes, [], base.length === next.length ? undefined : next.length);
}

function note(key: string | number, base: unknown, next: unknown, sets: unknown[], changes: unknown[]): void {
  if (base === next) return;
  const delta = deltaBetween(base, next);
  if (delta === 'whole') sets.push(key, next);
  else if (delta !== undefined) changes.push(key, delta);
}

function tidy(
  sets: readonly unknown[],
  changes: readonly unknown[],
  removals: readonly string[],
  length?: number,
): Delta | undefined {
  if (length !== undefined) return [sets, changes, removals, length];
  if (removals.length > 0) return [sets, changes, removals];
  if (changes.length > 0) return [sets, changes];
  return sets.length > 0 ? [sets] : undefined;
}
