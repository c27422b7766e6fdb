/**
 * The lives of a pod's containers, read from the kept changes of its object: what the kubelet reported of each, when.
 * Nothing is sent for pods that nobody has opened.
 */
import type { ContainerStatus, History, Pod } from '../engine/index.ts';
import type { ContainerLife, ContainerStretch, LifeState } from './protocol.ts';

/** A crash loop of a week stays small. */
const mostStretches = 400;

export function containerLives(history: History, key: string): ContainerLife[] {
  const changes = [...history.changesOf(key)].toReversed();
  const lives = new Map<string, { kind: ContainerLife['kind']; stretches: ContainerStretch[] }>();
  for (const { timeMs, next } of changes) {
    if (next === undefined) for (const { stretches } of lives.values()) end(stretches, timeMs);
    else for (const seen of containersOf(next as Pod)) note(lives, seen, timeMs);
  }
  return [...lives].map(([name, { kind, stretches }]) => ({
    name,
    kind,
    stretches: stretches.slice(-mostStretches),
  }));
}

interface Seen extends Pick<ContainerStretch, 'state' | 'word' | 'restarts' | 'backOffSeconds'> {
  readonly name: string;
  readonly kind: ContainerLife['kind'];
}

function containersOf({ spec, status }: Pod): Seen[] {
  const initStatuses = status?.initContainerStatuses ?? [];
  const statuses = status?.containerStatuses ?? [];
  const init = (spec?.initContainers ?? []).map(({ name, restartPolicy }) => {
    const kind = restartPolicy === 'Always' ? ('sidecar' as const) : ('init' as const);
    const seen = look(initStatuses.find((one) => one.name === name));
    const isAtWork = kind === 'init' && seen.word === 'Running';
    return { name, kind, ...seen, ...(isAtWork ? { state: 'init' as const } : {}) };
  });
  const usual = (spec?.containers ?? []).map(({ name }) => ({
    name,
    kind: 'container' as const,
    ...look(statuses.find((one) => one.name === name)),
  }));
  return [...init, ...usual];
}

function look(status: ContainerStatus | undefined): Omit<Seen, 'name' | 'kind'> {
  const restarts = status?.restartCount ?? 0;
  const { running, terminated, waiting } = status?.state ?? {};
  if (running !== undefined) {
    const state: LifeState = status?.ready === true ? 'ready' : 'notReady';
    return { state, word: 'Running', restarts };
  }
  if (terminated !== undefined) {
    const done = terminated.exitCode === 0;
    const word = terminated.reason ?? (done ? 'Completed' : 'Error');
    return { state: done ? 'succeeded' : 'failed', word, restarts };
  }
  const reason = waiting?.reason ?? '';
  if (!/BackOff/.test(reason))
    return { state: waiting === undefined ? 'unscheduled' : 'creating', word: reason, restarts };
  const seconds = backOffSeconds(waiting?.message);
  return {
    state: 'backOff',
    word: reason,
    restarts,
    ...(seconds === undefined ? {} : { backOffSeconds: seconds }),
  };
}

function backOffSeconds(message = ''): number | undefined {
  const length = /back-off (?:(\d+)m)?(?:(\d+)s)?/.exec(message);
  return length === null ? undefined : Number(length[1] ?? 0) * 60 + Number(length[2] ?? 0);
}

function note(
  lives: Map<string, { kind: ContainerLife['kind']; stretches: ContainerStretch[] }>,
  { name, kind, ...now }: Seen,
  timeMs: number,
): void {
  let life = lives.get(name);
  if (life === undefined) lives.set(name, (life = { kind, stretches: [] }));
  const last = life.stretches.at(-1);
  if (last?.state === now.state && last.word === now.word && last.restarts === now.restarts) return;
  end(life.stretches, timeMs);
  life.stretches.push({ fromMs: timeMs, toMs: null, ...now });
}

function end(stretches: ContainerStretch[], timeMs: number): void {
  const open = stretches.at(-1);
  if (open?.toMs === null) stretches[stretches.length - 1] = { ...open, toMs: timeMs };
}
