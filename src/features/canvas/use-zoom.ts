/** Follows the viewport: how near one stands, what is to be drawn sharply, and the first fit. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { Size } from '../../ui/use-size.ts';
import { useCanvas } from './canvas-store.ts';
import type { Stage } from './use-stage.ts';
import { fitViewport, podsInView, stillFits } from './view-port.ts';
import { zoomLevel } from './zoom-level.ts';

export interface ViewportHandlers {
  readonly onMove: (event: unknown, viewport: Viewport) => void;
}

/** A picture is drawn anew while zooming only when it has become this much too coarse or too fine. */
const coarsest = 1.4;
/** The layer made for moving is kept this long after the hand rests, in milliseconds. */
const restMs = 200;

export function useZoom(
  stage: Stage,
  size: Size,
  flow: ReactFlowInstance,
  setMoving: (isMoving: boolean) => void,
): ViewportHandlers {
  const { layout } = stage;
  const hasFitted = useRef(false);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);

  // Until the person moves the canvas, it shows the whole cluster, however that grows.
  useEffect(() => {
    if (useCanvas.getState().hasWandered || size.width === 0) return;
    if (hasFitted.current && stillFits(layout, size, flow.getViewport())) return;
    hasFitted.current = layout.machines.length > 0;
    void flow.setViewport(fitViewport(layout, size));
  }, [flow, layout, size]);
  useEffect(() => {
    if (size.width > 0) follow(stage, flow.getViewport(), size);
  }, [flow, stage, size]);

  return useMemo(
    () => ({
      onMove: (event, viewport) => {
        if (event !== null) wander();
        setMoving(true);
        follow(stage, viewport, size);
        clearTimeout(resting.current);
        resting.current = setTimeout(() => {
          setMoving(false);
          useCanvas.setState({ drawnZoom: viewport.zoom });
        }, restMs);
      },
    }),
    [stage, setMoving, size],
  );
}

/** A hand moved the view. */
function wander(): void {
  const { hasWandered, destination } = useCanvas.getState();
  if (!hasWandered || destination !== null) useCanvas.setState({ hasWandered: true, destination: null });
}

/** While the view moves: changes what is drawn only across a threshold, or when it has become too coarse. */
function follow({ layout, machines }: Stage, viewport: Viewport, size: Size): void {
  const { level, drawnZoom } = useCanvas.getState();
  const next = zoomLevel(viewport.zoom * layout.grid.scale, level, podsInView(machines, viewport, size));
  const ratio = viewport.zoom / drawnZoom;
  if (next !== level) useCanvas.setState({ level: next, drawnZoom: viewport.zoom });
  else if (ratio > coarsest || ratio < 1 / coarsest) useCanvas.setState({ drawnZoom: viewport.zoom });
}
