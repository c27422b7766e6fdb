/**
 * What pods have asked of a machine: one segment a pod in slot order, a tick at what the machine can give, and as a dashed
 * ghost the first pod of the queue. What would stick out past the tick is solid, so "Insufficient cpu" is seen before it
 * is read.
 */
import { memo } from 'react';
import type { ReactElement } from 'react';
import { hatchPath } from '../../ui/marks/geometry.ts';
import { t } from './messages.en.ts';
import { amountText, requestWords } from './requests.ts';
import type { Requestable } from './requests.ts';

export interface RequestBarProps {
  readonly what: Requestable;
  /** Cores or GiB a pod. */
  readonly segments: readonly number[];
  readonly allocatable: number;
  /** What the first pod of the queue asks; 0 for none. */
  readonly ghost: number;
  readonly isLost: boolean;
}

/** The tick stands at 112, so that there is room for what sticks out. */
const tick = 112;
const barWidth = 140;

export const RequestBar = memo(function RequestBar(props: RequestBarProps): ReactElement {
  const { what, segments, allocatable, ghost, isLost } = props;
  const used = segments.reduce((sum, value) => sum + value, 0);
  const unit = what === 'cpu' ? '' : ' Gi';
  const label = requestWords(what, used, allocatable);
  return (
    <div className="bar" title={label}>
      <span className="bar-label">{t(what === 'cpu' ? 'canvas.machine.cpu' : 'canvas.machine.memory')}</span>
      <svg width={barWidth} height={14} role="img" aria-label={label}>
        <rect x={0} y={3} width={tick} height={8} rx={1.5} fill="var(--well)" />
        <Segments segments={segments} scale={allocatable === 0 ? 0 : tick / allocatable} isLost={isLost} />
        {ghost > 0 && allocatable > 0 ? <Ghost used={used} ghost={ghost} scale={tick / allocatable} /> : null}
        <path d={`M${tick + 0.5} 0v14`} stroke="var(--ink-2)" />
      </svg>
      <span className="bar-value">
        {amountText(what, used)}
        <em>
          {' / '}
          {amountText(what, allocatable)}
          {unit}
        </em>
      </span>
    </div>
  );
});

interface SegmentsProps {
  readonly segments: readonly number[];
  /** Pixels to one core or GiB. */
  readonly scale: number;
  readonly isLost: boolean;
}

function Segments({ segments, scale, isLost }: SegmentsProps): ReactElement {
  // Many thin segments would be all gap: then the gaps close.
  const gap = segments.length > 24 ? 0 : 1;
  let x = 0;
  let d = '';
  for (const value of segments) {
    const width = value * scale;
    const drawn = Math.min(width, barWidth - x) - gap;
    const box = { x, y: 3, width: Math.max(0.5, drawn), height: 8, radius: drawn > 2 ? 1 : 0 };
    if (width > 0)
      d += isLost
        ? hatchPath(box, 5, 'rising')
        : `M${x} 3h${box.width.toFixed(2)}v8h-${box.width.toFixed(2)}z`;
    x += width;
  }
  return <path d={d} {...(isLost ? { stroke: 'var(--ink)', strokeWidth: 0.8 } : { fill: 'var(--bar)' })} />;
}

function Ghost({ used, ghost, scale }: { used: number; ghost: number; scale: number }): ReactElement {
  const from = Math.min(used * scale, barWidth - 2);
  const end = Math.min((used + ghost) * scale, barWidth);
  return (
    <>
      <rect
        x={from + 0.5}
        y={3.5}
        width={Math.max(1, end - from - 1)}
        height={7}
        rx={1.5}
        fill="none"
        stroke="var(--ink-3)"
        strokeDasharray="2.5 2"
      />
      {end > tick ? (
        <rect x={tick + 1} y={3} width={end - tick - 1} height={8} rx={1} fill="var(--backoff)" />
      ) : null}
    </>
  );
}
