/**
 * How simulated time flows on a server: by the wall clock at a speed, or only when someone asks for it. Streams
 * that wait for the cluster listen here.
 */
import { type Cluster, formatTimestamp, parseTimestamp } from '../../engine/index.ts';

export interface TimeState {
  /** RFC 3339. */
  readonly now: string;
  /** Simulated seconds since the cluster's start. */
  readonly elapsedSeconds: number;
  readonly speed: number;
  readonly paused: boolean;
}

const tickMs = 20;
/** How long one tick may simulate before requests get their turn. */
const tickBudgetMs = 12;
/** A host that slept does not make up for the whole night. */
const longestTickMs = 1000;
/** Events between looks at the wall clock: they cost microseconds. */
const eventsALook = 100;
export const maxAdvanceSeconds = 400 * 24 * 3600;
export const maxSpeed = 1_000_000;

export class ClusterTime {
  readonly cluster: Cluster;
  #speed = 1;
  #paused = false;
  #timer: NodeJS.Timeout | undefined;
  #lastTickMs = 0;
  #carryMs = 0;
  #listeners = new Set<() => void>();

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  get state(): TimeState {
    const { cluster } = this;
    return {
      now: formatTimestamp(parseTimestamp(cluster.settings.startedAt) + cluster.nowMs),
      elapsedSeconds: cluster.nowMs / 1000,
      speed: this.#speed,
      paused: this.#paused,
    };
  }

  /** Lets time flow by the wall clock until `stop`. */
  start(speed: number): void {
    this.setSpeed(speed);
    this.#lastTickMs = performance.now();
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Simulated seconds a second, above 0 and up to `maxSpeed`. */
  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** From 0 up to `maxAdvanceSeconds`. */
  advance(seconds: number): void {
    this.cluster.advanceTo(Math.floor(this.cluster.nowMs + seconds * 1000));
    this.#tell();
  }

  /** Calls `listener` each time the cluster has moved on, until the returned function is called. */
  onAdvance(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tick(): void {
    const wallMs = performance.now();
    const elapsedMs = Math.min(wallMs - this.#lastTickMs, longestTickMs);
    this.#lastTickMs = wallMs;
    if (this.#paused) return;
    // Time is whole milliseconds; what is left over counts in the next tick, so that slow motion flows too.
    const wantedMs = this.#carryMs + elapsedMs * this.#speed;
    this.#carryMs = wantedMs % 1;
    this.#runTo(this.cluster.nowMs + Math.floor(wantedMs), wallMs + tickBudgetMs);
    this.#tell();
  }

  #runTo(toMs: number, stopAtMs: number): void {
    const { cluster } = this;
    while (performance.now() < stopAtMs) {
      for (let count = 0; count < eventsALook; count++) {
        if ((cluster.nextEventMs() ?? Number.POSITIVE_INFINITY) > toMs) return cluster.advanceTo(toMs);
        cluster.step();
      }
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
