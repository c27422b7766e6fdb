/** The quality-of-service class of a pod. `pkg/apis/core/v1/helper/qos/qos.go` ComputePodQOS */
import type { Pod, ResourceRequirements } from './generated/types.ts';
import { addQuantities, compareQuantities, parseQuantity, type Quantity } from './quantity.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

const countedResources = ['cpu', 'memory'];
const zero = parseQuantity('0');

type Sums = Map<string, Quantity>;

/** Pod-level resources decide where they are given; else every container must limit cpu and memory to be Guaranteed. */
export function qosClass(pod: Pick<Pod, 'spec'>): QosClass {
  const podLevel = pod.spec?.resources;
  if (podLevel?.requests !== undefined || podLevel?.limits !== undefined) {
    if (countedIn(podLevel.requests).size > 0 || countedIn(podLevel.limits).size > 0)
      return classOf([podLevel]);
  }
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  return classOf(containers.map((container) => container.resources ?? {}));
}

function classOf(all: readonly ResourceRequirements[]): QosClass {
  const requests: Sums = new Map();
  const limits: Sums = new Map();
  let allLimited = true;
  for (const resources of all) {
    add(requests, countedIn(resources.requests));
    const limited = countedIn(resources.limits);
    add(limits, limited);
    if (limited.size < countedResources.length) allLimited = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  return allLimited && areEqual(requests, limits) ? 'Guaranteed' : 'Burstable';
}

/** Amounts above zero of the resources that count. */
function countedIn(amounts: Readonly<Record<string, string>> | undefined): Sums {
  const counted: Sums = new Map();
  if (amounts === undefined) return counted;
  for (const resource of countedResources) {
    const amount = amounts[resource];
    const quantity = amount === undefined ? zero : parseQuantity(amount);
    if (compareQuantities(quantity, zero) > 0) counted.set(resource, quantity);
  }
  return counted;
}

function add(sums: Sums, amounts: Sums): void {
  for (const [resource, amount] of amounts) {
    const sum = sums.get(resource);
    sums.set(resource, sum === undefined ? amount : addQuantities(sum, amount));
  }
}

function areEqual(requests: Sums, limits: Sums): boolean {
  if (requests.size !== limits.size) return false;
  return [...requests].every(([resource, amount]) => {
    const limit = limits.get(resource);
    return limit !== undefined && compareQuantities(amount, limit) === 0;
  });
}
