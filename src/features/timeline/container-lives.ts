/** What was reported of the containers of pods that somebody opened; asked again when one of the pods changes. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ContainerLife } from '../../bridge/protocol.ts';
import type { PodInside } from '../../engine/index.ts';
import { mirror } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import type { Lane } from '../../model/timeline-store.ts';

export interface Probe {
  readonly atMs: number;
  readonly passed: boolean;
}

interface OpenedPod {
  readonly lives: readonly ContainerLife[];
  /** By container: what its machine still knows of the last minute. */
  readonly probes: Readonly<Record<string, readonly Probe[]>>;
  /** By container: when its next probe is due. */
  readonly nextProbeMs: Readonly<Record<string, number>>;
}

export const useContainerLives = create<{ readonly pods: Readonly<Record<string, OpenedPod>> }>(() => ({
  pods: {},
}));

/** A probe ticks each second at most, and the picture is redrawn oftener. */
const askEveryMs = 1000;

/** Keeps the containers of the opened pods up to date while it is shown. */
export function useAskForContainers(keys: readonly string[]): void {
  const joined = keys.join(' ');
  const branch = useTime((state) => state.branch);
  const revision = useTime((state) => (joined === '' ? 0 : state.revision));
  const second = useTime((state) => (joined === '' ? 0 : Math.floor(state.viewMs / askEveryMs)));
  useEffect(() => {
    for (const key of joined === '' ? [] : joined.split(' ')) void ask(key);
    // The rest is no argument: it says when the answer may be another.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [joined, branch, revision, second]);
}

const asking = new Set<string>();

async function ask(key: string): Promise<void> {
  if (asking.has(key)) return;
  asking.add(key);
  try {
    const uid = mirror.get(key)?.metadata?.uid;
    const lives = await session.containerLives(key);
    // Looking inside at an earlier moment means replaying it: that is asked for only by hand, elsewhere.
    const inside = uid !== undefined && useTime.getState().live ? await session.inside(uid) : null;
    useContainerLives.setState(({ pods }) => ({
      pods: {
        ...pods,
        [key]: {
          lives,
          probes: probesOf(inside, pods[key]?.probes ?? {}),
          nextProbeMs: nextOf(inside),
        },
      },
    }));
  } catch {
    // The cluster is being replaced: the next change asks again.
  } finally {
    asking.delete(key);
  }
}

function nextOf(inside: PodInside | null): Record<string, number> {
  return Object.fromEntries(
    (inside?.containers ?? []).flatMap(({ name, probes }) => {
      const due = probes.flatMap(({ nextMs }) => nextMs ?? []);
      return due.length === 0 ? [] : [[name, Math.min(...due)]];
    }),
  );
}

const mostProbes = 600;

/** A machine forgets after a minute what its probes said; what was seen once stays. */
function probesOf(
  inside: PodInside | null,
  before: Readonly<Record<string, readonly Probe[]>>,
): Record<string, readonly Probe[]> {
  const all: Record<string, readonly Probe[]> = { ...before };
  for (const { name, probes } of inside?.containers ?? []) {
    const fresh = probes.flatMap(({ ticks }) => ticks).toSorted((a, b) => a.atMs - b.atMs);
    const first = fresh[0]?.atMs ?? Number.POSITIVE_INFINITY;
    all[name] = [...(before[name] ?? []).filter(({ atMs }) => atMs < first), ...fresh].slice(-mostProbes);
  }
  return all;
}

/** A container's life as a lane: it is painted like any other. */
export function laneOfContainer(key: string, life: ContainerLife | undefined): Lane {
  const segments = life?.stretches ?? [];
  return {
    key,
    owner: undefined,
    bornMs: segments[0]?.fromMs ?? 0,
    goneMs: segments.at(-1)?.toMs ?? null,
    segments,
    events: [],
  };
}
