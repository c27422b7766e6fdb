import type { Cause } from './cause.ts';
import type { Json } from './json.ts';

/** Something that will happen: which part handles it, and what with. Plain data, so a queue is a checkpoint. */
export interface QueuedEvent {
  /** Simulated milliseconds since the cluster's start. */
  readonly atMs: number;
  /** Order of arming; ties in time are broken by it. Also the handle to cancel. */
  readonly sequence: number;
  /** The part of the cluster that handles it. */
  readonly part: string;
  /** What it is, for causes and for people. */
  readonly timer: string;
  readonly payload: Json;
  readonly cause: Cause;
}

/** A binary heap ordered by (time, sequence). Cancelling is lazy: a cancelled event is dropped when it surfaces. */
export class EventQueue {
  #heap: QueuedEvent[] = [];
  #live = new Set<number>();

  get size(): number {
    return this.#live.size;
  }

  push(event: QueuedEvent): void {
    this.#live.add(event.sequence);
    this.#heap.push(event);
    this.#siftUp(this.#heap.length - 1);
  }

  /** True when the event was still to come. */
  cancel(sequence: number): boolean {
    const cancelled = this.#live.delete(sequence);
    if (this.#heap.length > 64 && this.#heap.length > 2 * this.#live.size) this.#compact();
    return cancelled;
  }

  peek(): QueuedEvent | undefined {
    this.#dropCancelled();
    return this.#heap[0];
  }

  pop(): QueuedEvent | undefined {
    this.#dropCancelled();
    const first = this.#heap[0];
    if (first === undefined) return undefined;
    this.#live.delete(first.sequence);
    this.#removeFirst();
    return first;
  }

  /** The events to come, soonest first. */
  toArray(): QueuedEvent[] {
    return this.#heap.filter((event) => this.#live.has(event.sequence)).toSorted(byTimeAndSequence);
  }

  static from(events: readonly QueuedEvent[]): EventQueue {
    const queue = new EventQueue();
    for (const event of events) queue.push(event);
    return queue;
  }

  #dropCancelled(): void {
    while (this.#heap.length > 0 && !this.#live.has(this.#heap[0]!.sequence)) this.#removeFirst();
  }

  #compact(): void {
    this.#heap = this.toArray();
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#siftDown();
  }

  #siftUp(start: number): void {
    const heap = this.#heap;
    const event = heap[start]!;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  #siftDown(): void {
    const heap = this.#heap;
    const event = heap[0]!;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, event)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = event;
  }
}

function isBefore(left: QueuedEvent, right: QueuedEvent): boolean {
  return left.atMs < right.atMs || (left.atMs === right.atMs && left.sequence < right.sequence);
}

function byTimeAndSequence(left: QueuedEvent, right: QueuedEvent): number {
  return left.atMs - right.atMs || left.sequence - right.sequence;
}
