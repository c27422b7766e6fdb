import type { Kernel } from '../kernel/index.ts';
import { formatMicroTimestamp, formatTimestamp, parseTimestamp } from '../api/time.ts';

/** Simulated time as wall-clock timestamps: moment 0 of the kernel is `startedAt`. */
export class Clock {
  #kernel: Kernel;
  #startEpochMs: number;
  /** Most timestamps asked for are of the second that runs. */
  #secondMs = Number.NaN;
  #secondText = '';
  #parsedText = '';
  #parsedMs = 0;

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
    const secondMs = this.epochMs - (this.epochMs % 1000);
    if (secondMs !== this.#secondMs) {
      this.#secondMs = secondMs;
      this.#secondText = formatTimestamp(secondMs);
    }
    return this.#secondText;
  }

  get microTimestamp(): string {
    return formatMicroTimestamp(this.epochMs);
  }

  /** Simulated milliseconds since the start of a timestamp. */
  toMs(timestamp: string): number {
    if (timestamp !== this.#parsedText) {
      this.#parsedText = timestamp;
      this.#parsedMs = parseTimestamp(timestamp) - this.#startEpochMs;
    }
    return this.#parsedMs;
  }

  toTimestamp(timeMs: number): string {
    return formatTimestamp(this.#startEpochMs + timeMs);
  }
}
