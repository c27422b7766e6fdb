/** The whole cluster small, and on it the part that is in view. Press to go there. */
import { useReactFlow, useStore } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { mirror, objectKey, resourceOfKey } from '../../model/mirror.ts';
import { readPalette } from '../../ui/marks/paint.ts';
import type { Palette } from '../../ui/marks/paint.ts';
import type { Layout, Rect } from './layout.ts';
import { cellPlace } from './layout.ts';
import { t } from './messages.en.ts';
import type { RailMachine } from './rails.ts';
import { cellsOf } from './scene.ts';
import { useStageCalmly } from './use-calm.ts';
import type { Stage } from './use-stage.ts';
import { useThemeVersion } from './use-theme-version.ts';
import { usePlan } from './views/plan-store.ts';
import type { ViewPlan } from './views/plan-store.ts';

interface MapContent {
  readonly stage: Stage;
  /** Of another view than the machines'. */
  readonly plan: ViewPlan | null;
}

const itself = (stage: Stage): Stage => stage;

/** The large picture comes first. */
const calmMs = 200;

const mapSize = { width: 112, height: 56 };
const padding = 4;

export const Minimap = memo(function Minimap(): ReactElement {
  const { setCenter, getZoom } = useReactFlow();
  const stage = useStageCalmly(itself, calmMs);
  const plan = usePlan((state) => state.plan);
  const { x: fromX, y: fromY, width, height } = plan?.bounds ?? stage.layout.bounds;
  const scale = Math.min((mapSize.width - 2 * padding) / width, (mapSize.height - 2 * padding) / height);
  const left = (mapSize.width - width * scale) / 2 - fromX * scale;
  const top = (mapSize.height - height * scale) / 2 - fromY * scale;
  const goThere = (event: MouseEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const isKeyboard = event.detail === 0;
    const x = isKeyboard ? width / 2 : (event.clientX - box.left - left) / scale;
    const y = isKeyboard ? height / 2 : (event.clientY - box.top - top) / scale;
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    <button type="button" className="minimap canvas-float" aria-label={t('canvas.minimap')} onClick={goThere}>
      <MapPicture {...{ stage, plan, scale, left, top }} />
      <svg width={mapSize.width} height={mapSize.height} aria-hidden="true">
        <g transform={`translate(${left} ${top}) scale(${scale})`}>
          <ViewFrame scale={scale} />
        </g>
      </svg>
    </button>
  );
});

const colours: Readonly<Record<string, string>> = {
  ready: 'mark-ready',
  backOff: 'mark-backoff',
  failed: 'mark-failed',
  notReady: 'mark-not-ready',
  creating: 'creating',
  init: 'creating',
  terminating: 'terminating',
  succeeded: 'succeeded',
};

interface MapPictureProps extends MapContent {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** One canvas: a thousand pods are a thousand small rectangles, and no elements. */
const MapPicture = memo(function MapPicture(props: MapPictureProps): ReactElement {
  const { stage, plan, scale, left, top } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  // Another theme has other colours.
  useThemeVersion();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const ratio = devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, mapSize.width, mapSize.height);
    context.translate(left, top);
    context.scale(scale, scale);
    const palette = readPalette(element);
    if (plan === null) paintMap(context, stage.layout, stage.machines, palette);
    else paintPlan(context, plan, palette);
  });
  return (
    <canvas
      ref={canvas}
      width={mapSize.width * devicePixelRatio}
      height={mapSize.height * devicePixelRatio}
      aria-hidden="true"
    />
  );
});

function paintMap(
  context: CanvasRenderingContext2D,
  layout: Layout,
  machines: readonly RailMachine[],
  palette: Palette,
): void {
  const line = palette('line-strong');
  paintBox(context, layout.controlPlane, { fill: line });
  paintBox(context, layout.queue, { fill: palette('well'), edge: line, edgeWidth: 6 });
  for (const machine of machines) paintMachine(context, machine, layout, palette);
  for (const rect of layout.services) paintBox(context, rect, { fill: line });
}

/** Cards, and pods by their state. */
function paintPlan(context: CanvasRenderingContext2D, { places }: ViewPlan, palette: Palette): void {
  const paint = (token: string, { x, y, width, height }: Rect): void => {
    context.fillStyle = palette(token);
    context.fillRect(x, y, width, height);
  };
  for (const [key, rect] of places) {
    if (key.startsWith('band/') || key.startsWith('ghost/') || key.startsWith('pods/')) continue;
    paint(resourceOfKey(key) === 'endpointslices.discovery.k8s.io' ? 'well' : 'line-strong', rect);
  }
  for (const [key, rect] of places) {
    const pod = key.startsWith('pods/') ? (mirror.get(key) as Pod | undefined) : undefined;
    if (pod !== undefined) paint(colours[podAppearance(pod).state] ?? 'line-strong', rect);
  }
}

function paintMachine(
  context: CanvasRenderingContext2D,
  { scene, rect, isCut }: RailMachine,
  { grid }: Layout,
  palette: Palette,
): void {
  const edge = palette(isCut ? 'ink-3' : 'line-strong');
  context.setLineDash(isCut ? [16, 12] : []);
  paintBox(context, rect, { fill: palette(isCut ? 'ground' : 'well'), edge, edgeWidth: isCut ? 8 : 4 });
  context.setLineDash([]);
  const cells = cellsOf(scene.seats);
  const isLost = isNodeLost(scene.node);
  const [width, height] = [grid.cellWidth * grid.scale, grid.cellHeight * grid.scale];
  for (const pod of scene.pods) {
    const cell = cells.get(objectKey('pods', pod));
    if (cell === undefined) continue;
    const token = isLost ? undefined : colours[podAppearance(pod).state];
    const place = cellPlace(grid, cell);
    context.fillStyle = palette(token ?? 'line-strong');
    context.fillRect(rect.x + place.x, rect.y + place.y, width, height);
  }
}

interface BoxLook {
  readonly fill: string;
  readonly edge?: string;
  readonly edgeWidth?: number;
}

function paintBox(
  context: CanvasRenderingContext2D,
  rect: Rect,
  { fill, edge, edgeWidth = 1 }: BoxLook,
): void {
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 12);
  context.fillStyle = fill;
  context.fill();
  if (edge === undefined) return;
  context.strokeStyle = edge;
  context.lineWidth = edgeWidth;
  context.stroke();
}

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
