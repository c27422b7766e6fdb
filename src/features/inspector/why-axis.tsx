/**
 * When the steps were: a strip to one scale, so that nobody is deceived about 300 s against 1.5 s, and below it an axis
 * on which the longest wait is cut, so that what came in a moment can be told apart. The table says the same in words.
 */
import { useRef } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import { useSize } from '../../ui/use-size.ts';
import { t } from './messages.en.ts';
import {
  type AxisLayout,
  type AxisPart,
  capsuleWidth,
  layOutAxis,
  ticksOf,
  xOfMoment,
} from './why-axis-layout.ts';
import { clockNear, lengthText, scaleText } from './why-times.ts';
import { shortWait, type Wait, waitOf } from './wait-words.ts';

export interface WhyAxisProps {
  /** Oldest first. */
  readonly steps: readonly WhyStep[];
  readonly startedAt: string;
  /** The step that is shown; undefined while nobody walks. */
  readonly at: number | undefined;
}

/** Waits of two steps or more, between which nothing happened. */
interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly wait: Wait;
}

export function WhyAxis({ steps, startedAt, at }: WhyAxisProps): ReactElement | null {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  if (steps.length < 2) return null;
  const gaps = gapsOf(steps);
  return (
    <div className="why-axis" aria-hidden="true" ref={box}>
      <Strip steps={steps} gaps={gaps} startedAt={startedAt} at={at} />
      {width < 480 ? null : <Axis {...{ steps, gaps, startedAt, at, width }} />}
    </div>
  );
}

function gapsOf(steps: readonly WhyStep[]): Gap[] {
  return steps.flatMap((step, place) => {
    const before = steps[place - 1];
    const wait = waitOf(step, before);
    return wait === undefined || before === undefined
      ? []
      : [{ fromMs: before.timeMs, toMs: step.timeMs, wait }];
  });
}

interface StripProps extends WhyAxisProps {
  readonly gaps: readonly Gap[];
}

/** The whole of it to one scale. */
function Strip({ steps, gaps, startedAt, at }: StripProps): ReactElement {
  const fromMs = steps[0]!.timeMs;
  const toMs = steps.at(-1)!.timeMs;
  const wholeMs = Math.max(1, toMs - fromMs);
  const percent = (ms: number): string => `${((ms - fromMs) / wholeMs) * 100}%`;
  const longest = gaps.toSorted((left, right) => right.toMs - right.fromMs - (left.toMs - left.fromMs))[0];
  return (
    <div className="why-strip">
      <div className="why-strip-track">
        {gaps.map((gap) => (
          <span
            key={gap.fromMs}
            data-wait={gap.wait.kind}
            style={{ left: percent(gap.fromMs), width: `${((gap.toMs - gap.fromMs) / wholeMs) * 100}%` }}
          />
        ))}
        {at === undefined ? null : <i style={{ left: percent(steps[at]?.timeMs ?? fromMs) }} />}
      </div>
      <p className="sub numeric">
        <span>{clockNear(startedAt, fromMs)}</span>
        <span>
          {longest === undefined
            ? t('why.whole', { length: lengthText(wholeMs) })
            : t('why.longest', { wait: shortWait(longest.wait), length: lengthText(wholeMs) })}
        </span>
        <span>{clockNear(startedAt, toMs)}</span>
      </p>
    </div>
  );
}

/** Of what is drawn, where it stands from above. */
const height = 88;
const lineY = 44;
const barY = 24;

function Axis({ steps, gaps, startedAt, at, width }: StripProps & { readonly width: number }): ReactElement {
  const layout = layOutAxis(steps, width);
  const { parts, cutMs } = layout;
  return (
    <div className="why-broken" style={{ height }}>
      <svg width={width} height={height}>
        {parts.map((part) => (
          <line key={part.fromX} x1={part.fromX} x2={part.toX} y1={lineY} y2={lineY} className="why-line" />
        ))}
        {cutMs === 0 ? null : <Cut parts={parts} />}
        {parts.map((part) => (
          <Ticks key={part.fromX} part={part} />
        ))}
      </svg>
      {gaps.map((gap) => (
        <GapBars key={gap.fromMs} gap={gap} parts={parts} />
      ))}
      {parts.map((part) => (
        <Clocks key={part.fromX} part={part} startedAt={startedAt} isLast={part === parts.at(-1)} />
      ))}
      {cutMs === 0 ? null : (
        <span
          className="why-note numeric"
          style={placed((parts[0]!.toX + parts[1]!.fromX) / 2, 70, 'middle')}
        >
          {t('why.cutOut', { length: lengthText(cutMs) })}
        </span>
      )}
      <Capsules layout={layout} at={at} />
    </div>
  );
}

