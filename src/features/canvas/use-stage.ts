/** From a scene to what React Flow shows: the layout, and one node for each machine, the control plane, queue and Service. */
import type { Node as FlowNode } from '@xyflow/react';
import { useMemo } from 'react';
import { baseColumns, computeLayout } from './layout.ts';
import type { Layout, LayoutForm, Rect } from './layout.ts';
import { machineHealth } from './machine-health.ts';
import { bandRuns } from './namespace-bands.ts';
import type { BandRun } from './namespace-bands.ts';
import type { RailMachine } from './rails.ts';
import { podRequests } from './requests.ts';
import type { Scene } from './scene.ts';
import { cellOf } from './slots.ts';
import { useScene } from './use-cluster.ts';

export interface Stage {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly machines: readonly RailMachine[];
  readonly runs: readonly BandRun[];
  readonly nodes: readonly FlowNode[];
}

const nothing = { cpu: 0, memory: 0 };

export function useStage(form: LayoutForm, leastRows: number): Stage {
  const scene = useScene(baseColumns[form]);
  const layout = useLayout(scene, form, leastRows);
  const { rows } = scene.slots;
  const runs = useMemo(() => bandRuns(rows, layout), [rows, layout]);
  return useMemo(() => {
    const machines = standMachines(scene, layout);
    return { scene, layout, machines, runs, nodes: flowNodes(scene, layout, machines, runs) };
  }, [scene, layout, runs]);
}

/** The same layout until a count that it depends on changes. */
function useLayout(scene: Scene, form: LayoutForm, leastRows: number): Layout {
  const hasSystemPods = scene.machines.some(({ system }) => system.length > 0);
  const rows = form === 'wide' ? String(scene.slots.rows.length) : rowsByMachine(scene).join(' ');
  const machineCount = scene.places.length;
  const serviceCount = scene.services.length;
  const { columns } = scene.slots;
  return useMemo(
    () =>
      computeLayout({
        form,
        machineCount,
        serviceCount,
        columns,
        rows: rows.split(' ').map(Number),
        leastRows,
        hasSystemPods,
      }),
    [form, machineCount, serviceCount, columns, rows, leastRows, hasSystemPods],
  );
}

/** On a phone a machine is as high as its own pods ask. */
function rowsByMachine(scene: Scene): readonly number[] {
  const rows = scene.places.map(() => 0);
  for (const slot of scene.slots.byPod.values()) {
    const place = scene.places.indexOf(slot.machine);
    rows[place] = Math.max(rows[place] ?? 0, cellOf(scene.slots, slot).row + 1);
  }
  return rows;
}

function standMachines(scene: Scene, layout: Layout): readonly RailMachine[] {
  const byName = new Map(scene.machines.map((machine) => [machine.name, machine]));
  return scene.places.flatMap((name, index) => {
    const machine = name === null ? undefined : byName.get(name);
    const rect = layout.machines[index];
    if (machine === undefined || rect === undefined) return [];
    const { isLost, isOff, isCutOff } = machineHealth(machine);
    return [{ scene: machine, rect, isCut: isLost || isOff || isCutOff }];
  });
}

function flowNodes(
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
      scene: scene.controlPlane,
      layout,
      waiting: scene.queue.length,
      heard: kubelets - silent,
      machineCount: kubelets,
    }),
    flowNode('queue', 'queue', layout.queue, { pods: scene.queue, layout }),
    ...machines.map(({ scene: machine, rect }) =>
      flowNode(`machine:${machine.name}`, 'machine', rect, {
        scene: machine,
        layout,
        ghostCpu: ghost.cpu,
        ghostMemory: ghost.memory,
        hasSystemPods,
        runs,
      }),
    ),
    ...scene.services.flatMap((service, index) => {
      const rect = layout.services[index];
      return rect === undefined ? [] : [flowNode(service.key, 'service', rect, { scene: service })];
    }),
  ];
}

function flowNode(id: string, type: string, rect: Rect, data: Record<string, unknown>): FlowNode {
  return {
    id,
    type,
    position: { x: rect.x, y: rect.y },
    width: rect.width,
    height: rect.height,
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    // React Flow lets the pointer through to what it takes for decoration.
    style: { pointerEvents: 'all' },
    data: { ...data, rect },
  };
}
