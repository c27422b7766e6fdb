/** A node that runs out of something stops pods, one at a time. `pkg/kubelet/eviction/eviction_manager.go` */
import type { Machine } from '../api/podarium.ts';
import type { Pod } from '../api/generated/types.ts';
import { evictionMessage } from './eviction-message.ts';
import { rankForEviction } from './eviction-rank.ts';
import {
  byUrgency,
  conditionOf,
  conditionsSeenSince,
  type EvictionThreshold,
  type Observations,
  type ReclaimedResource,
  resourceOf,
  thresholdsMet,
  thresholdsPastGrace,
} from './eviction-thresholds.ts';
import { evictionSettings } from './kubelet-settings.ts';
import { reportNode, tellNode } from './node-agent.ts';
import { observeNode, podMemory } from './node-usage.ts';
import { collectImages, isImageGcDue, removeUnusedImages } from './image-gc.ts';
import { isCriticalPod } from './pod-kind.ts';
import { beginTermination } from './pod-termination.ts';
import type { NodePressure, NodeRecord, PodRecord, PodVerdict } from './records.ts';
import { podDiskBytes, storageOverrun } from './storage-limits.ts';
import { podsOf, recordPodEvent, schedule, type Work } from './work.ts';

/** How long a pod that is evicted at once gets to stop. */
const immediateGraceSeconds = 1;
/** After an eviction the kubelet looks every second whether the pod is gone, for so long. */
const cleanupLookMs = 1000;
const cleanupLimitMs = 30_000;
/** How often a kubelet looks at all. */
const lookEveryMs = 10_000;

/** Looks at what is left on the node, and acts on it. */
export function monitorPressure(work: Work, node: NodeRecord): void {
  const machine = work.context.view.get<Machine>('machines.podarium.dev', '', node.name);
  if (machine === undefined || !node.isOn || waitsForCleanup(work, node)) return;
  const { thresholds, transitionPeriodMs } = evictionSettings(machine);
  const { nowMs } = work.context.view;
  const taken = { ...node.pressure?.taken };
  const observations = observeNode(work, node, machine, taken);
  const before = node.pressure;
  const acting = thresholds.filter((one) => before?.acting.includes(keyOf(one)) === true);
  const unresolved = thresholdsMet(acting, observations, true);
  const crossed = thresholds.filter(
    (one) => unresolved.includes(one) || thresholdsMet([one], observations, false).length > 0,
  );
  if (isImageGcDue(node, nowMs, lookEveryMs)) collectImages(work, node, observations['nodefs.available']!);
  if (crossed.length === 0 && before === undefined) {
    evictOverfull(work, node);
    return;
  }
  const { pressure, due } = nextPressure(before, crossed, taken, transitionPeriodMs, nowMs);
  node.pressure = isCalm(pressure) ? undefined : pressure;
  if (pressure.conditions.join() !== (before?.conditions ?? []).join()) reportNode(work, node, machine);
  const [urgent] = byUrgency(due);
  if (!evictOverfull(work, node) && urgent !== undefined) reclaim(work, node, machine, urgent, observations);
}

/** Stops the pods whose files passed a limit of theirs; false when there are none. */
function evictOverfull(work: Work, node: NodeRecord): boolean {
  let hasEvicted = false;
  for (const record of work.podsByNode.get(node.name) ?? []) {
    if (record.stage !== 'syncing') continue;
    const message = storageOverrun(work, record);
    if (message === undefined || isCriticalPod(record.pod)) continue;
    evict(work, record, { reason: 'Evicted', message }, immediateGraceSeconds);
    hasEvicted = true;
  }
  return hasEvicted;
}

function evict(work: Work, record: PodRecord, verdict: PodVerdict, graceSeconds: number): void {
  recordPodEvent(work, record, { type: 'Warning', reason: 'Evicted', message: verdict.message });
  record.verdict = verdict;
  beginTermination(work, record, graceSeconds);
}

/** An evicted pod was to be waited for: is it gone? */
export function cleanupLooked(work: Work, node: NodeRecord): void {
  if (node.isOn && node.pressure?.awaited !== undefined) monitorPressure(work, node);
}

