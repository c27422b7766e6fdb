/**
 * A hand that drags along time: it asks for more moments than can be shown. One is sought at a time, then the newest
 * that was asked for meanwhile; what no picture shows follows when the hand rests.
 */
/** So long a hand is still before it rests, in real milliseconds. */
const restAfterMs = 120;

export interface ScrubSteps {
  /** Resolves when the moment is shown. */
  readonly seekRoughly: (timeMs: number) => Promise<unknown>;
  readonly tellRest: () => Promise<unknown>;
  /** True from the first moment that is asked for until the rest is told. */
  readonly onDrag: (isDragging: boolean) => void;
}

/** Resolves when the moment, or one that was asked for later, is shown; rejects as its step did. */
export type Scrub = (timeMs: number) => Promise<void>;

export function createScrub({ seekRoughly, tellRest, onDrag }: ScrubSteps): Scrub {
  let wantedMs: number | undefined;
  let running: Promise<void> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  async function follow(): Promise<void> {
    clearTimeout(resting);
    onDrag(true);
    try {
      while (wantedMs !== undefined) {
        const timeMs = wantedMs;
        wantedMs = undefined;
        await seekRoughly(timeMs);
      }
    } finally {
      running = undefined;
      resting = setTimeout(() => void rest(), restAfterMs);
    }
  }

  async function rest(): Promise<void> {
    // A cluster that is gone by then has nothing to tell.
    await tellRest().catch(() => undefined);
    if (running === undefined) onDrag(false);
  }

  return (timeMs) => {
    wantedMs = timeMs;
    return (running ??= follow());
  };
}
