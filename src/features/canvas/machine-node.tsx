/** A machine: its head says how it is, below it stand its pods. */
import { memo, useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost } from '../../bridge/appearance.ts';
import type { Lease } from '../../engine/api/generated/types.ts';
import type { Fault } from '../../engine/api/podarium.ts';
import { faultsOnMachine, useFaults } from '../../model/faults-in-force.ts';
import { useObject } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { BandRun } from './namespace-bands.ts';
import type { Layout, Rect } from './layout.ts';
import { cellPlace } from './layout.ts';
import { MachineFault } from './machine-fault.tsx';
import { countTroubled, isSameHead, machineHealth } from './machine-health.ts';
import type { MachineHealth } from './machine-health.ts';
import { MachineHead } from './machine-head.tsx';
import { PodPicture } from './pod-picture.tsx';
import { PodView } from './pod-view.tsx';
import { sameData } from './same-data.ts';
import type { MachineScene } from './scene.ts';
import { SystemPods } from './system-pods.tsx';
import { machineOf, useStage } from './use-stage.ts';

export interface MachineNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly layout: Layout;
  readonly rect: Rect;
  /** What the first pod of the queue asks for. */
  readonly ghostCpu: number;
  readonly ghostMemory: number;
  readonly hasSystemPods: boolean;
  readonly runs: readonly BandRun[];
}

const noFaults: readonly Fault[] = [];

export const MachineNode = memo(function MachineNode({
  data,
}: {
  readonly data: MachineNodeData;
}): ReactElement {
  const { name } = data;
  const scene = useStage(
    useCallback((stage) => machineOf(stage, name), [name]),
    isSameHead,
  );
  return scene === undefined ? <></> : <Machine data={data} scene={scene} />;
}, sameData);

interface MachineProps {
  readonly data: MachineNodeData;
  /** Its pods may be older than what they now say: who shows that listens for it. */
  readonly scene: MachineScene;
}

function Machine({ data, scene }: MachineProps): ReactElement {
  const { layout, rect, ghostCpu, ghostMemory, hasSystemPods, runs } = data;
  const key = `nodes//${scene.name}`;
  const isSelected = useSelection((state) => state.selected === key);
  const isHovered = useSelection((state) => state.hovered === key);
  const isFocused = useCanvas((state) => state.focused === key);
  const isDrawn = useCanvas((state) => state.level === 'far' || state.level === 'middle');
  const ghost = useMemo(() => ({ cpu: ghostCpu, memory: ghostMemory }), [ghostCpu, ghostMemory]);
  const health = useHealth(scene);
  const all = useFaults();
  const faults = useMemo(() => faultsOnMachine(all, scene.name), [all, scene.name]);
  // Where there is room below the pods, a fault stands there with what ends it; else it is a chip in the head.
  const hasRoom = layout.form === 'wide' && !isDrawn && freeTop(scene, layout) + 20 <= rect.height;
  const troubled = useMemo(() => countTroubled(scene, health), [scene, health]);
  return (
    <section
      className={`machine machine-${layout.form}`}
      style={{ width: rect.width, height: rect.height }}
      data-object={key}
      data-lost={health.isLost || health.isOff}
      data-selected={isSelected}
      data-focused={isFocused}
      data-hovered={isHovered}
    >
      <MachineHead
        scene={scene}
        health={health}
        faults={hasRoom ? noFaults : faults}
        form={layout.form}
        ghost={ghost}
        troubled={troubled}
      />
      {hasSystemPods && layout.form === 'wide' ? <SystemPods keys={scene.system} health={health} /> : null}
      {runs.map(({ top, height }) => (
        <div key={top} className="machine-band" style={{ top, height }} />
      ))}
      {isDrawn ? (
        <PodPicture
          name={scene.name}
          seats={scene.seats}
          isLost={health.isLost}
          grid={layout.grid}
          width={rect.width}
          height={rect.height}
          lastReportEpochMs={health.lastReportEpochMs}
        />
      ) : (
        <>
          <MachinePods scene={scene} layout={layout} health={health} />
          {layout.form === 'wide' ? (
            <MachineFault
              name={scene.name}
              health={health}
              faults={faults}
              top={freeTop(scene, layout)}
              bottom={rect.height}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

/** A lost machine was last heard of when its lease was last renewed. */
function useHealth(scene: MachineScene): MachineHealth {
  const isLost = isNodeLost(scene.node);
  const lease = useObject(isLost ? `leases.coordination.k8s.io/kube-node-lease/${scene.name}` : '') as
    Lease | undefined;
  const renewTime = lease?.spec?.renewTime;
  return useMemo(() => machineHealth(scene, renewTime), [scene, renewTime]);
}

interface MachinePodsProps {
  readonly scene: MachineScene;
  readonly layout: Layout;
  readonly health: MachineHealth;
}

const MachinePods = memo(function MachinePods({ scene, layout, health }: MachinePodsProps): ReactElement {
  return (
    <div className="machine-pods">
      {scene.seats.map(({ key, cell }) => (
        <PodView
          key={key}
          podKey={key}
          form={layout.form}
          isNodeLost={health.isLost}
          lastReportEpochMs={health.isLost ? health.lastReportEpochMs : undefined}
          scale={layout.grid.scale}
          {...cellPlace(layout.grid, cell)}
        />
      ))}
    </div>
  );
});

/** Below the last pod. */
function freeTop(scene: MachineScene, { grid }: Layout): number {
  const rows = scene.seats.reduce((most, { cell }) => Math.max(most, cell.row + 1), 0);
  return grid.top + rows * grid.pitchY + 8;
}
