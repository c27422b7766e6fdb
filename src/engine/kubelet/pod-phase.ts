import type { ContainerStatus, Pod } from '../api/generated/types.ts';
import { isSidecar, restartsAfter } from './restart-policy.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

export interface PhaseQuestion {
  readonly pod: Pod;
  /** Of all containers, init containers included. */
  readonly statuses: readonly ContainerStatus[];
  /** The kubelet has stopped the pod for good. */
  readonly isTerminal: boolean;
  /** A main container of the current sandbox has started before. */
  readonly hasInitialized: boolean;
}

interface InitCount {
  readonly pending: number;
  /** Failed for good. */
  readonly failed: number;
}

interface Count {
  running: number;
  waiting: number;
  stopped: number;
  succeeded: number;
  /** Stopped ones that will be started again, by their own rules or the pod's. */
  returning: number;
  unknown: number;
  /** Sidecars that have not started. */
  pendingSidecars: number;
}

/** The phase the kubelet gives a pod. `pkg/kubelet/kubelet_pods.go` getPhase */
export function podPhase(question: PhaseQuestion): PodPhase {
  const { pod, statuses, isTerminal, hasInitialized } = question;
  const init = countInitContainers(pod, statuses);
  if (init.failed > 0) return 'Failed';
  const count = countContainers(pod, statuses);
  if (init.pending > 0 || (count.pendingSidecars > 0 && !hasInitialized)) return 'Pending';
  if (count.waiting > 0 || count.unknown > 0) return 'Pending';
  if (count.running > 0) return 'Running';
  if (count.stopped === 0) return 'Pending';
  if (count.returning > 0 && !isTerminal) return 'Running';
  return count.stopped === count.succeeded ? 'Succeeded' : 'Failed';
}

export function isTerminalPhase(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function countInitContainers(pod: Pod, statuses: readonly ContainerStatus[]): InitCount {
  let pending = 0;
  let failed = 0;
  for (const container of pod.spec?.initContainers ?? []) {
    if (isSidecar(container)) continue;
    const status = statusOf(statuses, container.name);
    const ended = endOf(status);
    if (ended === undefined) pending++;
    else if (ended.exitCode !== 0 && !restartsAfter(ended.exitCode, container, pod)) failed++;
  }
  return { pending, failed };
}

/** How it ended, also when it waits to be started again. */
function endOf(status: ContainerStatus | undefined): { exitCode: number } | undefined {
  if (status?.state?.terminated !== undefined) return status.state.terminated;
  return status?.state?.waiting === undefined ? undefined : status.lastState?.terminated;
}

function countContainers(pod: Pod, statuses: readonly ContainerStatus[]): Count {
  const count = createCount();
  for (const container of pod.spec?.initContainers ?? []) {
    if (isSidecar(container)) countSidecar(count, statusOf(statuses, container.name));
  }
  for (const container of pod.spec?.containers ?? []) {
    const status = statusOf(statuses, container.name);
    countMain(count, status);
    const ended = endOf(status);
    if (ended !== undefined && restartsAfter(ended.exitCode, container, pod)) count.returning++;
  }
  return count;
}

function createCount(): Count {
  return {
    running: 0,
    waiting: 0,
    stopped: 0,
    succeeded: 0,
    returning: 0,
    unknown: 0,
    pendingSidecars: 0,
  };
}

function countSidecar(count: Count, status: ContainerStatus | undefined): void {
  if (status === undefined) count.unknown++;
  else if (status.state?.running !== undefined) {
    if (status.started !== true) count.pendingSidecars++;
    count.running++;
  } else if (status.state?.waiting !== undefined) {
    // A sidecar that ran before and waits for its next start doesn't hold the pod back.
    if (status.lastState?.terminated !== undefined) return;
    count.pendingSidecars++;
    count.waiting++;
  } else if (status.state?.terminated === undefined) {
    count.pendingSidecars++;
    count.unknown++;
  }
}

function countMain(count: Count, status: ContainerStatus | undefined): void {
  if (status?.state?.running !== undefined) count.running++;
  else if (status?.state?.terminated !== undefined) {
    count.stopped++;
    if (status.state.terminated.exitCode === 0) count.succeeded++;
  } else if (status?.state?.waiting === undefined) count.unknown++;
  else if (status.lastState?.terminated !== undefined) count.stopped++;
  else count.waiting++;
}

function statusOf(statuses: readonly ContainerStatus[], name: string): ContainerStatus | undefined {
  return statuses.find((status) => status.name === name);
}
