/** Follows the viewport: how near one stands, what is to be drawn sharply, and the first fit. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { Size } from '../../ui/use-size.ts';
import { useCanvas } from './canvas-store.ts';
import { areMany, cellsInView } from './fields/pod-field.ts';
import type { Layout } from './layout.ts';
import type { Stage } from './use-stage.ts';
import { travelMs } from './travel-ms.ts';
import { fitBounds, fitViewport, podsInView } from './view-port.ts';
import { usePlan } from './views/plan-store.ts';
import { zoomLevel } from './zoom-level.ts';

export interface ViewportHandlers {
  readonly onMove: (event: unknown, viewport: Viewport) => void;
}

/** A picture is drawn anew while zooming only when it has become this much too coarse or too fine. */
const coarsest = 1.4;
/** The layer made for moving is kept this long after the hand rests, in milliseconds. */
const restMs = 200;
/** Changes of size closer together than this come from a hand that drags, in real milliseconds. */
const dragPauseMs = 120;

export function useZoom(
  stage: Stage,
  size: Size,
  flow: ReactFlowInstance,
  setMoving: (isMoving: boolean) => void,
): ViewportHandlers {
  const { layout } = stage;
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);

  useFollowingFit(layout, size, flow);
  const hasLevel = useRef(false);
  useEffect(() => {
    if (size.width === 0) return;
    follow(stage, flow.getViewport(), size, !hasLevel.current);
    hasLevel.current = stage.layout.machines.length > 0;
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

/**
 * Until the person moves the canvas, it shows the whole cluster, however that or the room for it grows: calmly when a
 * panel opens, at once while one is dragged.
 */
function useFollowingFit(layout: Layout, size: Size, flow: ReactFlowInstance): void {
  const bounds = usePlan(({ plan }) => plan?.bounds);
  const isLarge = usePlan(({ plan }) => plan !== null && areMany(plan.fields));
  const last = useRef<{ readonly target: Viewport; readonly atMs: number } | undefined>(undefined);
  useEffect(() => {
    if (useCanvas.getState().hasWandered || size.width === 0) return;
    const target =
      bounds === undefined ? fitViewport(layout, size) : fitBounds(bounds, size, layout.form, isLarge);
    const before = last.current;
    if (before !== undefined && isSameView(before.target, target)) return;
    const atMs = performance.now();
    const isCalm = before !== undefined && atMs - before.atMs > dragPauseMs;
    if (layout.machines.length > 0) last.current = { target, atMs };
    void flow.setViewport(target, isCalm ? { duration: travelMs(), interpolate: 'linear' } : {});
  }, [flow, layout, size, bounds, isLarge]);
}

function isSameView(a: Viewport, b: Viewport): boolean {
  return a.x === b.x && a.y === b.y && a.zoom === b.zoom;
}

/** A hand moved the view. */
function wander(): void {
  const { hasWandered, destination } = useCanvas.getState();
  if (!hasWandered || destination !== null) useCanvas.setState({ hasWandered: true, destination: null });
}

/** While the view moves: changes what is drawn only across a threshold, or when it has become too coarse. */
function follow({ layout, machines }: Stage, viewport: Viewport, size: Size, isFirst = false): void {
  const { level, drawnZoom } = useCanvas.getState();
  const current = isFirst ? undefined : level;
  const { plan } = usePlan.getState();
  const next =
    plan === null
      ? zoomLevel(viewport.zoom * layout.grid.scale, current, podsInView(machines, viewport, size))
      : zoomLevel(viewport.zoom, current, cellsInView(plan.fields, viewport, size));
  const ratio = viewport.zoom / drawnZoom;
  if (next !== level) useCanvas.setState({ level: next, drawnZoom: viewport.zoom });
  else if (ratio > coarsest || ratio < 1 / coarsest) useCanvas.setState({ drawnZoom: viewport.zoom });
}
