import { amountsOf } from '../../api/scheduling/pod-resources.ts';
import type { NodeInfo } from '../node-info.ts';
import type { FilterPlugin, Refusal } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

export interface FitOptions {
  /** Extended resources that aren't checked, by name. */
  readonly ignoredResources?: readonly string[];
  /** The same by what stands before the slash. */
  readonly ignoredResourceGroups?: readonly string[];
}

/** Free room for what a pod requests. `pkg/scheduler/framework/plugins/noderesources/fit.go` */
export function createNodeResourcesFit(options: FitOptions = {}): FilterPlugin {
  return {
    name: 'NodeResourcesFit',
    prepare: (pod) => ({ filter: (node) => findShortage(pod, node, options) }),
    requeue: {
      nodeChanged: ({ previous, next }, pod) => {
        const allocatable = amountsOf(next.status?.allocatable);
        if (!couldFit(pod, allocatable)) return false;
        return previous === undefined || grew(pod, amountsOf(previous.status?.allocatable), allocatable);
      },
      podRemoved: () => true,
      podChanged: () => true,
    },
  };
}

function findShortage(pod: PodInfo, node: NodeInfo, options: FitOptions): Refusal | undefined {
  const { requests } = pod;
  const { allocatable } = node;
  const reasons: string[] = [];
  let unresolvable = false;
  const short = (name: string, request: number, used: number): void => {
    const limit = allocatable[name] ?? 0;
    if (request === 0 || request <= limit - used) return;
    reasons.push(`Insufficient ${name}`);
    unresolvable ||= request > limit;
  };
  if (node.pods.size + 1 > (allocatable['pods'] ?? 0)) reasons.push('Too many pods');
  short('cpu', requests.cpu, node.requestedCpu);
  short('memory', requests.memory, node.requestedMemory);
  short('ephemeral-storage', requests.ephemeralStorage, node.requestedEphemeralStorage);
  for (const [name, amount] of requests.scalars) {
    if (!isIgnored(name, options)) short(name, amount, node.requestedScalars[name] ?? 0);
  }
  return reasons.length === 0 ? undefined : { reasons, unresolvable };
}

function isIgnored(name: string, { ignoredResources = [], ignoredResourceGroups = [] }: FitOptions): boolean {
  const slash = name.indexOf('/');
  if (slash < 0) return false;
  return ignoredResources.includes(name) || ignoredResourceGroups.includes(name.slice(0, slash));
}

function requestsByName({ requests }: PodInfo): readonly (readonly [string, number])[] {
  return [
    ['cpu', requests.cpu],
    ['memory', requests.memory],
    ['ephemeral-storage', requests.ephemeralStorage],
    ...requests.scalars,
  ];
}

type Amounts = Readonly<Record<string, number>>;

function couldFit(pod: PodInfo, allocatable: Amounts): boolean {
  return requestsByName(pod).every(([name, amount]) => amount <= (allocatable[name] ?? 0));
}

function grew(pod: PodInfo, before: Amounts, after: Amounts): boolean {
  const names = ['pods', ...requestsByName(pod).flatMap(([name, amount]) => (amount > 0 ? [name] : []))];
  return names.some((name) => (after[name] ?? 0) > (before[name] ?? 0));
}
