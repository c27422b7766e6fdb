/** How each state looks as a bar: the stage board's timeline. */
import type { LifeState } from '../../bridge/protocol.ts';
import type { ColourName, Palette } from './palette.ts';

interface Look {
  readonly fill?: ColourName;
  readonly stroke?: ColourName;
  readonly dash?: readonly number[];
  /** Lines drawn into the bar: one way, or crossed. */
  readonly lines?: 'hatch' | 'cross';
  readonly lineColour?: ColourName;
  /** Thin bars are what needs no attention. Default thick. */
  readonly thin?: true;
}

const looks: Readonly<Record<Exclude<LifeState, 'gone'>, Look>> = {
  unscheduled: { stroke: 'unscheduled-ink', dash: [3, 2.5] },
  creating: { stroke: 'creating-ink', dash: [4, 2] },
  init: { stroke: 'creating-ink', lines: 'hatch', lineColour: 'creating-faint' },
  notReady: { fill: 'not-ready', stroke: 'not-ready-ink' },
  ready: { fill: 'ready', thin: true },
  backOff: { fill: 'tint-backoff', stroke: 'backoff-ink' },
  failed: { stroke: 'failed-ink', lines: 'cross', lineColour: 'failed-ink' },
  succeeded: { fill: 'succeeded', thin: true },
  terminating: { stroke: 'terminating-ink' },
  unknown: { stroke: 'unknown-ink', lines: 'hatch', lineColour: 'hatch' },
};

const thickness = 10;
const thinThickness = 4;

/** `y` is the top of a thick bar. */
export function paintSegment(
  context: CanvasRenderingContext2D,
  state: LifeState,
  x: number,
  y: number,
  width: number,
  palette: Palette,
): void {
  if (state === 'gone') return;
  const look = looks[state];
  if (look.thin === true) {
    if (look.fill !== undefined) context.fillStyle = palette[look.fill];
    fillRound(context, x, y + (thickness - thinThickness) / 2, width, thinThickness, 1);
    return;
  }
  if (look.fill !== undefined) {
    context.fillStyle = palette[look.fill];
    fillRound(context, x, y, width, thickness, 2);
  }
  if (look.lines !== undefined && width > 3) paintLines(context, look, x, y, width, palette);
  if (look.stroke !== undefined) strokeEdge(context, look, x, y, width, palette);
}

function fillRound(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2));
  context.fill();
}

function strokeEdge(
  context: CanvasRenderingContext2D,
  look: Look,
  x: number,
  y: number,
  width: number,
  palette: Palette,
): void {
  context.strokeStyle = palette[look.stroke ?? 'ink'];
  context.lineWidth = 1;
  context.setLineDash([...(look.dash ?? [])]);
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, Math.max(0.5, width - 1), thickness - 1, Math.min(2, width / 2));
  context.stroke();
  context.setLineDash([]);
}

const linePitch = 4;

function paintLines(
  context: CanvasRenderingContext2D,
  look: Look,
  x: number,
  y: number,
  width: number,
  palette: Palette,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, thickness);
  context.clip();
  context.strokeStyle = palette[look.lineColour ?? 'ink'];
  context.lineWidth = 1;
  context.beginPath();
  // Anchored to the axis, not to the bar: a bar that grows keeps its lines where they were.
  for (let left = Math.floor((x - thickness) / linePitch) * linePitch; left < x + width; left += linePitch) {
    context.moveTo(left, y + thickness);
    context.lineTo(left + thickness, y);
    if (look.lines === 'cross') {
      context.moveTo(left, y);
      context.lineTo(left + thickness, y + thickness);
    }
  }
  context.stroke();
  context.restore();
}
