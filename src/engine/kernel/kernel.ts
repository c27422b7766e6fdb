import { type ArmedBy, armedUnder, type Cause, startCause, timerCause } from './cause.ts';
import { EventQueue, type QueuedEvent } from './event-queue.ts';
import type { Json } from './json.ts';
import { RandomStreams, type RandomPositions, type RandomStream } from './random.ts';

/** Handles the queued events of one part of the cluster. */
export type EventHandler = (payload: Json, timer: string) => void;

export interface KernelSnapshot {
  readonly nowMs: number;
  readonly sequence: number;
  readonly queue: readonly QueuedEvent[];
  readonly random: RandomPositions;
}

/** At most this many events may happen at one instant; more means that two parts answer each other for ever. */
const maxEventsAtOneInstant = 1_000_000;

/**
 * Simulated time. It runs the queue in order and hands out time, chance and causes; nothing else in the
 * engine has a clock or dice. It is synchronous: `advanceTo` returns when everything due has happened.
 */
export class Kernel {
  readonly seed: string;
  #nowMs = 0;
  #sequence = 0;
  #queue = new EventQueue();
  #random: RandomStreams;
  #handlers = new Map<string, EventHandler>();
  #cause: Cause = startCause;

  constructor(seed: string) {
    this.seed = seed;
    this.#random = new RandomStreams(seed);
  }

  /** Simulated milliseconds since the cluster's start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Why whatever is happening right now happens. */
  get cause(): Cause {
    return this.#cause;
  }

  /** What a timer armed right now is armed by. */
  get armedBy(): ArmedBy | undefined {
    return armedUnder(this.#cause);
  }

  /** Number of events waiting in the queue. */
  get pendingCount(): number {
    return this.#queue.size;
  }

  handle(part: string, handler: EventHandler): void {
    this.#handlers.set(part, handler);
  }

  /** Runs `action` and, when it returns false, takes back the chance that it used: it shall leave no trace. */
  tentatively(action: () => boolean): void {
    const positions = this.#random.snapshot();
    if (!action()) this.#random.restore(positions);
  }

  random(stream: string): RandomStream {
    return this.#random.stream(stream);
  }

  /** Arms an event after `delayMs` (0 = later in this very instant) and returns its handle. */
  schedule(part: string, timer: string, delayMs: number, payload: Json): number {
    const sequence = ++this.#sequence;
    const atMs = this.#nowMs + Math.max(0, Math.round(delayMs));
    this.#queue.push({ atMs, sequence, part, timer, payload, cause: this.#cause });
    return sequence;
  }

  cancel(sequence: number): boolean {
    return this.#queue.cancel(sequence);
  }

  /** Runs `action` under a cause of its own: a command, or the change that a part reacts to. */
  under<Result>(cause: Cause, action: () => Result): Result {
    const before = this.#cause;
    this.#cause = cause;
    try {
      return action();
    } finally {
      this.#cause = before;
    }
  }

  /** Runs `action` as a timer armed by `armedBy` would: for a part that keeps many moments behind one timer. */
  asTimer(part: string, timer: string, armedBy: ArmedBy | undefined, action: () => void): void {
    this.under(timerCause(this.#nowMs, `${part}/${timer}`, armedBy), action);
  }

  /** Everything due up to and including `timeMs` (whole milliseconds) happens; then it is `timeMs`. */
  advanceTo(moment: number): void {
    const timeMs = Math.floor(moment);
    if (timeMs < this.#nowMs) throw new Error(`time runs forward: now ${this.#nowMs}, asked for ${timeMs}`);
    let instantMs = -1;
    let count = 0;
    for (
      let next = this.#queue.peek();
      next !== undefined && next.atMs <= timeMs;
      next = this.#queue.peek()
    ) {
      count = next.atMs === instantMs ? count + 1 : 0;
      instantMs = next.atMs;
      if (count > maxEventsAtOneInstant) {
        throw new Error(
          `more than ${maxEventsAtOneInstant} events at ${instantMs} ms, last: ${next.part} ${next.timer}`,
        );
      }
      this.#run(this.#queue.pop()!);
    }
    this.#nowMs = timeMs;
  }

  /** Lets the next queued event happen and returns it; undefined when nothing will ever happen. */
  step(): QueuedEvent | undefined {
    const event = this.#queue.pop();
    if (event !== undefined) this.#run(event);
    return event;
  }

  /** When the next event happens, in simulated milliseconds. */
  nextEventMs(): number | undefined {
    return this.#queue.peek()?.atMs;
  }

  snapshot(): KernelSnapshot {
    return {
      nowMs: this.#nowMs,
      sequence: this.#sequence,
      queue: this.#queue.toArray(),
      random: this.#random.snapshot(),
    };
  }

  restore(snapshot: KernelSnapshot): void {
    this.#nowMs = snapshot.nowMs;
    this.#sequence = snapshot.sequence;
    this.#queue = EventQueue.from(snapshot.queue);
    this.#random.restore(snapshot.random);
    this.#cause = startCause;
  }

  #run(event: QueuedEvent): void {
    const handler = this.#handlers.get(event.part);
    if (handler === undefined) throw new Error(`nothing handles events of ${event.part}`);
    this.#nowMs = event.atMs;
    // A zero-delay event is a reaction to a change; only real waiting makes time itself the cause.
    const cause =
      event.timer === ''
        ? event.cause
        : timerCause(event.atMs, `${event.part}/${event.timer}`, armedUnder(event.cause));
    this.under(cause, () => handler(event.payload, event.timer));
  }
}
