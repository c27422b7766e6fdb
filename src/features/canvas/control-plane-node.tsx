/** The control plane: the parts that decide, and what they were last busy with. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import { useTime } from '../../model/time-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { Layout, Rect } from './layout.ts';
import { isSameHead, machineHealth } from './machine-health.ts';
import { sameData } from './same-data.ts';
import { t } from './messages.en.ts';
import { usePulse } from './pulse-store.ts';
import type { MachineScene } from './scene.ts';
import { useHeadScale } from './use-head-scale.ts';
import { SystemPods } from './system-pods.tsx';
import { useStage } from './use-stage.ts';
import type { Stage } from './use-stage.ts';

export interface ControlPlaneData extends Record<string, unknown> {
  readonly layout: Layout;
  readonly rect: Rect;
  readonly waiting: number;
  /** Kubelets that were heard of within the grace period, and all. */
  readonly heard: number;
  readonly machineCount: number;
}

const controlPlaneOf = ({ scene }: Stage): MachineScene | undefined => scene.controlPlane;

const ownWord = (revision: number): string => t('canvas.controlPlane.revision', { revision });

export const ControlPlaneNode = memo(function ControlPlaneNode({
  data,
}: {
  readonly data: ControlPlaneData;
}): ReactElement {
  const { layout, rect } = data;
  const scene = useStage(controlPlaneOf, isSameHead);
  const key = `nodes//${scene?.name ?? ''}`;
  const isSelected = useSelection((state) => state.selected === key);
  const isFocused = useCanvas((state) => state.focused === key);
  const scale = useHeadScale(layout.form);
  const isFar = scale > 1;
  const health = useMemo(() => (scene === undefined ? undefined : machineHealth(scene)), [scene]);
  const version = scene?.node?.status?.nodeInfo?.kubeletVersion ?? '';
  return (
    <section
      className={`control-plane control-plane-${layout.form}`}
      style={{ width: rect.width, height: rect.height }}
      {...(scene === undefined ? {} : { 'data-object': key })}
      data-selected={isSelected}
      data-focused={isFocused}
      data-far={isFar}
    >
      <header style={{ zoom: scale }}>
        <b>{scene?.name ?? t('canvas.controlPlane.title')}</b>
        {health === undefined || layout.form === 'narrow' || isFar ? null : (
          <span className="sub">{health.address}</span>
        )}
        {health?.isReady === false && health.word !== '' ? (
          <span className="machine-state" data-ready={false}>
            {health.word}
          </span>
        ) : null}
        <span className="control-plane-aside sub">
          {layout.form === 'narrow' || isFar ? <Revision /> : version}
        </span>
      </header>
      {layout.form === 'wide' && !isFar ? <Parts data={data} scene={scene} /> : null}
    </section>
  );
}, sameData);

function Revision(): ReactElement {
  const revision = useTime((state) => state.revision);
  return <span className="numeric">{ownWord(revision)}</span>;
}

interface PartsProps {
  readonly data: ControlPlaneData;
  readonly scene: MachineScene | undefined;
}

function Parts({ data, scene }: PartsProps): ReactElement {
  const { heard, machineCount, waiting } = data;
  const pulse = usePulse((state) => state.pulse);
  const pods = scene?.pods.length ?? 0;
  return (
    <>
      <div className="api-server">
        <b>kube-apiserver</b>
        <span>{t('canvas.controlPlane.reports', { n: heard, m: machineCount })}</span>
        {pods > 0 && scene !== undefined ? (
          <SystemPods
            keys={[...scene.system, ...scene.seats.map(({ key }) => key)]}
            health={{ isLost: false }}
            isTerse
          />
        ) : (
          <span className="api-server-write">{pulse === undefined ? '' : pulse.request}</span>
        )}
      </div>
      <div className="part" style={{ top: 32 }}>
        <b>etcd</b>
        <Revision />
      </div>
      <div className="part" style={{ top: 60 }}>
        <b>kube-scheduler</b>
        <span>{waiting === 0 ? '' : t('canvas.controlPlane.waiting', { n: waiting })}</span>
      </div>
      <div className="part" style={{ top: 88 }}>
        <b>kube-controller-manager</b>
      </div>
      <svg className="control-plane-links" width={376} height={120} aria-hidden="true">
        <path className="rail" d="M180 44h12M180 72h12M180 100h12" />
        {pulse === undefined ? null : <path key={pulse.serial} className="rail-inked" d="M180 44h12" />}
      </svg>
    </>
  );
}
