import type { Kernel } from '../kernel/index.ts';
import { formatMicroTimestamp, formatTimestamp, parseTimestamp } from '../api/time.ts';

/** Simulated time as wall-clock timestamps: moment 0 of the kernel is `startedAt`. */
export class Clock {
  #kernel: Kernel;
  #startEpochMs: number;

  /** @throws Error when `startedAt` is no RFC 3339 time. */
  constructor(kernel: Kernel, startedAt: string) {
    this.#kernel = kernel;
    this.#startEpochMs = parseTimestamp(startedAt);
    if (Number.isNaN(this.#startEpochMs)) throw new Error(`not an RFC 3339 time: ${startedAt}`);
  }

  get nowMs(): number {
    return this.#kernel.nowMs;
  }

  /** Milliseconds since 1970 of the present simulated moment. */
  get epochMs(): number {
    return this.#startEpochMs + this.#kernel.nowMs;
  }

  get timestamp(): string {
    return formatTimestamp(this.epochMs);
  }

  get microTimestamp(): string {
    return formatMicroTimestamp(this.epochMs);
  }

  /** Simulated milliseconds since the start of a timestamp. */
  toMs(timestamp: string): number {
    return parseTimestamp(timestamp) - this.#startEpochMs;
  }

  toTimestamp(timeMs: number): string {
    return formatTimestamp(this.#startEpochMs + timeMs);
  }
}
