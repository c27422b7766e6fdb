/**
 * Counts what is used of each quota: when the quota changes, when something it counts goes away, and every five
 * minutes. What comes is charged by admission. `pkg/controller/resourcequota/resource_quota_controller.go`
 */
import type { PersistentVolumeClaim, Pod, ResourceQuota, Service } from '../../api/generated/types.ts';
import { resourceKinds } from '../../api/kinds.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { type KubeObject, keyOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import { evaluatorOf } from '../../api/quota/evaluators.ts';
import { isPodCounted } from '../../api/quota/pod-usage.ts';
import { areListsEqual } from '../../api/quota/resource-list.ts';
import { quotaStatus } from '../../api/quota/usage.ts';
import type { Change } from '../../api/store.ts';

const resyncMs = 300_000;

const replenishing = resourceKinds
  .filter(({ id, namespaced, stored }) => namespaced && stored && id !== 'events' && id !== 'resourcequotas')
  .map(({ id }) => ({ resource: id, keys: replenishedQuotas }));

export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  watches: [{ resource: 'resourcequotas', keys: changedQuotas }, ...replenishing],
  resync: { everyMs: resyncMs, keys: (view) => view.list('resourcequotas').map(keyOf) },
  reconcile: reconcileQuota,
};

function changedQuotas(change: Change, view: View): readonly string[] {
  const { next, previous } = change as { next?: ResourceQuota; previous?: ResourceQuota };
  if (next === undefined) return replenishedQuotas(change, view);
  const isNews = previous === undefined || !semanticallyEqual(next.spec, previous.spec);
  return isNews ? [keyOf(next)] : [];
}

/** The quotas of a namespace that count a resource of which there is less now. */
function replenishedQuotas(change: Change, view: View): readonly string[] {
  const quotas = view.list<ResourceQuota>('resourcequotas', change.namespace);
  if (quotas.length === 0 || !frees(change, view)) return [];
  const evaluator = evaluatorOf(change.resource);
  return quotas
    .filter(({ spec }) => Object.keys(spec?.hard ?? {}).some((name) => evaluator?.counts(name)))
    .map(keyOf);
}

/** `pkg/quota/v1/install/update_filter.go` */
function frees({ resource, previous, next }: Change, view: View): boolean {
  if (next === undefined) return true;
  if (previous === undefined) return false;
  switch (resource) {
    case 'pods':
      return isPodCounted(previous as Pod, view) && !isPodCounted(next as Pod, view);
    case 'services':
      return (previous as Service).spec?.type !== (next as Service).spec?.type;
    case 'persistentvolumeclaims':
      return storageOf(previous) !== storageOf(next);
    default:
      return false;
  }
}

function storageOf(claim: KubeObject): string | undefined {
  return (claim as PersistentVolumeClaim).spec?.resources?.requests?.['storage'];
}

function reconcileQuota(key: string, view: View): ReconcileResult {
  const { namespace, name } = splitKey(key);
  const quota = view.get<ResourceQuota>('resourcequotas', namespace, name);
  if (quota === undefined) return { writes: [] };
  const status = quotaStatus(quota, (resource) => view.list(resource, namespace), view);
  const { hard, used } = quota.status ?? {};
  const isCurrent = semanticallyEqual(hard, status.hard) && areListsEqual(used ?? {}, status.used);
  if (isCurrent && used !== undefined) return { writes: [] };
  const object = { ...quota, status } as KubeObject;
  return { writes: [{ verb: 'updateStatus', resource: 'resourcequotas', object }] };
}
