/**
 * Messages in the order in which they come, one at a time. Work that takes long is done in slices: between them the
 * host gets its turn, is told how far the work has come, and hears if nobody wants it any more.
 */
import { isOfPast } from './past-questions.ts';
import type { FromCluster, ToCluster } from './protocol.ts';
import { isLook, isRest, isRough } from './rough-seek.ts';
import { isWork, runUntil, type Work, type WorkPlace } from './work.ts';

export interface LineHost {
  /** Wall clock in milliseconds. */
  now(): number;
  post(message: FromCluster): void;
  /** What is asked for, or the work that it takes. */
  answer(message: ToCluster): unknown;
  /** Tells what has changed; `atOnce` without regard to when it last did. */
  tell(atOnce: boolean): void;
}

interface Current {
  readonly message: ToCluster;
  readonly work: Work;
  readonly begunMs: number;
  /** When it was last told how far it has come; undefined before the first time. */
  toldMs?: number;
  /** When it was last shown. */
  shownMs: number;
}

/** How long a slice of work may take before the host gets its turn back. */
const sliceMs = 24;
/** The first picture is worth waiting for. */
const startSliceMs = 1000;
/** Work that takes as long is long: then, and so often, it is told how far it has come. */
const longMs = 300;
const tellEveryMs = 200;
/** Each picture of it is of hours later, and drawn anew from end to end: more of them would leave the page no time. */
const pictureEveryMs = 600;

export class MessageLine {
  #host: LineHost;
  #current: Current | undefined;
  #waiting: ToCluster[] = [];
  /** What gave way to a hand that drags along time, and is asked again when it rests. */
  #putOff: ToCluster[] = [];

  constructor(host: LineHost) {
    this.#host = host;
  }

  /** True while there is work to go on with. */
  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  receive(message: ToCluster): void {
    if (message.kind === 'cancel') return this.#cancel(message.id, message.work);
    if (isRough(message)) this.#makeWay();
    if (this.#current === undefined) this.#take(message);
    else if (this.#current.toldMs !== undefined && isOfPast(message)) this.#answer(message);
    else this.#waiting.push(message);
    if (!isRough(message) && message.kind === 'time') this.#askAgain();
  }

  /** A hand that drags along time goes before what only looks, and before telling all of a moment that it left. */
  #makeWay(): void {
    const current = this.#current;
    // What changes something is done in its turn.
    if (current === undefined || !this.#waiting.every(isLook)) return;
    const { message, work } = current;
    if (!isLook(message) && !isRest(message)) return;
    this.#current = undefined;
    work.return(undefined);
    if (isLook(message)) this.#putOff.push(message);
    else this.#reply(message.id, undefined);
    this.#putOff.push(...this.#waiting.splice(0));
  }

  #askAgain(): void {
    this.#waiting.push(...this.#putOff.splice(0));
    this.#takeWaiting();
  }

  /** Another slice of the work that there is. */
  goOn(budgetMs = sliceMs): void {
    const current = this.#current;
    if (current === undefined) return;
    const { message, work } = current;
    try {
      const now = this.#host.now();
      const step = runUntil(work, () => this.#host.now(), now + budgetMs);
      if (step.done !== true) return this.#tell(current, step.value);
      this.#current = undefined;
      this.#reply(message.id, step.value);
    } catch (error) {
      this.#current = undefined;
      this.#fail(message.id, error);
    }
    this.#takeWaiting();
  }

  #take(message: ToCluster): void {
    const work = this.#answer(message);
    if (work === undefined) return;
    const now = this.#host.now();
    this.#current = { message, work, begunMs: now, shownMs: now };
    this.goOn(message.kind === 'start' ? startSliceMs : sliceMs);
  }

  /** Replies, or gives the work that has to be done first. */
  #answer(message: ToCluster): Work | undefined {
    try {
      const answer = this.#host.answer(message);
      if (isWork(answer)) return answer;
      this.#reply(message.id, answer);
    } catch (error) {
      this.#fail(message.id, error);
    }
    return undefined;
  }

  #takeWaiting(): void {
    while (this.#current === undefined && this.#waiting.length > 0) this.#take(this.#waiting.shift()!);
  }

  #tell(current: Current, place: WorkPlace): void {
    const now = this.#host.now();
    // What is loaded shows itself when it is there.
    if (current.message.kind === 'time' && now - current.shownMs >= pictureEveryMs) {
      current.shownMs = now;
      this.#host.tell(false);
    }
    if (isRest(current.message)) return;
    if (now - (current.toldMs ?? current.begunMs + longMs - tellEveryMs) < tellEveryMs) return;
    const isNews = current.toldMs === undefined;
    current.toldMs = now;
    this.#host.post({ kind: 'progress', id: current.message.id, ...place });
    if (isNews) this.#answerOfPast();
  }

  #answerOfPast(): void {
    const asked = this.#waiting.filter(isOfPast);
    this.#waiting = this.#waiting.filter((message) => !isOfPast(message));
    for (const message of asked) this.#answer(message);
  }

  #cancel(id: number, wanted: number): void {
    const current = this.#current?.message.id === wanted ? this.#current : undefined;
    const hasWaited = takeOut(this.#waiting, wanted) || takeOut(this.#putOff, wanted);
    if (current !== undefined) {
      this.#current = undefined;
      current.work.return(undefined);
      this.#host.tell(true);
    }
    const isLeft = current !== undefined || hasWaited;
    if (isLeft)
      this.#host.post({ kind: 'failed', id: wanted, message: 'This was cancelled', cancelled: true });
    this.#host.post({ kind: 'reply', id, result: isLeft });
    this.#takeWaiting();
  }

  #reply(id: number, result: unknown): void {
    this.#host.tell(true);
    this.#host.post({ kind: 'reply', id, result });
  }

  #fail(id: number, error: unknown): void {
    this.#host.post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** True when it was there. */
function takeOut(messages: ToCluster[], id: number): boolean {
  const at = messages.findIndex((message) => message.id === id);
  if (at >= 0) messages.splice(at, 1);
  return at >= 0;
}
