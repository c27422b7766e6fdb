/**
 * From a scene to what is drawn: the layout, where each machine stands, and what React Flow shows. It is kept up to date
 * outside of React, and parts of the canvas listen for what they show: when pods only report, the ground under them (who
 * stands where) is the same, and nothing that depends on places alone is drawn again.
 */
import type { Node as FlowNode } from '@xyflow/react';
import { createContext, useCallback, useContext, useMemo, useRef, useSyncExternalStore } from 'react';
import { isNodeLost } from '../../bridge/appearance.ts';
import { flowNodes } from './flow-nodes.ts';
import { baseColumns, computeLayout } from './layout.ts';
import type { Layout, LayoutForm, LayoutInput } from './layout.ts';
import { bandRuns } from './namespace-bands.ts';
import type { BandRun } from './namespace-bands.ts';
import type { RailMachine } from './rails.ts';
import { createSceneSource } from './scene-source.ts';
import type { SceneSource } from './scene-source.ts';
import type { MachineScene, Scene } from './scene.ts';
import { cellOf } from './slots.ts';

export interface Stage {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly machines: readonly RailMachine[];
  readonly runs: readonly BandRun[];
  readonly nodes: readonly FlowNode[];
}

export interface StageSource {
  /** Listeners are told within the change of the mirror, before React draws. */
  subscribe(listener: () => void): () => void;
  /** The same value until something that it shows has changed. */
  read(): Stage;
}

/** `leastRows`: rows of pods that machines keep room for. */
export function useStageSource(form: LayoutForm, leastRows: number): StageSource {
  // Slots are remembered as long as this lives.
  const scenes = useMemo(() => createSceneSource(baseColumns[form]), [form]);
  return useMemo(() => createStageSource(scenes, form, leastRows), [scenes, form, leastRows]);
}

export function createStageSource(scenes: SceneSource, form: LayoutForm, leastRows: number): StageSource {
  const listeners = new Set<() => void>();
  let stage: Stage | undefined;
  let layoutInput = '';
  let end: (() => void) | undefined;
  const layOut = (scene: Scene): Layout => {
    const input = inputOf(scene, form, leastRows);
    const name = JSON.stringify(input);
    // The same layout until a count that it depends on changes.
    if (stage !== undefined && name === layoutInput) return stage.layout;
    layoutInput = name;
    return computeLayout(input);
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      end ??= scenes.subscribe(() => {
        for (const told of listeners) told();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        end?.();
        end = undefined;
      };
    },
    read() {
      const scene = scenes.read();
      if (stage?.scene === scene) return stage;
      stage =
        stage?.scene.ground === scene.ground
          ? { ...stage, scene, machines: swapScenes(stage.machines, scene.machines) }
          : setStage(scene, layOut(scene), stage);
      return stage;
    },
  };
}

function setStage(scene: Scene, layout: Layout, before: Stage | undefined): Stage {
  const { rows } = scene.slots;
  const isSameGrid = before?.layout === layout && before.scene.slots.rows === rows;
  const runs = isSameGrid ? before.runs : bandRuns(rows, layout);
  const machines = standMachines(scene, layout);
  return {
    scene,
    layout,
    machines,
    runs,
    nodes: flowNodes(scene, layout, machines, runs, before?.nodes ?? []),
  };
}

function swapScenes(
  machines: readonly RailMachine[],
  scenes: readonly MachineScene[],
): readonly RailMachine[] {
  return machines.map((machine, index) => {
    const scene = scenes[index];
    return scene === undefined || scene === machine.scene ? machine : { ...machine, scene };
  });
}

function inputOf(scene: Scene, form: LayoutForm, leastRows: number): LayoutInput {
  return {
    form,
    machineCount: scene.places.length,
    serviceCount: scene.services.length,
    columns: scene.slots.columns,
    rows: form === 'wide' ? [scene.slots.rows.length] : rowsByMachine(scene),
    leastRows,
    hasSystemPods: scene.machines.some(({ system }) => system.length > 0),
  };
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

/** In the order of the scene's machines. */
function standMachines({ places, machines }: Scene, layout: Layout): readonly RailMachine[] {
  return machines.flatMap((scene) => {
    const rect = layout.machines[places.indexOf(scene.name)];
    return rect === undefined ? [] : [{ scene, rect, isCut: isCut(scene) }];
  });
}

function isCut({ node, machine }: MachineScene): boolean {
  return isNodeLost(node) || machine?.spec?.power === 'Off' || machine?.spec?.network === 'Partitioned';
}

const StageContext = createContext<StageSource | undefined>(undefined);

export const StageProvider = StageContext.Provider;

/** For what listens by itself, and paints rather than renders. */
export function useStageContext(): StageSource {
  const source = useContext(StageContext);
  if (source === undefined) throw new Error('a part of the canvas stands outside of it');
  return source;
}

/** A part of the stage; another value only when `isSame` says that it differs. */
export function useStage<Part>(
  select: (stage: Stage) => Part,
  isSame: (a: Part, b: Part) => boolean = Object.is,
): Part {
  return useStageOf(useStageContext(), select, isSame);
}

/** The stage as far as places go: what pods say of themselves may be older. */
export function useGround(source: StageSource): Stage {
  return useStageOf(source, itself, isSameGround);
}

const itself = (stage: Stage): Stage => stage;

function isSameGround(a: Stage, b: Stage): boolean {
  return a.scene.ground === b.scene.ground && a.layout === b.layout;
}

function useStageOf<Part>(
  source: StageSource,
  select: (stage: Stage) => Part,
  isSame: (a: Part, b: Part) => boolean,
): Part {
  const last = useRef<{ readonly part: Part } | undefined>(undefined);
  const read = useCallback(() => {
    const part = select(source.read());
    if (last.current === undefined || !isSame(last.current.part, part)) last.current = { part };
    return last.current.part;
  }, [source, select, isSame]);
  return useSyncExternalStore(source.subscribe, read);
}

const byName = new WeakMap<readonly MachineScene[], ReadonlyMap<string, MachineScene>>();

export function machineOf({ scene }: Stage, name: string): MachineScene | undefined {
  let found = byName.get(scene.machines);
  if (found === undefined)
    byName.set(scene.machines, (found = new Map(scene.machines.map((machine) => [machine.name, machine]))));
  return found.get(name);
}
