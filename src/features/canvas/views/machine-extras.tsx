/** What lies over the machines: frames of zones, what is missing, arrows, and a veil over what nobody looks for. */
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { useCanvas } from '../canvas-store.ts';
import { findPlace } from '../find-place.ts';
import { Arrows } from '../relations/arrows.tsx';
import { useGhosts } from '../relations/ghost-store.ts';
import { byAsker, GhostTag } from '../relations/ghost-tag.tsx';
import { findGhosts, ghostResources } from '../relations/ghosts.ts';
import { useMatches } from '../search/match-store.ts';
import { veiledPlaces, veilPath } from '../search/veil.ts';
import type { Stage } from '../use-stage.ts';
import type { ScreenSize } from '../view-port.ts';
import { t } from './messages.en.ts';
import { useLookup } from '../../../model/relations/use-lookup.ts';
import { zoneFrames } from './zones.ts';

export interface MachineExtrasProps {
  readonly stage: Stage;
  readonly size: ScreenSize;
}

export function MachineExtras({ stage }: MachineExtrasProps): ReactElement {
  return (
    <>
      <Zones stage={stage} />
      <Veil stage={stage} />
      <Ghosts stage={stage} />
      <Arrows stage={stage} />
    </>
  );
}

const Zones = memo(function Zones({ stage }: { readonly stage: Stage }): readonly ReactElement[] {
  const { layout, machines } = stage;
  const frames = useMemo(() => zoneFrames(layout, machines), [layout, machines]);
  return frames.map(({ zone, rect: { x: left, y: top, width, height } }) => (
    <div key={`${left} ${top}`} className="zone-frame" style={{ left, top, width, height }}>
      <span>
        {t('canvas.views.zone')} <b>{zone}</b>
      </span>
    </div>
  ));
});

function Veil({ stage }: { readonly stage: Stage }): ReactElement | null {
  const keys = useMatches((state) => state.keys);
  const namespaces = useCanvasView((state) => state.namespaces);
  const path = useMemo(() => veilPath(veiledPlaces(stage, keys, namespaces)), [stage, keys, namespaces]);
  const { width, height } = stage.layout.bounds;
  return path === '' ? null : (
    <svg className="canvas-veil" width={width} height={height} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

const ghostLists: readonly string[] = ghostResources;

function Ghosts({ stage }: { readonly stage: Stage }): ReactElement | null {
  useFoundGhosts();
  const isNear = useCanvas(({ level }) => level === 'near');
  return isNear ? <GhostTags stage={stage} /> : null;
}

/** Pictures may follow one another quickly; what is missing is looked for at most so often, in real milliseconds. */
const lookEveryMs = 240;

function useFoundGhosts(): void {
  const lookup = useLookup(ghostLists);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      useGhosts.setState({ byAsker: byAsker(findGhosts(lookup)) });
    }, lookEveryMs);
  }, [lookup]);
  useEffect(
    () => () => {
      clearTimeout(waiting.current);
      waiting.current = undefined;
    },
    [],
  );
}

function GhostTags({ stage }: { readonly stage: Stage }): readonly ReactElement[] {
  const ghosts = useGhosts((state) => state.byAsker);
  return [...ghosts].flatMap(([asker, found]) => {
    const place = findPlace(stage, asker);
    if (place === undefined) return [];
    const { x, y, width, height } = place;
    // A pod in the right column says it to the left, and stays on its machine.
    const isAtEnd = width < 200 && isInLastColumn(stage, asker);
    return [
      <GhostTag
        key={asker}
        ghosts={found}
        x={isAtEnd ? x + width - 4 : x + 4}
        y={y + height - (stage.layout.form === 'narrow' && width < 200 ? 2 : 6)}
        maxWidth={width < 200 ? 224 : width - 8}
        isAtEnd={isAtEnd}
      />,
    ];
  });
}

function isInLastColumn({ scene, layout }: Stage, podKey: string): boolean {
  const seat = scene.machines.flatMap(({ seats }) => seats).find(({ key }) => key === podKey);
  return seat !== undefined && seat.cell.column === layout.grid.columns - 1;
}
