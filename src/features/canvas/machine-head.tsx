/** A machine's name, state and load. Farther away fewer words remain, and they grow to stay legible. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Fault } from '../../engine/api/podarium.ts';
import { useWhy } from '../../model/why-store.ts';
import { arcPath } from '../../ui/marks/geometry.ts';
import { useCanvas } from './canvas-store.ts';
import { clock } from './describe-pod.ts';
import { FaultChip } from './fault-chip.tsx';
import type { LayoutForm } from './layout.ts';
import type { MachineHealth } from './machine-health.ts';
import { t } from './messages.en.ts';
import { RequestBar } from './request-bar.tsx';
import { loadOf } from './requests.ts';
import type { Amounts, Load } from './requests.ts';
import type { MachineScene } from './scene.ts';
import { Taints } from './taints.tsx';
import { useNow } from './use-cluster.ts';
import { useHeadScale } from './use-head-scale.ts';
import { VerdictChip } from './verdict-chip.tsx';

export interface MachineHeadProps {
  readonly scene: MachineScene;
  readonly health: MachineHealth;
  /** Faults in force that are about the machine. */
  readonly faults: readonly Fault[];
  readonly form: LayoutForm;
  readonly ghost: Amounts;
  /** How many of its pods someone should look at. */
  readonly troubled: number;
}

export const MachineHead = memo(function MachineHead(props: MachineHeadProps): ReactElement {
  const { scene, health, faults, form, ghost, troubled } = props;
  const level = useCanvas((state) => state.level);
  const scale = useHeadScale(form);
  const load = useMemo(() => loadOf(scene), [scene]);
  const isNear = level === 'near' || level === 'close';
  const bars = { isLost: health.isLost, ghost };
  if (form === 'narrow') {
    return (
      <header className="machine-title">
        <MachineName scene={scene} health={health} />
        <span className="machine-aside">
          <FaultChip faults={faults} />
          <VerdictChip node={scene.name}>
            {health.eviction === undefined && faults.length === 0 ? (
              <>
                <span className="sub">{t('canvas.machine.cpu')}</span>
                <LoadBar load={load} width={88} isLost={health.isLost} />
              </>
            ) : null}
            <Eviction health={health} />
          </VerdictChip>
        </span>
      </header>
    );
  }
  return (
    <div className="machine-head">
      <header className="machine-title" data-far={scale > 1} style={{ zoom: scale }}>
        <MachineName scene={scene} health={health} isTerse={scale > 2} troubled={isNear ? 0 : troubled} />
        <span className="machine-aside">
          {isNear ? <FaultChip faults={faults} /> : null}
          <VerdictChip node={scene.name}>
            {level === 'far' || (health.eviction === undefined && isNear && faults.length === 0) ? (
              <PodCount scene={scene} load={load} isTerse={!isNear} />
            ) : null}
            {isNear ? <Eviction health={health} /> : null}
          </VerdictChip>
        </span>
      </header>
      {isNear ? (
        <>
          <div className="bars">
            <RequestBar
              what="cpu"
              segments={load.cpu}
              allocatable={load.allocatable.cpu}
              ghost={health.isReady ? bars.ghost.cpu : 0}
              isLost={bars.isLost}
            />
            <RequestBar
              what="memory"
              segments={load.memory}
              allocatable={load.allocatable.memory}
              ghost={health.isReady ? bars.ghost.memory : 0}
              isLost={bars.isLost}
            />
          </div>
          <div className="machine-info">
            {health.taints.length > 0 ? (
              <Taints taints={health.taints} />
            ) : (
              <>
                <span className="sub">{health.address}</span>
                <span className="sub">{health.zone}</span>
              </>
            )}
          </div>
        </>
      ) : (
        <LoadBar load={load} width={236} isLost={health.isLost} thickness={level === 'far' ? 10 : 8} />
      )}
    </div>
  );
});

interface MachineNameProps {
  readonly scene: MachineScene;
  readonly health: MachineHealth;
  /** Health is not worth a word where there is room for few. */
  readonly isTerse?: boolean;
  readonly troubled?: number;
}

function MachineName({ scene, health, isTerse = false, troubled = 0 }: MachineNameProps): ReactElement {
  const isJoining = scene.node === undefined;
  return (
    <>
      <b>{scene.name}</b>
      {isJoining ? <span className="sub">{t('canvas.machine.joining')}</span> : null}
      {!isJoining && troubled === 0 && !(isTerse && health.isReady) ? (
        <MachineState name={scene.name} health={health} />
      ) : null}
      {troubled > 0 ? (
        <span className="machine-troubled" title={t('canvas.machine.troubled', { n: troubled })}>
          {troubled}
        </span>
      ) : null}
    </>
  );
}

/** A machine that does not answer is asked why; the inspector has the same for the keyboard. */
function MachineState({
  name,
  health,
}: {
  readonly name: string;
  readonly health: MachineHealth;
}): ReactElement {
  if (health.isReady)
    return (
      <span className="machine-state" data-ready="true">
        {health.word}
        {health.isCordoned ? <em>, SchedulingDisabled</em> : null}
      </span>
    );
  return (
    <button
      type="button"
      className="machine-state"
      data-ready="false"
      tabIndex={-1}
      title={t('canvas.machine.why', { word: health.word })}
      onClick={(event) => {
        event.stopPropagation();
        useWhy.getState().open({ key: `nodes//${name}`, field: 'status.conditions[Ready].status' });
      }}
    >
      {health.word}
    </button>
  );
}

function PodCount({
  scene,
  load,
  isTerse,
}: {
  scene: MachineScene;
  load: Load;
  isTerse: boolean;
}): ReactElement {
  const n = scene.pods.length;
  return (
    <span className="sub numeric">
      {isTerse || load.allocatable.pods === 0 ? n : t('canvas.machine.pods', { n, m: load.allocatable.pods })}
    </span>
  );
}

/** When the pods of a lost machine will be evicted, with the wait that remains as a ring. */
function Eviction({ health }: { readonly health: MachineHealth }): ReactElement | null {
  const { eviction } = health;
  const now = useNow(eviction !== undefined);
  if (eviction === undefined) return null;
  const leftMs = Math.max(0, eviction.endEpochMs - now);
  if (leftMs === 0) return null;
  const share = Math.min(1, leftMs / (eviction.seconds * 1000));
  return (
    <span className="machine-eviction numeric">
      {t('canvas.machine.evicts', { time: clock(leftMs) })}
      <svg width={16} height={16} aria-hidden="true">
        <circle cx={8} cy={8} r={6} fill="none" stroke="var(--line-strong)" strokeWidth={2.5} />
        <path d={arcPath(8, 8, 6, 1 - share, 1)} fill="none" stroke="var(--ink)" strokeWidth={2.5} />
      </svg>
    </span>
  );
}

interface LoadBarProps {
  readonly load: Load;
  readonly width: number;
  readonly isLost: boolean;
  readonly thickness?: number;
}

/** The cpu bar alone, without words. */
function LoadBar({ load, width, isLost, thickness = 6 }: LoadBarProps): ReactElement {
  const used = load.cpu.reduce((sum, value) => sum + value, 0);
  const share = load.allocatable.cpu === 0 ? 0 : Math.min(1, used / load.allocatable.cpu);
  return (
    <svg className="load-bar" width={width} height={thickness} aria-hidden="true">
      <rect width={width} height={thickness} rx={1.5} fill="var(--well)" />
      <rect
        width={width * share}
        height={thickness}
        rx={1}
        fill={isLost ? 'var(--line-strong)' : 'var(--bar)'}
      />
    </svg>
  );
}
