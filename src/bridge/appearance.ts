/**
 * What a pod looks like from outside: the ten states of the boards, with kubectl's own word for it. Everything is
 * read from the Pod object, so it works for any moment and for a real cluster. `pkg/printers/internalversion/printers.go printPod`
 */
import { type ContainerStatus, type Node, parseTimestamp, type Pod } from '../engine/index.ts';
import type { LifeState } from './protocol.ts';

export interface ContainerAppearance {
  readonly name: string;
  readonly running: boolean;
  readonly ready: boolean;
}

export interface PodAppearance {
  readonly state: LifeState;
  /** kubectl's STATUS: `Running`, `CrashLoopBackOff`, `Init:1/2`, `Terminating`, ... */
  readonly word: string;
  /** Exit code of a failed or finished container. */
  readonly exitCode?: number;
  readonly restarts: number;
  readonly readyContainers: number;
  /** Those that are to run as long as the pod: sidecars, then its containers. */
  readonly containers: readonly ContainerAppearance[];
  readonly initDone: number;
  readonly initTotal: number;
  /** When the grace period of a deleted pod ends, in milliseconds since 1970. */
  readonly graceEndEpochMs?: number;
  /** When the running back-off began, and how long it is: the arc that empties. */
  readonly backOff?: { readonly sinceEpochMs: number; readonly seconds: number };
}

/** Pods are never changed: what one looks like is read once, however many pictures show it. */
const known = new WeakMap<Pod, PodAppearance>();

/** `nodeLost`: the pod's node is silent (Ready Unknown), so what its object says is only the last report. */
export function podAppearance(pod: Pod, nodeLost = false): PodAppearance {
  if (nodeLost) return readAppearance(pod, true);
  let appearance = known.get(pod);
  if (appearance === undefined) known.set(pod, (appearance = readAppearance(pod, false)));
  return appearance;
}

/** The same, for who looks at each pod once and should keep nothing of it. */
export function readAppearance(pod: Pod, nodeLost: boolean): PodAppearance {
  const sidecars = sidecarsOf(pod);
  const initStatuses = pod.status?.initContainerStatuses ?? [];
  const statuses = pod.status?.containerStatuses ?? [];
  const { state, word, culprit } = nodeLost ? lost(pod) : stateOf(pod, statuses, initStatuses);
  const counted = [...initStatuses.filter(({ name }) => sidecars.has(name)), ...statuses];
  const exitCode = (culprit?.state?.terminated ?? culprit?.lastState?.terminated)?.exitCode;
  const graceEnd = pod.metadata?.deletionTimestamp;
  const backOff = state === 'backOff' ? backOffOf(culprit) : undefined;
  return {
    state,
    word,
    restarts: counted.reduce((sum, status) => sum + status.restartCount, 0),
    readyContainers: counted.filter((status) => status.ready).length,
    containers: [...sidecars, ...(pod.spec?.containers ?? []).map(({ name }) => name)].map((name) =>
      containerAppearance(name, counted),
    ),
    initDone: initStatuses.filter((status) => isInitDone(status, sidecars)).length,
    initTotal: pod.spec?.initContainers?.length ?? 0,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(graceEnd === undefined ? {} : { graceEndEpochMs: parseTimestamp(graceEnd) }),
    ...(backOff === undefined ? {} : { backOff }),
  };
}

interface Found {
  readonly state: LifeState;
  readonly word: string;
  readonly culprit?: ContainerStatus | undefined;
}

function stateOf(
  pod: Pod,
  statuses: readonly ContainerStatus[],
  initStatuses: readonly ContainerStatus[],
): Found {
  const phase = pod.status?.phase ?? 'Pending';
  const reason = pod.status?.reason ?? phase;
  if (pod.metadata?.deletionTimestamp !== undefined) return { state: 'terminating', word: 'Terminating' };
  if ((pod.spec?.nodeName ?? '') === '' && phase === 'Pending')
    return { state: 'unscheduled', word: 'Pending' };
  if (phase === 'Succeeded') return { state: 'succeeded', word: 'Completed', culprit: statuses[0] };
  if (phase === 'Failed') return failed(statuses, reason);
  const init = initialising(pod, initStatuses);
  return (
    init ?? running([...initStatuses.filter(({ name }) => sidecarsOf(pod).has(name)), ...statuses], phase)
  );
}

