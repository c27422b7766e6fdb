import type { ContainerStatus, Pod } from '../api/generated/types.ts';
import { isSidecar } from './restart-policy.ts';

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
  readonly failed: number;
}

interface Count {
  running: number;
  waiting: number;
  stopped: number;
  succeeded: number;
  unknown: number;
  /** Sidecars that have not started. */
  pendingSidecars: number;
}

/** The phase the kubelet gives a pod. `pkg/kubelet/kubelet_pods.go` getPhase */
export function podPhase(question: PhaseQuestion): PodPhase {
  const { pod, statuses, isTerminal, hasInitialized } = question;
  const init = countInitContainers(pod, statuses);
  if (init.failed > 0 && pod.spec?.restartPolicy === 'Never') return 'Failed';
  const count = countContainers(pod, statuses);
  if (init.pending > 0 || (count.pendingSidecars > 0 && !hasInitialized)) return 'Pending';
  if (count.waiting > 0 || count.unknown > 0) return 'Pending';
  if (count.running > 0) return 'Running';
  if (count.stopped === 0) return 'Pending';
  return phaseOfStopped(pod.spec?.restartPolicy, count, isTerminal);
}

export function isTerminalPhase(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function phaseOfStopped(restartPolicy: string | undefined, count: Count, isTerminal: boolean): PodPhase {
  const end = count.stopped === count.succeeded ? 'Succeeded' : 'Failed';
  if (isTerminal) return end;
  if (restartPolicy !== 'Never' && restartPolicy !== 'OnFailure') return 'Running';
  // A failure under OnFailure is on its way to another start.
  return restartPolicy === 'OnFailure' && end === 'Failed' ? 'Running' : end;
}

function countInitContainers(pod: Pod, statuses: readonly ContainerStatus[]): InitCount {
  let pending = 0;
  let failed = 0;
  for (const container of pod.spec?.initContainers ?? []) {
    if (isSidecar(container)) continue;
    const status = statusOf(statuses, container.name);
    const ended = endOf(status);
    if (ended === undefined) pending++;
    else if (ended.exitCode !== 0) failed++;
  }
  return { pending, failed };
}

/** How it ended, also when it waits to be started again. */
function endOf(status: ContainerStatus | undefined): { exitCode: number } | undefined {
  if (status?.state?.terminated !== undefined) return status.state.terminated;
  return status?.state?.waiting === undefined ? undefined : status.lastState?.terminated;
}

function countContainers(pod: Pod, statuses: readonly ContainerStatus[]): Count {
  const count: Count = { running: 0, waiting: 0, stopped: 0, succeeded: 0, unknown: 0, pendingSidecars: 0 };
  for (const container of pod.spec?.initContainers ?? []) {
    if (isSidecar(container)) countSidecar(count, statusOf(statuses, container.name));
  }
  for (const container of pod.spec?.containers ?? []) countMain(count, statusOf(statuses, container.name));
  return count;
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
