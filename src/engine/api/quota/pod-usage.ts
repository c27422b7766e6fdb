/** What a pod uses of a quota. `pkg/quota/v1/evaluator/core/pods.go` */
import type { Container, Pod } from '../generated/types.ts';
import { hasPodLevelResources, podAmounts } from './pod-resources.ts';
import { addLists, type ResourceList } from './resource-list.ts';
import { isTerminating } from './scopes.ts';

const computeResources = ['cpu', 'memory', 'ephemeral-storage'];

/** Names of quota resources that are counted over pods. */
const podResources = new Set([
  'pods',
  'count/pods',
  ...computeResources.flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
]);

/** A quota on one of these makes every container state it. */
const statedResources = new Set(
  ['cpu', 'memory'].flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
);

export function isPodResource(name: string): boolean {
  if (podResources.has(name) || /^(requests\.)?hugepages-/.test(name)) return true;
  return name.startsWith('requests.') && isExtended(name);
}

/** What measuring needs to know of time. */
export interface QuotaClock {
  readonly nowMs: number;
  toMs(timestamp: string): number;
}

/** A pod that has ended, or that is stuck beyond its grace, counts only as an object. */
export function podUsage(pod: Pod, clock: QuotaClock): ResourceList {
  const asObject = { 'count/pods': '1' };
  if (!isPodCounted(pod, clock)) return asObject;
  const requests = podAmounts(pod, 'requests', true);
  return addLists(asObject, computeUsage(requests, podAmounts(pod, 'limits', true)));
}

/** `pkg/quota/v1/evaluator/core/pods.go` QuotaV1Pod */
export function isPodCounted(pod: Pod, clock: QuotaClock): boolean {
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return false;
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata ?? {};
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true;
  return clock.nowMs <= clock.toMs(deletionTimestamp) + deletionGracePeriodSeconds * 1000;
}

/** Whether an admission request on a pod changes what quotas count. */
export function isPodRequestCounted(
  operation: string,
  subresource: string,
  next: Pod,
  previous: Pod | undefined,
): boolean {
  if (subresource === 'resize') return operation === 'UPDATE';
  if (subresource !== '') return false;
  if (operation === 'UPDATE') return isTerminating(next) !== isTerminating(previous ?? {});
  return operation === 'CREATE';
}

/** What containers fail to state of the resources a quota limits, in the API server's words; undefined if nothing. */
export function missingResources(required: readonly string[], pod: Pod): string | undefined {
  if (hasPodLevelResources(pod)) return undefined;
  const missing = new Map<string, string[]>();
  const wanted = required.filter((name) => statedResources.has(name)).toSorted();
  for (const container of [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])]) {
    for (const name of wanted.filter((resource) => !isStated(container, resource))) {
      missing.set(name, [...(missing.get(name) ?? []), container.name]);
    }
  }
  if (missing.size === 0) return undefined;
  const texts = wanted
    .filter((name) => missing.has(name))
    .map((name) => `${name} for: ${[...new Set(missing.get(name))].toSorted().join(',')}`);
  return `must specify ${texts.join('; ')}`;
}

function isStated({ resources }: Container, name: string): boolean {
  return computeUsage(resources?.requests ?? {}, resources?.limits ?? {})[name] !== undefined;
}

function computeUsage(requests: ResourceList, limits: ResourceList): ResourceList {
  const usage: Record<string, string> = { pods: '1' };
  for (const [name, amount] of Object.entries(requests)) {
    const isCounted = computeResources.includes(name) || name.startsWith('hugepages-');
    if (isCounted) usage[name] = amount;
    if (isCounted || isExtended(name)) usage[`requests.${name}`] = amount;
  }
  for (const name of computeResources) if (limits[name] !== undefined) usage[`limits.${name}`] = limits[name];
  return usage;
}

/** A resource with a domain that isn't Kubernetes' own. */
function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}
