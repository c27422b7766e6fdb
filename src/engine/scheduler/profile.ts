import type { FilterPlugin, ScorePlugin } from './plugin.ts';
import { imageLocality } from './plugins/image-locality.ts';
import { createInterPodAffinityScore, interPodAffinity } from './plugins/inter-pod-affinity.ts';
import { createNodeAffinity, createNodeAffinityScore } from './plugins/node-affinity.ts';
import { nodeName } from './plugins/node-name.ts';
import { nodePorts } from './plugins/node-ports.ts';
import { createNodeResourcesFit } from './plugins/node-resources-fit.ts';
import { nodeUnschedulable } from './plugins/node-unschedulable.ts';
import { podTopologySpread } from './plugins/pod-topology-spread.ts';
import { podTopologySpreadScore } from './plugins/pod-topology-spread-score.ts';
import { balancedAllocation, createLeastAllocated } from './plugins/resource-scores.ts';
import { taintToleration, taintTolerationScore } from './plugins/taint-toleration.ts';
import { volumeBinding } from './plugins/volume-binding.ts';
import { volumeRestrictions } from './plugins/volume-restrictions.ts';
import { volumeZone } from './plugins/volume-zone.ts';

/**
 * The plugins of the default scheduler, in their order; a node's first refusal decides.
 * `pkg/scheduler/apis/config/v1/default_plugins.go`
 */
export const filterPlugins: readonly FilterPlugin[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  createNodeAffinity(),
  nodePorts,
  createNodeResourcesFit(),
  volumeRestrictions,
  volumeBinding,
  volumeZone,
  podTopologySpread,
  interPodAffinity,
];

export const scorePlugins: readonly ScorePlugin[] = [
  taintTolerationScore,
  createNodeAffinityScore(),
  createLeastAllocated(),
  podTopologySpreadScore,
  createInterPodAffinityScore(),
  balancedAllocation,
  imageLocality,
];
