import type {
  Container,
  ContainerStatus,
  ContainerUser,
  HostIP,
  Pod,
  PodCondition,
  PodStatus,
} from '../api/generated/types.ts';
import { entryOf } from '../api/json-object.ts';
import { qosClass } from '../api/qos-class.ts';
import { containersOf, containerStatuses, type ReportedInstance } from './container-status.ts';
import type { WaitingReason } from './image-pull.ts';
import { sandboxChange } from './pod-actions.ts';
import {
  containersReadyCondition,
  hasMainContainerStarted,
  initializedCondition,
  readyCondition,
  stampCondition,
  type Verdict,
} from './pod-conditions.ts';
import { isTerminalPhase, podPhase } from './pod-phase.ts';
import type { SandboxInstance } from './pod-reality.ts';
import type { ContainerResources, PodResize } from './records.ts';
import { type ProbeResults, readinessOf } from './readiness.ts';

export interface PodStatusQuestion {
  /** As the API server has it. */
  readonly pod: Pod;
  /** What the kubelet said last. */
  readonly previous: PodStatus;
  /** Newest first. */
  readonly instances: readonly ReportedInstance[];
  readonly startErrors: Readonly<Record<string, WaitingReason | undefined>>;
  readonly probeResults: Readonly<Record<string, ProbeResults | undefined>>;
  readonly sandboxes: readonly SandboxInstance[];
  readonly podIps: readonly string[];
  readonly hostIps: readonly string[];
  /** The pod has been stopped for good. */
  readonly isTerminal: boolean;
  /** Of other resources that it is to have. */
  readonly resize?: PodResize;
  /** As whom a container that was made runs; absent when no runtime tells. */
  readonly userOf?: (container: Container) => ContainerUser;
  readonly nowTimestamp: string;
}

/** The status of a pod from what is really there. `pkg/kubelet/kubelet_pods.go` generateAPIPodStatus */
export function podStatusOf(question: PodStatusQuestion): PodStatus {
  const { pod, previous, nowTimestamp } = question;
  const main = withReadiness(question, 'main');
  const init = withReadiness(question, 'init');
  const ephemeral = withReadiness(question, 'ephemeral');
  const all = [...main, ...init];
  const phase = settledPhase(question, all);
  const reason = previous.reason ?? pod.status?.reason;
  const message = previous.message ?? pod.status?.message;
  const generation = pod.metadata?.generation;
  return {
    phase,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    conditions: conditionsOf(question, all, phase),
    ...addressesOf(question),
    startTime: previous.startTime ?? pod.status?.startTime ?? nowTimestamp,
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: main,
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
    qosClass: pod.status?.qosClass ?? qosClass(pod),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
}

/** A pod that has ended, in the eyes of the kubelet or of the API server, never comes back. */
function settledPhase({ pod, previous, isTerminal }: PodStatusQuestion, statuses: ContainerStatus[]): string {
  const hasInitialized = hasMainContainerStarted(pod, statuses);
  const phase = podPhase({ pod, statuses, isTerminal, hasInitialized });
  if (isTerminalPhase(phase)) return phase;
  if (isTerminalPhase(previous.phase)) return previous.phase!;
  return isTerminalPhase(pod.status?.phase) ? pod.status!.phase! : phase;
}

const statusField = {
  main: 'containerStatuses',
  init: 'initContainerStatuses',
  ephemeral: 'ephemeralContainerStatuses',
} as const;

function withReadiness(question: PodStatusQuestion, kind: keyof typeof statusField): ContainerStatus[] {
  const { pod, previous } = question;
  const containers = containersOf(pod, kind);
  const before = previous[statusField[kind]] ?? [];
  return containerStatuses({ ...question, kind, previous: before }).map((status) => {
    const container = containers.find(({ name }) => name === status.name)!;
    const user = status.containerID === undefined ? undefined : question.userOf?.(container);
    const told = user === undefined ? status : { ...status, user };
    if (kind === 'ephemeral') return { ...told, ...reportedSpec(container, {}) };
    const flags = readinessOf(container, kind === 'init', status, question.probeResults[status.name] ?? {});
    const { actual = {} } = (status.state?.running && question.resize) ?? {};
    return { ...told, ...flags, ...reportedSpec(container, actual) };
  });
}

/** Since 1.33 a status says which resources and mounts the container got. */
function reportedSpec(container: Container, actual: ContainerResources): Partial<ContainerStatus> {
  const { resources = {}, volumeMounts = [] } = container;
  return {
    ...(resources.requests === undefined ? {} : { allocatedResources: resources.requests }),
    resources: entryOf(actual, container.name) ?? resources,
    ...(volumeMounts.length === 0
      ? {}
      : {
          volumeMounts: volumeMounts.map(({ name, mountPath, readOnly }) => ({
            name,
            mountPath,
            ...(readOnly === true ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
          })),
        }),
  };
}

function conditionsOf(
  { pod, previous, sandboxes, resize, nowTimestamp }: PodStatusQuestion,
  statuses: readonly ContainerStatus[],
  phase: string,
): PodCondition[] {
  const foreign = pod.status?.conditions ?? [];
  const hasSandbox = !sandboxChange(pod, sandboxes).createSandbox;
  const containersReady = containersReadyCondition(pod, statuses, phase);
  const verdicts: Verdict[] = [
    { type: 'PodReadyToStartContainers', status: hasSandbox ? 'True' : 'False' },
    initializedCondition(pod, statuses, phase),
    readyCondition(pod, foreign, statuses, phase, containersReady),
    containersReady,
    { type: 'PodScheduled', status: 'True' },
  ];
  const known = [...(previous.conditions ?? []), ...foreign];
  const own = verdicts.map((verdict) =>
    stampCondition(verdict, known, nowTimestamp, pod.metadata?.generation),
  );
  const ofResize = [resize?.pending, resize?.progress].filter((condition) => condition !== undefined);
  return [...ofResize, ...own];
}

function addressesOf({ podIps, hostIps }: PodStatusQuestion): Partial<PodStatus> {
  const asList = (addresses: readonly string[]): HostIP[] => addresses.map((ip) => ({ ip }));
  return {
    ...(hostIps.length === 0 ? {} : { hostIP: hostIps[0]!, hostIPs: asList(hostIps) }),
    ...(podIps.length === 0 ? {} : { podIP: podIps[0]!, podIPs: asList(podIps) }),
  };
}
