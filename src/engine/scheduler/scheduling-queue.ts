/** Pods that wait to be placed, as plain data. `pkg/scheduler/backend/queue/scheduling_queue.go` */

export interface QueuedPod {
  readonly key: string;
  readonly uid: string;
  readonly priority: number;
  /** Simulated ms at which it came into the queue it is in. */
  readonly queuedAtMs: number;
  /** Order of arrival among pods of one moment. */
  readonly sequence: number;
  /** How often it was refused. */
  readonly attempts: number;
  /** The plugins that refused it last. */
  readonly refusedBy: readonly string[];
}

export type Waiting = Pick<QueuedPod, 'priority' | 'queuedAtMs'>;

/** Higher priority first, then who waits longer. `pkg/scheduler/framework/plugins/queuesort/priority_sort.go` */
export function isScheduledBefore(one: Waiting, other: Waiting): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.queuedAtMs < other.queuedAtMs;
}

const initialBackoffMs = 1000;
const maxBackoffMs = 10_000;
const maxUnschedulableMs = 5 * 60_000;

/** 1 s doubling to 10 s with each refusal. */
export function backoffMs(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(maxBackoffMs, initialBackoffMs * 2 ** (attempts - 1));
}

export interface QueueState {
  readonly sequence: number;
  readonly active: readonly QueuedPod[];
  readonly backoff: readonly QueuedPod[];
  readonly unschedulable: readonly QueuedPod[];
}

/**
 * Three places: active pods are tried next; those in back-off only when no active one is left or their time is
 * over; the unschedulable wait for a change that may help them, or five minutes.
 */
export class SchedulingQueue {
  /** Whether a pod in back-off may be tried when no active one is left. */
  #isEager: boolean;
  #sequence = 0;
  #active: QueuedPod[] = [];
  #backoff: QueuedPod[] = [];
  #unschedulable = new Map<string, QueuedPod>();
  /** Newest entry of each pod; older ones in the heaps are passed over. */
  #current = new Map<string, QueuedPod>();

  constructor(isEager = true) {
    this.#isEager = isEager;
  }

  get unschedulable(): Iterable<QueuedPod> {
    return this.#unschedulable.values();
  }

  /** Number of pods in all three places. */
  get size(): number {
    return this.#current.size;
  }

  has(key: string): boolean {
    return this.#current.has(key);
  }

  get(key: string): QueuedPod | undefined {
    return this.#current.get(key);
  }

  /** A new pod. */
  add(pod: Pick<QueuedPod, 'key' | 'uid' | 'priority'>, nowMs: number): void {
    this.#activate({ ...pod, queuedAtMs: nowMs, sequence: ++this.#sequence, attempts: 0, refusedBy: [] });
  }

  /** The pod that is tried next leaves the queue. */
  pop(nowMs: number): QueuedPod | undefined {
    this.#activateRested(nowMs);
    const active = this.#popFrom(this.#active, goesFirst);
    return active ?? (this.#isEager ? this.#popFrom(this.#backoff, isRestedFirst) : undefined);
  }

  /** A pod that was refused comes back and waits. */
  putBack(pod: QueuedPod, refusedBy: readonly string[], nowMs: number): void {
    const entry = {
      ...pod,
      queuedAtMs: nowMs,
      sequence: ++this.#sequence,
      attempts: pod.attempts + 1,
      refusedBy,
    };
    this.#current.set(pod.key, entry);
    this.#unschedulable.set(pod.key, entry);
  }

  /** Something changed that may help the pod: it will be tried again, in so many ms at the soonest. */
  requeue(key: string, nowMs: number): number {
    const entry = this.#unschedulable.get(key);
    if (entry === undefined) return 0;
    this.#unschedulable.delete(key);
    const restMs = Math.max(0, restedAtMs(entry) - nowMs);
    if (restMs > 0) push(this.#backoff, entry, isRestedFirst);
    else push(this.#active, entry, goesFirst);
    return this.#isEager ? 0 : restMs;
  }

  remove(key: string): void {
    this.#current.delete(key);
    this.#unschedulable.delete(key);
  }

  /** Keys of the pods that waited five minutes for something to change. */
  overdue(nowMs: number): string[] {
    return [...this.#unschedulable.values()]
      .filter((entry) => nowMs - entry.queuedAtMs >= maxUnschedulableMs)
      .map((entry) => entry.key);
  }

  /** When the first pod will have waited five minutes, in simulated ms. */
  nextOverdueMs(): number | undefined {
    let first: number | undefined;
    for (const { queuedAtMs } of this.#unschedulable.values()) {
      if (first === undefined || queuedAtMs + maxUnschedulableMs < first)
        first = queuedAtMs + maxUnschedulableMs;
    }
    return first;
  }

  snapshot(): QueueState {
    const isCurrent = (entry: QueuedPod): boolean => this.#current.get(entry.key) === entry;
    return {
      sequence: this.#sequence,
      active: this.#active.filter(isCurrent).toSorted((one, other) => (goesFirst(one, other) ? -1 : 1)),
      backoff: this.#backoff.filter(isCurrent).toSorted((one, other) => (isRestedFirst(one, other) ? -1 : 1)),
      unschedulable: [...this.#unschedulable.values()],
    };
  }

  restore(state: QueueState): void {
    this.#sequence = state.sequence;
    this.#active = [];
    this.#backoff = [];
    for (const entry of state.active) push(this.#active, entry, goesFirst);
    for (const entry of state.backoff) push(this.#backoff, entry, isRestedFirst);
    this.#unschedulable = new Map(state.unschedulable.map((entry) => [entry.key, entry]));
    const all = [...state.active, ...state.backoff, ...state.unschedulable];
    this.#current = new Map(all.map((entry) => [entry.key, entry]));
  }

  #activate(entry: QueuedPod): void {
    this.#unschedulable.delete(entry.key);
    this.#current.set(entry.key, entry);
    push(this.#active, entry, goesFirst);
  }

  #activateRested(nowMs: number): void {
    for (
      let first = this.#backoff[0];
      first !== undefined && restedAtMs(first) <= nowMs;
      first = this.#backoff[0]
    ) {
      take(this.#backoff, isRestedFirst);
      push(this.#active, first, goesFirst);
    }
  }

  #popFrom(heap: QueuedPod[], isBefore: Before): QueuedPod | undefined {
    for (let entry = take(heap, isBefore); entry !== undefined; entry = take(heap, isBefore)) {
      if (this.#current.get(entry.key) !== entry) continue;
      this.#current.delete(entry.key);
      return entry;
    }
    return undefined;
  }
}

type Before = (one: QueuedPod, other: QueuedPod) => boolean;

function goesFirst(one: QueuedPod, other: QueuedPod): boolean {
  if (isScheduledBefore(one, other)) return true;
  return !isScheduledBefore(other, one) && one.sequence < other.sequence;
}

function restedAtMs(entry: QueuedPod): number {
  return entry.queuedAtMs + backoffMs(entry.attempts);
}

function isRestedFirst(one: QueuedPod, other: QueuedPod): boolean {
  const difference = restedAtMs(one) - restedAtMs(other);
  return difference === 0 ? goesFirst(one, other) : difference < 0;
}

function push(heap: QueuedPod[], entry: QueuedPod, isBefore: Before): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(entry, heap[parent]!)) break;
    heap[index] = heap[parent]!;
    index = parent;
  }
  heap[index] = entry;
}

function take(heap: QueuedPod[], isBefore: Before): QueuedPod | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    const left = index * 2 + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
    if (!isBefore(heap[child]!, last)) break;
    heap[index] = heap[child]!;
    index = child;
  }
  heap[index] = last;
  return first;
}
