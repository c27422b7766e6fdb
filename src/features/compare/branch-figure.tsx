import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { session } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { readyIn, stepAt } from './availability.ts';
import { clockOf } from '../../model/clock-of.ts';
import { xOf } from './compare-window.ts';
import { areaHeight, areaTop, barHeight, lanePitch } from './figure-layout.ts';
import type { LaneGroup } from './figure-layout.ts';
import { Figures } from './figures.tsx';
import { LifeBar } from './life-bar.tsx';
import type { PodLife, Span } from './lives.ts';
import { t } from './messages.en.ts';
import { Pill, ReadyArea } from './ready-area.tsx';
import type { Picture, Side } from './side.ts';

export interface BranchFigureProps {
  readonly side: Side;
  readonly picture: Picture;
  readonly letter: 'A' | 'B';
  /** Lies over the drawing. */
  readonly children?: ReactNode;
}

const shownCommands = 3;

/** One branch: its head, how many are ready, a lane a pod, and the sums. */
export function BranchFigure({ side, picture, letter, children }: BranchFigureProps): ReactElement {
  const { layout, branch } = side;
  return (
    <section className="cmp-branch" aria-label={branch.name}>
      <div className="cmp-side" style={{ minHeight: picture.isNarrow ? 0 : layout.height }}>
        <Head side={side} letter={letter} />
        {picture.isNarrow
          ? null
          : layout.groups.map((group) => (
              <GroupName key={group.version} group={group} isOnly={layout.groups.length === 1} />
            ))}
      </div>
      <div className="cmp-drawing-box">
        <Drawing side={side} picture={picture} />
        {children}
      </div>
      <div className="cmp-sums">
        <Figures figures={side.figures} wanted={side.wanted} />
        {side.headMs < picture.headMs ? <Behind side={side} picture={picture} /> : null}
      </div>
    </section>
  );
}

function Head({ side, letter }: Pick<BranchFigureProps, 'side' | 'letter'>): ReactElement {
  const { commands } = side;
  const more = commands.length - shownCommands;
  return (
    <header className="cmp-branch-head">
      <h3>
        <span className="cmp-letter" data-letter={letter} aria-hidden="true">
          {letter}
        </span>
        <span className="cmp-name">{side.branch.name}</span>
      </h3>
      {commands.length === 0 ? <p className="cmp-quiet">{t('compare.nothingDone')}</p> : null}
      {commands.slice(0, shownCommands).map((mark) => (
        <p key={mark.index} className="cmp-command mono" title={mark.label}>
          {mark.label}
        </p>
      ))}
      {more > 0 ? <p className="cmp-quiet">{t('compare.commandsMore', { n: more })}</p> : null}
    </header>
  );
}

function GroupName({ group, isOnly }: { readonly group: LaneGroup; readonly isOnly: boolean }): ReactElement {
  return (
    <p className="cmp-group" style={{ insetBlockStart: group.y } as CSSProperties}>
      <span className="mono" title={group.image}>
        {group.image}
      </span>
      <span className="cmp-quiet">{countOf(group, isOnly)}</span>
    </p>
  );
}

function countOf(group: LaneGroup, isOnly: boolean): string {
  const values = { n: group.pods.length };
  if (isOnly) return t('compare.pods', values);
  return group.isOld ? t('compare.oldPods', values) : t('compare.newPods', values);
}

function Drawing({ side, picture }: Omit<BranchFigureProps, 'letter'>): ReactElement {
  const { scale, gutter: left, most, isNarrow, ticks, partedMs } = picture;
  const { layout, steps, headMs } = side;
  const headX = left + Math.max(0, Math.min(scale.widthPx, xOf(scale, headMs)));
  const end = left + scale.widthPx;
  const partedX = left + xOf(scale, partedMs);
  return (
    <svg className="cmp-drawing" width={end} height={layout.height} aria-hidden="true">
      {ticks.map((tick) => (
        <path key={tick.ms} d={`M${left + tick.x} 0V${layout.height}`} className="cmp-grid" />
      ))}
      <rect x={left} y={areaTop} width={scale.widthPx} height={areaHeight} className="cmp-ground" />
      <ReadyArea {...{ steps, scale, most, left }} />
      <Ruler left={left} most={most} />
      {headX < end ? (
        <>
          <rect x={headX} y={0} width={end - headX} height={layout.height} className="cmp-future" />
          {end - headX > 80 ? (
            <text x={headX + 8} y={areaTop + areaHeight - 8} className="cmp-quiet-text">
              {t('compare.notRun')}
            </text>
          ) : null}
        </>
      ) : null}
      {layout.groups.map((group) => (
        <g key={group.version}>
          {isNarrow ? (
            <text x={0} y={group.y - 5} className="cmp-lane-group">
              {group.image} · {countOf(group, layout.groups.length === 1)}
            </text>
          ) : null}
          {group.pods.map((pod, index) => (
            <PodLane
              key={pod.key}
              {...{ pod, picture, headMs }}
              y={group.y + index * lanePitch}
              group={group}
            />
          ))}
        </g>
      ))}
      {layout.groups.length === 0 ? (
        <text x={left} y={areaTop + areaHeight + 24} className="cmp-quiet-text">
          {t('compare.noPods')}
        </text>
      ) : null}
      {layout.hidden > 0 ? (
        <text x={left} y={layout.height - 4} className="cmp-quiet-text">
          {t('compare.morePods', { n: layout.hidden })}
        </text>
      ) : null}
      <path d={`M${partedX} 0V${layout.height}`} className="cmp-parted" />
    </svg>
  );
}

