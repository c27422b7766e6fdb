import { useState } from 'react';
import type { ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { containerMachine } from '../../engine/lifecycle/container.machine.ts';
import { containerStateOf, podStateOf } from '../../engine/lifecycle/index.ts';
import { useTime } from '../../model/time-store.ts';
import { chartOf, movesFrom } from './chart-of-machine.ts';
import type { Chart, ChartMove } from './chart-of-machine.ts';
import { chartSize, moveLines, stateBoxes } from './container-layout.ts';
import { t } from './messages.en.ts';
import { seconds } from './seconds-text.ts';
import { stateWords } from './state-words.ts';
import './states.css';

const chart = chartOf(containerMachine.definition);
const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

/** The statechart that the kubelet runs for each container, with the state lit that the pod's status tells. */
export function States({ pod }: { readonly pod: Pod }): ReactElement {
  const names = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(
    ({ name }) => name,
  );
  const [chosen, choose] = useState<string>();
  const name =
    chosen !== undefined && names.includes(chosen) ? chosen : (pod.spec?.containers[0]?.name ?? '');
  const current = containerStateOf(pod, name) ?? chart.initial;
  const wait = useWait(pod, current);
  return (
    <div className="states">
      <PhaseStrip phase={pod.status?.phase ?? 'Pending'} />
      <p className="sub">
        {t('inspector.podState')} <span className="mono">{podStateOf(pod)}</span>
      </p>
      {names.length > 1 ? (
        <div className="states-containers" role="group">
          {names.map((candidate) => (
            <button
              key={candidate}
              type="button"
              className="chip mono"
              aria-pressed={candidate === name}
              onClick={() => choose(candidate)}
            >
              {candidate}
            </button>
          ))}
        </div>
      ) : null}
      <Statechart chart={chart} current={current} wait={wait} label={t('inspector.statesOf', { name })} />
      <NextMoves moves={movesFrom(chart, current)} wait={wait} />
      <p className="sub">{t('inspector.drawnFrom')}</p>
    </div>
  );
}

/** How much of a back-off is left, as text; undefined when nothing is waited for. */
function useWait(pod: Pod, current: string): string | undefined {
  const nowEpochMs = useTime((state) => Date.parse(state.startedAt) + Math.floor(state.viewMs / 1000) * 1000);
  const { backOff } = podAppearance(pod);
  if (backOff === undefined || !current.endsWith('crashLoopBackOff')) return undefined;
  return seconds(backOff.sinceEpochMs + backOff.seconds * 1000 - nowEpochMs);
}

function PhaseStrip({ phase }: { readonly phase: string }): ReactElement {
  return (
    <ol className="phase-strip" aria-label={t('inspector.phase')}>
      {phases.map((name) => (
        <li
          key={name}
          aria-current={name === phase ? 'step' : undefined}
          data-old={name === 'Unknown' || undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}

interface StatechartProps {
  readonly chart: Chart;
  readonly current: string;
  readonly wait: string | undefined;
  readonly label: string;
}

function Statechart({ chart, current, wait, label }: StatechartProps): ReactElement {
  const possible = new Set(movesFrom(chart, current).map(({ from, to }) => `${from}>${to}`));
  const lines = Object.entries(moveLines);
  return (
    <svg
      className="statechart"
      viewBox={`0 0 ${chartSize.width} ${chartSize.height}`}
      role="img"
      aria-label={`${label}: ${current}`}
    >
      <defs>
        <Arrow id="arrow-still" colour="var(--ink-3)" />
        <Arrow id="arrow-next" colour="var(--accent)" />
      </defs>
      {chart.states
        .filter((state) => state.isCompound)
        .map(({ path }) => (
          <Frame key={path} path={path} holdsCurrent={current.startsWith(`${path}.`)} />
        ))}
      {lines
        .filter(([name]) => !possible.has(name))
        .map(([name, line]) => (
          <path key={name} className="move" d={line} markerEnd="url(#arrow-still)" />
        ))}
      {lines
        .filter(([name]) => possible.has(name))
        .map(([name, line]) => (
          <path key={name} className="move move-next" d={line} markerEnd="url(#arrow-next)" />
        ))}
      {chart.states
        .filter((state) => !state.isCompound)
        .map(({ path }) => (
          <StateBox
            key={path}
            path={path}
            isCurrent={path === current}
            wait={path === current ? wait : undefined}
          />
        ))}
    </svg>
  );
}

function Arrow({ id, colour }: { readonly id: string; readonly colour: string }): ReactElement {
  return (
    <marker
      id={id}
      viewBox="0 0 6 8"
      refX="6"
      refY="4"
      markerWidth="6"
      markerHeight="8"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0L6 4L0 8z" fill={colour} />
    </marker>
  );
}

function Frame({
  path,
  holdsCurrent,
}: {
  readonly path: string;
  readonly holdsCurrent: boolean;
}): ReactElement | null {
  const box = stateBoxes[path];
  if (box === undefined) return null;
  return (
    <g>
      <rect {...box} rx={10} className="frame" data-current={holdsCurrent || undefined} />
      <text x={box.x + 10} y={box.y + 18} className="state-name">
        {path}
      </text>
      <text x={box.x + 82} y={box.y + 18} className="state-words">
        {stateWords(path)}
      </text>
    </g>
  );
}

interface StateBoxProps {
  readonly path: string;
  readonly isCurrent: boolean;
  readonly wait: string | undefined;
}

function StateBox({ path, isCurrent, wait }: StateBoxProps): ReactElement | null {
  const box = stateBoxes[path];
  const name = path.split('.').at(-1) ?? path;
  if (box === undefined) return null;
  return (
    <g>
      <rect {...box} rx={6} className="state" data-current={isCurrent || undefined} />
      <text x={box.x + 6} y={box.y + 15} className="state-name">
        {name}
      </text>
      <text x={box.x + 6} y={box.y + 29} className="state-words" data-current={isCurrent || undefined}>
        {wait ?? stateWords(name)}
      </text>
    </g>
  );
}

function NextMoves({
  moves,
  wait,
}: {
  readonly moves: readonly ChartMove[];
  readonly wait: string | undefined;
}): ReactElement | null {
  if (moves.length === 0) return null;
  return (
    <>
      <h3>{t('inspector.next')}</h3>
      <ul className="next-moves">
        {moves.map(({ event, to, guard }) => (
          <li key={`${event}>${to}`}>
            <b className="mono">{event}</b>
            {wait !== undefined && event === 'after backoff' ? <span> {wait}</span> : null}
            <span className="sub">
              {' → '}
              {to.split('.').at(-1)}
              {guard === undefined ? '' : ` [${guard}]`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
