import type { NodeInfo } from '../node-info.ts';
import { maxNodeScore, type ScorePlugin } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

/** Scores by how full a node would be. `pkg/scheduler/framework/plugins/noderesources/resource_allocation.go` */
export interface WeightedResource {
  readonly name: string;
  readonly weight: number;
}

export const cpuAndMemory: readonly WeightedResource[] = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
];

interface Use {
  readonly requested: number;
  readonly allocatable: number;
  readonly weight: number;
}

/** More free room is better. `pkg/scheduler/framework/plugins/noderesources/least_allocated.go` */
export function createLeastAllocated(resources: readonly WeightedResource[] = cpuAndMemory): ScorePlugin {
  return createAllocationScore(resources, ({ requested, allocatable }) =>
    requested > allocatable ? 0 : Math.trunc(((allocatable - requested) * maxNodeScore) / allocatable),
  );
}

/** Less free room is better. `pkg/scheduler/framework/plugins/noderesources/most_allocated.go` */
export function createMostAllocated(resources: readonly WeightedResource[] = cpuAndMemory): ScorePlugin {
  return createAllocationScore(resources, ({ requested, allocatable }) =>
    Math.trunc((Math.min(requested, allocatable) * maxNodeScore) / allocatable),
  );
}

function createAllocationScore(
  resources: readonly WeightedResource[],
  scoreOf: (use: Use) => number,
): ScorePlugin {
  return {
    name: 'NodeResourcesFit',
    weight: 1,
    prepare: (pod) => ({
      score: (node) => {
        let sum = 0;
        let weights = 0;
        for (const { name, weight } of resources) {
          const use = useWithPod(pod, node, name, weight);
          if (use === undefined) continue;
          sum += scoreOf(use) * weight;
          weights += weight;
        }
        return weights === 0 ? 0 : Math.trunc(sum / weights);
      },
    }),
  };
}

function useWithPod(pod: PodInfo, node: NodeInfo, name: string, weight: number): Use | undefined {
  const allocatable = node.allocatable[name] ?? 0;
  if (allocatable === 0) return undefined;
  if (name === 'cpu') return { requested: node.cpuForScore + pod.cpuForScore, allocatable, weight };
  if (name === 'memory') return { requested: node.memoryForScore + pod.memoryForScore, allocatable, weight };
  const asked = scalarRequest(pod, name);
  return asked === 0 ? undefined : { requested: usedBy(node, name) + asked, allocatable, weight };
}

/**
 * Whether the pod makes the use of the node's resources more even: 50 when it changes nothing.
 * `pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go`
 */
export const balancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  prepare(pod) {
    if (pod.requests.cpu === 0 && pod.requests.memory === 0) return undefined;
    const half = maxNodeScore / 2;
    return {
      score: (node) => half + Math.trunc((half + balanceWithPod(pod, node) - balanceOf(node, 0, 0)) / 2),
    };
  },
};

/** How evenly cpu and memory would be used with the pod on the node, 0..100. */
export function balanceWithPod(pod: PodInfo, node: NodeInfo): number {
  return balanceOf(node, pod.requests.cpu, pod.requests.memory);
}

function balanceOf(node: NodeInfo, cpu: number, memory: number): number {
  const allocatableCpu = node.allocatable['cpu'] ?? 0;
  const allocatableMemory = node.allocatable['memory'] ?? 0;
  if (allocatableCpu === 0 || allocatableMemory === 0) return maxNodeScore;
  const cpuShare = Math.min(1, (node.requestedCpu + cpu) / allocatableCpu);
  const memoryShare = Math.min(1, (node.requestedMemory + memory) / allocatableMemory);
  return Math.trunc((1 - Math.abs(cpuShare - memoryShare) / 2) * maxNodeScore);
}

function scalarRequest({ requests }: PodInfo, name: string): number {
  if (name === 'ephemeral-storage') return requests.ephemeralStorage;
  return requests.scalars.find(([scalar]) => scalar === name)?.[1] ?? 0;
}

function usedBy(node: NodeInfo, name: string): number {
  return name === 'ephemeral-storage' ? node.requestedEphemeralStorage : (node.requestedScalars[name] ?? 0);
}
