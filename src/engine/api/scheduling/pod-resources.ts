import type { Container, ContainerStatus, Pod } from '../generated/types.ts';
import { quantityToBytes, quantityToMilli } from '../quantity.ts';

/** Amounts by resource name: `cpu` in thousandths of a core, everything else in whole units (bytes, counts). */
export type ResourceAmounts = Readonly<Record<string, number>>;

type Sum = Record<string, number>;
type Quantities = Readonly<Record<string, string>>;

/** Amounts that stand in for what a container doesn't request, for scores. `pkg/scheduler/util/pod_resources.go` */
export const defaultRequests: ResourceAmounts = { cpu: 100, memory: 200 * 1024 * 1024 };

/**
 * What a pod asks of its node: its containers and sidecars together, or the greatest need while its init
 * containers run, or what the pod itself states; and its overhead. A container that requests none of a
 * resource in `missing` counts with the amount there.
 * `staging/src/k8s.io/component-helpers/resource/helpers.go` PodRequests
 */
export function podRequests(pod: Pod, missing: ResourceAmounts = {}): ResourceAmounts {
  const sum = containerRequests(pod, missing);
  for (const [name, amount] of Object.entries(amountsOf(pod.spec?.resources?.requests))) {
    if (isPodLevelResource(name)) sum[name] = amount;
  }
  add(sum, amountsOf(pod.spec?.overhead));
  return sum;
}

/**
 * The same for scores, where a pod that asks for nothing still weighs something.
 * `pkg/scheduler/framework/types.go` CalculateResource
 */
export function podRequestsForScore(pod: Pod): ResourceAmounts {
  if (pod.spec?.resources?.requests === undefined) return podRequests(pod, defaultRequests);
  const stated = podRequests(pod);
  const missing = Object.entries(defaultRequests).filter(([name]) => stated[name] === undefined);
  return missing.length === 0 ? stated : podRequests(pod, Object.fromEntries(missing));
}

/** Converts a list of quantities, such as a node's allocatable. @throws Error on a malformed quantity. */
export function amountsOf(quantities: Readonly<Record<string, string>> | undefined): ResourceAmounts {
  const amounts: Sum = {};
  if (quantities === undefined) return amounts;
  for (const name in quantities) {
    const quantity = quantities[name]!;
    amounts[name] = name === 'cpu' ? quantityToMilli(quantity) : quantityToBytes(quantity);
  }
  return amounts;
}

function containerRequests(pod: Pod, missing: ResourceAmounts): Sum {
  const sum: Sum = {};
  const { containerStatuses, initContainerStatuses } = pod.status ?? {};
  for (const container of pod.spec?.containers ?? [])
    add(sum, { ...missing, ...requestsInUse(pod, container, containerStatuses) });
  const initContainers = pod.spec?.initContainers ?? [];
  if (initContainers.length === 0) return sum;
  const sidecars: Sum = {};
  const greatest: Sum = {};
  for (const container of initContainers) {
    if (container.restartPolicy === 'Always') {
      const requests = { ...missing, ...requestsInUse(pod, container, initContainerStatuses) };
      add(sum, requests);
      add(sidecars, requests);
      raise(greatest, sidecars);
    } else {
      const during: Sum = { ...sidecars };
      add(during, { ...missing, ...amountsOf(container.resources?.requests) });
      raise(greatest, during);
    }
  }
  raise(sum, greatest);
  return sum;
}

/** While a container is being resized, the larger of what it has and what it is to have. */
function requestsInUse(
  pod: Pod,
  { name, resources }: Container,
  statuses: readonly ContainerStatus[] | undefined,
): ResourceAmounts {
  const wanted = resources?.requests;
  const status = statuses?.find((candidate) => candidate.name === name);
  if (status?.resources === undefined) return amountsOf(wanted);
  const { resources: actual, allocatedResources } = status;
  if (isSameList(wanted, actual.requests) && isSameList(wanted, allocatedResources)) return amountsOf(wanted);
  const sum: Sum = {};
  raise(sum, amountsOf(actual.requests));
  raise(sum, amountsOf(allocatedResources));
  if (!isResizeInfeasible(pod)) raise(sum, amountsOf(wanted));
  return sum;
}

function isSameList(one: Quantities = {}, other: Quantities = {}): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function isResizeInfeasible({ status }: Pod): boolean {
  return (
    status?.conditions?.some(({ type, reason }) => type === 'PodResizePending' && reason === 'Infeasible') ===
    true
  );
}

function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');
}

function add(sum: Sum, amounts: ResourceAmounts): void {
  for (const name in amounts) sum[name] = (sum[name] ?? 0) + amounts[name]!;
}

function raise(sum: Sum, amounts: ResourceAmounts): void {
  for (const name in amounts) sum[name] = Math.max(sum[name] ?? 0, amounts[name]!);
}