/** Two strokes: what lies between is left out. */
function Cut({ parts }: { readonly parts: readonly AxisPart[] }): ReactElement {
  const x = (parts[0]!.toX + parts[1]!.fromX) / 2;
  return (
    <g className="why-line">
      <line x1={parts[0]!.toX} x2={x - 8} y1={lineY} y2={lineY} strokeDasharray="3 3" />
      <line x1={x + 8} x2={parts[1]!.fromX} y1={lineY} y2={lineY} strokeDasharray="3 3" />
      <line x1={x - 6} x2={x - 1} y1={lineY + 7} y2={lineY - 7} />
      <line x1={x + 1} x2={x + 6} y1={lineY + 7} y2={lineY - 7} />
    </g>
  );
}

function Ticks({ part }: { readonly part: AxisPart }): ReactElement {
  return (
    <>
      {ticksOf(part).at.map((ms) => {
        const x = xOfMoment([part], ms);
        return <line key={ms} x1={x} x2={x} y1={lineY} y2={lineY + 5} className="why-tick" />;
      })}
    </>
  );
}

/** Words of the ruler, and how much room a second has. */
function Clocks({
  part,
  startedAt,
  isLast,
}: {
  readonly part: AxisPart;
  readonly startedAt: string;
  readonly isLast: boolean;
}): ReactElement {
  const { stepMs, at } = ticksOf(part);
  const [x, side] =
    isLast && part.fromX > 0 ? ([part.toX, 'end'] as const) : ([part.fromX, 'start'] as const);
  return (
    <>
      {at
        .map((ms) => ({ ms, tickX: xOfMoment([part], ms) }))
        .filter(({ tickX }) => tickX >= 20)
        .map(({ ms, tickX }) => (
          <span key={ms} className="why-clock numeric" style={placed(tickX, 54, 'middle')}>
            {clockNear(startedAt, ms, stepMs)}
          </span>
        ))}
      <span className="why-note numeric" style={placed(x, 70, side)}>
        {scaleText(part.pxPerMs)}
      </span>
    </>
  );
}

/** A wait stands above the line, in two pieces where it is cut. */
function GapBars({ gap, parts }: { readonly gap: Gap; readonly parts: readonly AxisPart[] }): ReactElement {
  const pieces = parts
    .map((part) => ({
      fromX: xOfMoment([part], Math.max(part.fromMs, gap.fromMs)),
      toX: xOfMoment([part], Math.min(part.toMs, gap.toMs)),
      isHere: gap.fromMs < part.toMs && gap.toMs > part.fromMs,
    }))
    .filter(({ isHere, fromX, toX }) => isHere && toX - fromX >= 2);
  const text = shortWait(gap.wait);
  return (
    <>
      {pieces.map(({ fromX, toX }, place) => (
        <span
          key={fromX}
          className="why-gap"
          data-wait={gap.wait.kind}
          style={{ left: fromX, top: barY, width: toX - fromX }}
        >
          {place === 0 && toX - fromX > text.length * 3 ? <b>{text}</b> : null}
        </span>
      ))}
    </>
  );
}

function Capsules({
  layout,
  at,
}: {
  readonly layout: AxisLayout;
  readonly at: number | undefined;
}): ReactElement {
  return (
    <>
      {layout.capsules.map(({ x, steps }) => (
        <span
          key={steps[0]}
          className="why-capsule numeric"
          style={{ left: x, top: lineY - 11, width: capsuleWidth(steps.length) }}
        >
          {steps.map((step) => (
            <i key={step} data-here={step === at || undefined}>
              {step + 1}
            </i>
          ))}
        </span>
      ))}
    </>
  );
}

function placed(left: number, top: number, side: 'start' | 'middle' | 'end'): CSSProperties {
  const translate = side === 'start' ? undefined : side === 'middle' ? '-50%' : '-100%';
  return { left, top, ...(translate === undefined ? {} : { translate }) };
}
