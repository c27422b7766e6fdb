/**
 * Where each pod stands on its machine. Two rules: a pod keeps its slot until it is gone, and each Kubernetes namespace
 * owns whole rows at the same height on every machine (a shelf), so that its band is one straight strip across them.
 * A full shelf takes new rows at the bottom; nobody moves.
 */

export interface PlacedPod {
  readonly key: string;
  readonly machine: string;
  readonly namespace: string;
}

export interface Slot extends PlacedPod {
  /** Counts the slots of this namespace on this machine from 0, along its rows. */
  readonly index: number;
}

export interface Slots {
  /** Pods side by side; grows in steps when machines get crowded, and never shrinks. */
  readonly columns: number;
  /** The namespace that owns each row, from the top. */
  readonly rows: readonly string[];
  readonly byPod: ReadonlyMap<string, Slot>;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Above this many rows of pods a machine would be a tower: twice as many columns of half the size. */
const mostRows = 10;
const densest = 4;

export function emptySlots(baseColumns: number): Slots {
  return { columns: baseColumns, rows: [], byPod: new Map() };
}

/**
 * Next slots from the last ones and the pods that have a machine now. New pods are seated in the order given. Returns
 * `previous` itself when nothing changed.
 */
export function assignSlots(previous: Slots, pods: readonly PlacedPod[], baseColumns: number): Slots {
  const kept = keepSeated(previous, pods);
  const byPod = seatNewcomers(kept, pods);
  const columns = chooseColumns(previous.columns, byPod, baseColumns);
  const isSame = columns === previous.columns && sameSeats(previous.byPod, byPod);
  if (isSame) return previous;
  const oldRows = columns === previous.columns ? previous.rows : [];
  const grown = growShelves(oldRows, byPod, columns);
  return { columns, rows: grown.length === oldRows.length ? oldRows : grown, byPod };
}

/** The row and column of a slot. */
export function cellOf(slots: Slots, slot: Slot): Cell {
  let shelf = Math.floor(slot.index / slots.columns);
  for (let row = 0; row < slots.rows.length; row++) {
    if (slots.rows[row] === slot.namespace && shelf-- === 0)
      return { row, column: slot.index % slots.columns };
  }
  throw new Error(`No row for slot ${slot.index} of namespace ${slot.namespace}`);
}

function keepSeated(previous: Slots, pods: readonly PlacedPod[]): Map<string, Slot> {
  const kept = new Map<string, Slot>();
  for (const pod of pods) {
    const seat = previous.byPod.get(pod.key);
    if (seat !== undefined && seat.machine === pod.machine) kept.set(pod.key, seat);
  }
  return kept;
}

function seatNewcomers(kept: ReadonlyMap<string, Slot>, pods: readonly PlacedPod[]): Map<string, Slot> {
  const taken = new Map<string, Set<number>>();
  const takenBy = (pod: PlacedPod): Set<number> => {
    const shelf = `${pod.machine}/${pod.namespace}`;
    let indices = taken.get(shelf);
    if (indices === undefined) taken.set(shelf, (indices = new Set()));
    return indices;
  };
  for (const seat of kept.values()) takenBy(seat).add(seat.index);
  const seated = new Map<string, Slot>();
  for (const pod of pods) {
    const seat = kept.get(pod.key);
    if (seat !== undefined) {
      seated.set(pod.key, seat);
      continue;
    }
    const indices = takenBy(pod);
    const index = firstFree(indices);
    indices.add(index);
    seated.set(pod.key, { key: pod.key, machine: pod.machine, namespace: pod.namespace, index });
  }
  return seated;
}

function firstFree(taken: ReadonlySet<number>): number {
  let index = 0;
  while (taken.has(index)) index++;
  return index;
}

function sameSeats(before: ReadonlyMap<string, Slot>, after: ReadonlyMap<string, Slot>): boolean {
  if (before.size !== after.size) return false;
  for (const [key, seat] of after) if (before.get(key) !== seat) return false;
  return true;
}

/** How many slots each namespace needs on the machine where it needs most. */
function shelfSizes(byPod: ReadonlyMap<string, Slot>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const seat of byPod.values()) {
    sizes.set(seat.namespace, Math.max(sizes.get(seat.namespace) ?? 0, seat.index + 1));
  }
  return sizes;
}

function chooseColumns(current: number, byPod: ReadonlyMap<string, Slot>, base: number): number {
  const sizes = [...shelfSizes(byPod).values()];
  const rowsFor = (columns: number): number =>
    sizes.reduce((sum, size) => sum + Math.ceil(size / columns), 0);
  let columns = Math.max(current, base);
  while (columns < base * densest && rowsFor(columns) > mostRows) columns *= 2;
  return columns;
}

function growShelves(
  rows: readonly string[],
  byPod: ReadonlyMap<string, Slot>,
  columns: number,
): readonly string[] {
  const grown = [...rows];
  for (const [namespace, size] of [...shelfSizes(byPod)].toSorted(([a], [b]) => compareNamespaces(a, b))) {
    const wanted = Math.ceil(size / columns);
    const owned = rows.filter((owner) => owner === namespace).length;
    for (let row = owned; row < wanted; row++) grown.push(namespace);
  }
  return grown;
}

/** `default` first, where people begin; the others by name. */
function compareNamespaces(a: string, b: string): number {
  if (a === b) return 0;
  if (a === 'default') return -1;
  if (b === 'default') return 1;
  return a < b ? -1 : 1;
}
