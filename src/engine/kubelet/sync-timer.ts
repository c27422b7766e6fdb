/** When a pod is looked at again. `pkg/kubelet/pod_workers.go`, `pkg/kubelet/pleg/generic.go` */
import type { NodeRecord, PodRecord } from './records.ts';
import { schedule, type Work } from './work.ts';

/** The runtime is looked over once a second; what happens in between is seen then. */
const relistMs = 1000;
/** Pods whose time has come are taken from the queue once a second too, out of step with that. */
const queueLookMs = 1000;
const queuePhaseMs = 350;
/** How long news from the API server takes to reach a pod's worker. */
export const reactionMs = 5;
/** A pod with an error is looked at again after 10 s and up to half as long again. */
const retryMs = 10_000;
const retryJitter = 0.5;

/** The first look at the runtime after `timeMs`. */
export function nextRelistMs(node: NodeRecord, timeMs: number): number {
  return node.phaseMs + (Math.floor((timeMs - node.phaseMs) / relistMs) + 1) * relistMs;
}

/**
 * Asks for a sync at a moment. An earlier one that is waiting serves as well; none comes before the runtime
 * has been looked at since the last. `timer` says what it waits for.
 */
export function requestSync(work: Work, record: PodRecord, atMs: number, timer = ''): void {
  const node = work.nodes.get(record.node);
  if (node === undefined || !node.isOn) return;
  const nowMs = work.context.view.nowMs;
  const earliestMs = record.lastSyncMs === undefined ? nowMs : nextRelistMs(node, record.lastSyncMs);
  const dueMs = Math.max(atMs, earliestMs, nowMs);
  if (record.sync !== undefined) {
    if (record.sync.atMs <= dueMs) return;
    work.context.cancel(record.sync.timer);
  }
  const handle = schedule(work, timer, dueMs - nowMs, { do: 'sync', uid: record.uid });
  record.sync = { atMs: dueMs, timer: handle };
}

/** Puts the pod into the queue of those that are to be looked at again at a moment. */
export function requeueSync(work: Work, record: PodRecord, atMs: number, timer: string): void {
  const node = work.nodes.get(record.node);
  if (node === undefined) return;
  const phaseMs = node.phaseMs + queuePhaseMs;
  const looks = Math.ceil((atMs - phaseMs) / queueLookMs);
  requestSync(work, record, phaseMs + looks * queueLookMs, timer);
}

/** Something happened in the runtime: it is seen at the next look. */
export function requestRelist(work: Work, record: PodRecord): void {
  const node = work.nodes.get(record.node);
  if (node !== undefined) requestSync(work, record, nextRelistMs(node, work.context.view.nowMs), 'relist');
}

/** After an error that no back-off governs. */
export function requestRetry(work: Work, record: PodRecord): void {
  const jitter = 1 + retryJitter * work.context.random(`retry/${record.node}`).next();
  requeueSync(work, record, work.context.view.nowMs + Math.round(retryMs * jitter), 'retry');
}

export function cancelSync(work: Work, record: PodRecord): void {
  if (record.sync !== undefined) work.context.cancel(record.sync.timer);
  record.sync = undefined;
}
