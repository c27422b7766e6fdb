/**
 * The last write that came to the API server, as far as the objects themselves tell: a picture brings many at once, one
 * is shown. Works for any cluster, since it only compares what list and watch give.
 */
import { create } from 'zustand';
import type { Pod } from '../../engine/api/generated/types.ts';

export interface Pulse {
  /** Counts pulses, so that each is shown once. */
  readonly serial: number;
  /** The request as the API server logs it: `PATCH pods/status`. */
  readonly request: string;
  /** What it was about, for the label on the rail. */
  readonly name: string;
  /** The machine whose kubelet sent it; undefined for the control plane's own parts. */
  readonly machine: string | undefined;
}

export const usePulse = create<{ readonly pulse: Pulse | undefined }>(() => ({ pulse: undefined }));

export interface PodChange {
  readonly before: Pod | undefined;
  readonly after: Pod | undefined;
}

/** Which request made this change of a pod. */
export function requestOf({ before, after }: PodChange): string {
  if (after === undefined) return 'DELETE pods';
  if (before === undefined) return 'POST pods';
  if (before.spec?.nodeName !== after.spec?.nodeName) return 'POST pods/binding';
  if (before.metadata?.deletionTimestamp !== after.metadata?.deletionTimestamp) return 'DELETE pods';
  return before.status === after.status ? 'PATCH pods' : 'PATCH pods/status';
}

/** Shows one of the changes of a picture: a kubelet's report if there is one, since that travels the longest way. */
export function showPulse(changes: readonly PodChange[]): void {
  const chosen = changes.find((change) => requestOf(change) === 'PATCH pods/status') ?? changes[0];
  if (chosen === undefined) return;
  const request = requestOf(chosen);
  const pod = chosen.after ?? chosen.before;
  const machine = request === 'PATCH pods/status' ? pod?.spec?.nodeName : undefined;
  usePulse.setState(({ pulse }) => ({
    pulse: { serial: (pulse?.serial ?? 0) + 1, request, name: pod?.metadata?.name ?? '', machine },
  }));
}

/** Ends the pulse with this serial, unless a newer one has taken its place. */
export function endPulse(serial: number): void {
  usePulse.setState((state) => (state.pulse?.serial === serial ? { pulse: undefined } : state));
}
