import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { backOffOf } from '../../bridge/appearance.ts';
import type { ContainerLife } from '../../bridge/protocol.ts';
import type { Container, Pod } from '../../engine/api/generated/types.ts';
import { containerMachine } from '../../engine/lifecycle/container.machine.ts';
import { containerStateOf, podStateOf } from '../../engine/lifecycle/index.ts';
import { podMachine } from '../../engine/lifecycle/pod.machine.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { late } from '../../ui/late.tsx';
import { chartOf } from './chart-of-machine.ts';
import { containerLayout } from './container-layout.ts';
import { largeContainerLayout } from './container-layout-large.ts';
import { t } from './messages.en.ts';
import { NextMoves } from './next-moves.tsx';
import { noPath, pathTaken } from './path-taken.ts';
import type { PathTaken } from './path-taken.ts';
import { PhaseStrip } from './phase-strip.tsx';
import { podLayout } from './pod-layout.ts';
import { possibleMoves } from './possible-moves.ts';
import { seconds } from './seconds-text.ts';
import { podStateWords, stateWords } from './state-words.ts';
import { Statechart } from './statechart.tsx';
import { Waits } from './waits.tsx';
import './states.css';

const StatesDialog = late(async () => (await import('./states-dialog.tsx')).StatesDialog);

const containerChart = chartOf(containerMachine.definition);
const podChart = chartOf(podMachine.definition);

/** The statecharts that the kubelet runs for a pod and its containers, with the states lit that its status tells. */
export function States({ pod }: { readonly pod: Pod }): ReactElement {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  const names = containers.map(({ name }) => name);
  const [chosen, choose] = useState<string | null>();
  const [isOpen, open] = useState(false);
  const usual = pod.spec?.containers[0]?.name ?? '';
  const name = chosen === null || (chosen !== undefined && names.includes(chosen)) ? chosen : usual;
  const container = containers.find((one) => one.name === name);
  const lives = useLives(pod);
  const machine = (isLarge: boolean): ReactElement => (
    <Machine
      pod={pod}
      container={container}
      life={lives.find((life) => life.name === name)}
      isLarge={isLarge}
    />
  );
  return (
    <div className="states">
      <PhaseStrip pod={pod} />
      <div className="states-containers" role="group" aria-label={t('inspector.container')}>
        {[...names, null].map((candidate) => (
          <button
            key={candidate ?? ''}
            type="button"
            className={candidate === null ? 'chip' : 'chip mono'}
            aria-pressed={candidate === name}
            onClick={() => choose(candidate)}
          >
            {candidate ?? t('inspector.wholePod')}
          </button>
        ))}
        <IconButton icon="fullscreen" label={t('inspector.openLarge')} onClick={() => open(true)} />
      </div>
      {machine(false)}
      <p className="sub">{t('inspector.drawnFrom')}</p>
      {isOpen ? (
        <StatesDialog title={titleOf(container)} pod={pod.metadata?.name ?? ''} onClose={() => open(false)}>
          <PhaseStrip pod={pod} />
          {machine(true)}
        </StatesDialog>
      ) : null}
    </div>
  );
}

function titleOf(container: Container | undefined): string {
  return container === undefined
    ? t('inspector.statesOfPod')
    : t('inspector.statesOf', { name: container.name });
}

interface MachineProps {
  readonly pod: Pod;
  /** Undefined: the pod's own machine. */
  readonly container: Container | undefined;
  readonly life: ContainerLife | undefined;
  readonly isLarge: boolean;
}

function Machine({ pod, container, life, isLarge }: MachineProps): ReactElement {
  const chart = container === undefined ? podChart : containerChart;
  const current =
    container === undefined ? podStateOf(pod) : (containerStateOf(pod, container.name) ?? chart.initial);
  const wait = useWait(pod, container, current);
  const path = usePath(container, life);
  const possible = possibleMoves(chart, current, pod, container);
  const large = container === undefined ? podLayout : largeContainerLayout;
  return (
    <div className={isLarge ? 'states-machine states-machine-large' : 'states-machine'}>
      <Statechart
        chart={chart}
        layout={isLarge ? large : container === undefined ? podLayout : containerLayout}
        current={current}
        possible={possible}
        path={path}
        wait={wait}
        label={titleOf(container)}
        words={(at) => (container === undefined ? podStateWords : stateWords)(at.split('.').at(-1) ?? at)}
      />
      <div className="states-beside">
        <NextMoves
          moves={possible}
          wait={wait}
          podKey={`pods/${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`}
          container={container?.name}
        />
        <Waits current={current} pod={pod} container={container?.name ?? ''} />
        <PathWords path={path} />
      </div>
    </div>
  );
}

/** The way so far as text, for those who don't see the figure. */
function PathWords({ path }: { readonly path: PathTaken }): ReactElement | null {
  const legs = Object.entries(path.counts);
  if (legs.length === 0) return null;
  return (
    <details className="path-words">
      <summary>{t('inspector.pathSoFar')}</summary>
      <ul>
        {legs.map(([name, n]) => {
          const [from = '', to = ''] = name.split('>');
          return (
            <li key={name} className="mono">
              {t('inspector.leg', { from, to, n })}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function useLives(pod: Pod): readonly ContainerLife[] {
  const [lives, setLives] = useState<readonly ContainerLife[]>([]);
  const key = `pods/${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
  const version = pod.metadata?.resourceVersion;
  useEffect(() => {
    if (version === undefined) return undefined;
    let isWanted = true;
    session.containerLives(key).then(
      (found) => {
        if (isWanted) setLives(found);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [key, version]);
  return lives;
}

function usePath(container: Container | undefined, life: ContainerLife | undefined): PathTaken {
  const untilMs = useTime(({ viewMs }) => lastBefore(life, viewMs));
  if (container === undefined || life === undefined) return noPath;
  return pathTaken(containerChart, life.stretches, untilMs, container.startupProbe !== undefined);
}

/** Begin of the stretch that a moment lies in: it changes only when something happened. */
function lastBefore(life: ContainerLife | undefined, viewMs: number): number {
  return life?.stretches.findLast(({ fromMs }) => fromMs <= viewMs)?.fromMs ?? -1;
}

/** How much of the container's own back-off is left, as text; undefined when nothing is waited for. */
function useWait(pod: Pod, container: Container | undefined, current: string): string | undefined {
  const nowEpochMs = useTime((state) => Date.parse(state.startedAt) + Math.floor(state.viewMs / 1000) * 1000);
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const backOff = backOffOf(statuses.find(({ name }) => name === container?.name));
  if (backOff === undefined || !current.endsWith('crashLoopBackOff')) return undefined;
  return seconds(backOff.sinceEpochMs + backOff.seconds * 1000 - nowEpochMs);
}