function nextPressure(
  before: NodePressure | undefined,
  crossed: readonly EvictionThreshold[],
  taken: Record<string, number>,
  transitionPeriodMs: number,
  nowMs: number,
): { readonly pressure: NodePressure; readonly due: readonly EvictionThreshold[] } {
  const crossedMs = Object.fromEntries(
    crossed.map((one) => [keyOf(one), before?.crossedMs[keyOf(one)] ?? nowMs]),
  );
  const seenMs = { ...before?.seenMs };
  for (const { signal } of crossed) seenMs[conditionOf(signal)] = nowMs;
  const conditions = conditionsSeenSince(seenMs, transitionPeriodMs, nowMs);
  const due = thresholdsPastGrace(crossed, (one) => crossedMs[keyOf(one)]!, nowMs);
  return {
    pressure: { crossedMs, acting: due.map(keyOf), seenMs, conditions, taken, awaited: undefined },
    due,
  };
}

function isCalm({ conditions, acting, crossedMs }: NodePressure): boolean {
  return conditions.length === 0 && acting.length === 0 && Object.keys(crossedMs).length === 0;
}

function keyOf({ signal, value, gracePeriodSeconds }: EvictionThreshold): string {
  return `${signal}<${value}/${gracePeriodSeconds}`;
}

function reclaim(
  work: Work,
  node: NodeRecord,
  machine: Machine,
  threshold: EvictionThreshold,
  observations: Observations,
): void {
  const resource = resourceOf(threshold.signal);
  tellNode(work, node, 'EvictionThresholdMet', `Attempting to reclaim ${resource}`, 'Warning');
  if (resource === 'ephemeral-storage' && makeRoom(work, node, machine, threshold)) return;
  const records = new Map<Pod, PodRecord>();
  for (const record of podsOf(work, node.name))
    if (record.stage === 'syncing') records.set(record.pod, record);
  const usageOf = (pod: Pod): number => usage(work, records.get(pod)!, resource);
  const victim = rankForEviction([...records.keys()], resource, usageOf).find((pod) => !isCriticalPod(pod));
  if (victim === undefined) return;
  const record = records.get(victim)!;
  const message = evictionMessage(work, record, resource, threshold, observations);
  const mostSeconds = machine.spec?.kubelet?.evictionMaxPodGracePeriod ?? 0;
  const own = victim.spec?.terminationGracePeriodSeconds ?? mostSeconds;
  const isHard = threshold.gracePeriodSeconds === 0;
  const graceSeconds = isHard ? immediateGraceSeconds : Math.min(mostSeconds, own);
  evict(work, record, { reason: 'Evicted', message, disruption: message }, graceSeconds);
  node.pressure!.awaited = { uid: record.uid, sinceMs: work.context.view.nowMs };
  schedule(work, 'eviction', cleanupLookMs, { do: 'pressure', node: node.name });
}

/** Ended containers and unused images go before pods do; true when that was enough. */
function makeRoom(work: Work, node: NodeRecord, machine: Machine, threshold: EvictionThreshold): boolean {
  work.runtime.removeDeadContainers(node.name);
  removeUnusedImages(work, node, Number.POSITIVE_INFINITY);
  const observations = observeNode(work, node, machine, { ...node.pressure?.taken });
  return thresholdsMet([threshold], observations, true).length === 0;
}

function usage(work: Work, record: PodRecord, resource: ReclaimedResource): number {
  if (resource === 'memory') return podMemory(work, record);
  if (resource === 'ephemeral-storage') return podDiskBytes(work, record);
  return resource === 'pids' ? Object.keys(record.containers).length : 0;
}

/** Before the next look an evicted pod has some time to go. */
function waitsForCleanup(work: Work, node: NodeRecord): boolean {
  const awaited = node.pressure?.awaited;
  if (awaited === undefined) return false;
  const stage = work.pods.get(awaited.uid)?.stage;
  const isGone = stage === undefined || stage === 'terminated' || stage === 'ended';
  if (isGone || work.context.view.nowMs - awaited.sinceMs >= cleanupLimitMs) return false;
  schedule(work, 'eviction', cleanupLookMs, { do: 'pressure', node: node.name });
  return true;
}
