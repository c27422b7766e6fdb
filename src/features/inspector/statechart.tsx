/** A machine drawn from its own definition: where it is, the way it came with counts, and where it can go now. */
import type { ReactElement } from 'react';
import type { Chart, ChartMove } from './chart-of-machine.ts';
import type { ChartLayout } from './container-layout.ts';
import type { PathTaken } from './path-taken.ts';

export interface StatechartProps {
  readonly chart: Chart;
  readonly layout: ChartLayout;
  readonly current: string;
  readonly possible: readonly ChartMove[];
  readonly path: PathTaken;
  /** What stands in the lit state in place of its words: how long it still waits. */
  readonly wait: string | undefined;
  readonly label: string;
  readonly words: (path: string) => string;
}

export function Statechart(props: StatechartProps): ReactElement {
  const { chart, layout, current, possible, path, wait, label, words } = props;
  const next = new Set(possible.map(({ from, to }) => `${from}>${to}`));
  const look = (name: string): string =>
    next.has(name) ? 'next' : path.counts[name] === undefined ? 'idle' : 'taken';
  const names = Object.keys(layout.lines).toSorted((a, b) => rank(look(a)) - rank(look(b)));
  return (
    <svg
      className="statechart"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={`${label}: ${current}`}
    >
      {chart.states
        .filter((state) => state.isCompound)
        .map(({ path: at }) => (
          <Frame
            key={at}
            layout={layout}
            path={at}
            holdsCurrent={current.startsWith(`${at}.`)}
            words={words(at)}
          />
        ))}
      {names.map((name) => (
        <Move key={name} line={layout.lines[name] ?? ''} look={look(name)} />
      ))}
      {chart.states
        .filter((state) => !state.isCompound)
        .map(({ path: at }) => (
          <StateBox
            key={at}
            layout={layout}
            path={at}
            isCurrent={at === current}
            wasHere={path.states.has(at)}
            words={(at === current ? wait : undefined) ?? words(at)}
          />
        ))}
      {names.map((name) => (
        <MoveWords
          key={name}
          line={layout.lines[name] ?? ''}
          share={layout.lines[reverse(name)] === undefined ? 0.5 : 0.35}
          count={path.counts[name]}
          words={layout.isLarge === true && look(name) !== 'idle' ? eventsOf(chart, name) : ''}
          look={look(name)}
        />
      ))}
    </svg>
  );
}

const reverse = (name: string): string => name.split('>').toReversed().join('>');

const rank = (look: string): number => ['idle', 'taken', 'next'].indexOf(look);

function eventsOf(chart: Chart, name: string): string {
  const events = chart.moves.filter(({ from, to }) => `${from}>${to}` === name).map(({ event }) => event);
  return [...new Set(events)].slice(0, 2).join(', ');
}

function Move({ line, look }: { readonly line: string; readonly look: string }): ReactElement {
  return (
    <g className={`move move-${look}`}>
      <path d={line} />
      <path className="move-head" d={headOf(line)} />
    </g>
  );
}

interface MoveWordsProps {
  readonly line: string;
  /** How far along its longest stretch the words stand, so that those of there and back keep apart. */
  readonly share: number;
  readonly count: number | undefined;
  readonly words: string;
  readonly look: string;
}

function MoveWords({ line, share, count, words, look }: MoveWordsProps): ReactElement | null {
  if (count === undefined && words === '') return null;
  const { x, y, isLevel } = middleOf(line, share);
  const text = count === undefined ? '' : `${count}×`;
  const width = 10 + text.length * 6;
  return (
    <g className={`move-words move-words-${look}`}>
      {words === '' ? null : (
        <text
          x={isLevel ? x : x + 10}
          y={isLevel ? y + (count === undefined ? 14 : -12) : y + 22}
          textAnchor={isLevel ? 'middle' : 'start'}
        >
          {words}
        </text>
      )}
      {count === undefined ? null : (
        <>
          <rect x={x - width / 2} y={y - 7} width={width} height={14} rx={7} />
          <text className="move-count" x={x} y={y + 3.5} textAnchor="middle">
            {text}
          </text>
        </>
      )}
    </g>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of `M0 0H10V10`. */
export function cornersOf(line: string): readonly Point[] {
  const corners: Point[] = [];
  for (const [, letter, first, second] of line.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const last = corners.at(-1) ?? { x: 0, y: 0 };
    const value = Number(first);
    if (letter === 'M') corners.push({ x: value, y: Number(second) });
    else corners.push(letter === 'H' ? { x: value, y: last.y } : { x: last.x, y: value });
  }
  return corners;
}

function middleOf(line: string, share: number): Point & { readonly isLevel: boolean } {
  const corners = cornersOf(line);
  let best = { x: 0, y: 0, isLevel: true, length: -1 };
  corners.slice(1).forEach((to, at) => {
    const from = corners[at]!;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (length > best.length)
      best = {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
        isLevel: from.y === to.y,
        length,
      };
  });
  return best;
}

function headOf(line: string): string {
  const [from, to] = cornersOf(line).slice(-2);
  if (from === undefined || to === undefined) return '';
  const [dx, dy] = [Math.sign(to.x - from.x), Math.sign(to.y - from.y)];
  const back = { x: to.x - dx * 6, y: to.y - dy * 6 };
  return `M${to.x} ${to.y}L${back.x + dy * 4} ${back.y + dx * 4}L${back.x - dy * 4} ${back.y - dx * 4}z`;
}

interface BoxProps {
  readonly layout: ChartLayout;
  readonly path: string;
  readonly words: string;
}

function Frame({
  layout,
  path,
  holdsCurrent,
  words,
}: BoxProps & { readonly holdsCurrent: boolean }): ReactElement | null {
  const box = layout.boxes[path];
  if (box === undefined) return null;
  return (
    <g>
      <rect {...box} rx={10} className="frame" data-current={holdsCurrent || undefined} />
      <text x={box.x + 12} y={box.y + 18}>
        <tspan className="state-name">{path}</tspan>
        <tspan className="state-words" dx={8}>
          {words}
        </tspan>
      </text>
    </g>
  );
}

interface StateBoxProps extends BoxProps {
  readonly isCurrent: boolean;
  readonly wasHere: boolean;
}

function StateBox({ layout, path, isCurrent, wasHere, words }: StateBoxProps): ReactElement | null {
  const box = layout.boxes[path];
  const name = path.split('.').at(-1) ?? path;
  if (box === undefined) return null;
  const inset = layout.isLarge === true ? 12 : 6;
  const top = layout.isLarge === true ? 24 : 15;
  return (
    <g>
      <rect
        {...box}
        rx={6}
        className="state"
        data-current={isCurrent || undefined}
        data-was={wasHere || undefined}
      />
      <text x={box.x + inset} y={box.y + top} className="state-name">
        {name}
      </text>
      <text
        x={box.x + inset}
        y={box.y + top + (layout.isLarge === true ? 18 : 14)}
        className="state-words"
        data-current={isCurrent || undefined}
      >
        {words}
      </text>
    </g>
  );
}
