import { deletionFinalizers } from '../../../engine/api/deletion.ts';
import type { Node, NodeCondition, Pod, Taint, Toleration } from '../../../engine/api/generated/types.ts';
import { nameOf } from '../../../engine/api/object.ts';
import { withDefaultTolerationSeconds } from '../../../engine/api/scheduling/tolerations.ts';
import { formatTimestamp, parseTimestamp } from '../../../engine/api/time.ts';
import {
  type GracePeriods,
  lookAtNode,
  type NodeHealth,
} from '../../../engine/controllers/node-lifecycle/node-health.ts';
import { withBetaLabels } from '../../../engine/controllers/node-lifecycle/node-labels.ts';
import { wantedNoScheduleTaints } from '../../../engine/controllers/node-lifecycle/node-taints.ts';
import { computeZoneState } from '../../../engine/controllers/node-lifecycle/zone-state.ts';
import {
  quarantineMs,
  selectOrphaned,
  selectOutOfService,
  selectTerminated,
  selectUnscheduledTerminating,
  noteMissingNodes,
} from '../../../engine/controllers/pod-gc/garbage-pods.ts';
import { mustBeMarkedFailed } from '../../../engine/controllers/pod-gc/pod-gc-controller.ts';
import {
  evictionDelaySeconds,
  minTolerationSeconds,
} from '../../../engine/controllers/taint-eviction/toleration-time.ts';
import { missingServiceAccounts } from '../../../engine/controllers/service-account/service-account-controller.ts';
import {
  planRootCa,
  rootCaAnnotations,
} from '../../../engine/controllers/service-account/root-ca-publisher.ts';
import type { Adapters } from '../adapter.ts';

interface ShortPod {
  readonly name: string;
  readonly nodeName?: string;
  readonly phase?: string;
  readonly reason?: string;
  readonly terminating?: boolean;
  readonly creationTimestamp?: string;
}

function podOf({ name, nodeName, phase, reason, terminating, creationTimestamp }: ShortPod): Pod {
  const deletionTimestamp = terminating === true ? '2026-01-01T00:00:00Z' : undefined;
  return {
    metadata: { name, namespace: 'default', creationTimestamp, deletionTimestamp },
    spec: { containers: [], nodeName },
    status: { phase, reason },
  } as Pod;
}

function removals(pods: readonly Pod[]): object {
  return {
    deleted: pods.map(nameOf).toSorted(),
    markedFailed: pods.filter(mustBeMarkedFailed).map(nameOf).toSorted(),
  };
}

interface Looks {
  readonly node: { readonly creationTimestamp: string; readonly conditions?: NodeCondition[] };
  readonly leaseRenewTime?: string;
  readonly firstLook: string;
  readonly secondLook?: string;
  readonly conditionsAtSecondLook?: NodeCondition[];
  readonly leaseRenewTimeAtSecondLook?: string;
  readonly nodeMonitorGracePeriodSeconds: number;
  readonly nodeStartupGracePeriodSeconds: number;
}

function conditionsAfterLooks(input: Looks): object {
  const graces: GracePeriods = {
    monitorSeconds: input.nodeMonitorGracePeriodSeconds,
    startupSeconds: input.nodeStartupGracePeriodSeconds,
  };
  const { creationTimestamp } = input.node;
  const look = (
    conditions: readonly NodeCondition[] | undefined,
    lease: string | undefined,
    at: string,
    health?: NodeHealth,
  ) => {
    const node = { metadata: { name: 'node', creationTimestamp }, status: { conditions } } as Node;
    const nowMs = parseTimestamp(at);
    const clock = { nowMs, nowTimestamp: formatTimestamp(nowMs), toMs: parseTimestamp };
    const result = lookAtNode(node, lease, health, graces, clock);
    return { health: result.health, conditions: result.written ?? conditions };
  };
  const first = look(input.node.conditions, input.leaseRenewTime, input.firstLook);
  if (input.secondLook === undefined) return { conditions: first.conditions };
  const conditions = input.conditionsAtSecondLook ?? first.conditions;
  return {
    conditions: look(conditions, input.leaseRenewTimeAtSecondLook, input.secondLook, first.health).conditions,
  };
}

