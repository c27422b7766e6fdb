import { checkQuotas, type QuotaCharge } from '../../../engine/apiserver/admission/resource-quota.ts';
import type {
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Service,
} from '../../../engine/api/generated/types.ts';
import { resourceById } from '../../../engine/api/kinds.ts';
import { type KubeObject, nameOf } from '../../../engine/api/object.ts';
import { canonicalQuantity } from '../../../engine/api/quantity.ts';
import { claimUsage, evaluatorOf, serviceUsage } from '../../../engine/api/quota/evaluators.ts';
import { isPodRequestCounted, missingResources, podUsage } from '../../../engine/api/quota/pod-usage.ts';
import {
  addLists,
  areListsEqual,
  isZeroList,
  maxLists,
  negativeNames,
  type ResourceList,
  subtractLists,
  withoutZeros,
} from '../../../engine/api/quota/resource-list.ts';
import { podMatchesScope } from '../../../engine/api/quota/scopes.ts';
import { quotaStatus, totalUsage } from '../../../engine/api/quota/usage.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import { StatusError } from '../../../engine/api/status-error.ts';
import type { Adapters } from '../adapter.ts';

const clock = { nowMs: 0, toMs: parseTimestamp };

/** Quantities as the server writes them. */
function canonical(list: ResourceList): ResourceList {
  return Object.fromEntries(Object.entries(list).map(([name, text]) => [name, canonicalQuantity(text)]));
}

function arithmetic(operation: string, left: ResourceList, right: ResourceList): unknown {
  switch (operation) {
    case 'equals':
      return areListsEqual(left, right);
    case 'isZero':
      return isZeroList(left);
    case 'negativeNames':
      return negativeNames(left);
    case 'removeZeros':
      return canonical(withoutZeros(left));
    case 'max':
      return canonical(maxLists(left, right));
    case 'add':
      return canonical(addLists(left, right));
    default:
      return canonical(subtractLists(left, right));
  }
}

interface Admission {
  readonly resource: string;
  readonly object: KubeObject;
  readonly oldObject?: KubeObject;
  readonly quotas: readonly ResourceQuota[];
}

function admit({ resource, object, oldObject, quotas }: Admission): unknown {
  let charges: readonly QuotaCharge[];
  try {
    charges = checkQuotas(resourceById(resource), object, oldObject, quotas, clock);
  } catch (error) {
    if (error instanceof StatusError) return { allowed: false, message: error.message };
    throw error;
  }
  const used = quotas.map((quota) => {
    const charge = charges.find((one) => one.quota === quota);
    return [nameOf(quota), canonical(charge?.used ?? quota.status?.used ?? {})];
  });
  return { allowed: true, used: Object.fromEntries(used) as object };
}

function podWithDeadline(seconds: number | undefined): Pod {
  return {
    spec: { containers: [], ...(seconds === undefined ? {} : { activeDeadlineSeconds: seconds }) },
  };
}

export const adapters: Adapters = {
  'controllers/quota-admission': admit,
  'controllers/quota-pod-missing-resource': ({ pod, required }: { pod: Pod; required: string[] }) =>
    missingResources(required, pod),
  'controllers/quota-pod-request-counted': (input: {
    operation: string;
    subresource?: string;
    oldActiveDeadlineSeconds?: number;
    newActiveDeadlineSeconds?: number;
  }) =>
    isPodRequestCounted(
      input.operation,
      input.subresource ?? '',
      podWithDeadline(input.newActiveDeadlineSeconds),
      podWithDeadline(input.oldActiveDeadlineSeconds),
    ),
  'controllers/quota-pod-scopes': (input: { pod: Pod; scopes: string[]; priorityClasses?: string[] }) =>
    input.scopes.filter((scopeName) => {
      const byName = scopeName === 'PriorityClass' && input.priorityClasses !== undefined;
      const operator = byName ? 'In' : 'Exists';
      return podMatchesScope({ scopeName, operator, values: input.priorityClasses ?? [] }, input.pod);
    }),
  'controllers/quota-pod-usage': ({ pod, now }: { pod: Pod; now: string }) =>
    canonical(podUsage(pod, { ...clock, nowMs: parseTimestamp(now) })),
  'controllers/quota-pod-usage-resize': ({ pod }: { pod: Pod }) => canonical(podUsage(pod, clock)),
  'controllers/quota-pod-usage-total': (
    input: { pods: Pod[] } & Pick<NonNullable<ResourceQuota['spec']>, 'scopes' | 'scopeSelector'>,
  ) => canonical(totalUsage(evaluatorOf('pods')!, input, input.pods, clock)),
  'controllers/quota-pvc-usage': ({ claim }: { claim: PersistentVolumeClaim }) =>
    canonical(claimUsage(claim)),
  'controllers/quota-resource-arithmetic': (input: {
    operation: string;
    a: ResourceList;
    b?: ResourceList;
  }) => arithmetic(input.operation, input.a, input.b ?? {}),
  'controllers/quota-service-usage': ({ service }: { service: Service }) => serviceUsage(service),
  'controllers/quota-sync': ({ quota, pods }: { quota: ResourceQuota; pods: Pod[] }) => {
    const list = (resource: string) => (resource === 'pods' ? pods : []);
    const { hard, used } = quotaStatus(quota, list, clock);
    return { hard: canonical(hard), used: canonical(used) };
  },
};
