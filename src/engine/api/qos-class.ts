/** The quality-of-service class of a pod. `pkg/apis/core/v1/helper/qos/qos.go` */
import type { Container, Pod, ResourceRequirements } from './generated/types.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

const countedResources = ['cpu', 'memory'];

/** Pod-level resources decide where they are given; else every container must limit cpu and memory to be Guaranteed. */
export function qosClass(pod: Pick<Pod, 'spec'>): QosClass {
  const podLevel = pod.spec?.resources;
  if (podLevel !== undefined && (hasAny(podLevel.requests) || hasAny(podLevel.limits))) return classOf([podLevel]);
  const containers: Container[] = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  return classOf(containers.map((container) => container.resources ?? {}));
}

function classOf(all: readonly ResourceRequirements[]): QosClass {
  if (!all.some((resources) => hasAny(resources.requests) || hasAny(resources.limits))) return 'BestEffort';
  return all.every(isGuaranteed) && requestsMeetLimits(all) ? 'Guaranteed' : 'Burstable';
}

function hasAny(amounts: Record<string, string> | undefined): boolean {
  return countedResources.some((resource) => isPositive(amounts?.[resource]));
}

function isGuaranteed(resources: ResourceRequirements): boolean {
  return countedResources.every((resource) => isPositive(resources.limits?.[resource]));
}

/** Sums are compared, as the real one does: what one container requests less, another may not make up. */
function requestsMeetLimits(all: readonly ResourceRequirements[]): boolean {
  return countedResources.every((resource) =>
    all.every(({ requests, limits }) => {
      const request = requests?.[resource];
      return !isPositive(request) || sameAmount(request, limits?.[resource]);
    }),
  );
}

function isPositive(amount: string | undefined): amount is string {
  return amount !== undefined && !/^[-+]?0*\.?0*(?:[eE][-+]?\d+|[a-zA-Z]*)$/.test(String(amount)) && !String(amount).startsWith('-');
}

function sameAmount(left: string | undefined, right: string | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && left.trim() === right.trim());
}
