/** The eviction subresource: a delete that disruption budgets may refuse. `pkg/registry/core/pod/storage/eviction.go` */
import type { Pod, PodDisruptionBudget } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import { labelSelectorMatches } from '../api/label-selector.ts';
import type { ApiResponse } from '../api/request.ts';
import { refuse, type Status, type StatusError } from '../api/status-error.ts';
import type { Store } from '../api/store.ts';
import type { DeleteOptions } from './deletion.ts';
import { notFound } from './errors.ts';
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
  ).filter(
    (budget) =>
      budget.spec?.selector !== undefined &&
      labelSelectorMatches(budget.spec.selector, pod.metadata?.labels ?? {}),
  );
  if (budgets.length > 1) {
    throw refuse(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = budgets;
  if (budget !== undefined && isCounted(pod) && (budget.status?.disruptionsAllowed ?? 0) < 1)
    throw wouldViolate(budget);
  writer.delete(kind, path.namespace, path.name, request, options);
  const body: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
  return { code: 201, body };
}

/** Pods that never ran, have ended or are going are not protected. */
function isCounted(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase === 'Running' && pod.metadata?.deletionTimestamp === undefined;
}

function wouldViolate(budget: PodDisruptionBudget): StatusError {
  const name = budget.metadata?.name ?? '';
  const { desiredHealthy = 0, currentHealthy = 0 } = budget.status ?? {};
  const message = `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  return refuse(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: 'DisruptionBudget', message }],
  });
}
