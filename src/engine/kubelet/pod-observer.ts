/** What pods the API server wants on a node, against those its kubelet has. `pkg/kubelet/kubelet.go` syncLoop */
import type { Pod } from '../api/generated/types.ts';
import { admitPod } from './admission.ts';
import { forgetHook } from './container-kill.ts';
import { beginTermination } from './pod-termination.ts';
import { preemptFor } from './preemption.ts';
import { stopProbing } from './prober.ts';
import { addEphemeralContainers, newPodRecord, type PodRecord } from './records.ts';
import { allocateResize } from './pod-resize.ts';
import { seePod } from './resources.ts';
import { sendStatus } from './status-writer.ts';
import { cancelSync, requestSync } from './sync-timer.ts';
import { dropPod, keepPod, recordPodEvent, type Work } from './work.ts';

/** Looks at one pod as it is now and lets its worker know what is new. */
export function observePod(work: Work, node: string, namespace: string, name: string, uid: string): void {
  const found = work.context.view.get<Pod>('pods', namespace, name);
  const pod = found?.metadata?.uid === uid && found.spec?.nodeName === node ? found : undefined;
  const record = work.pods.get(uid);
  if (pod === undefined) {
    if (record !== undefined) removePod(work, record);
    return;
  }
  if (record === undefined) addPod(work, pod);
  else updated(work, record, pod);
}

/** Forgets a pod and everything that was to happen with it. */
export function forgetPod(work: Work, record: PodRecord): void {
  cancelSync(work, record);
  stopProbing(record, ['liveness', 'readiness', 'startup']);
  for (const name of Object.keys(record.hooks)) forgetHook(work, record, name);
  dropPod(work, record);
}

/** A pod that the kubelet did not know. */
export function addPod(work: Work, pod: Pod): void {
  const record = newPodRecord(pod);
  keepPod(work, record);
  const phase = pod.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed') {
    // It ended before this kubelet knew it.
    record.stage = 'ended';
    beginTerminationIfAsked(work, record);
    return;
  }
  const verdict = admitPod(work, record);
  if (verdict !== undefined && !preemptFor(work, record)) {
    const message = `Pod was rejected: ${verdict.message}`;
    record.stage = 'rejected';
    recordPodEvent(work, record, { type: 'Warning', reason: verdict.reason, message: verdict.message });
    sendStatus(work, record, { ...pod.status, phase: 'Failed', reason: verdict.reason, message });
    return;
  }
  if (pod.metadata?.deletionTimestamp === undefined) requestSync(work, record, work.context.view.nowMs);
  else beginTermination(work, record);
}

function updated(work: Work, record: PodRecord, pod: Pod): void {
  seePod(record, pod);
  allocateResize(work, record);
  addEphemeralContainers(record.containers, pod);
  if (pod.metadata?.deletionTimestamp !== undefined) beginTermination(work, record);
  else if (record.stage === 'syncing') requestSync(work, record, work.context.view.nowMs);
}

/** Deleted without the kubelet being asked, or its manifest is gone: whatever runs is stopped. */
export function removePod(work: Work, record: PodRecord): void {
  record.isRemoved = true;
  if (record.stage === 'rejected' || record.stage === 'ended') {
    forgetPod(work, record);
    return;
  }
  beginTermination(work, record);
}

function beginTerminationIfAsked(work: Work, record: PodRecord): void {
  if (record.pod.metadata?.deletionTimestamp !== undefined) beginTermination(work, record);
}
