import { chargedBudget, spentStatus } from '../../../engine/apiserver/eviction.ts';
import type { Pod, PodDisruptionBudget } from '../../../engine/api/generated/types.ts';
import { labelSelectorMatches } from '../../../engine/api/label-selector.ts';
import { StatusError } from '../../../engine/api/status-error.ts';
import {
  budgetCounts,
  countHealthy,
  expectedOf,
  type Scale,
  type ScaleOf,
  UnknownSizeError,
} from '../../../engine/controllers/disruption/budget-status.ts';
import type { Adapters } from '../adapter.ts';

interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

interface Workload extends Owner {
  readonly replicas: number;
  readonly owners?: readonly Owner[];
}

interface ShortPod {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly ready?: boolean;
  readonly phase?: string;
  readonly terminating?: boolean;
  readonly owners?: readonly Owner[];
}

function toPod({ name, labels, ready, phase, terminating, owners = [] }: ShortPod): Pod {
  const ownerReferences = owners.map((owner) => ({ apiVersion: 'apps/v1', controller: true, ...owner }));
  return {
    metadata: {
      name,
      labels,
      ownerReferences,
      ...(terminating === true ? { deletionTimestamp: '1970-01-01T00:00:01Z' } : {}),
    },
    status: {
      ...(phase === undefined ? {} : { phase }),
      ...(ready === undefined ? {} : { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] }),
    },
  };
}

/** A Deployment stands behind its ReplicaSets. */
function scales(workloads: readonly Workload[]): ScaleOf {
  const find = (uid: string): Scale | undefined => {
    const found = workloads.find((one) => one.uid === uid);
    return found?.owners?.[0] === undefined ? found : find(found.owners[0].uid);
  };
  return ({ uid }) => find(uid);
}

function budgetStatus(
  spec: PodDisruptionBudget['spec'],
  all: readonly ShortPod[],
  workloads: readonly Workload[],
): unknown {
  const pods = all
    .map(toPod)
    .filter(({ metadata }) => labelSelectorMatches(spec?.selector, metadata?.labels));
  try {
    const healthy = countHealthy(pods, {}, { nowMs: 0, toMs: () => 0 });
    return budgetCounts(expectedOf({ spec: spec! }, pods, scales(workloads)), healthy);
  } catch (error) {
    if (error instanceof UnknownSizeError) return { disruptionsAllowed: 0 };
    throw error;
  }
}

function evictionAnswer(short: ShortPod, budgets: readonly PodDisruptionBudget[]): unknown {
  const pod = toPod(short);
  try {
    chargedBudget(
      pod,
      budgets.filter(({ spec }) => labelSelectorMatches(spec?.selector, pod.metadata?.labels)),
    );
    return { allowed: true };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const { code, reason, message, details } = error.status;
    return { allowed: false, code, reason, message, cause: details?.causes?.[0]?.message };
  }
}

export const adapters: Adapters = {
  'controllers/disruption-budget-status': ({
    spec,
    pods,
    controllers,
  }: {
    spec: PodDisruptionBudget['spec'];
    pods: readonly ShortPod[];
    controllers: readonly Workload[];
  }) => budgetStatus(spec, pods, controllers),
  'controllers/eviction-allowed': ({
    pod,
    budgets,
  }: {
    pod: ShortPod;
    budgets: readonly PodDisruptionBudget[];
  }) => evictionAnswer(pod, budgets),
  'controllers/eviction-budget-status': ({
    disruptionsAllowed,
    reason,
  }: {
    disruptionsAllowed: number;
    reason: string;
  }) => {
    const conditions = [
      { type: 'DisruptionAllowed', status: 'True', reason, message: '', lastTransitionTime: '' },
    ];
    const status = spentStatus({ status: { disruptionsAllowed, conditions } }, 'pod', '1970-01-01T00:00:01Z');
    return { disruptionsAllowed: status.disruptionsAllowed, reason: status.conditions?.[0]?.reason };
  },
};
