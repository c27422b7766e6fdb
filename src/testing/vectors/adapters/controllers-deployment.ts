import type { Deployment, ReplicaSet } from '../../../engine/api/generated/types.ts';
import { IntOrPercentError, scaledIntFromIntOrPercent } from '../../../engine/api/int-or-percent.ts';
import { nameOf } from '../../../engine/api/object.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import { planHistoryCleanup } from '../../../engine/controllers/deployment/history.ts';
import {
  maxUnavailable,
  minAvailable,
  resolveFenceposts,
} from '../../../engine/controllers/deployment/limits.ts';
import {
  hasTimedOut,
  isComplete,
  isProgressing,
  rolloutStatus,
  stuckCheckMs,
} from '../../../engine/controllers/deployment/progress.ts';
import { areOldPodsRunning } from '../../../engine/controllers/deployment/recreate.ts';
import {
  actualReplicas,
  equalIgnoringHash,
  findNewReplicaSet,
  findOldReplicaSets,
  isActive,
  wantedReplicas,
  withNew,
} from '../../../engine/controllers/deployment/replica-sets.ts';
import {
  areReplicasAnnotationsStale,
  withRevision,
} from '../../../engine/controllers/deployment/revision.ts';
import {
  newReplicaSetSize,
  nextNewReplicas,
  planCleanup,
  planOldReplicaSets,
  planScaleDown,
} from '../../../engine/controllers/deployment/rolling.ts';
import {
  planScale,
  replicaSetFraction,
  type Resize,
} from '../../../engine/controllers/deployment/scaling.ts';
import { rolloutStatus as rolloutMessage } from '../../../engine/api/rollout-status.ts';
import type { Adapters } from '../adapter.ts';

interface Shape {
  replicas?: number;
  strategy?: string;
  maxSurge?: number | string;
  maxUnavailable?: number | string;
}

interface ShortSet {
  name: string;
  replicas: number;
  creationTimestamp?: string;
  annotations?: Record<string, string>;
}

const template = { metadata: {}, spec: { containers: [] } };

function deploymentOf({ replicas, strategy = 'RollingUpdate', maxSurge, maxUnavailable }: Shape): Deployment {
  const rollingUpdate = {
    ...(maxSurge === undefined ? {} : { maxSurge }),
    ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
  };
  return {
    metadata: { name: 'foo' },
    spec: {
      selector: {},
      template,
      strategy: strategy === 'RollingUpdate' ? { type: strategy, rollingUpdate } : { type: strategy },
      ...(replicas === undefined ? {} : { replicas }),
    },
  } as Deployment;
}

function setOf(name: string, replicas: number, availableReplicas = 0, statusReplicas = 0): ReplicaSet {
  return {
    metadata: { name },
    spec: { selector: {}, template, replicas },
    status: { replicas: statusReplicas, availableReplicas },
  } as ReplicaSet;
}

function setFrom({ replicas, ...metadata }: ShortSet): ReplicaSet {
  return { ...setOf(metadata.name, replicas), metadata };
}

function sizeAfter(resizes: readonly Resize[], name: string, before: number): number {
  return resizes.findLast((resize) => nameOf(resize.set) === name)?.replicas ?? before;
}

function orError(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    if (error instanceof IntOrPercentError) return { error: true };
    throw error;
  }
}

