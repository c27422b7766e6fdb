/**
 * Which changes of the log are of one object: each knows the change before and the change after it by its position.
 * So a walk over a hundred thousand changes touches only those that count.
 */
const none = -1;

export class ChangeLinks {
  #keys: string[] = [];
  #before: number[] = [];
  #after: number[] = [];
  /** Position of the latest change of each key. */
  #latest = new Map<string, number>();

  /** Notes that the next change of the log is of this key. */
  append(key: string): void {
    const position = this.#keys.length;
    const before = this.#latest.get(key);
    if (before !== undefined) this.#after[before] = position;
    // The same text as before: it is kept once however often its object changes.
    this.#keys.push(before === undefined ? key : this.#keys[before]!);
    this.#before.push(before ?? none);
    this.#after.push(none);
    this.#latest.set(key, position);
  }

  keyOf(position: number): string {
    return this.#keys[position]!;
  }

  /** Position of the latest change of a key; -1 when there is none. */
  latest(key: string): number {
    return this.#latest.get(key) ?? none;
  }

  /** Position of the change before of the same object; -1 when it is the first. */
  before(position: number): number {
    return this.#before[position]!;
  }

  /** True when no change of the same object follows before `end`. */
  isLastBefore(position: number, end: number): boolean {
    const after = this.#after[position]!;
    return after === none || after >= end;
  }

  /** The links of the changes before a position. */
  forkAt(position: number): ChangeLinks {
    const fork = new ChangeLinks();
    fork.#keys = this.#keys.slice(0, position);
    fork.#before = this.#before.slice(0, position);
    fork.#after = this.#after.slice(0, position);
    for (const [at, key] of fork.#keys.entries()) fork.#latest.set(key, at);
    for (const at of fork.#latest.values()) fork.#after[at] = none;
    return fork;
  }
}