export const adapters: Adapters = {
  'controllers/default-toleration-seconds': ({ tolerations }: { tolerations: readonly Toleration[] }) =>
    withDefaultTolerationSeconds(tolerations),
  'controllers/delete-propagation-finalizers': (input: {
    finalizers: readonly string[];
    propagationPolicy?: string;
    orphanDependents?: boolean;
    orphanByDefault?: boolean;
  }) => {
    const finalizers = deletionFinalizers(input);
    return { gone: finalizers.length === 0, finalizers };
  },
  'controllers/node-beta-labels': ({ labels }: { labels: Record<string, string> }) => withBetaLabels(labels),
  'controllers/node-condition-taints': ({ conditions }: { conditions: readonly NodeCondition[] }) =>
    wantedNoScheduleTaints(conditions),
  'controllers/node-health-conditions': conditionsAfterLooks,
  'controllers/node-zone-states': (input: {
    nodes: readonly { zone: string; ready: string }[];
    unhealthyZoneThreshold: number;
  }) => {
    const zones = new Map<string, string[]>();
    for (const { zone, ready } of input.nodes) zones.set(zone, [...(zones.get(zone) ?? []), ready]);
    const states = [...zones].map(([zone, ready]) => [
      zone,
      computeZoneState(ready, input.unhealthyZoneThreshold),
    ]);
    return Object.fromEntries(states);
  },
  'controllers/podgc-orphaned': (input: {
    nodes: readonly string[];
    pods: readonly ShortPod[];
    secondsSinceFirstSeenMissing: number;
  }) => {
    const pods = input.pods.map(podOf);
    const nodes = input.nodes.map((name) => ({ metadata: { name } }));
    const missing = noteMissingNodes(pods, nodes, {}, 0);
    const nowMs = input.secondsSinceFirstSeenMissing * 1000;
    return removals(selectOrphaned(pods, (node) => nowMs - (missing[node] ?? nowMs) >= quarantineMs));
  },
  'controllers/podgc-out-of-service': (input: {
    nodes: readonly { name: string; ready: string; taints?: Taint[] }[];
    pods: readonly ShortPod[];
  }) => {
    const nodes = input.nodes.map(
      ({ name, ready, taints }) =>
        ({
          metadata: { name },
          spec: { taints },
          status: { conditions: [{ type: 'Ready', status: ready }] },
        }) as Node,
    );
    return removals(selectOutOfService(input.pods.map(podOf), nodes));
  },
  'controllers/podgc-terminated': ({ threshold, pods }: { threshold: number; pods: readonly ShortPod[] }) =>
    selectTerminated(pods.map(podOf), threshold).map(nameOf),
  'controllers/podgc-unscheduled-terminating': ({ pods }: { pods: readonly ShortPod[] }) =>
    removals(selectUnscheduledTerminating(pods.map(podOf))),
  'controllers/root-ca-configmap': (input: {
    namespacePhase: string;
    data?: Record<string, string>;
    ca: string;
  }) => {
    const { namespacePhase, data, ca } = input;
    const current =
      data === undefined ? undefined : { data, metadata: { annotations: { ...rootCaAnnotations } } };
    return planRootCa(namespacePhase, current, ca);
  },
  'controllers/serviceaccount-created': (input: {
    namespacePhase?: string;
    existing: readonly string[];
    wanted: readonly string[];
  }) => missingServiceAccounts(input.namespacePhase, input.existing, input.wanted),
  'controllers/taint-eviction-delay': (input: {
    nodeName?: string;
    tolerations: readonly Toleration[];
    taints: readonly Taint[];
  }) => {
    const seconds =
      (input.nodeName ?? '') === '' ? undefined : evictionDelaySeconds(input.taints, input.tolerations);
    return seconds === undefined ? { evict: false } : { evict: true, afterSeconds: seconds };
  },
  'controllers/taint-eviction-min-toleration': ({ tolerations }: { tolerations: readonly Toleration[] }) =>
    minTolerationSeconds(tolerations),
};
