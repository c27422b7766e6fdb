/**
 * Lets nothing into a namespace that its quotas have no room for, and says what is to be charged to them.
 * `plugin/pkg/admission/resourcequota` (`staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota`)
 */
import type { ResourceQuota } from '../../api/generated/types.ts';
import type { ResourceKind } from '../../api/kinds.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';
import { type Evaluator, evaluatorOf } from '../../api/quota/evaluators.ts';
import type { QuotaClock } from '../../api/quota/pod-usage.ts';
import {
  addLists,
  areListsEqual,
  formatList,
  maskList,
  namesAbove,
  negativeNames,
  type ResourceList,
  subtractLists,
  subtractListsToZero,
  withoutZeros,
} from '../../api/quota/resource-list.ts';
import { scopesOf } from '../../api/quota/scopes.ts';
import { forbidden } from '../errors.ts';

/** A quota and what will be used of it once the object is stored. */
export interface QuotaCharge {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
}

/**
 * What storing `next` adds to the quotas of its namespace; `previous` is the version before an update.
 * @throws StatusError Forbidden when a quota has no room for it.
 */
export function checkQuotas(
  kind: ResourceKind,
  next: KubeObject,
  previous: KubeObject | undefined,
  quotas: readonly ResourceQuota[],
  clock: QuotaClock,
): readonly QuotaCharge[] {
  const evaluator = evaluatorOf(kind.id);
  const operation = previous === undefined ? 'CREATE' : 'UPDATE';
  if (evaluator?.handles(operation, next, previous) !== true) return [];
  const refuse = (why: string) => forbidden(kind, nameOf(next), why);
  const concerned = quotas.filter((quota) => isConcerned(quota, next, evaluator, refuse));
  const delta = usageDelta(evaluator, next, previous, clock, refuse);
  if (Object.keys(delta).length === 0) return [];
  return concerned
    .map((quota) => chargeOf(quota, delta, refuse))
    .filter(({ quota, used }) => !areListsEqual(used, quota.status?.used ?? {}));
}

type Refuse = (why: string) => Error;

function isConcerned(
  quota: ResourceQuota,
  object: KubeObject,
  evaluator: Evaluator,
  refuse: Refuse,
): boolean {
  const names = Object.keys(quota.status?.hard ?? {})
    .filter((name) => evaluator.counts(name))
    .toSorted();
  if (names.length === 0) return false;
  if (!scopesOf(quota.spec).every((scope) => evaluator.matchesScope(scope, object))) return false;
  const missing = evaluator.missing?.(names, object);
  if (missing !== undefined) throw refuse(`failed quota: ${nameOf(quota)}: ${missing}`);
  if (names.some((name) => quota.status?.used?.[name] === undefined)) {
    throw refuse(`status unknown for quota: ${nameOf(quota)}, resources: ${names.join(',')}`);
  }
  return true;
}

/** The change in usage. What an update didn't find stored with a version is charged in full. */
function usageDelta(
  evaluator: Evaluator,
  next: KubeObject,
  previous: KubeObject | undefined,
  clock: QuotaClock,
  refuse: Refuse,
): ResourceList {
  const usage = evaluator.usage(next, clock);
  const negative = negativeNames(usage);
  if (negative.length > 0) throw refuse(`quota usage is negative for resource(s): ${negative.join(',')}`);
  if (previous === undefined || (previous.metadata?.resourceVersion ?? '') === '') return withoutZeros(usage);
  const subtract = evaluator.shrinks === true ? subtractLists : subtractListsToZero;
  return withoutZeros(subtract(usage, evaluator.usage(previous, clock)));
}

function chargeOf(quota: ResourceQuota, delta: ResourceList, refuse: Refuse): QuotaCharge {
  const { hard = {}, used: before = {} } = quota.status ?? {};
  const requested = maskList(delta, Object.keys(hard));
  const used = addLists(before, requested);
  const exceeded = namesAbove(maskList(used, Object.keys(requested)), hard);
  if (exceeded.length > 0) {
    const [asked, taken, limit] = [requested, before, hard].map((list) =>
      formatList(maskList(list, exceeded)),
    );
    throw refuse(`exceeded quota: ${nameOf(quota)}, requested: ${asked}, used: ${taken}, limited: ${limit}`);
  }
  return { quota, used };
}
