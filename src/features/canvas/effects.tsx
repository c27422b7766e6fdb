/** Flights and tombstones, drawn above the machines. */
import type { CSSProperties, ReactElement } from 'react';
import { cardShapes } from '../../ui/marks/card-shapes.ts';
import { Shapes } from '../../ui/marks/mark.tsx';
import { endFlight, removeTombstone, useEffects } from './effects-store.ts';
import type { Flight, Tombstone } from './effects-store.ts';
import type { LayoutForm } from './layout.ts';
import { PodView } from './pod-view.tsx';

export function Effects({ form }: { readonly form: LayoutForm }): ReactElement {
  const flights = useEffects((state) => state.flights);
  const tombstones = useEffects((state) => state.tombstones);
  return (
    <>
      {tombstones.map((stone) => (
        <Stone key={stone.key} stone={stone} />
      ))}
      {flights.map((flight) => (
        <FlyingPod key={flight.key} flight={flight} form={form} />
      ))}
    </>
  );
}

function FlyingPod({ flight, form }: { readonly flight: Flight; readonly form: LayoutForm }): ReactElement {
  const { key, from, to, scale } = flight;
  const style = {
    left: to.x,
    top: to.y,
    '--from-x': `${from.x - to.x}px`,
    '--from-y': `${from.y - to.y}px`,
  } as CSSProperties;
  return (
    <div className="pod-flight" style={style} onAnimationEnd={() => endFlight(key)}>
      <PodView podKey={key} form={form} isNodeLost={false} isFlight scale={scale} x={0} y={0} />
    </div>
  );
}

/** Edge only, fading: here was a pod. */
function Stone({ stone }: { readonly stone: Tombstone }): ReactElement {
  const { rect, state, key } = stone;
  const outline = cardShapes(state, rect.width, rect.height).map((shape) => ({
    ...shape,
    fill: 'none',
    dash: [3, 3],
  }));
  return (
    <svg
      className="pod-tombstone"
      style={{ left: rect.x, top: rect.y }}
      width={rect.width}
      height={rect.height}
      aria-hidden="true"
      onAnimationEnd={() => removeTombstone(key)}
    >
      <Shapes shapes={outline} />
    </svg>
  );
}
