import type { Adapters } from '../adapter.ts';
import type { ContainerStatus, Node, Pod, PodCondition, PodStatus } from '../../../engine/index.ts';
import { qosClass } from '../../../engine/api/qos-class.ts';
import { containerStatuses, type ReportedInstance } from '../../../engine/kubelet/container-status.ts';
import type { WaitingReason } from '../../../engine/kubelet/image-pull.ts';
import {
  nodePressureCondition,
  nodeReadyCondition,
  type PressureType,
} from '../../../engine/kubelet/node-conditions.ts';
import { sandboxChange } from '../../../engine/kubelet/pod-actions.ts';
import {
  containersReadyCondition,
  hasMainContainerStarted,
  initializedCondition,
  readyCondition,
  stampCondition,
} from '../../../engine/kubelet/pod-conditions.ts';
import { podPhase } from '../../../engine/kubelet/pod-phase.ts';
import { mergePodStatus, terminalPhase, terminatedStatus } from '../../../engine/kubelet/pod-status.ts';
import { podStatusOf } from '../../../engine/kubelet/pod-status-of.ts';
import { readinessOf } from '../../../engine/kubelet/readiness.ts';

interface StateInput {
  readonly pod: Pod;
  readonly kind: 'main' | 'init';
  readonly runtime: readonly ReportedInstance[];
  readonly startErrors?: Record<string, { reason: string; message?: string }>;
  readonly oldStatuses: readonly ContainerStatus[];
}

function statusesOf({ pod, kind, runtime, startErrors = {}, oldStatuses }: StateInput): ContainerStatus[] {
  const reasons: Record<string, WaitingReason> = {};
  for (const [name, { reason, message = '' }] of Object.entries(startErrors))
    reasons[name] = { reason, message };
  return containerStatuses({ pod, kind, instances: runtime, startErrors: reasons, previous: oldStatuses });
}

function withoutEmpty(condition: object): object {
  return Object.fromEntries(
    Object.entries(condition).filter(([, value]) => value !== '' && value !== undefined),
  );
}

