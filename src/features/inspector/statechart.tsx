/** A machine drawn from its own definition: where it is, the way it came with counts, and where it can go now. */
import type { ReactElement } from 'react';
import type { Chart, ChartMove } from './chart-of-machine.ts';
import type { ChartLayout } from './container-layout.ts';
import type { PathTaken } from './path-taken.ts';
import { cornersOf, placeMoveWords } from './place-move-words.ts';
import type { PlacedWords } from './place-move-words.ts';

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
  const wishes = names.map((name) => ({
    name,
    words: layout.isLarge === true && look(name) !== 'idle' ? eventsOf(chart, name) : '',
    countWidth: countWidth(path.counts[name]),
    share: layout.lines[reverse(name)] === undefined ? 0.5 : 0.35,
  }));
  const places = placeMoveWords(layout, wishes);
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
      {wishes.map(({ name, words: says }) => (
        <MoveWords
          key={name}
          place={places.get(name)}
          count={path.counts[name]}
          words={says}
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

/** Of the capsule that says it. */
function countWidth(count: number | undefined): number {
  return count === undefined ? 0 : 10 + `${count}×`.length * 6;
}

interface MoveWordsProps {
  readonly place: PlacedWords | undefined;
  readonly count: number | undefined;
  readonly words: string;
  readonly look: string;
}

function MoveWords({ place, count, words, look }: MoveWordsProps): ReactElement | null {
  if (place === undefined || (count === undefined && words === '')) return null;
  const { x, y } = place.count;
  const width = countWidth(count);
  return (
    <g className={`move-words move-words-${look}`}>
      {words === '' ? null : (
        <text x={place.words.x} y={place.words.y} textAnchor={place.anchor}>
          {words}
        </text>
      )}
      {count === undefined ? null : (
        <>
          <rect x={x - width / 2} y={y - 7} width={width} height={14} rx={7} />
          <text className="move-count" x={x} y={y + 3.5} textAnchor="middle">
            {`${count}×`}
          </text>
        </>
      )}
    </g>
  );
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
