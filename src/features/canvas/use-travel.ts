/** Moves the view: to the whole cluster, to an object, into a pod. */
import type { ReactFlowInstance } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import type { Size } from '../../ui/use-size.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { mirror } from '../../model/mirror.ts';
import { boxPlace, podZooms } from './box-place.ts';
import { planBox } from './box-plan.ts';
import type { Point, Rect } from './layout.ts';
import { useCanvas } from './canvas-store.ts';
import { areMany } from './fields/pod-field.ts';
import { findPlace } from './find-place.ts';
import type { Stage } from './use-stage.ts';
import { travelMs } from './travel-ms.ts';
import { narrowTop } from './views/narrow-top.ts';
import { usePlan } from './views/plan-store.ts';
import { clearSize, fitBounds, fitViewport, isInView, isWellInView, viewportOf } from './view-port.ts';

export interface Travel {
  fit(): void;
  /** Brings an object into view without changing the zoom, if it isn't in view. */
  reveal(key: string): void;
  /** The object stands in view, clear of what floats, and the zoom stays unless one could not read there. */
  goTo(key: string): void;
  /** Selects an object and goes near: into a pod, up to a machine. */
  zoomTo(key: string): void;
  /** Where an object is drawn, in CSS pixels from the canvas' corner. */
  placeOnScreen(key: string): Point | undefined;
}

const machineZoom = 1.4;
/** Kept free around what was pressed, in CSS pixels. */
const margin = 8;
/** Here pods are near enough for words, also for who comes from afar. */
const readableZoom = 0.75;

export function useTravel(stage: Stage, size: Size, flow: ReactFlowInstance): Travel {
  const latest = useRef(stage);
  useEffect(() => {
    latest.current = stage;
  }, [stage]);
  const fit = useCallback(() => {
    useCanvas.setState({ hasWandered: false, destination: null });
    const { plan, tidied } = usePlan.getState();
    // Who asks for the whole has nothing against what is gone giving up its place.
    if (plan !== null) usePlan.setState({ tidied: tidied + 1 });
    const target =
      plan === null
        ? fitViewport(stage.layout, size)
        : fitBounds(plan.bounds, size, stage.layout.form, areMany(plan.fields));
    void flow.setViewport(target, { duration: travelMs(), interpolate: 'linear' });
  }, [flow, stage.layout, size]);
  const reveal = useCallback(
    (key: string) => {
      const place = findPlace(stage, key);
      if (place === undefined || isInView(place, flow.getViewport(), size)) return;
      useCanvas.setState({ hasWandered: true });
      void flow.setViewport(viewportOf(place, size, flow.getZoom()), { duration: travelMs() });
    },
    [flow, stage, size],
  );
  const goTo = useCallback(
    (key: string) => {
      const place = findPlace(stage, key);
      const zoom = Math.max(flow.getZoom(), readableZoom);
      if (place === undefined || isWellInView(place, flow.getViewport(), size)) return;
      useCanvas.setState({ hasWandered: true });
      void flow.setViewport(viewportOf(place, clearSize(size), zoom), { duration: travelMs() });
    },
    [flow, stage, size],
  );
  const zoomTo = useCallback(
    (key: string) => {
      if (!goNear(stage, size, flow, key)) return;
      useSelection.getState().select(key);
      useCanvas.setState({ hasWandered: true, destination: key });
    },
    [flow, stage, size],
  );
  useEffect(() => {
    const { destination } = useCanvas.getState();
    if (destination !== null) goNear(latest.current, size, flow, destination);
  }, [flow, size]);
  useKeepInSight(latest, size, flow);
  const placeOnScreen = useCallback(
    (key: string) => {
      const place = findPlace(stage, key);
      const { x, y, zoom } = flow.getViewport();
      return place === undefined
        ? undefined
        : { x: place.x * zoom + x, y: (place.y + place.height) * zoom + y };
    },
    [flow, stage],
  );
  return useMemo(
    () => ({ fit, reveal, goTo, zoomTo, placeOnScreen }),
    [fit, reveal, goTo, zoomTo, placeOnScreen],
  );
}

/** Of a phone's sheet, in CSS pixels: its round corners lie over the canvas. */
const sheetCorner = 14;

/** On a phone the sheet about what was pressed comes up over it: the view moves on until it is seen again. */
function useKeepInSight(latest: RefObject<Stage>, size: Size, flow: ReactFlowInstance): void {
  const selected = useSelection((state) => state.selected);
  useEffect(() => {
    const stage = latest.current;
    if (selected === null || stage.layout.form !== 'narrow' || usePlan.getState().plan !== null) return;
    if (useCanvas.getState().destination !== null) return;
    const place = findPlace(stage, selected);
    if (place === undefined) return;
    const { x, y, zoom } = flow.getViewport();
    const top = place.y * zoom + y;
    const under = top + place.height * zoom + margin - (size.height - sheetCorner);
    const over = narrowTop + margin - top;
    const by = over > 0 ? over : -Math.max(0, Math.min(under, -over));
    if (by !== 0) void flow.setViewport({ x, y: y + by, zoom }, { duration: travelMs() });
  }, [latest, selected, size, flow]);
}

/** Says whether there was anywhere to go. */
function goNear(stage: Stage, size: Size, flow: ReactFlowInstance, key: string): boolean {
  const inside = insideOf(stage, key, size);
  const place = inside ?? findPlace(stage, key);
  if (place === undefined) return false;
  const { scale } = stage.layout.grid;
  const top = stage.layout.form === 'narrow' ? narrowTop : 0;
  const room = { width: size.width, height: clearSize(size).height - top };
  const viewport =
    inside === undefined
      ? viewportOf(place, size, machineZoom)
      : viewportOf(place, room, podZooms.usual / scale, podZooms.least / scale);
  const y = viewport.y + (inside === undefined ? 0 : top);
  void flow.setViewport({ ...viewport, y }, { duration: travelMs() });
  return true;
}

/** A pod is gone into: the view goes to where its box will open. */
function insideOf(stage: Stage, key: string, size: Size): Rect | undefined {
  if (usePlan.getState().plan !== null) return undefined;
  const pod = key.startsWith('pods/') ? (mirror.get(key) as Pod | undefined) : undefined;
  return pod === undefined ? undefined : boxPlace(stage, key, planBox(pod), clearSize(size));
}
