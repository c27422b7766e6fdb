/**
 * Whether a hand drags along time. While it does, nothing but pictures is asked of the cluster: to look inside a past
 * moment it must be run again up to there, and pictures would wait for that.
 */
import { create } from 'zustand';

export const useScrub = create<{ readonly isDragging: boolean }>(() => ({ isDragging: false }));

/** Resolves at once when no hand drags, else when it rests and the moment is shown whole. */
export function whenStill(): Promise<void> {
  if (!useScrub.getState().isDragging) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useScrub.subscribe(({ isDragging }) => {
      if (isDragging) return;
      stop();
      resolve();
    });
  });
}
