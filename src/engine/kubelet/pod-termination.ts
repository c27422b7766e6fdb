/** The end of a pod: its containers stop, its last status is told, it goes. `pkg/kubelet/kubelet.go` SyncTerminatingPod */
import type { Pod } from '../api/generated/types.ts';
import { type Target, killContainers } from './container-kill.ts';
import { recordStopping } from './container-steps.ts';
import { podGracePeriodSeconds } from './grace-period.ts';
import { isTerminalPhase } from './pod-phase.ts';
import { terminatedStatus } from './pod-status.ts';
import { stopProbing } from './prober.ts';
import { type PodRecord, runningContainers } from './records.ts';
import { isSidecar } from './restart-policy.ts';
import { computeStatus, sendStatus } from './status-writer.ts';
import { cancelSync, nextRelistMs, requestSync } from './sync-timer.ts';
import { dropPod, type Work, write } from './work.ts';

/**
 * Begins to stop a pod, or lets it have less time than it was given before. `overrideSeconds` is the kubelet's own
 * wish for its grace period.
 */
export function beginTermination(work: Work, record: PodRecord, overrideSeconds?: number): void {
  if (record.stage === 'rejected' || record.stage === 'ended') {
    deletePod(work, record);
    return;
  }
  if (record.stage === 'terminated') return;
  const seconds = podGracePeriodSeconds(record.pod, record.graceSeconds, overrideSeconds);
  const isShorter = record.graceSeconds !== undefined && seconds < record.graceSeconds;
  if (record.stage === 'terminating' && !isShorter) return;
  const isFirst = record.stage === 'syncing';
  record.stirs++;
  record.stage = 'terminating';
  record.graceSeconds = seconds;
  record.steps = [];
  record.busy = undefined;
  cancelSync(work, record);
  if (isFirst) {
    if (!isTerminalPhase(record.status.phase)) sendStatus(work, record, computeStatus(work, record, false));
    stopProbing(record, ['liveness', 'startup']);
  }
  stopNext(work, record);
}

/** Main containers stop together; sidecars after them, the last first. Goes on when those asked have ended. */
export function stopNext(work: Work, record: PodRecord): void {
  const targets = nextTargets(record);
  if (targets.length === 0) {
    containersStopped(work, record);
    return;
  }
  for (const { name } of targets) recordStopping(work, record, name);
  killContainers(work, record, targets, record.graceSeconds);
}

/** Volumes are let go and the last word is said; then the API server may forget the pod. */
export function finishTermination(work: Work, record: PodRecord): void {
  work.runtime.stopPodSandbox(record.node, record.uid);
  if (record.sandbox !== undefined) record.sandbox.ready = false;
  record.stage = 'ended';
  if (record.isRemoved) {
    dropPod(work, record);
    return;
  }
  sendStatus(work, record, terminatedStatus({ ...record.pod, status: computeStatus(work, record, true) }));
  deletePod(work, record);
}

/** Nothing of the pod runs any more: if its deletion was asked for, it is done. */
function deletePod(work: Work, record: PodRecord): void {
  const { metadata } = record.pod;
  if (record.isRemoved || metadata?.deletionTimestamp === undefined) return;
  const { name = '', namespace = '' } = metadata;
  const request = { verb: 'delete', resource: 'pods', namespace, name, uid: record.uid } as const;
  const answer = write(work, record.node, { ...request, gracePeriodSeconds: 0 });
  if (answer !== undefined) record.pod = answer as Pod;
}

function nextTargets(record: PodRecord): Target[] {
  const running = new Set(runningContainers(record));
  const sidecars = (record.pod.spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name);
  const others = [...running].filter((name) => !sidecars.includes(name));
  if (others.length > 0) return others.map((name) => ({ name, reason: 'other' }));
  const last = sidecars.findLast((name) => running.has(name));
  return last === undefined ? [] : [{ name: last, reason: 'other' }];
}

function containersStopped(work: Work, record: PodRecord): void {
  const { nowMs } = work.context.view;
  record.busy = undefined;
  stopProbing(record, ['readiness']);
  sendStatus(work, record, computeStatus(work, record, true));
  record.stage = 'terminated';
  record.lastSyncMs = nowMs;
  const node = work.nodes.get(record.node);
  if (node !== undefined) requestSync(work, record, nextRelistMs(node, nowMs), 'terminated');
}
