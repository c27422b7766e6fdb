/**
 * How each resource is measured against quotas: pods, claims and Services in ways of their own, everything else
 * by number. `pkg/quota/v1/evaluator/core/registry.go`, `pkg/quota/v1/evaluator/generic`
 */
import type { PersistentVolumeClaim, Pod, Service } from '../generated/types.ts';
import { formatQuantity, parseQuantity, roundUpQuantity } from '../quantity.ts';
import type { KubeObject } from '../object.ts';
import {
  isPodRequestCounted,
  isPodResource,
  missingResources,
  podUsage,
  type QuotaClock,
} from './pod-usage.ts';
import { maxLists, type ResourceList } from './resource-list.ts';
import { claimMatchesScope, podMatchesScope, type ScopeSelector } from './scopes.ts';

export interface Evaluator {
  /** Whether a quota on this name is about the resource. */
  counts(name: string): boolean;
  usage(object: KubeObject, clock: QuotaClock): ResourceList;
  matchesScope(selector: ScopeSelector, object: KubeObject): boolean;
  /** Whether an admission request can change the usage. */
  handles(operation: 'CREATE' | 'UPDATE', next: KubeObject, previous: KubeObject | undefined): boolean;
  /** What the object fails to state though a quota limits it; undefined when it states all. */
  missing?(names: readonly string[], object: KubeObject): string | undefined;
  /** True when usage may become less by an update. */
  readonly shrinks?: boolean;
}

const pods: Evaluator = {
  counts: isPodResource,
  usage: (pod, clock) => podUsage(pod as Pod, clock),
  matchesScope: (selector, pod) => podMatchesScope(selector, pod as Pod),
  handles: (operation, next, previous) =>
    isPodRequestCounted(operation, '', next as Pod, previous as Pod | undefined),
  missing: (names, pod) => missingResources(names, pod as Pod),
  shrinks: true,
};

const serviceResources = ['count/services', 'services', 'services.nodeports', 'services.loadbalancers'];

const services: Evaluator = {
  counts: (name) => serviceResources.includes(name),
  usage: (service) => serviceUsage(service as Service),
  matchesScope: () => false,
  handles: () => true,
};

/** `pkg/quota/v1/evaluator/core/services.go` */
export function serviceUsage({ spec }: Service): ResourceList {
  const ports = spec?.ports ?? [];
  const isBalanced = spec?.type === 'LoadBalancer';
  const given = ports.filter(({ nodePort = 0 }) => nodePort !== 0);
  const nodePorts =
    isBalanced && spec?.allocateLoadBalancerNodePorts === false
      ? given
      : isBalanced || spec?.type === 'NodePort'
        ? ports
        : [];
  return {
    'count/services': '1',
    services: '1',
    'services.loadbalancers': isBalanced ? '1' : '0',
    'services.nodeports': String(nodePorts.length),
  };
}

const claimNames = ['persistentvolumeclaims', 'requests.storage'];
const classSuffix = '.storageclass.storage.k8s.io/';

const claims: Evaluator = {
  counts: (name) =>
    name === 'count/persistentvolumeclaims' ||
    claimNames.some((claimName) => name === claimName || name.endsWith(`${classSuffix}${claimName}`)),
  usage: (claim) => claimUsage(claim as PersistentVolumeClaim),
  matchesScope: (selector, claim) => claimMatchesScope(selector, claim as PersistentVolumeClaim),
  handles: () => true,
};

/** `pkg/quota/v1/evaluator/core/persistent_volume_claims.go` */
export function claimUsage({ metadata, spec, status }: PersistentVolumeClaim): ResourceList {
  const usage: Record<string, string> = { 'count/persistentvolumeclaims': '1', persistentvolumeclaims: '1' };
  const className =
    metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
  if (className !== '') usage[`${className}${classSuffix}persistentvolumeclaims`] = '1';
  const requested = spec?.resources?.requests?.['storage'];
  if (requested === undefined) return usage;
  const allocated = status?.allocatedResources?.['storage'];
  const larger = maxLists({ storage: requested }, allocated === undefined ? {} : { storage: allocated });
  const storage = formatQuantity(roundUpQuantity(parseQuantity(larger['storage']!), 0));
  usage['requests.storage'] = storage;
  if (className !== '') usage[`${className}${classSuffix}requests.storage`] = storage;
  return usage;
}

/** Resources whose bare plural is a quota resource too. */
const aliased = new Set(['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets']);

function countEvaluator(resource: string): Evaluator {
  const names = aliased.has(resource) ? [`count/${resource}`, resource] : [`count/${resource}`];
  const usage = Object.fromEntries(names.map((name) => [name, '1']));
  return {
    counts: (name) => names.includes(name),
    usage: () => usage,
    matchesScope: () => false,
    handles: (operation) => operation === 'CREATE',
  };
}

const special: Readonly<Record<string, Evaluator>> = { pods, services, persistentvolumeclaims: claims };
const uncounted = new Set(['events', 'events.events.k8s.io']);

/** Resources that quotas measure in ways of their own. */
export const measuredResources: readonly string[] = Object.keys(special);

/** Undefined for what no quota counts. `resource` is an id such as `deployments.apps`. */
export function evaluatorOf(resource: string): Evaluator | undefined {
  if (uncounted.has(resource)) return undefined;
  return Object.hasOwn(special, resource) ? special[resource] : countEvaluator(resource);
}
