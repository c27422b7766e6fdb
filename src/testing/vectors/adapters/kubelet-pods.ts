import type { Adapters } from '../adapter.ts';
import type { ContainerStatus, NodeAddress, Pod, SecurityContext } from '../../../engine/index.ts';
import type { ImageUser } from '../../../engine/api/node-runtime.ts';
import { effectiveRunAsUser } from '../../../engine/api/effective-user.ts';
import { podAmounts } from '../../../engine/api/quota/pod-resources.ts';
import { StatusError } from '../../../engine/api/status-error.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import { runOf } from '../../../engine/apiserver/pod-log.ts';
import { isPodAvailable } from '../../../engine/controllers/workload/pod-state.ts';
import { containersToRemove, sandboxesToRemove } from '../../../engine/kubelet/garbage-collection.ts';
import { oomScoreAdj } from '../../../engine/kubelet/oom-score.ts';
import { hostNetworkPodIps, nodeHostIps } from '../../../engine/kubelet/pod-ips.ts';
import { isMirrorPod, isStaticPod } from '../../../engine/api/static-pod.ts';
import { canPreempt, isCriticalPod } from '../../../engine/kubelet/pod-kind.ts';
import { hasNoNewPrivileges, nonRootError } from '../../../engine/kubelet/security-context.ts';

interface ContainerGcInput {
  readonly containers: ReadonlyArray<
    Readonly<Record<'id' | 'pod' | 'container' | 'createdAt' | 'state', string>>
  >;
  readonly policy: {
    readonly minAgeSeconds: number;
    readonly maxPerPodContainer: number;
    readonly maxContainers: number;
  };
  readonly runningPods: readonly string[];
  readonly deletedPods: readonly string[];
  readonly evictTerminatedPods: boolean;
  readonly allSourcesReady: boolean;
  readonly now: string;
}

function keptContainers(input: ContainerGcInput): string[] {
  const { containers, policy, runningPods, deletedPods } = input;
  const dead = containers
    .filter(({ state }) => state === 'exited')
    .map(({ id, pod, container, createdAt }) => ({
      id,
      podUid: pod,
      container,
      createdMs: parseTimestamp(createdAt),
    }));
  const isGone = (pod: string): boolean =>
    input.allSourcesReady &&
    (deletedPods.includes(pod) || (input.evictTerminatedPods && !runningPods.includes(pod)));
  const limits = { ...policy, minAgeMs: policy.minAgeSeconds * 1000 };
  const removed = containersToRemove(dead, limits, isGone, parseTimestamp(input.now));
  return containers.map(({ id }) => id).filter((id) => !removed.includes(id));
}

interface SandboxGcInput {
  readonly sandboxes: ReadonlyArray<Readonly<Record<'id' | 'pod' | 'state' | 'createdAt', string>>>;
  readonly containers: ReadonlyArray<{ readonly sandbox: string }>;
  readonly deletedPods: readonly string[];
  readonly terminatedPods: readonly string[];
  readonly evictTerminatedPods: boolean;
}

function keptSandboxes(input: SandboxGcInput): string[] {
  const sandboxes = input.sandboxes.map(({ id, pod, state, createdAt }) => ({
    id,
    podUid: pod,
    createdMs: parseTimestamp(createdAt),
    isReady: state === 'ready',
    hasContainers: input.containers.some(({ sandbox }) => sandbox === id),
  }));
  const isGone = (pod: string): boolean =>
    input.deletedPods.includes(pod) || (input.evictTerminatedPods && input.terminatedPods.includes(pod));
  const removed = sandboxesToRemove(sandboxes, isGone);
  return input.sandboxes.map(({ id }) => id).filter((id) => !removed.includes(id));
}

interface LogsInput {
  readonly statuses: ContainerStatus[];
  readonly container: string;
  readonly previous: boolean;
}

function logsAvailable({ statuses, container, previous }: LogsInput): object {
  const pod: Pod = { metadata: { name: 'podName' }, status: { containerStatuses: statuses } };
  try {
    runOf(pod, container, previous);
    return { ok: true };
  } catch (error) {
    if (error instanceof StatusError) return { error: error.message };
    throw error;
  }
}

const kinds = { static: isStaticPod, mirror: isMirrorPod, critical: isCriticalPod };
const firstContainer = ({ spec }: Pod) => spec!.containers[0]!;

export const adapters: Adapters = {
  'kubelet/container-gc': keptContainers,
  'kubelet/sandbox-gc': keptSandboxes,
  'kubelet/container-logs-available': logsAvailable,
  'kubelet/pod-kind': ({ pod, question }: { pod: Pod; question: keyof typeof kinds }) => kinds[question](pod),
  'kubelet/pod-preemptable': ({ preemptor, preemptee }: { preemptor: Pod; preemptee: Pod }) =>
    canPreempt(preemptor, preemptee),
  'kubelet/pod-available': (input: { pod: Pod; minReadySeconds: number; now: string }) =>
    isPodAvailable(input.pod, input.minReadySeconds, parseTimestamp(input.now), parseTimestamp),
  'kubelet/pod-ips-host-network': (input: { nodeAddresses: NodeAddress[]; runtimeIPs: string[] }) =>
    hostNetworkPodIps(nodeHostIps(input.nodeAddresses), input.runtimeIPs),
  'kubelet/pod-limits': ({ pod, excludeOverhead = false }: { pod: Pod; excludeOverhead?: boolean }) =>
    podAmounts(pod, 'limits', !excludeOverhead),
  'kubelet/pod-requests': ({ pod, excludeOverhead = false }: { pod: Pod; excludeOverhead?: boolean }) =>
    podAmounts(pod, 'requests', !excludeOverhead),
  'kubelet/oom-score-adj': ({ pod, memoryCapacity }: { pod: Pod; memoryCapacity: number }) =>
    oomScoreAdj(pod, firstContainer(pod), memoryCapacity),
  'kubelet/no-new-privileges': (input: { securityContext: SecurityContext | null }) =>
    hasNoNewPrivileges(input.securityContext),
  'kubelet/run-as-user': ({ pod }: { pod: Pod }) => effectiveRunAsUser(pod, firstContainer(pod)) ?? null,
  'kubelet/run-as-non-root': ({ pod, imageUser }: { pod: Pod; imageUser: ImageUser }) => {
    const error = nonRootError(pod, firstContainer(pod), imageUser);
    return error === undefined ? { ok: true } : { ok: false, error };
  },
};
