import type { ContainerStatus, Pod, PodCondition } from '../api/generated/types.ts';
import { isSidecar } from './restart-policy.ts';

/** A condition before it is known since when it holds. */
export type Verdict = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>;

/** Statuses of all containers, init containers included; null when nothing is known of them at all. */
export type KnownStatuses = readonly ContainerStatus[] | null;

/** `pkg/kubelet/status/generate.go` GenerateContainersReadyCondition */
export function containersReadyCondition(pod: Pod, statuses: KnownStatuses, phase: string): Verdict {
  const type = 'ContainersReady';
  if (statuses === null) return unknownStatuses(type);
  const unknown: string[] = [];
  const unready: string[] = [];
  for (const container of readinessContainers(pod)) {
    const status = statuses.find((entry) => entry.name === container);
    if (status === undefined) unknown.push(container);
    else if (!status.ready) unready.push(container);
  }
  if (phase === 'Failed') return terminalCondition(type, phase);
  if (phase === 'Succeeded' && unknown.length === 0) return terminalCondition(type, phase);
  return verdict(type, 'ContainersNotReady', [listed('unknown', unknown), listed('unready', unready)]);
}

/** `pkg/kubelet/status/generate.go` GeneratePodReadyCondition */
export function readyCondition(
  pod: Pod,
  conditions: readonly PodCondition[],
  statuses: KnownStatuses,
  phase: string,
  containersReady = containersReadyCondition(pod, statuses, phase),
): Verdict {
  if (containersReady.status !== 'True') return { ...containersReady, type: 'Ready' };
  const messages = (pod.spec?.readinessGates ?? []).map(({ conditionType }) => {
    const gate = conditions.find((condition) => condition.type === conditionType);
    if (gate === undefined) {
      return `corresponding condition of pod readiness gate ${JSON.stringify(conditionType)} does not exist.`;
    }
    if (gate.status === 'True') return '';
    return `the status of pod readiness gate ${JSON.stringify(conditionType)} is not "True", but ${gate.status}`;
  });
  return verdict('Ready', 'ReadinessGatesNotReady', messages);
}

/** `pkg/kubelet/status/generate.go` GeneratePodInitializedCondition */
export function initializedCondition(pod: Pod, statuses: KnownStatuses, phase: string): Verdict {
  const type = 'Initialized';
  const initContainers = pod.spec?.initContainers ?? [];
  if (statuses === null && initContainers.length > 0) return unknownStatuses(type);
  const known = statuses ?? [];
  const unknown: string[] = [];
  const incomplete: string[] = [];
  for (const container of initContainers) {
    const status = known.find((entry) => entry.name === container.name);
    if (status === undefined) unknown.push(container.name);
    else if (isSidecar(container) ? status.started !== true : !status.ready) incomplete.push(container.name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return { type, status: 'True', reason: 'PodCompleted' };
  if (hasMainContainerStarted(pod, known)) return { type, status: 'True' };
  const messages = [listed('unknown', unknown), listed('incomplete', incomplete)];
  return verdict(type, 'ContainersNotInitialized', messages);
}

/** False for a pod that has ended, whatever its containers were. */
export function terminalCondition(type: string, phase: string): Verdict {
  return { type, status: 'False', reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' };
}

/** A main container that has started proves that the init containers had their turn. */
export function hasMainContainerStarted(pod: Pod, statuses: readonly ContainerStatus[]): boolean {
  return (pod.spec?.containers ?? []).some(({ name }) => {
    const state = statuses.find((status) => status.name === name)?.state;
    return state?.running !== undefined || state?.terminated !== undefined;
  });
}

/**
 * Gives a condition its times: the moment of its last change of status stays.
 * `pkg/kubelet/status/status_manager.go` updateLastTransitionTime
 */
export function stampCondition(
  next: Verdict,
  previous: readonly PodCondition[] | undefined,
  nowTimestamp: string,
  observedGeneration?: number,
): PodCondition {
  const before = previous?.find((condition) => condition.type === next.type);
  const isUnchanged = before?.status === next.status && before.lastTransitionTime !== undefined;
  if (isUnchanged && saysTheSame(before, next, observedGeneration)) return before;
  return {
    ...(next.message === undefined || next.message === '' ? {} : { message: next.message }),
    ...(next.reason === undefined || next.reason === '' ? {} : { reason: next.reason }),
    type: next.type,
    status: next.status,
    lastTransitionTime: isUnchanged ? before.lastTransitionTime! : nowTimestamp,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
}

/** Then the condition stays the very same: a pod's versions share what did not change. */
function saysTheSame(before: PodCondition, next: Verdict, observedGeneration: number | undefined): boolean {
  return (
    (before.message ?? '') === (next.message ?? '') &&
    (before.reason ?? '') === (next.reason ?? '') &&
    before.observedGeneration === observedGeneration &&
    before.lastProbeTime === undefined
  );
}

/** Sidecars and main containers: what the pod's readiness is made of. */
function readinessContainers(pod: Pod): string[] {
  const sidecars = (pod.spec?.initContainers ?? []).filter(isSidecar);
  return [...sidecars, ...(pod.spec?.containers ?? [])].map((container) => container.name);
}

function unknownStatuses(type: string): Verdict {
  return { type, status: 'False', reason: 'UnknownContainerStatuses' };
}

function verdict(type: string, reason: string, messages: readonly string[]): Verdict {
  const message = messages.filter((text) => text !== '').join(', ');
  return message === '' ? { type, status: 'True' } : { type, status: 'False', reason, message };
}

function listed(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `containers with ${what} status: [${names.join(' ')}]`;
}
