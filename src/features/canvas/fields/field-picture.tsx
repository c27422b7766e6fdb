/** A block of a field on a canvas. It listens to the pods by itself and renders nothing when they report. */
import { memo, useEffect, useRef, useState } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { isNodeLost } from '../../../bridge/appearance.ts';
import type { Node, Pod } from '../../../engine/api/generated/types.ts';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { useCanvas } from '../canvas-store.ts';
import { describePod } from '../describe-pod.ts';
import type { PodGrid } from '../layout.ts';
import { podAt } from '../machine-picture.ts';
import type { PodLook } from '../pod-look.ts';
import { createPodPainter } from '../pod-painter.ts';
import type { PodPainter, SeatedLook } from '../pod-painter.ts';
import { toolsOf } from '../picture-tools.ts';
import { isInNamespaces, useMatches } from '../search/match-store.ts';
import { useRings } from '../use-rings.ts';
import { useThemeVersion } from '../use-theme-version.ts';
import type { FieldBlock, FieldSeat } from './pod-field.ts';

export interface FieldBlockPictureProps {
  readonly block: FieldBlock;
  readonly grid: PodGrid;
}

const mostPixels = 4096;

export const FieldBlockPicture = memo(function FieldBlockPicture(
  props: FieldBlockPictureProps,
): ReactElement {
  const { block, grid } = props;
  const { rect, seats } = block;
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<{ readonly theme: string; readonly paint: PodPainter['paint'] }>(undefined);
  const theme = useThemeVersion();
  const zoom = useCanvas((state) => state.drawnZoom);
  const isFar = useCanvas((state) => state.level === 'far');
  const rings = useRings((key) => seats.some(({ podKey }) => podKey === key));
  const found = useMatches((state) => state.keys);
  const namespaces = useCanvasView((state) => state.namespaces);
  const [under, setUnder] = useState<string | undefined>(undefined);
  const sharpness = Math.min(zoom * devicePixelRatio, mostPixels / Math.max(rect.width, rect.height));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return undefined;
    const [width, height] = [Math.ceil(rect.width * sharpness), Math.ceil(rect.height * sharpness)];
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    if (painter.current?.theme !== theme)
      painter.current = { theme, paint: createPodPainter(toolsOf(theme, element)).paint };
    const { paint } = painter.current;
    const view = { grid, zoom, pixelRatio: sharpness / zoom, isFar, rings };
    const recedes = (key: string): boolean =>
      (found !== null && !found.has(key)) || !isInNamespaces(key, namespaces);
    const repaint = (): void => void paint(context, seats.flatMap(lookOf(recedes)), view);
    repaint();
    return mirror.subscribeResource('pods', repaint);
  });
  const find = (event: MouseEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width / rect.width;
    const point = { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
    return podAt(
      seats.map(({ podKey: key, cell }) => ({ key, cell })),
      grid,
      point,
    );
  };
  return (
    <canvas
      key={theme}
      ref={canvas}
      className="field-picture"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      data-pod={under === '' ? undefined : under}
      onMouseMove={(event) => setUnder(find(event))}
      onMouseLeave={() => setUnder(undefined)}
    />
  );
});

/** An address without a pod is drawn as a pod of which nobody knows. */
const stranger: PodLook = {
  state: 'unknown',
  word: '',
  number: '',
  name: '',
  suffix: '',
  isSuffixWord: true,
  ip: '',
  containers: [],
};

const lookOf =
  (recedes: (key: string) => boolean) =>
  ({ id, podKey, cell }: FieldSeat): readonly SeatedLook[] => {
    const pod = mirror.get(podKey) as Pod | undefined;
    const isFaint = recedes(podKey);
    if (pod === undefined)
      return podKey === '' ? [{ key: id, cell, version: id, isFaint, read: () => stranger }] : [];
    const isLost = isNodeLost(mirror.get(`nodes//${pod.spec?.nodeName ?? ''}`) as Node | undefined);
    // Countdowns are told where the pod itself is looked at.
    const read = (): PodLook => describePod(pod, { isNodeLost: isLost, nowEpochMs: 0 });
    return [{ key: podKey, cell, version: isLost ? `lost ${pod.metadata?.uid}` : pod, isFaint, read }];
  };
