/** What is drawn across machines: the bands of namespaces, the two rails, and pulses on them. */
import { memo, useEffect, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { Layout, Rect } from './layout.ts';
import { t } from './messages.en.ts';
import { namespaceBands } from './namespace-bands.ts';
import type { Band, BandRun } from './namespace-bands.ts';
import { endPulse, usePulse } from './pulse-store.ts';
import { useStage } from './use-stage.ts';
import type { Stage } from './use-stage.ts';
import { useHeadScale } from './use-head-scale.ts';
import { lowerRail, upperRail, writePath } from './rails.ts';
import type { RailMachine } from './rails.ts';
import type { Scene, ServiceScene } from './scene.ts';
import type { Slots } from './slots.ts';

export interface OverlayProps {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly machines: readonly RailMachine[];
  readonly runs: readonly BandRun[];
}

export const Overlay = memo(function Overlay({ scene, layout, machines, runs }: OverlayProps): ReactElement {
  const { width, height } = layout.bounds;
  const isClose = useCanvas((state) => state.level === 'near' || state.level === 'close');
  return (
    <div className="overlay" style={{ width, height }}>
      <Bands scene={scene} layout={layout} runs={runs} />
      {layout.form === 'wide' ? (
        <svg width={width} height={height} aria-hidden="true">
          <UpperRail layout={layout} machines={machines} />
          {isClose ? <LowerRails layout={layout} machines={machines} /> : null}
        </svg>
      ) : null}
      {layout.form === 'wide' ? <WritePulse layout={layout} machines={machines} /> : null}
    </div>
  );
});

function Bands({ scene, layout, runs }: Omit<OverlayProps, 'machines'>): readonly ReactElement[] {
  const bands = useMemo(() => namespaceBands(runs, layout), [runs, layout]);
  const scale = useHeadScale(layout.form);
  return bands.map((band, index) => (
    <div
      key={index}
      className="namespace-band"
      data-far={scale > 1}
      style={{ left: band.rect.x, top: band.rect.y, width: band.rect.width, height: band.rect.height }}
    >
      {band.isFirst ? <BandName band={band} scene={scene} scale={scale} /> : null}
    </div>
  ));
}

interface BandNameProps {
  readonly band: Band;
  readonly scene: Scene;
  readonly scale: number;
}

function BandName({ band, scene, scale }: BandNameProps): ReactElement {
  const { slots } = scene;
  const count = useMemo(() => countSlots(slots, band.namespace), [slots, band.namespace]);
  return (
    <span {...(scale > 1 ? { style: { transform: `scale(${scale})` } } : {})}>
      {t('canvas.namespace')} <b>{band.namespace}</b> · {t('canvas.namespace.count', { n: count })}
    </span>
  );
}

function countSlots({ byPod }: Slots, namespace: string): number {
  let count = 0;
  for (const slot of byPod.values()) if (slot.namespace === namespace) count++;
  return count;
}

function UpperRail({ layout, machines }: Omit<OverlayProps, 'scene' | 'runs'>): ReactElement {
  const rail = useMemo(() => upperRail(layout, machines), [layout, machines]);
  const { controlPlane, queue } = layout;
  const toQueue = controlPlane.y + 72;
  return (
    <>
      <path className="rail" d={`M${controlPlane.x + 366} ${toQueue}H${queue.x}`} />
      <path className="rail-arrow" d={`M${queue.x - 6} ${toQueue - 3.5}l4 3.5-4 3.5`} />
      <path className="rail" d={rail.trunk} />
      <path className="rail rail-cut" d={rail.cut} />
      {rail.ports.map(({ x, y, isCut }) =>
        isCut ? (
          <path key={`${x} ${y}`} className="rail-cross" d={`M${x - 3} ${y - 3}l6 6m0-6l-6 6`} />
        ) : (
          <circle key={`${x} ${y}`} className="rail-port" cx={x} cy={y} r={3} />
        ),
      )}
    </>
  );
}

const servicesOf = ({ scene }: Stage): readonly ServiceScene[] => scene.services;

/** The rail of the Service that is looked at, or of the first: several at once would be a net. */
function LowerRails({ layout, machines }: Pick<OverlayProps, 'layout' | 'machines'>): ReactElement | null {
  const services = useStage(servicesOf);
  const shown = useSelection((state) => {
    const lit = (key: string | null): ServiceScene | undefined =>
      services.find((service) => service.key === key);
    return lit(state.hovered) ?? lit(state.selected) ?? services[0];
  });
  const rect = shown === undefined ? undefined : layout.services[services.indexOf(shown)];
  const rail = useMemo(
    () => (shown === undefined || rect === undefined ? undefined : lowerRail(layout, machines, shown, rect)),
    [layout, machines, shown, rect],
  );
  if (rail === undefined) return null;
  return (
    <>
      <path className="flow" d={rail.flow} />
      <path className="flow flow-idle" d={rail.idle} />
      {rail.ports.map(({ x, y, ready }) => (
        <rect
          key={`${x} ${y}`}
          className="flow-port"
          data-ready={ready}
          x={x - 2}
          y={y - 7}
          width={4}
          height={14}
          rx={2}
        />
      ))}
    </>
  );
}

/** How long a write is seen, in real milliseconds. */
const pulseMs = 640;

/** A square that travels from the kubelet to the API server, with the name of what it is about. */
function WritePulse({ layout, machines }: Omit<OverlayProps, 'scene' | 'runs'>): ReactElement | null {
  const pulse = usePulse((state) => state.pulse);
  const serial = pulse?.serial;
  useEffect(() => {
    if (serial === undefined) return undefined;
    const timer = setTimeout(() => endPulse(serial), pulseMs);
    return () => clearTimeout(timer);
  }, [serial]);
  const rect = machines.find(({ scene }) => scene.name === pulse?.machine)?.rect;
  if (pulse === undefined || rect === undefined) return null;
  return (
    <div key={pulse.serial} className="write-pulse">
      <svg
        className="write-line"
        width={layout.bounds.width}
        height={layout.bounds.height}
        aria-hidden="true"
      >
        <path d={writePath(layout, rect)} />
      </svg>
      <i style={{ offsetPath: `path("${writePath(layout, rect)}")` }} />
      <WriteLabel name={pulse.name} rect={rect} />
    </div>
  );
}

function WriteLabel({ name, rect }: { readonly name: string; readonly rect: Rect }): ReactElement {
  return (
    <span className="write-label" style={{ left: rect.x + rect.width / 2 - 18, top: rect.y - 25 }}>
      PATCH <span className="mono">{name}</span> <em>status</em>
    </span>
  );
}
