/** The form for causing a fault: whoever has a menu may ask for it, the page shows it if it has one. */
import { create } from 'zustand';
import type { FaultTarget, FaultType } from '../engine/api/podarium.ts';

/** What is known already when somebody asks for a fault. */
export interface FaultWish {
  readonly type?: FaultType;
  readonly target?: FaultTarget;
  /** Simulated milliseconds; when absent, now. */
  readonly atMs?: number;
}

interface FaultFormStore {
  /** The embedded figure has no form, so its menus do not offer one. */
  readonly isOffered: boolean;
  readonly wish: FaultWish | null;
}

export const useFaultForm = create<FaultFormStore>(() => ({ isOffered: false, wish: null }));

export function askForFault(wish: FaultWish = {}): void {
  useFaultForm.setState({ wish });
}
