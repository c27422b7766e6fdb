/** Whether the editor shows the open file beside what the cluster has. */
import { create } from 'zustand';

interface LiveCompareStore {
  readonly isOpen: boolean;
}

export const useLiveCompare = create<LiveCompareStore>(() => ({ isOpen: false }));

export function toggleLiveCompare(): void {
  useLiveCompare.setState(({ isOpen }) => ({ isOpen: !isOpen }));
}
