import type { ReactElement } from 'react';
import { isFallback, isNobodyThere, stretchesOf } from './availability.ts';
import type { Step } from './availability.ts';
import { xOf } from './compare-window.ts';
import type { CompareScale } from './compare-window.ts';
import { areaHeight, areaTop } from './figure-layout.ts';
import { t } from './messages.en.ts';

export interface ReadyAreaProps {
  readonly steps: readonly Step[];
  readonly scale: CompareScale;
  /** Pods that the full height stands for. */
  readonly most: number;
  /** Where the figure's time begins in its drawing. */
  readonly left: number;
}

/** How many pods are ready: the new version below, the old on it, hatched what is wanted and missing. */
export function ReadyArea({ steps, scale, most, left }: ReadyAreaProps): ReactElement {
  const perPod = areaHeight / Math.max(1, most);
  const foot = areaTop + areaHeight;
  const bar = (step: Step, from: number, to: number, className: string): ReactElement | null =>
    to <= from ? null : (
      <rect
        key={`${className} ${step.fromMs}`}
        x={left + xOf(scale, step.fromMs)}
        width={xOf(scale, step.toMs) - xOf(scale, step.fromMs)}
        y={foot - to * perPod}
        height={(to - from) * perPod}
        className={className}
      />
    );
  return (
    <g>
      {steps.map((step) => {
        const { readyNew, readyOld, wanted } = step;
        const ready = readyNew + readyOld;
        return (
          <g key={step.fromMs}>
            {bar(step, 0, readyNew, 'cmp-ready')}
            {bar(step, readyNew, ready, 'cmp-ready cmp-old')}
            {isFallback(step) ? null : bar(step, ready, wanted, 'cmp-missing')}
          </g>
        );
      })}
      <Stretches {...{ steps, scale, left }} />
      {steps.map((step) =>
        step.wanted === 0 ? null : (
          <path
            key={step.fromMs}
            d={`M${left + xOf(scale, step.fromMs)} ${foot - step.wanted * perPod}H${left + xOf(scale, step.toMs)}`}
            className="cmp-wanted"
          />
        ),
      )}
      <path d={`M${left} ${foot}h${scale.widthPx}`} className="cmp-foot" />
    </g>
  );
}

const pxPerCharacter = 6.1;

/** Words lie on a stretch only where they fit; the figures beside say the same. */
function Stretches({ steps, scale, left }: Omit<ReadyAreaProps, 'most'>): ReactElement {
  return (
    <>
      {stretchesOf(steps, isFallback).map((stretch) => {
        const x = left + xOf(scale, stretch.fromMs);
        const width = xOf(scale, stretch.toMs) - xOf(scale, stretch.fromMs);
        const slant = Math.min(10, width);
        return (
          <g key={stretch.fromMs}>
            <path
              d={`M${x + 0.5} ${areaTop + 0.5}h${width}l${-slant} ${areaHeight - 1}H${x + 0.5}z`}
              className="cmp-fallback"
            />
            <foreignObject x={x + 8} y={areaTop + 8} width={Math.max(0, width - 24)} height={areaHeight - 16}>
              {width > 150 ? <p className="cmp-fallback-words">{t('compare.fallback')}</p> : null}
            </foreignObject>
          </g>
        );
      })}
      {stretchesOf(steps, isNobodyThere).map((stretch) => {
        const x = xOf(scale, stretch.fromMs);
        const width = xOf(scale, stretch.toMs) - x;
        const long = t('compare.nobodyFor', { seconds: secondsText(stretch.toMs - stretch.fromMs) });
        const text = [long, t('compare.nobody')].find((words) => words.length * pxPerCharacter + 24 < width);
        return text === undefined ? null : (
          <Pill key={stretch.fromMs} text={text} x={left + x + width / 2} y={areaTop + 6} look="trouble" />
        );
      })}
    </>
  );
}

export interface PillProps {
  readonly text: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly look: 'trouble' | 'person';
}

export function Pill({ text, x, y, look }: PillProps): ReactElement {
  const width = text.length * pxPerCharacter + 16;
  return (
    <g className={`cmp-pill cmp-pill-${look}`}>
      <rect x={x - width / 2} y={y + 0.5} width={width} height={19} rx={look === 'person' ? 9.5 : 4} />
      <text x={x} y={y + 14}>
        {text}
      </text>
    </g>
  );
}

/** Seconds with one decimal where it says something: `6.4`, `12`. */
export function secondsText(ms: number): string {
  return (ms / 1000).toFixed(ms % 1000 === 0 || ms >= 100_000 ? 0 : 1);
}