/** How many pods the height is: 0, half, and the most. */
function Ruler({ left, most }: { readonly left: number; readonly most: number }): ReactElement {
  const marks = most > 1 && most % 2 === 0 ? [0, most / 2, most] : [0, most];
  return (
    <>
      {marks.map((n) => {
        const y = areaTop + areaHeight * (1 - n / Math.max(1, most));
        return (
          <g key={n}>
            <path d={`M${left} ${y}h-6`} className="cmp-foot" />
            <text x={left - 10} y={y + 4} className="cmp-lane-name cmp-faint">
              {n}
            </text>
          </g>
        );
      })}
    </>
  );
}

interface PodLaneProps {
  readonly pod: PodLife;
  readonly group: LaneGroup;
  readonly picture: Picture;
  readonly headMs: number;
  readonly y: number;
}

function PodLane({ pod, group, picture, headMs, y }: PodLaneProps): ReactElement {
  const { scale, gutter } = picture;
  return (
    <g>
      <text
        x={gutter - 10}
        y={y + barHeight}
        className={group.isOld ? 'cmp-lane-name cmp-faint' : 'cmp-lane-name'}
      >
        {shortName(pod.name)}
      </text>
      {joinAlike(pod.spans).map(({ fromMs, toMs, state }) => {
        const from = Math.max(scale.fromMs, fromMs);
        const to = Math.min(scale.toMs, toMs ?? headMs);
        if (to <= from) return null;
        const x = gutter + xOf(scale, from);
        const width = gutter + xOf(scale, to) - x;
        return <LifeBar key={fromMs} {...{ state, x, width, y: y + 0.5 }} isOld={group.isOld} />;
      })}
    </g>
  );
}

/** A pod on its way out stops to answer some time: that is one bar. */
function joinAlike(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.state === span.state) joined[joined.length - 1] = { ...last, toMs: span.toMs };
    else joined.push(span);
  }
  return joined;
}

/** What tells a pod from its like: the last part of its name. */
function shortName(name: string): string {
  const part = name.slice(name.lastIndexOf('-') + 1);
  return part.length >= 2 ? part.slice(0, 10) : name.slice(-10);
}

/** The other has been let run further: said, and mended. */
function Behind({ side, picture }: Omit<BranchFigureProps, 'letter'>): ReactElement {
  const { startedAt, headMs } = picture;
  return (
    <div className="cmp-behind">
      <p>{t('compare.shorter', { clock: clockOf(startedAt, side.headMs) })}</p>
      <Button
        look="line"
        icon="skip"
        onClick={() => reportFailure(session.advanceBranch(side.branch.id, headMs))}
      >
        {t('compare.runOn', { clock: clockOf(startedAt, headMs) })}
      </Button>
    </div>
  );
}

export interface ReadyPillsProps {
  readonly side: Side;
  readonly picture: Picture;
  readonly viewMs: number;
}

/** How many are ready at the moment shown, on each branch's area. */
export function ReadyPills({ side, picture, viewMs }: ReadyPillsProps): ReactElement | null {
  const step = stepAt(side.steps, viewMs);
  const x = picture.gutter + xOf(picture.scale, viewMs);
  const isOutside = x < picture.gutter || x > picture.gutter + picture.scale.widthPx;
  if (step === undefined || isOutside || viewMs > side.headMs) return null;
  const middle = Math.max(picture.gutter + 32, x - 38);
  return (
    <svg
      className="cmp-pills"
      width={picture.gutter + picture.scale.widthPx}
      height={areaTop + areaHeight}
      aria-hidden="true"
    >
      <Pill
        text={t('compare.ready', { n: readyIn(step) })}
        x={middle}
        y={areaTop + areaHeight - 24}
        look="person"
      />
    </svg>
  );
}
