/** All pods of a machine on one canvas: what is drawn from the middle distance on. */
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { readPalette } from '../../ui/marks/paint.ts';
import type { Palette } from '../../ui/marks/paint.ts';
import { useCanvas } from './canvas-store.ts';
import { describePod, runsOnClock } from './describe-pod.ts';
import type { PodGrid } from './layout.ts';
import { paintPods, podAt } from './machine-picture.ts';
import type { PicturedPod } from './machine-picture.ts';
import { cellsOf } from './scene.ts';
import type { MachineScene } from './scene.ts';
import { useThemeVersion } from './use-theme-version.ts';
import { useNow } from './use-cluster.ts';

export interface PodPictureProps {
  readonly scene: MachineScene;
  readonly grid: PodGrid;
  readonly width: number;
  readonly height: number;
  readonly lastReportEpochMs: number | undefined;
}

/** Browsers refuse larger canvases; past it the picture is drawn coarser. */
const mostPixels = 4096;

export const PodPicture = memo(function PodPicture(props: PodPictureProps): ReactElement {
  const { scene, grid, width, height } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const zoom = useCanvas((state) => state.drawnZoom);
  const isFar = useCanvas((state) => state.level === 'far');
  const rings = useRings(scene);
  const theme = useThemeVersion();
  const [keyUnderPointer, setKeyUnderPointer] = useState<string | undefined>(undefined);
  const isLost = isNodeLost(scene.node);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another theme has other colours
  const paletteOf = useMemo(() => createPaletteReader(), [theme]);
  const nowEpochMs = useNow(isLost || scene.pods.some((pod) => runsOnClock(podAppearance(pod))));
  const sharpness = Math.min(zoom * devicePixelRatio, mostPixels / Math.max(width, height));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    setSize(element, Math.ceil(width * sharpness), Math.ceil(height * sharpness));
    const view = { grid, zoom, pixelRatio: sharpness / zoom, isFar, rings };
    paintPods(context, picturePods(props, isLost, nowEpochMs), view, paletteOf(element));
  });
  const find = (event: MouseEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width / width;
    return podAt(scene.seats, grid, {
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

/** Reads the colours of a theme once. */
function createPaletteReader(): (element: HTMLElement) => Palette {
  let palette: Palette | undefined;
  return (element) => (palette ??= readPalette(element));
}

/** Only the rings that fall on this machine, so that a selection elsewhere leaves it alone. */
function useRings(scene: MachineScene): ReadonlyMap<string, string> {
  const here = (key: string | null): string | null =>
    key !== null && scene.seats.some((seat) => seat.key === key) ? key : null;
  const selected = useSelection((state) => here(state.selected));
  const focused = useCanvas((state) => here(state.focused));
  const rings = new Map<string, string>();
  if (selected !== null) rings.set(selected, 'accent');
  if (focused !== null) rings.set(focused, 'focus');
  return rings;
}

function picturePods(props: PodPictureProps, isLost: boolean, nowEpochMs: number): readonly PicturedPod[] {
  const cells = cellsOf(props.scene.seats);
  return props.scene.pods.flatMap((pod: Pod) => {
    const key = objectKey('pods', pod);
    const cell = cells.get(key);
    if (cell === undefined) return [];
    const context = { isNodeLost: isLost, lastReportEpochMs: props.lastReportEpochMs, nowEpochMs };
    return [{ key, cell, look: describePod(pod, context) }];
  });
}
