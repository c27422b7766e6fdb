/**
 * Sorting as Go's `sort.Sort` does it. It isn't stable: where kubectl leaves the order of equals to it, the same
 * order comes only from the same steps (pattern-defeating quicksort, `src/sort/zsortinterface.go` of Go 1.19 and later).
 */
const mostForInsertion = 12;
const leastForNinther = 50;
const leastForShifting = 50;
const mostShifts = 5;
const mostSwaps = 12;

type Hint = 'increasing' | 'decreasing' | 'unknown';

/** A sorted copy. `isLess` compares as Go's Less does. */
export function goSorted<Item>(items: readonly Item[], isLess: (a: Item, b: Item) => boolean): Item[] {
  const sorter = new Sorter([...items], isLess);
  sorter.sort(0, items.length, bitLength(items.length));
  return sorter.items;
}

function bitLength(value: number): number {
  return value === 0 ? 0 : 32 - Math.clz32(value);
}

class Sorter<Item> {
  readonly items: Item[];
  readonly #isLess: (a: Item, b: Item) => boolean;

  constructor(items: Item[], isLess: (a: Item, b: Item) => boolean) {
    this.items = items;
    this.#isLess = isLess;
  }

  /** Sorts from `from` up to `to`; after `limit` bad pivots by a heap. */
  sort(from: number, to: number, limit: number): void {
    let [a, b, left] = [from, to, limit];
    let wasBalanced = true;
    let wasPartitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= mostForInsertion) return this.#insert(a, b);
      if (left === 0) return this.#heapSort(a, b);
      if (!wasBalanced) {
        this.#breakPatterns(a, b);
        left--;
      }
      const { pivot, hint } = this.#orderedPivot(a, b);
      if (wasBalanced && wasPartitioned && hint === 'increasing' && this.#insertPartially(a, b)) return;
      if (a > 0 && !this.#less(a - 1, pivot)) {
        a = this.#partitionEqual(a, b, pivot);
        continue;
      }
      const { middle, wasDone } = this.#partition(a, b, pivot);
      wasPartitioned = wasDone;
      wasBalanced = Math.min(middle - a, b - middle) >= Math.trunc(length / 8);
      if (middle - a < b - middle) {
        this.sort(a, middle, left);
        a = middle + 1;
      } else {
        this.sort(middle + 1, b, left);
        b = middle;
      }
    }
  }

  #less(a: number, b: number): boolean {
    return this.#isLess(this.items[a]!, this.items[b]!);
  }

  #swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b]!, this.items[a]!];
  }

  #insert(a: number, b: number): void {
    for (let i = a + 1; i < b; i++) {
      for (let j = i; j > a && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
    }
  }

  /** Mends a range that is nearly in order; false when it isn't. */
  #insertPartially(a: number, b: number): boolean {
    let i = a + 1;
    for (let shift = 0; shift < mostShifts; shift++) {
      while (i < b && !this.#less(i, i - 1)) i++;
      if (i === b) return true;
      if (b - a < leastForShifting) return false;
      this.#swap(i, i - 1);
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.#less(j, j - 1); j--) this.#swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.#less(j, j - 1); j++) this.#swap(j, j - 1);
    }
    return false;
  }

  #heapSort(a: number, b: number): void {
    const length = b - a;
    for (let i = Math.trunc((length - 1) / 2); i >= 0; i--) this.#siftDown(i, length, a);
    for (let i = length - 1; i >= 0; i--) {
      this.#swap(a, a + i);
      this.#siftDown(0, i, a);
    }
  }

  #siftDown(from: number, to: number, first: number): void {
    for (let root = from; ;) {
      let child = 2 * root + 1;
      if (child >= to) return;
      if (child + 1 < to && this.#less(first + child, first + child + 1)) child++;
      if (!this.#less(first + root, first + child)) return;
      this.#swap(first + root, first + child);
      root = child;
    }
  }

  /** Turns a range that goes down the other way round, so that the pivot's hint is never `decreasing`. */
  #orderedPivot(a: number, b: number): { pivot: number; hint: Hint } {
    const { pivot, hint } = this.#choosePivot(a, b);
    if (hint !== 'decreasing') return { pivot, hint };
    for (let i = a, j = b - 1; i < j; i++, j--) this.#swap(i, j);
    return { pivot: b - 1 - (pivot - a), hint: 'increasing' };
  }

  #choosePivot(a: number, b: number): { pivot: number; hint: Hint } {
    const quarter = Math.trunc((b - a) / 4);
    const count = { swaps: 0 };
    let candidates = [a + quarter, a + quarter * 2, a + quarter * 3] as const;
    if (b - a >= leastForNinther) {
      const around = (at: number) => this.#median([at - 1, at, at + 1], count);
      candidates = [around(candidates[0]), around(candidates[1]), around(candidates[2])];
    }
    const pivot = this.#median(candidates, count);
    const { swaps } = count;
    return { pivot, hint: swaps === 0 ? 'increasing' : swaps === mostSwaps ? 'decreasing' : 'unknown' };
  }

  #median([first, second, third]: readonly [number, number, number], count: { swaps: number }): number {
    let [a, b, c] = [first, second, third];
    const order = (x: number, y: number): [number, number] => {
      if (!this.#less(y, x)) return [x, y];
      count.swaps++;
      return [y, x];
    };
    [a, b] = order(a, b);
    [b, c] = order(b, c);
    [a, b] = order(a, b);
    return b;
  }

  /** Smaller items before the pivot, others after it. */
  #partition(a: number, b: number, pivot: number): { middle: number; wasDone: boolean } {
    this.#swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    let swaps = 0;
    for (;;) {
      while (i <= j && this.#less(i, a)) i++;
      while (i <= j && !this.#less(j, a)) j--;
      if (i > j) break;
      this.#swap(i, j);
      swaps++;
      i++;
      j--;
    }
    this.#swap(j, a);
    return { middle: j, wasDone: swaps === 0 };
  }

  /** Items equal to the pivot first; where the greater ones begin. */
  #partitionEqual(a: number, b: number, pivot: number): number {
    this.#swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.#less(a, i)) i++;
      while (i <= j && this.#less(a, j)) j--;
      if (i > j) return i;
      this.#swap(i, j);
      i++;
      j--;
    }
  }

  /** Scatters three items: the numbers are a fixed sequence of the length. */
  #breakPatterns(a: number, b: number): void {
    const length = b - a;
    const mask = (1n << BigInt(bitLength(length))) - 1n;
    const middle = a + Math.trunc(length / 4) * 2;
    let random = BigInt(length);
    for (let i = 0; i < 3; i++) {
      random = BigInt.asUintN(64, random ^ (random << 13n));
      random ^= random >> 7n;
      random = BigInt.asUintN(64, random ^ (random << 17n));
      const other = Number(random & mask);
      this.#swap(middle - 1 + i, a + (other >= length ? other - length : other));
    }
  }
}
