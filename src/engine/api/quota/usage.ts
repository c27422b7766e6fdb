/** What the objects of a namespace use of a quota. `staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go` CalculateUsage */
import type { ResourceQuota } from '../generated/types.ts';
import type { KubeObject } from '../object.ts';
import { type Evaluator, evaluatorOf, measuredResources } from './evaluators.ts';
import type { QuotaClock } from './pod-usage.ts';
import { addLists, maskList, type ResourceList } from './resource-list.ts';
import { scopesOf } from './scopes.ts';

type ListObjects = (resource: string) => readonly KubeObject[];

/** Usage of every resource that the quota limits and somebody counts. */
export function quotaUsage(spec: ResourceQuota['spec'], list: ListObjects, clock: QuotaClock): ResourceList {
  const limited = Object.keys(spec?.hard ?? {});
  let usage: ResourceList = {};
  for (const resource of resourcesOf(limited)) {
    const evaluator = evaluatorOf(resource);
    const names = limited.filter((name) => evaluator?.counts(name));
    if (evaluator === undefined || names.length === 0) continue;
    const zeros = Object.fromEntries(names.map((name) => [name, '0']));
    const total = totalUsage(evaluator, spec, list(resource), clock);
    usage = addLists(usage, { ...zeros, ...maskList(total, names) });
  }
  return usage;
}

/** Usage of the objects that fall into all scopes of the quota together. */
export function totalUsage(
  evaluator: Evaluator,
  spec: ResourceQuota['spec'],
  objects: readonly KubeObject[],
  clock: QuotaClock,
): ResourceList {
  const scopes = scopesOf(spec);
  let total: ResourceList = {};
  for (const object of objects) {
    if (!scopes.every((scope) => evaluator.matchesScope(scope, object))) continue;
    total = addLists(total, evaluator.usage(object, clock));
  }
  return total;
}

/** Resources to measure for a quota on these names: those that `count/` names, and those measured otherwise. */
function resourcesOf(names: readonly string[]): Set<string> {
  return new Set([...measuredResources, ...names.map((name) => name.replace(/^count\//, ''))]);
}

/** The status that a quota should have. `pkg/controller/resourcequota/resource_quota_controller.go` syncResourceQuota */
export function quotaStatus(
  quota: ResourceQuota,
  list: ListObjects,
  clock: QuotaClock,
): { hard: ResourceList; used: ResourceList } {
  const hard = quota.spec?.hard ?? {};
  const used = { ...quota.status?.used, ...quotaUsage(quota.spec, list, clock) };
  return { hard, used: maskList(used, Object.keys(hard)) };
}