function lost(pod: Pod): Found {
  return {
    state: 'unknown',
    word: pod.metadata?.deletionTimestamp === undefined ? 'Unknown' : 'Terminating',
  };
}

/** True when nobody has heard from the node for its grace period. */
export function isNodeLost(node: Node | undefined): boolean {
  return (
    node?.status?.conditions?.some(
      (condition) => condition.type === 'Ready' && condition.status === 'Unknown',
    ) ?? false
  );
}

function failed(statuses: readonly ContainerStatus[], reason: string): Found {
  const culprit = statuses.find((status) => (status.state?.terminated?.exitCode ?? 0) !== 0) ?? statuses[0];
  const word = reason === 'Failed' ? (culprit?.state?.terminated?.reason ?? 'Error') : reason;
  return { state: 'failed', word, culprit };
}

function initialising(pod: Pod, initStatuses: readonly ContainerStatus[]): Found | undefined {
  const total = pod.spec?.initContainers?.length ?? 0;
  const sidecars = sidecarsOf(pod);
  const pendingIndex = initStatuses.findIndex((status) => !isInitDone(status, sidecars));
  if (total === 0 || (pendingIndex < 0 && initStatuses.length >= total)) return undefined;
  const status = initStatuses[pendingIndex];
  const waiting = status?.state?.waiting?.reason;
  if (waiting !== undefined && waiting !== 'PodInitializing') {
    return { state: isBackOff(waiting) ? 'backOff' : 'init', word: `Init:${waiting}`, culprit: status };
  }
  const terminated = status?.state?.terminated;
  if (terminated !== undefined)
    return { state: 'failed', word: `Init:${terminated.reason ?? 'Error'}`, culprit: status };
  return { state: 'init', word: `Init:${Math.max(pendingIndex, 0)}/${total}` };
}

/** A sidecar has done its part of the initialisation once it has started. */
function isInitDone({ name, state, started }: ContainerStatus, sidecars: ReadonlySet<string>): boolean {
  return state?.terminated?.exitCode === 0 || (started === true && sidecars.has(name));
}

function sidecarsOf({ spec }: Pod): ReadonlySet<string> {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return new Set(sidecars.map(({ name }) => name));
}

function running(statuses: readonly ContainerStatus[], phase: string): Found {
  const waiting = statuses.findLast(
    (status) => status.state?.waiting !== undefined && status.state.waiting.reason !== undefined,
  );
  const waitingReason = waiting?.state?.waiting?.reason;
  if (waiting !== undefined && isBackOff(waitingReason))
    return { state: 'backOff', word: waitingReason!, culprit: waiting };
  const ended = statuses.findLast((status) => status.state?.terminated !== undefined);
  if (ended !== undefined) {
    const { reason = 'Error', exitCode } = ended.state!.terminated!;
    return { state: exitCode === 0 ? 'notReady' : 'failed', word: reason, culprit: ended };
  }
  if (phase === 'Pending' || waitingReason !== undefined)
    return { state: 'creating', word: waitingReason ?? 'ContainerCreating', culprit: waiting };
  const allReady = statuses.length > 0 && statuses.every((status) => status.ready);
  return { state: allReady ? 'ready' : 'notReady', word: 'Running' };
}

/** Waits that will not end by themselves in a moment. */
function isBackOff(reason: string | undefined): boolean {
  return reason !== undefined && reason !== 'ContainerCreating' && reason !== 'PodInitializing';
}

/** A crash loop says how long it waits (`back-off 40s restarting failed container=...`); it began when the container ended. */
export function backOffOf(status: ContainerStatus | undefined): PodAppearance['backOff'] {
  const finishedAt = status?.lastState?.terminated?.finishedAt;
  const length = /back-off (?:(\d+)m)?(?:(\d+)s)?/.exec(status?.state?.waiting?.message ?? '');
  if (finishedAt === undefined || length === null) return undefined;
  const seconds = Number(length[1] ?? 0) * 60 + Number(length[2] ?? 0);
  return { sinceEpochMs: parseTimestamp(finishedAt), seconds };
}

function containerAppearance(name: string, statuses: readonly ContainerStatus[]): ContainerAppearance {
  const status = statuses.find((candidate) => candidate.name === name);
  return { name, running: status?.state?.running !== undefined, ready: status?.ready ?? false };
}
