import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../api/generated/types.ts';
import { lostAtTermination } from './container-status.ts';
import { terminalCondition } from './pod-conditions.ts';
import { isTerminalPhase } from './pod-phase.ts';
import { isSidecar } from './restart-policy.ts';

const ownConditions: ReadonlySet<string> = new Set([
  'PodScheduled',
  'Ready',
  'Initialized',
  'ContainersReady',
  'PodReadyToStartContainers',
  'PodResizeInProgress',
  'PodResizePending',
]);
const sharedConditions: ReadonlySet<string> = new Set(['DisruptionTarget']);

/**
 * The status that is sent: conditions of others stay, and a pod reaches its end only when none of its
 * containers can run any more. `pkg/kubelet/status/status_manager.go` mergePodStatus
 */
export function mergePodStatus(
  old: PodStatus,
  next: PodStatus,
  hasRunningContainers: boolean,
  nowTimestamp?: string,
): PodStatus {
  const ends = !isTerminalPhase(old.phase) && isTerminalPhase(next.phase);
  const foreign = (old.conditions ?? []).filter((condition) => !ownConditions.has(condition.type));
  let conditions = [...foreign];
  for (const condition of next.conditions ?? []) {
    if (ownConditions.has(condition.type)) conditions.push(condition);
    else if (sharedConditions.has(condition.type) && ends && !hasRunningContainers) {
      conditions = withCondition(conditions, condition);
    }
  }
  const merged: PodStatus = { ...next, conditions };
  if (ends && hasRunningContainers) return withPhaseOf(merged, old);
  if (!isTerminalPhase(merged.phase)) return merged;
  for (const type of ['ContainersReady', 'Ready']) {
    conditions = endCondition(conditions, type, merged.phase ?? '', nowTimestamp);
  }
  return { ...merged, conditions };
}

/** `pkg/kubelet/status/status_manager.go` TerminatePod: states that are not final when the pod has ended. */
export function terminatedStatus(pod: Pod): PodStatus {
  const status = pod.status ?? {};
  const init = status.initContainerStatuses ?? [];
  const started = startedInitCount(init);
  return {
    ...status,
    phase: terminalPhase(status.phase),
    ...(status.containerStatuses === undefined
      ? {}
      : {
          containerStatuses: hasInitialized(pod)
            ? status.containerStatuses.map(asEnded)
            : status.containerStatuses,
        }),
    ...(init.length === 0
      ? {}
      : {
          initContainerStatuses: init.map((container, index) =>
            index < started ? asEnded(container) : container,
          ),
        }),
  };
}

/** The phase of a pod that its kubelet has ended. */
export function terminalPhase(phase: string | undefined): string {
  return phase === 'Succeeded' ? 'Succeeded' : 'Failed';
}

function asEnded(status: ContainerStatus): ContainerStatus {
  return status.state?.terminated === undefined
    ? { ...status, state: { terminated: lostAtTermination } }
    : status;
}

/** Whether the main containers had a chance to run. */
function hasInitialized(pod: Pod): boolean {
  const initContainers = pod.spec?.initContainers ?? [];
  if (initContainers.length === 0) return true;
  if (pod.status?.containerStatuses?.some(hasLeftWaiting) === true) return true;
  const last = pod.status?.initContainerStatuses?.at(-1);
  if (last === undefined) return false;
  const container = initContainers.find(({ name }) => name === last.name);
  if (container !== undefined && isSidecar(container)) return last.started === true;
  return last.lastState?.terminated?.exitCode === 0 || last.state?.terminated?.exitCode === 0;
}

function hasLeftWaiting({ state, lastState }: ContainerStatus): boolean {
  return (
    state?.running !== undefined || state?.terminated !== undefined || lastState?.terminated !== undefined
  );
}

/** Init containers up to the last that shows a sign of life; the first always counts. */
function startedInitCount(statuses: readonly ContainerStatus[]): number {
  const last = statuses.findLastIndex(hasLeftWaiting);
  return last >= 0 ? last + 1 : Math.min(1, statuses.length);
}

function withPhaseOf(status: PodStatus, old: PodStatus): PodStatus {
  const { phase: _phase, reason: _reason, message: _message, ...rest } = status;
  return {
    ...rest,
    ...(old.phase === undefined ? {} : { phase: old.phase }),
    ...(old.reason === undefined ? {} : { reason: old.reason }),
    ...(old.message === undefined ? {} : { message: old.message }),
  };
}

function endCondition(
  conditions: PodCondition[],
  type: string,
  phase: string,
  nowTimestamp: string | undefined,
): PodCondition[] {
  const before = conditions.find((condition) => condition.type === type);
  const { message: _message, ...kept } = before ?? { type };
  const changed = before?.status !== 'False' && nowTimestamp !== undefined;
  const ended: PodCondition = {
    ...kept,
    ...terminalCondition(type, phase),
    ...(changed ? { lastTransitionTime: nowTimestamp } : {}),
  };
  return withCondition(conditions, ended);
}

function withCondition(conditions: readonly PodCondition[], condition: PodCondition): PodCondition[] {
  const index = conditions.findIndex(({ type }) => type === condition.type);
  return index < 0 ? [...conditions, condition] : conditions.with(index, condition);
}
