/** One look at a pod: what it is, what it should be, and the steps between. `pkg/kubelet/kubelet.go` SyncPod */
import type { Pod } from '../api/generated/types.ts';
import { runStep } from './container-steps.ts';
import { deadlineVerdict } from './active-deadline.ts';
import { tellMissingSecrets } from './image-credentials.ts';
import { computePodActions } from './pod-actions.ts';
import type { PodActions, SyncedContainer } from './pod-reality.ts';
import { isTerminalPhase } from './pod-phase.ts';
import { startProbing } from './prober.ts';
import type { PodRecord, Step } from './records.ts';
import { computeStatus, sendStatus } from './status-writer.ts';
import { requestRelist, requestRetry, requeueSync } from './sync-timer.ts';
import { waitsForRoom } from './preemption.ts';
import { finishResize, resizesInPlace, restartsToResize } from './pod-resize.ts';
import { beginTermination, finishTermination } from './pod-termination.ts';
import { waitsForName } from './unnamed-pod.ts';
import { waitsForVolumes } from './volumes.ts';
import { findContainer, recordPodEvent, type Work } from './work.ts';

/** A pod's time has come. */
export function syncPod(work: Work, record: PodRecord): void {
  record.sync = undefined;
  if (record.stage === 'terminated') {
    finishTermination(work, record);
    return;
  }
  if (record.stage !== 'syncing') return;
  if (record.busy !== undefined) {
    record.wantsSync = true;
    return;
  }
  if (waitsForRoom(work, record)) return;
  const { nowMs } = work.context.view;
  record.firstSyncMs ??= nowMs;
  if (isPastDeadline(work, record)) return;
  finishResize(work, record);
  const status = computeStatus(work, record, false);
  sendStatus(work, record, status);
  if (isTerminalPhase(status.phase)) {
    beginTermination(work, record);
    return;
  }
  startProbing(work, record);
  if (waitsForVolumes(work, record) || waitsForName(work, record)) return;
  tellMissingSecrets(work, record);
  record.steps = planSteps(record);
  continueSync(work, record);
}

/** Goes on with the steps of a sync, until one takes time or all are done. */
export function continueSync(work: Work, record: PodRecord): void {
  record.busy = undefined;
  while (record.steps.length > 0 && record.busy === undefined) {
    const step = record.steps.shift()!;
    runStep(work, record, step);
  }
  if (record.busy !== undefined) return;
  endSync(work, record);
}

function endSync(work: Work, record: PodRecord): void {
  const { nowMs } = work.context.view;
  record.lastSyncMs = nowMs;
  const waits = Object.values(record.containers).some(({ startError }) => startError !== undefined);
  if (record.hasNews || record.wantsSync) requestRelist(work, record);
  record.hasNews = false;
  record.wantsSync = false;
  if (waits) requestRetry(work, record);
  const deadlineSeconds = record.pod.spec?.activeDeadlineSeconds;
  if (deadlineSeconds !== undefined && record.status.startTime !== undefined) {
    const startMs = work.context.view.toMs(record.status.startTime);
    requeueSync(work, record, startMs + deadlineSeconds * 1000, 'activeDeadline');
  }
}

function planSteps(record: PodRecord): Step[] {
  const { pod, sandbox } = record;
  const actions = computePodActions(pod, {
    sandboxes: sandbox === undefined ? [] : [sandbox],
    containers: syncedContainers(record),
  });
  return toSteps(actions, record);
}

function toSteps(actions: PodActions, record: PodRecord): Step[] {
  const steps: Step[] = [];
  // A pod that never had a sandbox has nothing to kill.
  if (actions.killPod && record.sandbox !== undefined) {
    const { createSandbox: createsSandbox } = actions;
    steps.push({ do: 'killPod', createsSandbox }, { do: 'removeSandbox', createsSandbox });
  }
  if (!actions.killPod) {
    for (const { name, reason, message } of actions.killContainers) {
      steps.push({ do: 'kill', container: name, reason, message });
    }
  }
  if (actions.createSandbox) steps.push({ do: 'createSandbox', attempt: actions.attempt });
  if (!actions.killPod && resizesInPlace(record).length > 0) steps.push({ do: 'resize' });
  const { ephemeralContainersToStart, initContainersToStart, startContainers } = actions;
  for (const container of [...ephemeralContainersToStart, ...initContainersToStart, ...startContainers]) {
    steps.push({ do: 'start', container, failedMs: lastFailureMs(record, container) });
  }
  return steps;
}

/** When the newest ended run that this sync knows of ended: one that it is about to kill doesn't count. */
function lastFailureMs(record: PodRecord, container: string): number | null {
  const ended = record.containers[container]?.instances.find(({ state }) => state === 'exited');
  return ended?.finishedMs ?? null;
}

function syncedContainers(record: PodRecord): SyncedContainer[] {
  const synced: SyncedContainer[] = [];
  for (const [name, container] of Object.entries(record.containers)) {
    const newest = container.instances[0];
    if (newest === undefined) continue;
    const isLive = newest.state === 'running';
    const liveness =
      isLive && container.liveness?.containerId === newest.id ? container.liveness.result : undefined;
    const startup =
      isLive && container.startup?.containerId === newest.id ? container.startup.result : undefined;
    synced.push({
      name,
      state: newest.state,
      exitCode: newest.exitCode,
      specChanged: newest.image !== findContainer(record.pod, name)?.image,
      ...(record.resize !== undefined && restartsToResize(record, name) ? { restartsToResize: true } : {}),
      ...(liveness === undefined ? {} : { liveness }),
      ...(startup === undefined ? {} : { startup }),
    });
  }
  return synced;
}

function isPastDeadline(work: Work, record: PodRecord): boolean {
  const pod: Pod = { ...record.pod, status: record.status };
  const verdict = deadlineVerdict(pod, work.context.view.nowMs, (timestamp) =>
    work.context.view.toMs(timestamp),
  );
  if (verdict === undefined) return false;
  const { reason, message } = verdict;
  recordPodEvent(work, record, { type: 'Normal', reason, message: verdict.event });
  record.verdict = { reason, message };
  beginTermination(work, record);
  return true;
}