export const adapters: Adapters = {
  'kubelet/qos-class': ({ pod }: { pod: Pod }) => qosClass(pod),
  'kubelet/qos-class-pod-level': ({ pod }: { pod: Pod }) => qosClass(pod),
  'kubelet/pod-phase': (input: { pod: Pod; podIsTerminal: boolean; podHasInitialized: boolean }) =>
    podPhase({
      pod: input.pod,
      statuses: [
        ...(input.pod.status?.containerStatuses ?? []),
        ...(input.pod.status?.initContainerStatuses ?? []),
      ],
      isTerminal: input.podIsTerminal,
      hasInitialized: input.podHasInitialized,
    }),
  'kubelet/pod-has-initialized': (input: {
    pod: Pod;
    sandboxes: readonly { ready: boolean }[];
    containers: readonly ReportedInstance[];
  }) => {
    if (input.sandboxes.length === 0) return false;
    const statuses = statusesOf({ pod: input.pod, kind: 'main', runtime: input.containers, oldStatuses: [] });
    return hasMainContainerStarted(input.pod, statuses);
  },
  'kubelet/pod-conditions-ready': (input: {
    type: string;
    pod: Pod;
    conditions?: PodCondition[];
    containerStatuses: ContainerStatus[] | null;
    phase: string;
  }) =>
    withoutEmpty(
      input.type === 'Ready'
        ? readyCondition(input.pod, input.conditions ?? [], input.containerStatuses, input.phase)
        : containersReadyCondition(input.pod, input.containerStatuses, input.phase),
    ),
  'kubelet/pod-conditions-initialized': (input: {
    pod: Pod;
    containerStatuses: ContainerStatus[] | null;
    phase: string;
  }) => withoutEmpty(initializedCondition(input.pod, input.containerStatuses, input.phase)),
  'kubelet/condition-transition-time': (input: {
    condition: PodCondition;
    oldCondition: PodCondition | null;
    now: string;
  }) =>
    stampCondition(input.condition, input.oldCondition === null ? [] : [input.oldCondition], input.now)
      .lastTransitionTime,
  'kubelet/pod-ready-to-start-containers': (input: {
    pod: Pod;
    sandboxes: readonly { ready: boolean; ip?: string; attempt?: number; hostNetwork?: boolean }[];
  }) => {
    const sandboxes = input.sandboxes.map(({ ready, ip = '', attempt = 0, hostNetwork }) => ({
      ready,
      ip,
      attempt,
      ...(hostNetwork === undefined ? {} : { hostNetwork }),
    }));
    const isReady = !sandboxChange(input.pod, sandboxes).createSandbox;
    return { type: 'PodReadyToStartContainers', status: isReady ? 'True' : 'False' };
  },
  'kubelet/container-state-from-runtime': (input: StateInput) =>
    Object.fromEntries(statusesOf(input).map(({ name, state, lastState }) => [name, { state, lastState }])),
  'kubelet/container-status-lost': (input: StateInput) =>
    statusesOf(input).map(({ name, restartCount, state, lastState }) => ({
      name,
      restartCount,
      state,
      lastState,
    })),
  'kubelet/pod-status-from-runtime': (input: {
    pod: Pod;
    runtime: readonly ReportedInstance[];
    previousStatus: PodStatus;
    podIsTerminal: boolean;
  }) => {
    const status = podStatusOf({
      pod: input.pod,
      previous: input.previousStatus,
      instances: input.runtime,
      startErrors: {},
      probeResults: {},
      sandboxes: [],
      podIps: [],
      hostIps: [],
      isTerminal: input.podIsTerminal,
      nowTimestamp: '2024-01-01T00:00:00Z',
    });
    return {
      phase: status.phase,
      reason: status.reason,
      message: status.message,
      containerStatuses: status.containerStatuses?.map(({ name, restartCount, state, lastState }) => ({
        name,
        restartCount,
        state,
        lastState,
      })),
    };
  },
  'kubelet/pod-status-merge': (input: {
    oldStatus: PodStatus;
    newStatus: PodStatus;
    hasRunningContainers: boolean;
  }) => {
    const merged = mergePodStatus(input.oldStatus, input.newStatus, input.hasRunningContainers);
    const conditions = (merged.conditions ?? [])
      .map(({ type, status, reason }) => withoutEmpty({ type, status, reason }) as PodCondition)
      .toSorted((left, right) => (left.type < right.type ? -1 : 1));
    return { ...merged, conditions };
  },
  'kubelet/pod-terminate-phase': ({ phase }: { phase: string }) => terminalPhase(phase),
  'kubelet/pod-terminate-containers': ({ pod }: { pod: Pod }) => {
    const status = terminatedStatus(pod);
    const states = (list: ContainerStatus[] | undefined): unknown[] => (list ?? []).map(({ state }) => state);
    return { init: states(status.initContainerStatuses), main: states(status.containerStatuses) };
  },
  'kubelet/container-ready': (input: {
    kind: string;
    state: string;
    probes: string[];
    results: { readiness?: 'success' | 'failure' | 'unknown'; startup?: 'success' | 'failure' | 'unknown' };
  }) =>
    readinessOf(
      {
        name: 'container',
        ...(input.kind === 'sidecar' ? { restartPolicy: 'Always' } : {}),
        ...(input.probes.includes('readiness') ? { readinessProbe: {} } : {}),
        ...(input.probes.includes('startup') ? { startupProbe: {} } : {}),
      },
      input.kind !== 'main',
      { state: input.state === 'running' ? { running: {} } : { terminated: { exitCode: 0 } } },
      input.results,
    ),
  'kubelet/init-status-order': (input: { initContainers: string[]; statuses: string[] }) => {
    const pod: Pod = {
      spec: { containers: [], initContainers: input.initContainers.map((name) => ({ name })) },
    };
    const runtime = input.statuses.map((name) => ({ name, state: 'running' as const }));
    return statusesOf({ pod, kind: 'init', runtime, oldStatuses: [] })
      .filter(({ state }) => state?.running !== undefined)
      .map(({ name }) => name);
  },
  'kubelet/node-ready-condition': (input: {
    node: Node;
    runtimeErrors?: string[];
    networkErrors?: string[];
    storageErrors?: string[];
    shutdownErrors?: string[];
    softRequirementError?: string;
    now: string;
  }) => {
    const hard = [
      ...(input.runtimeErrors ?? []),
      ...(input.networkErrors ?? []),
      ...(input.storageErrors ?? []),
      ...(input.shutdownErrors ?? []),
    ];
    const verdict = nodeReadyCondition(input.node, { hard, soft: input.softRequirementError }, input.now);
    return withEvents(verdict);
  },
  'kubelet/node-pressure-conditions': (input: {
    type: PressureType;
    node: Node;
    pressure: boolean;
    now: string;
  }) => withEvents(nodePressureCondition(input.node, input.type, input.pressure, input.now)),
};

function withEvents({ condition, event }: { condition: object; event?: string }): object {
  return { condition, events: event === undefined ? [] : [{ type: 'Normal', reason: event }] };
}
