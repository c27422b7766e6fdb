/** A critical pod takes the place of others on its node. `pkg/kubelet/preemption/preemption.go` */
import { victimsFor } from './admission.ts';
import { beginTermination } from './pod-termination.ts';
import type { PodRecord } from './records.ts';
import { requestSync } from './sync-timer.ts';
import { recordPodEvent, type Work } from './work.ts';

/** How often a pod looks whether others have made room for it. */
const roomLookMs = 1000;
const message = 'Preempted in order to admit critical pod';
const disruption = 'Pod was preempted by Kubelet to accommodate a critical pod.';

/** Stops pods so that a critical one that was refused fits after all; false when that can't be. */
export function preemptFor(work: Work, record: PodRecord): boolean {
  const victims = victimsFor(work, record);
  if (victims === undefined) return false;
  record.preempts = victims.map(({ uid }) => uid);
  for (const victim of victims) {
    recordPodEvent(work, victim, { type: 'Warning', reason: 'Preempting', message });
    victim.verdict = { reason: 'Preempting', message, disruption };
    beginTermination(work, victim);
  }
  return true;
}

/** Whether pods that make room for this one still run: then it is looked at again later. */
export function waitsForRoom(work: Work, record: PodRecord): boolean {
  const { preempts } = record;
  if (preempts === undefined) return false;
  if (preempts.some((uid) => work.pods.get(uid)?.stage === 'terminating')) {
    requestSync(work, record, work.context.view.nowMs + roomLookMs, 'room');
    return true;
  }
  delete record.preempts;
  return false;
}