export const adapters: Adapters = {
  'controllers/int-or-percent': ({ value, total, roundUp }) =>
    orError(() => scaledIntFromIntOrPercent(value ?? 0, total, roundUp)),

  'controllers/deployment-fenceposts': ({ maxSurge, maxUnavailable: unavailable, desired }) =>
    orError(() => resolveFenceposts(maxSurge, unavailable, desired)),

  'controllers/deployment-max-unavailable': (input) => maxUnavailable(deploymentOf(input)),
  'controllers/deployment-min-available': (input) => minAvailable(deploymentOf(input)),

  'controllers/deployment-find-new-replica-set': ({ deployment, replicaSets }) => {
    const found = findNewReplicaSet(deployment, replicaSets ?? []);
    return found === undefined ? null : nameOf(found);
  },

  'controllers/deployment-find-old-replica-sets': ({ deployment, replicaSets }) => {
    const old = findOldReplicaSets(deployment, replicaSets ?? []);
    return { all: old.map(nameOf), withReplicas: old.filter(isActive).map(nameOf) };
  },

  'controllers/deployment-replica-counts': ({ replicaSets }) => ({
    count: wantedReplicas(replicaSets),
    actual: actualReplicas(replicaSets),
  }),

  'controllers/deployment-new-rs-replicas': ({ deploymentReplicas, newReplicas, oldReplicas, ...limits }) => {
    const newSet = setOf('new', newReplicas);
    const sets = [newSet, setOf('old', oldReplicas)];
    return nextNewReplicas(deploymentOf({ ...limits, replicas: deploymentReplicas }), newSet, sets);
  },

  'controllers/deployment-new-rs-replicas-from-total': ({
    deploymentReplicas,
    newReplicas,
    totalReplicas,
    ...limits
  }) =>
    newReplicaSetSize(deploymentOf({ ...limits, replicas: deploymentReplicas }), newReplicas, totalReplicas),

  'controllers/deployment-old-rs-scale-down': ({ deploymentReplicas, ...input }) => {
    const old = setOf('old', input.oldReplicas, input.oldAvailable);
    const newSet = setOf('new', input.newReplicas, input.newAvailable);
    const resizes = planOldReplicaSets(deploymentOf({ ...input, replicas: deploymentReplicas }), newSet, [
      old,
    ]);
    return { scaled: resizes.length > 0, oldReplicas: sizeAfter(resizes, 'old', input.oldReplicas) };
  },

  'controllers/deployment-cleanup-unhealthy': ({ oldReplicas, oldAvailable, maxCleanupCount }) => {
    const resizes = planCleanup([setOf('old', oldReplicas, oldAvailable)], maxCleanupCount);
    const after = sizeAfter(resizes, 'old', oldReplicas);
    return { cleaned: oldReplicas - after, oldReplicas: after };
  },

  'controllers/deployment-scale-down-healthy-old': ({ deploymentReplicas, ...input }) => {
    const old = setOf('old', input.oldReplicas, input.oldAvailable);
    const resizes = planScaleDown(deploymentOf({ ...input, replicas: deploymentReplicas }), [old], [old]);
    return { scaled: resizes.length > 0, oldReplicas: sizeAfter(resizes, 'old', input.oldReplicas) };
  },

  'controllers/deployment-proportional-scale': ({ deployment, newReplicaSet, oldReplicaSets }) => {
    const newSet = newReplicaSet === undefined || newReplicaSet === null ? undefined : setFrom(newReplicaSet);
    const oldSets: ReplicaSet[] = (oldReplicaSets ?? []).map(setFrom);
    const resizes = planScale(deploymentOf(deployment), newSet, oldSets);
    const sizes = withNew(oldSets, newSet).map((set) => [
      nameOf(set),
      sizeAfter(resizes, nameOf(set), set.spec?.replicas ?? 0),
    ]);
    return Object.fromEntries(sizes);
  },

  'controllers/deployment-replicaset-fraction': ({
    deploymentReplicas,
    statusReplicas,
    maxSurge,
    ...input
  }) => {
    const deployment = deploymentOf({ replicas: deploymentReplicas, maxSurge, maxUnavailable: 1 });
    const set = setOf('foo', input.replicaSetReplicas);
    return replicaSetFraction(
      { ...deployment, status: { replicas: statusReplicas ?? 0 } },
      { ...set, metadata: { name: 'foo', annotations: input.annotations ?? {} } },
    );
  },

  'controllers/deployment-recreate-old-pods-running': ({
    newReplicaSetUid,
    oldReplicaSets,
    podPhasesByOwnerUid,
  }) => {
    const oldSets = (oldReplicaSets ?? []).map(
      ({ uid, statusReplicas }: { uid: string; statusReplicas: number }) => ({
        metadata: { uid },
        status: { replicas: statusReplicas ?? 0 },
      }),
    );
    const phases = Object.entries((podPhasesByOwnerUid ?? {}) as Record<string, string[]>);
    const pods = phases.map(
      ([uid, list]) => [uid, list.map((phase) => ({ status: phase === '' ? {} : { phase } }))] as const,
    );
    return areOldPodsRunning(newReplicaSetUid, oldSets, new Map(pods));
  },

  'controllers/deployment-revision-annotations': ({ annotations, newRevision, historyMaxChars }) =>
    withRevision(annotations ?? {}, Number(newRevision), historyMaxChars),

  'controllers/deployment-replicas-annotations-stale': ({ annotations, desiredReplicas, maxReplicas }) =>
    areReplicasAnnotationsStale(annotations, desiredReplicas, maxReplicas),

  'controllers/deployment-revision-history-cleanup': ({ oldReplicaSets, revisionHistoryLimit }) => {
    const deployment = deploymentOf({ replicas: 1 });
    const sets = oldReplicaSets.map((entry: Record<string, never>) => ({
      ...setOf(entry['name']!, entry['replicas']!, 0, entry['statusReplicas']!),
      metadata: {
        name: entry['name'],
        ...(entry['deleting'] ? { deletionTimestamp: '2024-01-01T00:00:00Z' } : {}),
      },
    }));
    return planHistoryCleanup({ ...deployment, spec: { ...deployment.spec!, revisionHistoryLimit } }, sets)
      .length;
  },

  'controllers/deployment-complete': ({ spec, status }) => isComplete({ spec }, status),
  'controllers/deployment-progressing': ({ oldStatus, newStatus }) => isProgressing(oldStatus, newStatus),

  'controllers/deployment-timed-out': ({ progressDeadlineSeconds, conditions, now }) =>
    hasTimedOut(
      { spec: { selector: {}, template, progressDeadlineSeconds } } as Deployment,
      { conditions },
      { nowMs: parseTimestamp(now), toMs: parseTimestamp },
    ),

  'controllers/deployment-requeue-stuck': ({ deployment, status, now }) => {
    const { conditions = [], ...spec } = deployment;
    const read = { spec: { selector: {}, template, ...spec }, status: { conditions } } as Deployment;
    const ms = stuckCheckMs(read, status, {
      nowMs: parseTimestamp(now ?? '2024-01-01T00:00:00Z'),
      toMs: parseTimestamp,
    });
    return ms === undefined ? -1 : ms / 1000;
  },

  'controllers/deployment-rollout-conditions': ({ deployment, replicaSets, now }) => {
    const { name, progressDeadlineSeconds, status, ...shape } = deployment;
    const read = deploymentOf(shape);
    const sets: ReplicaSet[] = replicaSets.map((set: Record<string, never>) =>
      setOf(set['name']!, set['replicas']!, set['availableReplicas']!, set['statusReplicas']!),
    );
    const newSet = sets[replicaSets.findIndex((set: { isNew?: boolean }) => set.isNew)];
    const before = { ...read, metadata: { name }, spec: { ...read.spec!, progressDeadlineSeconds }, status };
    const after = rolloutStatus(before, sets, newSet, {
      nowMs: parseTimestamp(now),
      nowTimestamp: now,
      toMs: parseTimestamp,
    });
    const conditions = (after.conditions ?? []).map(({ type, status: truth, reason, message, ...times }) => ({
      type,
      status: truth,
      reason: reason ?? '',
      message: message ?? '',
      lastUpdateTimeIsNow: times.lastUpdateTime === now,
      lastTransitionTimeIsNow: times.lastTransitionTime === now,
    }));
    const { replicas, updatedReplicas, availableReplicas, unavailableReplicas } = after;
    return { conditions, replicas, updatedReplicas, availableReplicas, unavailableReplicas };
  },

  'controllers/pod-template-equal-ignoring-hash': ({ first, second }) =>
    equalIgnoringHash(first, second) && equalIgnoringHash(second, first),

  'controllers/rollout-status-message': ({ object }) => rolloutMessage(object),
};
