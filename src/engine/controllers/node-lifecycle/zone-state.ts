import type { Node } from '../../api/generated/types.ts';

/** How a zone fares, which decides how fast its nodes are tainted. `pkg/controller/nodelifecycle/node_lifecycle_controller.go` */
export type ZoneState = 'Initial' | 'Normal' | 'PartialDisruption' | 'FullDisruption';

/** Share of not ready nodes from which a zone counts as partly disrupted. */
export const defaultUnhealthyThreshold = 0.55;
const largeClusterThreshold = 50;
/** Milliseconds between two nodes of a zone that are tainted. */
const normalIntervalMs = 10_000;
const largeDisruptedIntervalMs = 100_000;

/** The state of a zone from the Ready conditions of its nodes. */
export function computeZoneState(
  readyStatuses: readonly (string | undefined)[],
  unhealthyThreshold = defaultUnhealthyThreshold,
): ZoneState {
  const ready = readyStatuses.filter((status) => status === 'True').length;
  const notReady = readyStatuses.length - ready;
  if (ready === 0 && notReady > 0) return 'FullDisruption';
  if (notReady > 2 && notReady / readyStatuses.length >= unhealthyThreshold) return 'PartialDisruption';
  return 'Normal';
}

/** How long to wait between two nodes, in simulated ms; Infinity: no more nodes are tainted. */
export function taintIntervalMs(state: ZoneState, nodeCount: number): number {
  if (state !== 'PartialDisruption') return normalIntervalMs;
  return nodeCount > largeClusterThreshold ? largeDisruptedIntervalMs : Infinity;
}

/** `staging/src/k8s.io/component-helpers/node/topology/helpers.go` GetZoneKey, with a readable separator */
export function zoneOf(node: Node): string {
  const labels = node.metadata?.labels ?? {};
  const region =
    labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone =
    labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}/${zone}`;
}
