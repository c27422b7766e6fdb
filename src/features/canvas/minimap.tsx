/** The whole cluster small, and on it the part that is in view. Press to go there. */
import { useReactFlow, useStore } from '@xyflow/react';
import { memo } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import { objectKey } from '../../model/mirror.ts';
import type { Layout } from './layout.ts';
import { cellPlace } from './layout.ts';
import { t } from './messages.en.ts';
import type { RailMachine } from './rails.ts';
import { cellsOf } from './scene.ts';

export interface MinimapProps {
  readonly layout: Layout;
  readonly machines: readonly RailMachine[];
}

const mapSize = { width: 112, height: 56 };
const padding = 4;

export function Minimap({ layout, machines }: MinimapProps): ReactElement {
  const { setCenter, getZoom } = useReactFlow();
  const { width, height } = layout.bounds;
  const scale = Math.min((mapSize.width - 2 * padding) / width, (mapSize.height - 2 * padding) / height);
  const left = (mapSize.width - width * scale) / 2;
  const top = (mapSize.height - height * scale) / 2;
  const goThere = (event: MouseEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const isKeyboard = event.detail === 0;
    const x = isKeyboard ? width / 2 : (event.clientX - box.left - left) / scale;
    const y = isKeyboard ? height / 2 : (event.clientY - box.top - top) / scale;
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    <button type="button" className="minimap canvas-float" aria-label={t('canvas.minimap')} onClick={goThere}>
      <svg width={mapSize.width} height={mapSize.height} aria-hidden="true">
        <g transform={`translate(${left} ${top}) scale(${scale})`}>
          <MapPicture layout={layout} machines={machines} />
          <ViewFrame scale={scale} />
        </g>
      </svg>
    </button>
  );
}

const MapPicture = memo(function MapPicture({ layout, machines }: MinimapProps): ReactElement {
  const { controlPlane, queue } = layout;
  return (
    <>
      <rect {...controlPlane} rx={10} fill="var(--line-strong)" />
      <rect {...queue} rx={10} fill="var(--well)" stroke="var(--line-strong)" strokeWidth={6} />
      {machines.map((machine) => (
        <MapMachine key={machine.scene.name} machine={machine} layout={layout} />
      ))}
      {layout.services.map((rect) => (
        <rect key={`${rect.x} ${rect.y}`} {...rect} rx={10} fill="var(--line-strong)" />
      ))}
    </>
  );
});

const colours: Readonly<Record<string, string>> = {
  ready: 'var(--mark-ready)',
  backOff: 'var(--mark-backoff)',
  failed: 'var(--mark-failed)',
  notReady: 'var(--mark-not-ready)',
  creating: 'var(--creating)',
  init: 'var(--creating)',
  terminating: 'var(--terminating)',
  succeeded: 'var(--succeeded)',
};

interface MapMachineProps {
  readonly machine: RailMachine;
  readonly layout: Layout;
}

/** One path for each colour, so that a thousand pods are a handful of elements. */
const MapMachine = memo(function MapMachine({ machine, layout }: MapMachineProps): ReactElement {
  const { scene, rect, isCut } = machine;
  const { grid } = layout;
  const cells = cellsOf(scene.seats);
  const isLost = isNodeLost(scene.node);
  const paths = new Map<string, string>();
  for (const pod of scene.pods) {
    const cell = cells.get(objectKey('pods', pod));
    const colour = isLost
      ? 'var(--line-strong)'
      : (colours[podAppearance(pod).state] ?? 'var(--line-strong)');
    if (cell === undefined) continue;
    const place = cellPlace(grid, cell);
    const width = grid.cellWidth * grid.scale;
    const d = `M${rect.x + place.x} ${rect.y + place.y}h${width}v${grid.cellHeight * grid.scale}h${-width}z`;
    paths.set(colour, (paths.get(colour) ?? '') + d);
  }
  return (
    <>
      <rect
        {...rect}
        rx={12}
        fill={isCut ? 'var(--ground)' : 'var(--well)'}
        stroke={isCut ? 'var(--ink-3)' : 'var(--line-strong)'}
        strokeWidth={isCut ? 8 : 4}
        {...(isCut ? { strokeDasharray: '16 12' } : {})}
      />
      {[...paths].map(([colour, d]) => (
        <path key={colour} d={d} fill={colour} />
      ))}
    </>
  );
});

function ViewFrame({ scale }: { readonly scale: number }): ReactElement {
  const x = useStore(({ transform }) => -transform[0] / transform[2]);
  const y = useStore(({ transform }) => -transform[1] / transform[2]);
  const width = useStore((state) => state.width / state.transform[2]);
  const height = useStore((state) => state.height / state.transform[2]);
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={3 / scale}
      fill="none"
      stroke="var(--accent)"
      strokeWidth={2 / scale}
    />
  );
}
