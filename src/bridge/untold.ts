/**
 * What no picture of the cluster shows, and is many: while a hand drags along time it is not told, and when the hand
 * rests it is told bit by bit, so that the hand may go on at any time.
 */
import type { Cluster, KubeObject } from '../engine/index.ts';
import type { PendingPicture } from './pending-picture.ts';
import { isUnseen } from './rough-seek.ts';
import type { Work } from './work.ts';

type History = Cluster['history'];

/** So many at once: a few milliseconds. */
const bit = 1000;

export class Untold {
  /** Where the log stood when all was told, or put here; undefined while nothing is left out. */
  #position: number | undefined;
  #patches = new Map<string, KubeObject | undefined>();

  /** From here on a walk leaves out what is unseen. */
  leaveOutFrom(position: number): void {
    this.#position ??= position;
  }

  /** All that was left out, as it is where the log stands now. */
  collect(history: History, position: number): void {
    if (this.#position === undefined) return;
    history.walk(this.#position, position, isUnseen, (key, object) => this.#patches.set(key, object));
    this.#position = undefined;
  }

  /** Tells what was collected, and forgets it. */
  tell(pending: PendingPicture, most = Number.POSITIVE_INFINITY): void {
    let count = 0;
    for (const [key, object] of this.#patches) {
      if (count++ >= most) return;
      this.#patches.delete(key);
      pending.patch(key, object);
    }
  }

  /** The same as work; `flush` is called after each bit. What has not been told when it is left is told the next time. */
  *tellBitByBit(pending: PendingPicture, flush: () => void, atMs: number): Work<void> {
    while (this.#patches.size > 0) {
      this.tell(pending, bit);
      flush();
      yield { atMs, share: null };
    }
  }

  clear(): void {
    this.#position = undefined;
    this.#patches.clear();
  }
}
