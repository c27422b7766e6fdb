/** What has changed since the last picture, until the next one is due. */
import type { Cluster, Difference } from '../engine/index.ts';
import type { KubeObject, Mark, ObjectPatch } from './protocol.ts';

type History = Cluster['history'];

/** Pictures are sent at most this often while time flows. */
const pictureEveryMs = 80;
/** When nothing but the clock has moved, so often is enough. */
const restingPictureEveryMs = 200;

interface TakenPicture {
  /** Everything is told anew: there are no patches then. */
  readonly reset: boolean;
  readonly patches: ObjectPatch[];
  readonly marks: Mark[];
}

export class PendingPicture {
  #patches = new Map<string, ObjectPatch>();
  #marks: Mark[] = [];
  #reset = false;
  #dirty = false;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Something is to be told, if only the time. */
  touch(): void {
    this.#dirty = true;
  }

  /** The next picture tells everything. */
  startAfresh(): void {
    this.#reset = true;
    this.#dirty = true;
  }

  patch(key: string, object: KubeObject | undefined): void {
    this.#dirty = true;
    if (!this.#reset) this.#patches.set(key, { key, object: object ?? null });
  }

  patchAll(difference: Difference): void {
    for (const [key, { object }] of difference) this.patch(key, object);
  }

  /** All that differs between two positions of a history. */
  patchWalk(history: History, from: number, to: number, isWanted?: (resource: string) => boolean): void {
    history.walk(from, to, isWanted, (key, object) => this.patch(key, object));
  }

  addMark(mark: Mark): void {
    if (!this.#reset) this.#marks.push(mark);
  }

  /** Whether to tell it at this moment of the wall clock, in milliseconds. */
  isDue(wallMs: number, atOnce: boolean): boolean {
    if (!this.#dirty) return false;
    const hasNews = this.#reset || this.#patches.size > 0 || this.#marks.length > 0;
    if (!atOnce && wallMs - this.#lastMs < (hasNews ? pictureEveryMs : restingPictureEveryMs)) return false;
    this.#lastMs = wallMs;
    return true;
  }

  /** All that is pending; nothing is then. */
  take(): TakenPicture {
    const taken = { reset: this.#reset, patches: [...this.#patches.values()], marks: this.#marks };
    this.#patches = new Map();
    this.#marks = [];
    this.#reset = false;
    this.#dirty = false;
    return taken;
  }
}
