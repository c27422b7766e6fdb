/** The six points of `data/README.md` by which a replay is held against a recording. */
export type Point = 'steps' | 'replicas' | 'lives' | 'events' | 'waits' | 'final';

export interface TraceDifference {
  readonly point: Point;
  /** What it is about, such as `Pod/<web#1~>` or a step's command. */
  readonly about: string;
  readonly golden: unknown;
  readonly replayed: unknown;
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
