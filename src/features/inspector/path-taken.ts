/**
 * How often each move of a container's machine was made, from what its kubelet reported. Between two reports the
 * shortest way through the machine is taken: a kubelet that says Running after a back-off has created the container.
 */
import type { ContainerStretch } from '../../bridge/protocol.ts';
import { movesFrom } from './chart-of-machine.ts';
import type { Chart } from './chart-of-machine.ts';

export interface PathTaken {
  /** By `from>to`. */
  readonly counts: Readonly<Record<string, number>>;
  /** States that it has been in. */
  readonly states: ReadonlySet<string>;
}

export const noPath: PathTaken = { counts: {}, states: new Set() };

/** What was reported until a moment, in simulated milliseconds. */
export function pathTaken(
  chart: Chart,
  stretches: readonly ContainerStretch[],
  untilMs: number,
  hasStartupProbe: boolean,
): PathTaken {
  const counts: Record<string, number> = {};
  const states = new Set([chart.initial]);
  let at = chart.initial;
  let restarts = 0;
  for (const stretch of stretches) {
    if (stretch.fromMs > untilMs) break;
    const next = stateOfStretch(stretch);
    const isSame = next === at && stretch.restarts === restarts;
    for (const { edge, to } of isSame ? [] : wayBetween(chart, at, next, hasStartupProbe)) {
      counts[edge] = (counts[edge] ?? 0) + 1;
      states.add(to);
    }
    [at, restarts] = [next, stretch.restarts];
  }
  return { counts, states };
}

interface Leg {
  readonly edge: string;
  readonly to: string;
}

function wayBetween(chart: Chart, from: string, to: string, hasStartupProbe: boolean): readonly Leg[] {
  const ways: { readonly at: string; readonly legs: readonly Leg[] }[] = [{ at: from, legs: [] }];
  const seen = new Set<string>();
  for (const { at, legs } of ways) {
    if (at === to && legs.length > 0) return legs;
    for (const move of movesFrom(chart, at)) {
      const target = chart.begins[move.to] ?? move.to;
      const edge = `${move.from}>${move.to}`;
      const skips = hasStartupProbe
        ? 'waiting.creating>running.notReady'
        : 'waiting.creating>running.starting';
      if (move.from === '' || edge === skips || seen.has(target)) continue;
      seen.add(target);
      ways.push({ at: target, legs: [...legs, { edge, to: target }] });
    }
  }
  return [];
}

function stateOfStretch({ state, word }: ContainerStretch): string {
  if (state === 'ready') return 'running.ready';
  if (state === 'notReady') return 'running.notReady';
  if (state === 'succeeded' || state === 'failed') return 'terminated';
  return waiting[word] ?? (state === 'creating' && word !== '' ? 'waiting.createError' : 'waiting.creating');
}

const waiting: Readonly<Record<string, string>> = {
  ContainerCreating: 'waiting.creating',
  PodInitializing: 'waiting.podInitializing',
  ErrImagePull: 'waiting.errImagePull',
  ImagePullBackOff: 'waiting.imagePullBackOff',
  CrashLoopBackOff: 'waiting.crashLoopBackOff',
  RunContainerError: 'waiting.crashLoopBackOff',
};
