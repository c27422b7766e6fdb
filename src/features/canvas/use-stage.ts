/** From a scene to what is drawn: the layout, where each machine stands, and what React Flow shows. */
import type { Node as FlowNode } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { flowNodes } from './flow-nodes.ts';
import { baseColumns, computeLayout } from './layout.ts';
import type { Layout, LayoutForm } from './layout.ts';
import { isNodeLost } from '../../bridge/appearance.ts';
import { bandRuns } from './namespace-bands.ts';
import type { BandRun } from './namespace-bands.ts';
import type { RailMachine } from './rails.ts';
import type { MachineScene, Scene } from './scene.ts';
import { cellOf } from './slots.ts';
import { useScene } from './use-cluster.ts';

export interface Stage {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly machines: readonly RailMachine[];
  readonly runs: readonly BandRun[];
  readonly nodes: readonly FlowNode[];
}

const noNodes: readonly FlowNode[] = [];

export function useStage(form: LayoutForm, leastRows: number): Stage {
  const scene = useScene(baseColumns[form]);
  const layout = useLayout(scene, form, leastRows);
  const { rows } = scene.slots;
  const runs = useMemo(() => bandRuns(rows, layout), [rows, layout]);
  const last = useRef<Stage | undefined>(undefined);
  return useMemo(() => {
    const { current: before } = last;
    const machines = keepMachines(before?.machines ?? [], standMachines(scene, layout));
    const nodes = flowNodes(scene, layout, machines, runs, before?.nodes ?? noNodes);
    return (last.current = { scene, layout, machines, runs, nodes });
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
    return [{ scene: machine, rect, isCut: isCut(machine) }];
  });
}

function isCut({ node, machine }: MachineScene): boolean {
  return isNodeLost(node) || machine?.spec?.power === 'Off' || machine?.spec?.network === 'Partitioned';
}

/** Each that is as it was keeps its identity. */
function keepMachines(before: readonly RailMachine[], after: readonly RailMachine[]): readonly RailMachine[] {
  return after.map((machine, index) => {
    const old = before[index];
    const isSame = old?.scene === machine.scene && old.rect === machine.rect && old.isCut === machine.isCut;
    return isSame ? old : machine;
  });
}
