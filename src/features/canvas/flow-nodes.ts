/**
 * What React Flow is given to show: one node for each machine, the control plane, the queue and each Service. They carry
 * what depends on places alone; what pods say, each node listens for itself.
 */
import type { Node as FlowNode } from '@xyflow/react';
import type { Layout, Rect } from './layout.ts';
import type { BandRun } from './namespace-bands.ts';
import type { RailMachine } from './rails.ts';
import { podRequests } from './requests.ts';
import { isSameRecord } from './same-data.ts';
import type { Scene } from './scene.ts';

const nothing = { cpu: 0, memory: 0 };

/** A node whose data are what they were is the very same node: React Flow looks at nothing else then. */
export function flowNodes(
  scene: Scene,
  layout: Layout,
  machines: readonly RailMachine[],
  runs: readonly BandRun[],
  previous: readonly FlowNode[],
): readonly FlowNode[] {
  const known = new Map(previous.map((node) => [node.id, node]));
  const nodes = listNodes(scene, layout, machines, runs).map((node) => {
    const before = known.get(node.id);
    return before !== undefined && isSameRecord(before.data, node.data) ? before : node;
  });
  const isSame = nodes.length === previous.length && nodes.every((node, index) => node === previous[index]);
  return isSame ? previous : nodes;
}

function listNodes(
  scene: Scene,
  layout: Layout,
  machines: readonly RailMachine[],
  runs: readonly BandRun[],
): readonly FlowNode[] {
  const first = scene.queue[0];
  const ghost = first === undefined ? nothing : podRequests(first);
  const hasSystemPods = scene.machines.some(({ system }) => system.length > 0);
  const kubelets = scene.controlPlane === undefined ? machines.length : machines.length + 1;
  const silent = machines.filter(({ isCut }) => isCut).length;
  return [
    flowNode('controlPlane', 'controlPlane', layout.controlPlane, {
      layout,
      waiting: scene.queue.length,
      heard: kubelets - silent,
      machineCount: kubelets,
    }),
    flowNode('queue', 'queue', layout.queue, { layout }),
    ...machines.map(({ scene: machine, rect }) =>
      flowNode(`machine:${machine.name}`, 'machine', rect, {
        name: machine.name,
        layout,
        ghostCpu: ghost.cpu,
        ghostMemory: ghost.memory,
        hasSystemPods,
        runs,
      }),
    ),
    ...scene.services.flatMap((service, index) => {
      const rect = layout.services[index];
      return rect === undefined ? [] : [flowNode(service.key, 'service', rect, { serviceKey: service.key })];
    }),
  ];
}

function flowNode(id: string, type: string, rect: Rect, data: Record<string, unknown>): FlowNode {
  const { x, y, width, height } = rect;
  return {
    id,
    type,
    position: { x, y },
    width,
    height,
    // Said in advance, so that React Flow doesn't measure it, draw it again and lay the page out for it.
    measured: { width, height },
    handles: [],
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    // React Flow lets the pointer through to what it takes for decoration.
    style: { pointerEvents: 'all' },
    data: { ...data, rect },
  };
}
