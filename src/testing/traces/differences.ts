/** The six points of `data/README.md` by which a replay is held against a recording. */
export type Point = 'steps' | 'replicas' | 'lives' | 'events' | 'waits' | 'final';

export interface TraceDifference {
  readonly point: Point;
  /** What it is about, such as `Pod/<web#1~>` or a step's command. */
  readonly about: string;
  readonly golden: unknown;
  readonly replayed: unknown;
}

/**
 * Holds two bags of values against each other without regard to order: what one has and the other lacks, paired.
 * Objects of one owner are alike, and which of them a controller picks is chance.
 */
export function compareBags(
  point: Point,
  about: string,
  golden: readonly string[],
  replayed: readonly string[],
): TraceDifference[] {
  const surplus = [...replayed];
  const lacking = golden.filter((value) => {
    const index = surplus.indexOf(value);
    if (index >= 0) surplus.splice(index, 1);
    return index < 0;
  });
  const count = Math.max(lacking.length, surplus.length);
  return Array.from({ length: count }, (_, index) => ({
    point,
    about,
    golden: lacking[index],
    replayed: surplus[index],
  }));
}

/** Values by key, in order of first appearance. */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

/** Keys of both maps, the golden ones first. */
export function keysOfBoth(
  golden: ReadonlyMap<string, unknown>,
  replayed: ReadonlyMap<string, unknown>,
): string[] {
  return [...new Set([...golden.keys(), ...replayed.keys()])];
}
