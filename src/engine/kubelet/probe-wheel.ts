/**
 * When probes tick. Every probe ticks in its own time, thousands of them every few seconds, so the kubelets keep
 * these moments themselves and have one timer of the kernel for the next. A probe's moment is its record's `dueMs`,
 * which is all that a checkpoint has of it; what is here is an index by moment, rebuilt after a restore. An entry
 * whose probe has another moment by now is stale, and skipped.
 */
import type { Container, PodSpec, Probe } from '../api/generated/types.ts';
import type { PartContext } from '../api/part.ts';
import type { Json } from '../kernel/index.ts';
import { MomentHeap } from './moment-heap.ts';
import { type ProbeType, probeTypes } from './probe-worker.ts';
import type { ContainerRecord, PodRecord, ProbeRecord } from './records.ts';

/** A probe with all that its tick needs at hand. */
export interface ProbeEntry {
  readonly record: PodRecord;
  readonly container: ContainerRecord;
  readonly probe: ProbeRecord;
  readonly type: ProbeType;
  readonly name: string;
  /** Its pod's place among all: the beginning of the uid as a number, so that comparing is cheap. */
  readonly order: number;
  /** Its place among the probes of its pod. */
  readonly rank: number;
  /** The container's spec and the probe's, as `podSpec` has them. */
  podSpec?: PodSpec | undefined;
  spec?: Container | undefined;
  definition?: Probe | undefined;
  /** The pod's `stirs` when it was last seen that nothing changes from tick to tick. */
  restedAt?: number;
  periodMs?: number;
}

/** The armed timer: its moment and its handle. */
export interface WheelTimer {
  readonly atMs: number;
  readonly handle: number;
}

const tickTask: Json = { do: 'probes' };

export class ProbeWheel {
  #moments = new Map<number, ProbeEntry[]>();
  #heap = new MomentHeap();
  #timer: WheelTimer | undefined;
  #isTurning = false;
  /** What was added to last: probes of one moment mostly share their next. */
  #lastMs = -1;
  #last: ProbeEntry[] = [];

  get timer(): WheelTimer | undefined {
    return this.#timer;
  }

  /** Lets a probe tick `delayMs` from now, and at no other moment. */
  arm(context: PartContext, entry: ProbeEntry, delayMs: number): void {
    const atMs = context.view.nowMs + Math.max(0, Math.round(delayMs));
    entry.probe.dueMs = atMs;
    this.#add(entry, atMs);
    if (!this.#isTurning) this.#setTimer(context, atMs);
  }

  /**
   * The timer went off: `tick` is called for each probe that is due now, but for those at rest, in an order that a
   * restore leaves as it is.
   */
  turn(context: PartContext, tick: (entry: ProbeEntry) => void): void {
    const { nowMs } = context.view;
    this.#timer = undefined;
    this.#isTurning = true;
    const due = this.#moments.get(nowMs) ?? [];
    this.#moments.delete(nowMs);
    this.#lastMs = -1;
    if (!isSorted(due)) due.sort(compareEntries);
    if (!this.#passOver(due, nowMs)) {
      for (const entry of due) {
        if (entry.probe.dueMs !== nowMs) continue;
        if (isAtRest(entry)) this.arm(context, entry, entry.periodMs!);
        else tick(entry);
      }
    }
    this.#isTurning = false;
    const nextMs = this.#nextMoment();
    if (nextMs !== undefined) this.#setTimer(context, nextMs);
  }

  restore(records: Iterable<PodRecord>, timer: WheelTimer | undefined): void {
    this.#moments.clear();
    this.#heap = new MomentHeap();
    this.#lastMs = -1;
    this.#timer = timer;
    for (const record of records) {
      for (const name of Object.keys(record.containers)) {
        for (const type of probeTypes) {
          const { dueMs } = record.containers[name]![type] ?? {};
          if (dueMs !== undefined) this.#add(entryOf(record, name, type), dueMs);
        }
      }
    }
  }

  /** Probes that all rest, and in step, move on together. */
  #passOver(due: ProbeEntry[], nowMs: number): boolean {
    const periodMs = due[0]?.periodMs;
    if (periodMs === undefined || this.#moments.has(nowMs + periodMs)) return false;
    for (const entry of due)
      if (entry.periodMs !== periodMs || !isAtRest(entry) || entry.probe.dueMs !== nowMs) return false;
    for (const { probe } of due) probe.dueMs = nowMs + periodMs;
    this.#moments.set(nowMs + periodMs, due);
    this.#heap.push(nowMs + periodMs);
    return true;
  }

  #add(entry: ProbeEntry, atMs: number): void {
    if (atMs !== this.#lastMs) {
      this.#last = this.#entriesAt(atMs);
      this.#lastMs = atMs;
    }
    this.#last.push(entry);
  }

  #entriesAt(atMs: number): ProbeEntry[] {
    let entries = this.#moments.get(atMs);
    if (entries === undefined) {
      this.#moments.set(atMs, (entries = []));
      this.#heap.push(atMs);
    }
    return entries;
  }

  #setTimer(context: PartContext, atMs: number): void {
    if (this.#timer !== undefined) {
      if (this.#timer.atMs <= atMs) return;
      context.cancel(this.#timer.handle);
    }
    this.#timer = { atMs, handle: context.schedule('probe', atMs - context.view.nowMs, tickTask) };
  }

  /** Moments at which nothing ticks any more are dropped on the way: a restore would not know them. */
  #nextMoment(): number | undefined {
    for (let atMs = this.#heap.first; atMs !== undefined; atMs = this.#heap.first) {
      const entries = this.#moments.get(atMs);
      if (entries !== undefined && hasLive(entries, atMs)) return atMs;
      this.#moments.delete(atMs);
      if (atMs === this.#lastMs) this.#lastMs = -1;
      this.#heap.pop();
    }
    return undefined;
  }
}

/** The entry of a probe that has a record. */
export function entryOf(record: PodRecord, name: string, type: ProbeType): ProbeEntry {
  const container = record.containers[name]!;
  const rank = Object.keys(record.containers).indexOf(name) * probeTypes.length + probeTypes.indexOf(type);
  const order = Number.parseInt(record.uid.slice(0, 8), 16) || 0;
  return { record, container, probe: container[type]!, type, name, order, rank };
}

/** Nothing has stirred since a tick of it that changed nothing: neither would another. */
function isAtRest({ restedAt, record }: ProbeEntry): boolean {
  return restedAt === record.stirs;
}

function hasLive(entries: readonly ProbeEntry[], atMs: number): boolean {
  for (const { probe } of entries) if (probe.dueMs === atMs) return true;
  return false;
}

function isSorted(entries: readonly ProbeEntry[]): boolean {
  for (let index = 1; index < entries.length; index++) {
    if (compareEntries(entries[index - 1]!, entries[index]!) > 0) return false;
  }
  return true;
}

function compareEntries(left: ProbeEntry, right: ProbeEntry): number {
  if (left.order !== right.order) return left.order - right.order;
  if (left.record === right.record) return left.rank - right.rank;
  return left.record.uid < right.record.uid ? -1 : 1;
}
