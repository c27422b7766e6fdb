import { keyOf } from '../api/object.ts';
import type { Pod, PodAffinityTerm, WeightedPodAffinityTerm } from '../api/generated/types.ts';
import { podRequests, podRequestsForScore, type ResourceAmounts } from '../api/scheduling/pod-resources.ts';

export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

/** What a pod takes of a node; cpu in thousandths of a core, the rest in whole units. */
export interface ResourceTotals {
  readonly cpu: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  /** Huge pages and extended resources by name. */
  readonly scalars: readonly (readonly [name: string, amount: number])[];
}

/** A pod with everything the plugins ask of it worked out once. `pkg/scheduler/framework/types.go` PodInfo */
export interface PodInfo {
  readonly key: string;
  readonly pod: Pod;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly priority: number;
  readonly requests: ResourceTotals;
  /** Requests as scores see them: a container that requests nothing still weighs something. */
  readonly cpuForScore: number;
  readonly memoryForScore: number;
  readonly hostPorts: readonly HostPort[];
  readonly requiredAffinity: readonly PodAffinityTerm[];
  readonly requiredAntiAffinity: readonly PodAffinityTerm[];
  readonly preferredAffinity: readonly WeightedPodAffinityTerm[];
  readonly preferredAntiAffinity: readonly WeightedPodAffinityTerm[];
}

export function createPodInfo(pod: Pod, key: string = keyOf(pod)): PodInfo {
  const forScore = podRequestsForScore(pod);
  const affinity = pod.spec?.affinity;
  return {
    key,
    pod,
    namespace: pod.metadata?.namespace ?? '',
    labels: pod.metadata?.labels ?? noLabels,
    priority: pod.spec?.priority ?? 0,
    requests: totalsOf(podRequests(pod)),
    cpuForScore: forScore['cpu'] ?? 0,
    memoryForScore: forScore['memory'] ?? 0,
    hostPorts: hostPortsOf(pod),
    requiredAffinity: affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    requiredAntiAffinity: affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [],
    preferredAffinity: affinity?.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [],
    preferredAntiAffinity: affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [],
  };
}

const noLabels = {};
const measured = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

export function totalsOf(amounts: ResourceAmounts): ResourceTotals {
  return {
    cpu: amounts['cpu'] ?? 0,
    memory: amounts['memory'] ?? 0,
    ephemeralStorage: amounts['ephemeral-storage'] ?? 0,
    scalars: Object.entries(amounts).filter(([name]) => !measured.has(name)),
  };
}

/** Host ports of containers and sidecars. `pkg/scheduler/util/utils.go` GetHostPorts */
function hostPortsOf(pod: Pod): HostPort[] {
  const ports: HostPort[] = [];
  const sidecars = (pod.spec?.initContainers ?? []).filter(
    (container) => container.restartPolicy === 'Always',
  );
  for (const container of [...(pod.spec?.containers ?? []), ...sidecars]) {
    for (const { hostPort = 0, hostIP = '', protocol = 'TCP' } of container.ports ?? []) {
      if (hostPort > 0) ports.push({ ip: hostIP === '' ? '0.0.0.0' : hostIP, protocol, port: hostPort });
    }
  }
  return ports;
}
