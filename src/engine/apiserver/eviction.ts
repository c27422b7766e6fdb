/** The eviction subresource: a delete that disruption budgets may refuse. `pkg/registry/core/pod/storage/eviction.go` */
import { disruptionConditions, syncFailureOf } from '../api/disruption-allowed.ts';
import type {
  Pod,
  PodCondition,
  PodDisruptionBudget,
  PodDisruptionBudgetStatus,
} from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import { labelSelectorMatches } from '../api/label-selector.ts';
import { nameOf } from '../api/object.ts';
import type { ApiResponse } from '../api/request.ts';
import { refuse, type Status, type StatusError } from '../api/status-error.ts';
import type { Store } from '../api/store.ts';
import type { DeleteOptions } from './deletion.ts';
import { forbidden, notFound } from './errors.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import type { ResourcePath } from './routes.ts';

/** @throws StatusError NotFound, TooManyRequests when a budget forbids it, InternalError when two budgets speak. */
export function evictPod(
  store: Store,
  writer: ObjectWriter,
  path: ResourcePath,
  request: DeleteOptions,
  options: WriteOptions,
): ApiResponse {
  const kind = resourceById('pods');
  const pod = store.get('pods', path.namespace, path.name) as Pod | undefined;
  if (pod === undefined) throw notFound(kind, path.name);
  const budgets = (
    store.list('poddisruptionbudgets.policy', path.namespace) as readonly PodDisruptionBudget[]
  ).filter((budget) => guards(budget, pod));
  const spent = chargedBudget(pod, budgets);
  writer.delete(kind, path.namespace, path.name, request, { ...options, dryRun: true });
  if (options.dryRun !== true) {
    if (spent !== undefined) {
      const object = { ...spent, status: spentStatus(spent, path.name, writer.clock.timestamp) };
      writer.updateStatus(resourceById('poddisruptionbudgets.policy'), object, options);
    }
    writer.updateStatus(kind, disruptedPod(pod, writer.clock.timestamp), options);
    // The version that the request names was the one before its own condition.
    const { preconditions: { uid } = {} } = request;
    const rest = { ...request, preconditions: uid === undefined ? {} : { uid } };
    writer.delete(kind, path.namespace, path.name, rest, options);
  }
  const body: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  return { code: 201, body };
}

/**
 * The budget that an eviction is counted against; undefined when it needs none.
 * @throws StatusError when the pod may not go.
 */
export function chargedBudget(
  pod: Pod,
  budgets: readonly PodDisruptionBudget[],
): PodDisruptionBudget | undefined {
  if (needsNoBudget(pod)) return undefined;
  if (budgets.length > 1) {
    throw refuse(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = budgets;
  if (budget === undefined || mayGoUnready(pod, budget)) return undefined;
  checkBudget(budget);
  return budget;
}

/** The budget's status after one more eviction. */
export function spentStatus(
  { status = {} }: PodDisruptionBudget,
  pod: string,
  nowTimestamp: string,
): PodDisruptionBudgetStatus {
  const disruptionsAllowed = (status.disruptionsAllowed ?? 0) - 1;
  const spent = { ...status, disruptionsAllowed };
  return {
    ...spent,
    ...(disruptionsAllowed === 0 ? { conditions: disruptionConditions(spent, nowTimestamp) } : {}),
    disruptedPods: { ...status.disruptedPods, [pod]: nowTimestamp },
  };
}

function guards({ spec }: PodDisruptionBudget, pod: Pod): boolean {
  return spec?.selector !== undefined && labelSelectorMatches(spec.selector, pod.metadata?.labels ?? {});
}

/** Pods that never ran, have ended or are going are not protected. */
function needsNoBudget(pod: Pod): boolean {
  const { phase = '' } = pod.status ?? {};
  return ['Pending', 'Succeeded', 'Failed'].includes(phase) || pod.metadata?.deletionTimestamp !== undefined;
}

/** A pod that is not ready is no loss: to a budget that says so, or that has what it wants without the pod. */
function mayGoUnready(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  const isReady =
    pod.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true;
  if (isReady) return false;
  if (spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
}

/** How many evictions a budget may wait for before no more are let in. */
const maxDisruptedPods = 2000;
const stillProcessedSeconds = 10;

function checkBudget(budget: PodDisruptionBudget): void {
  const name = nameOf(budget);
  const { disruptionsAllowed = 0, disruptedPods = {}, observedGeneration = 0 } = budget.status ?? {};
  if (observedGeneration < (budget.metadata?.generation ?? 0)) {
    const why = `The disruption budget ${name} is still being processed by the server.`;
    throw wouldViolate(why, stillProcessedSeconds);
  }
  const kind = resourceById('poddisruptionbudgets.policy');
  if (disruptionsAllowed < 0) throw forbidden(kind, name, 'pdb disruptions allowed is negative');
  if (Object.keys(disruptedPods).length > maxDisruptedPods) {
    const why = 'DisruptedPods map too big - too many evictions not confirmed by PDB controller';
    throw forbidden(kind, name, why);
  }
  if (disruptionsAllowed === 0) throw wouldViolate(whyNone(budget));
}

function whyNone(budget: PodDisruptionBudget): string {
  const name = nameOf(budget);
  const failure = syncFailureOf(budget);
  if (failure !== undefined)
    return `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${failure}`;
  const { desiredHealthy = 0, currentHealthy = 0 } = budget.status ?? {};
  return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
}

function wouldViolate(message: string, retryAfterSeconds?: number): StatusError {
  return refuse(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: 'DisruptionBudget', message }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function disruptedPod(pod: Pod, nowTimestamp: string): Pod {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  const generation = pod.metadata?.generation;
  const condition: PodCondition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastTransitionTime: nowTimestamp,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  return { ...pod, status: { ...pod.status, conditions: [...others, condition] } };
}
