import type {
  Node,
  NodeAffinity,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
} from '../../../engine/api/generated/types.ts';
import { interPodAffinity } from '../../../engine/scheduler/plugins/inter-pod-affinity.ts';
import { createNodeAffinity } from '../../../engine/scheduler/plugins/node-affinity.ts';
import { nodeName } from '../../../engine/scheduler/plugins/node-name.ts';
import { nodePorts } from '../../../engine/scheduler/plugins/node-ports.ts';
import {
  createNodeResourcesFit,
  type FitOptions,
} from '../../../engine/scheduler/plugins/node-resources-fit.ts';
import { nodeUnschedulable } from '../../../engine/scheduler/plugins/node-unschedulable.ts';
import { podTopologySpread } from '../../../engine/scheduler/plugins/pod-topology-spread.ts';
import { taintToleration } from '../../../engine/scheduler/plugins/taint-toleration.ts';
import { volumeRestrictions } from '../../../engine/scheduler/plugins/volume-restrictions.ts';
import { volumeZone } from '../../../engine/scheduler/plugins/volume-zone.ts';
import type { FilterPlugin } from '../../../engine/scheduler/plugin.ts';
import type { Adapters } from '../adapter.ts';
import { cacheOf, cacheOfOneNode, filterEachNode, filterOneNode } from '../scheduler-cluster.ts';

interface OneNode {
  readonly pod: Pod;
  readonly node?: Node;
  readonly existingPods?: readonly Pod[];
}

interface ManyNodes {
  readonly pod: Pod;
  readonly nodes: readonly Node[];
  readonly existingPods?: readonly Pod[];
}

const onOneNode =
  (plugin: FilterPlugin) =>
  ({ pod, node = {}, existingPods }: OneNode): object =>
    filterOneNode(plugin, pod, cacheOfOneNode(node, existingPods));

const onEachNode =
  (plugin: FilterPlugin) =>
  ({ pod, nodes, existingPods }: ManyNodes): object =>
    filterEachNode(plugin, pod, cacheOf(nodes, existingPods));

function withoutPreemption(verdict: object): object {
  const { preemptionMightHelp: _, ...rest } = verdict as { preemptionMightHelp?: boolean };
  return rest;
}

export const adapters: Adapters = {
  'scheduler/filter-inter-pod-affinity': onEachNode(interPodAffinity),
  'scheduler/filter-node-affinity': ({
    addedAffinity,
    ...input
  }: OneNode & { addedAffinity?: NodeAffinity }) => onOneNode(createNodeAffinity(addedAffinity))(input),
  'scheduler/filter-node-name': onOneNode(nodeName),
  'scheduler/filter-node-ports': onOneNode(nodePorts),
  'scheduler/filter-node-resources-fit': (input: OneNode & FitOptions) =>
    withoutPreemption(onOneNode(createNodeResourcesFit(input))(input)),
  'scheduler/filter-node-unschedulable': onOneNode(nodeUnschedulable),
  'scheduler/filter-pod-topology-spread': onEachNode(podTopologySpread),
  'scheduler/filter-taint-toleration': onOneNode(taintToleration),
  'scheduler/filter-volume-restrictions': onOneNode(volumeRestrictions),
  'scheduler/filter-volume-zone': ({
    pod,
    node,
    persistentVolumes,
    persistentVolumeClaims,
  }: {
    pod: Pod;
    node: Node;
    persistentVolumes: readonly PersistentVolume[];
    persistentVolumeClaims: readonly PersistentVolumeClaim[];
  }) =>
    filterOneNode(
      volumeZone,
      pod,
      cacheOfOneNode(node, [], {
        persistentvolumes: persistentVolumes,
        persistentvolumeclaims: persistentVolumeClaims,
      }),
    ),
};
