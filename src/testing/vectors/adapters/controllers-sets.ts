import type { DaemonSet, Pod, StatefulSet } from '../../../engine/api/generated/types.ts';
import { nameOf } from '../../../engine/api/object.ts';
import { planDaemonSet } from '../../../engine/controllers/daemonset/manage.ts';
import {
  affinityToNode,
  daemonTolerations,
  placingOn,
  targetNodeOf,
} from '../../../engine/controllers/daemonset/placing.ts';
import { updateLimits } from '../../../engine/controllers/daemonset/rolling-update.ts';
import {
  claimLabels,
  hasIdentity,
  hasStorage,
  placeOf,
  podNames,
} from '../../../engine/controllers/statefulset/identity.ts';
import {
  maxUnavailableOf,
  planStatefulSet,
  revisionOfPod,
} from '../../../engine/controllers/statefulset/plan.ts';
import { claimOwner } from '../../../engine/controllers/statefulset/retention.ts';
import { podRevisionLabel } from '../../../engine/controllers/workload/revisions.ts';
import type { Adapters } from '../adapter.ts';

const moment = { nowMs: 0, toMs: () => 0 };

function setOf(spec: object, name = 'foo'): StatefulSet {
  return {
    metadata: { name, namespace: 'default' },
    spec: { selector: {}, template: {}, ...spec },
  } as StatefulSet;
}

interface ShortPod {
  name?: string;
  revision: string;
  phase?: string;
  ready?: boolean;
  terminating?: boolean;
}

function podOf({ name = '', revision, phase, ready, terminating }: ShortPod, namespace = 'default'): Pod {
  return {
    metadata: {
      name,
      namespace,
      labels: { [podRevisionLabel]: revision },
      ...(terminating === true ? { deletionTimestamp: '2024-01-01T00:00:00Z' } : {}),
    },
    status: {
      ...(phase === undefined ? {} : { phase }),
      conditions: [{ type: 'Ready', status: ready === true ? 'True' : 'False' }],
    },
  };
}

interface ShortNode {
  pods: ShortPod[];
}

export const adapters: Adapters = {
  'controllers/statefulset-claim-labels': ({ matchLabels, claimTemplateLabels }) =>
    claimLabels(setOf({ selector: { matchLabels } }), { metadata: { labels: claimTemplateLabels } }),

  'controllers/statefulset-identity-storage': ({ set, pod }) => {
    const { volumes, ...metadata } = pod;
    const templates = (set.volumeClaimTemplates ?? []).map((name: string) => ({ metadata: { name } }));
    const read = {
      metadata: { name: set.name, namespace: set.namespace },
      spec: { volumeClaimTemplates: templates },
    };
    const readPod = { metadata, spec: { volumes } } as Pod;
    return {
      identity: hasIdentity(read as StatefulSet, readPod),
      storage: hasStorage(read as StatefulSet, readPod),
    };
  },

  'controllers/statefulset-max-unavailable': ({ maxUnavailable, replicaCount }) =>
    maxUnavailableOf(maxUnavailable, replicaCount),

  'controllers/statefulset-parent-ordinal': ({ podName }) => placeOf(podName),
  'controllers/statefulset-pod-names': ({ name, ordinals, replicas }) =>
    podNames(setOf({ ordinals, replicas }, name)),

  'controllers/statefulset-pvc-retention-owner': ({ whenScaled, whenDeleted, replicas, ordinal }) =>
    claimOwner(
      setOf({ replicas, persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted } }),
      ordinal,
    ) ?? null,

  'controllers/statefulset-next-actions': ({ set, pods }) => {
    const { name, deleting, statusCurrentReplicas, updateInProgress, ...spec } = set;
    const read = setOf(spec, name);
    const stored: StatefulSet = {
      ...read,
      metadata: {
        ...read.metadata,
        ...(deleting === true ? { deletionTimestamp: '2024-01-01T00:00:00Z' } : {}),
      },
      status: { replicas: 0, currentReplicas: statusCurrentReplicas ?? 0 },
    };
    const updateRevision = updateInProgress === true ? 'update' : 'current';
    const versions = { currentSet: stored, updateSet: stored, currentRevision: 'current', updateRevision };
    const { actions } = planStatefulSet(
      stored,
      (pods ?? []).map((pod: ShortPod) => podOf(pod)),
      versions,
      moment,
    );
    const created = actions.filter(({ kind }) => kind === 'create');
    return {
      create: created.map(({ pod }) => ({ name: nameOf(pod), revision: revisionOfPod(pod) })),
      delete: actions.filter(({ kind }) => kind === 'delete').map(({ pod }) => nameOf(pod)),
    };
  },

  'controllers/daemonset-pod-node-affinity': ({ affinity, nodeName }) =>
    affinityToNode(affinity ?? undefined, nodeName),
  'controllers/daemonset-pod-target-node': ({ pod }) => targetNodeOf(pod),

  'controllers/daemonset-pod-tolerations': ({ hostNetwork, tolerations }) =>
    daemonTolerations(tolerations ?? [], hostNetwork === true),

  'controllers/daemonset-should-run': ({ node, daemonSet }) => placingOn(node, daemonSet),

  'controllers/daemonset-update-limits': ({ desiredNodes, rollingUpdate }) =>
    updateLimits(
      { spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } } } as DaemonSet,
      desiredNodes,
    ),

  'controllers/daemonset-rolling-step': ({ maxUnavailable, maxSurge, nodes }) => {
    const placing = { shouldRun: true, shouldContinueRunning: true };
    const states = nodes.map(({ pods }: ShortNode, index: number) => ({
      node: `node-${index}`,
      placing,
      shouldRun: true,
      pods: (pods ?? []).map((pod, order) => podOf({ ...pod, name: `${index}-${order}`, phase: 'Running' })),
    }));
    const rollingUpdate = { maxUnavailable, maxSurge };
    const set = { spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } } } as DaemonSet;
    const { nodesToFill, removals } = planDaemonSet(states, updateLimits(set, nodes.length), {
      ...moment,
      isUpdated: (pod) => revisionOfPod(pod) === 'new',
      allowsSurge: maxSurge > 0,
      minReadySeconds: 0,
      mayReplaceFailed: () => true,
    });
    return { creates: nodesToFill.length, deletes: removals.length };
  },
};
