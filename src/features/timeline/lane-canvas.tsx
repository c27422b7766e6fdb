/** The picture of the lanes in view. */
import { useEffect, useMemo, useRef } from 'react';
import type { ReactElement } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { expectedByLane } from './expected.ts';
import type { Expected } from './expected.ts';
import { paintLanes } from './paint-lanes.ts';
import type { PaintedRow } from './paint-lanes.ts';
import { usePalette } from './palette.ts';
import type { TimeScale } from './time-scale.ts';

interface LaneCanvasProps {
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly height: number;
  readonly rowHeight: number;
  readonly rows: readonly PaintedRow[];
  readonly firstY: number;
}

export function LaneCanvas({ scale, time, height, rowHeight, rows, firstY }: LaneCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const expected = useExpected(time);
  const { widthPx } = scale;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined) return;
    fitToPixels(canvas.current, context, widthPx, height);
    context.font = '400 11px "Inter Variable", system-ui, sans-serif';
    const { viewMs, headMs } = time;
    paintLanes(context, { scale, viewMs, headMs, palette, rowHeight, rows, firstY, expected });
  });
  return (
    <canvas ref={canvas} className="timeline-canvas" style={{ width: widthPx, height }} aria-hidden="true" />
  );
}

/** Sets the bitmap's size where it changed, and clears it. */
function fitToPixels(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  const ratio = globalThis.devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}

const nothingExpected: ReadonlyMap<string, readonly Expected[]> = new Map();

/** Only at the newest moment: what came after an earlier one is known, and drawn. */
function useExpected({ live, startedAt }: TimeState): ReadonlyMap<string, readonly Expected[]> {
  const pods = useResource('pods') as readonly Pod[];
  const nodes = useResource('nodes') as readonly Node[];
  return useMemo(
    () => (live ? expectedByLane(pods, nodes, Date.parse(startedAt)) : nothingExpected),
    [pods, nodes, live, startedAt],
  );
}
