import type { Pod, PodCondition } from '../../../engine/api/generated/types.ts';
import { controllerOf, nameOf } from '../../../engine/api/object.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import {
  failureConditions,
  replicaSetStatus,
} from '../../../engine/controllers/replicaset/replicaset-status.ts';
import { claimObjects } from '../../../engine/controllers/workload/claims.ts';
import {
  compareForDeletion,
  rankPod,
  selectPodsToDelete,
} from '../../../engine/controllers/workload/pod-deletion-order.ts';
import { isPodAvailable, nextPodAvailabilityMs } from '../../../engine/controllers/workload/pod-state.ts';
import { runSlowStart } from '../../../engine/controllers/workload/slow-start.ts';
import type { Adapters } from '../adapter.ts';

/** A pod in the short form that these suites share. */
interface ShortPod {
  name?: string;
  labels?: Record<string, string>;
  nodeName?: string;
  phase?: string;
  ready?: boolean;
  readySince?: string;
  restartCount?: number;
  sidecarRestartCount?: number;
  creationTimestamp?: string;
  deletionCost?: string | number;
}

function podOf(short: ShortPod): Pod {
  const cost = short.deletionCost;
  const annotations = { 'controller.kubernetes.io/pod-deletion-cost': String(cost) };
  const sidecar = { name: 'sidecar', restartPolicy: 'Always' };
  return {
    metadata: {
      name: short.name ?? '',
      ...(short.labels === undefined ? {} : { labels: short.labels }),
      ...(short.creationTimestamp === undefined ? {} : { creationTimestamp: short.creationTimestamp }),
      ...(cost === undefined ? {} : { annotations }),
    },
    spec: {
      containers: [],
      initContainers: [sidecar],
      ...(short.nodeName === undefined ? {} : { nodeName: short.nodeName }),
    },
    status: {
      ...(short.phase === undefined ? {} : { phase: short.phase }),
      conditions: [readyCondition(short.ready === true, short.readySince)],
      containerStatuses: [{ name: 'main', restartCount: short.restartCount ?? 0 }],
      initContainerStatuses: [{ name: 'sidecar', restartCount: short.sidecarRestartCount ?? 0 }],
    },
  } as unknown as Pod;
}

function readyCondition(ready: boolean, since?: string): PodCondition {
  return {
    type: 'Ready',
    status: ready ? 'True' : 'False',
    ...(since === undefined ? {} : { lastTransitionTime: since }),
  };
}

const nowOf = (now: string) => ({ nowMs: parseTimestamp(now), nowTimestamp: now, toMs: parseTimestamp });

export const adapters: Adapters = {
  'controllers/pod-available': ({ ready, readySinceSeconds, minReadySeconds }) => {
    const now = '2024-01-01T12:00:00Z';
    const toMs = () => parseTimestamp(now) - readySinceSeconds * 1000;
    return isPodAvailable(podOf({ ready, readySince: now }), minReadySeconds, parseTimestamp(now), toMs);
  },

  'controllers/pod-next-availability': ({ pod, minReadySeconds, now }) => {
    const waitMs = nextPodAvailabilityMs(podOf(pod), minReadySeconds, parseTimestamp(now), parseTimestamp);
    return waitMs === undefined ? null : waitMs / 1000;
  },

  'controllers/pod-deletion-order': ({ first, second, now }) => {
    const order = compareForDeletion(
      rankPod(podOf(first), first.rank ?? 0, parseTimestamp),
      rankPod(podOf(second), second.rank ?? 0, parseTimestamp),
      parseTimestamp(now),
    );
    return order < 0 ? 'first' : order > 0 ? 'second' : 'equal';
  },

  'controllers/replicaset-pods-to-delete': ({ pods, related, count }) =>
    selectPodsToDelete(pods.map(podOf), related.map(podOf), count, 0, parseTimestamp).map(nameOf),

  'controllers/replicaset-adoption-release': ({ controller, selector, pods }) => {
    const going = { deletionTimestamp: '2024-01-01T00:00:00Z' };
    const owner = { metadata: { uid: controller.uid, ...(controller.deleting === true ? going : {}) } };
    const all: Pod[] = pods.map(({ deleting, ...metadata }: { deleting?: boolean }) => ({
      metadata: { ...metadata, ...(deleting === true ? going : {}) },
    }));
    const controlled = all.filter((pod) => controllerOf(pod)?.uid === controller.uid);
    const orphans = all.filter((pod) => controllerOf(pod) === undefined);
    return claimObjects(owner, selector, { controlled, orphans }).claimed.map(nameOf);
  },

  'controllers/replicaset-failure-condition': ({ replicas, pods, error, conditions }) => {
    const set = { spec: { replicas, selector: {} }, status: { replicas: 0, conditions: conditions ?? [] } };
    return failureConditions(set, pods, '', error).map(({ type, status, reason, message }) => ({
      type,
      status,
      reason,
      message,
    }));
  },

  'controllers/replicaset-status': ({ replicas, minReadySeconds, templateLabels, pods, now }) => {
    const set = {
      spec: { replicas, minReadySeconds, selector: {}, template: { metadata: { labels: templateLabels } } },
    };
    const counts = { fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0 };
    return { ...counts, ...replicaSetStatus(set, pods.map(podOf), 0, nowOf(now)) };
  },

  'controllers/slow-start-batch': ({ count, succeed, initialBatchSize }) => {
    const { successes, calls, failed } = runSlowStart(count, initialBatchSize, (index) => index < succeed);
    return { successes, calls, error: failed };
  },
};
