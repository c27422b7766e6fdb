/** All pods of a machine on one canvas: what is drawn from the middle distance on. */
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { useCanvas } from './canvas-store.ts';
import { describePod, runsOnClock } from './describe-pod.ts';
import type { PodGrid } from './layout.ts';
import { podAt } from './machine-picture.ts';
import { toolsOf } from './picture-tools.ts';
import { createPodPainter } from './pod-painter.ts';
import type { PodPainter, SeatedLook } from './pod-painter.ts';
import { cellsOf } from './scene.ts';
import type { MachineScene, SeatedPod } from './scene.ts';
import { machineOf, useStage, useStageContext } from './use-stage.ts';
import { useRings } from './use-rings.ts';
import { useThemeVersion } from './use-theme-version.ts';
import { useNow } from './use-cluster.ts';

export interface PodPictureProps {
  /** Of the machine. */
  readonly name: string;
  readonly seats: readonly SeatedPod[];
  /** Nobody has heard from it. */
  readonly isLost: boolean;
  readonly grid: PodGrid;
  readonly width: number;
  readonly height: number;
  readonly lastReportEpochMs: number | undefined;
}

/** Browsers refuse larger canvases; past it the picture is drawn coarser. */
const mostPixels = 4096;

export const PodPicture = memo(function PodPicture(props: PodPictureProps): ReactElement {
  const { name, seats, isLost, grid, width, height } = props;
  const source = useStageContext();
  const canvas = useRef<HTMLCanvasElement>(null);
  const zoom = useCanvas((state) => state.drawnZoom);
  const isFar = useCanvas((state) => state.level === 'far');
  const rings = useRings((podKey) => seats.some(({ key }) => key === podKey));
  const theme = useThemeVersion();
  const [keyUnderPointer, setKeyUnderPointer] = useState<string | undefined>(undefined);
  const painter = useRef<{ readonly theme: string; readonly paint: PodPainter['paint'] }>(undefined);
  const nowEpochMs = useNow(useCounts(name) || isLost);
  const sharpness = Math.min(zoom * devicePixelRatio, mostPixels / Math.max(width, height));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return undefined;
    setSize(element, Math.ceil(width * sharpness), Math.ceil(height * sharpness));
    const view = { grid, zoom, pixelRatio: sharpness / zoom, isFar, rings };
    // Another theme has other colours, and a canvas of its own.
    if (painter.current?.theme !== theme)
      painter.current = { theme, paint: createPodPainter(toolsOf(theme, element)).paint };
    const { paint } = painter.current;
    const paintPods = (): void => {
      const scene = machineOf(source.read(), name);
      if (scene !== undefined) paint(context, seatedLooks(scene, props, nowEpochMs), view);
    };
    paintPods();
    // What pods say changes nothing but pixels: that needs no rendering.
    return source.subscribe(paintPods);
  });
  const find = (event: MouseEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width / width;
    return podAt(seats, grid, {
      x: (event.clientX - box.left) / scale,
      y: (event.clientY - box.top) / scale,
    });
  };
  return (
    <canvas
      key={theme}
      ref={canvas}
      className="pod-picture"
      style={{ width, height }}
      data-pod={keyUnderPointer}
      onMouseMove={(event) => setKeyUnderPointer(find(event))}
      onMouseLeave={() => setKeyUnderPointer(undefined)}
    />
  );
});

/** To set a canvas's size, even to what it is, throws its pixels away. */
function setSize(element: HTMLCanvasElement, width: number, height: number): void {
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
}

/** Whether any pod of a machine says something that changes with the clock. */
function useCounts(name: string): boolean {
  return useStage(
    useCallback(
      (stage) => machineOf(stage, name)?.pods.some((pod) => runsOnClock(podAppearance(pod))) ?? false,
      [name],
    ),
  );
}

function seatedLooks(
  { pods, seats }: MachineScene,
  { isLost, lastReportEpochMs }: PodPictureProps,
  nowEpochMs: number,
): readonly SeatedLook[] {
  const cells = cellsOf(seats);
  const context = { isNodeLost: isLost, lastReportEpochMs, nowEpochMs };
  return pods.flatMap((pod: Pod) => {
    const key = objectKey('pods', pod);
    const cell = cells.get(key);
    if (cell === undefined) return [];
    const isRunning = isLost || runsOnClock(podAppearance(pod));
    // What counts seconds is looked at each time.
    return [{ key, cell, version: isRunning ? Symbol(key) : pod, read: () => describePod(pod, context) }];
  });
}
