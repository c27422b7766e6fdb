/** Points 3 and 5: the states that each object went through, and how long each delay between them was. */
import { allowedWaits, rewriteLife } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { compareBags, groupBy, keysOfBoth } from './differences.ts';
import type { Life, Milestone } from './milestones.ts';
import { readLives } from './milestones.ts';
import type { Naming } from './naming.ts';
import type { Run } from './trace.ts';

const kinds = [
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'Node',
  'PersistentVolumeClaim',
];

/** Shorter gaps are how quick a machine is, not a delay of Kubernetes. */
const shortestDelayMs = 2500;
const toleranceMs = 1500;

export function compareLives(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const [wanted, got] = [livesByGroup(golden, names[0]), livesByGroup(replayed, names[1])];
  return keysOfBoth(wanted, got).flatMap((group) => {
    const [goldenLives, replayedLives] = [wanted.get(group) ?? [], got.get(group) ?? []];
    return compareBags('lives', group, goldenLives.map(textOf), replayedLives.map(textOf));
  });
}

/** Gaps of lives that are alike in both runs; lives that differ are told by point 3. */
export function compareWaits(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const [wanted, got] = [livesByGroup(golden, names[0]), livesByGroup(replayed, names[1])];
  return [...wanted].flatMap(([group, goldenLives]) => {
    const free = [...(got.get(group) ?? [])];
    return goldenLives.flatMap((life) => {
      const alike = free.filter((candidate) => textOf(candidate) === textOf(life));
      const nearest = alike.toSorted((a, b) => distance(life, a) - distance(life, b))[0];
      if (nearest === undefined) return [];
      free.splice(free.indexOf(nearest), 1);
      return gapsOf(life, nearest, group);
    });
  });
}

function livesByGroup(run: Run, naming: Naming): Map<string, Life[]> {
  const lives = readLives(run, naming, kinds).map((life) => ({
    ...life,
    milestones: rewriteLife(life.group, life.milestones),
  }));
  return groupBy(lives, (life) => life.group);
}

function textOf(life: Life): string {
  return life.milestones.map((milestone) => milestone.text).join('\n');
}

function distance(a: Life, b: Life): number {
  return a.milestones.reduce((sum, { t }, index) => sum + Math.abs(t - (b.milestones[index]?.t ?? t)), 0);
}

function gapsOf(golden: Life, replayed: Life, group: string): TraceDifference[] {
  return golden.milestones.slice(1).flatMap((milestone, index): TraceDifference[] => {
    const before = golden.milestones[index]!;
    const [wanted, got] = [
      gap(before, milestone),
      gap(replayed.milestones[index]!, replayed.milestones[index + 1]!),
    ];
    if (wanted < shortestDelayMs || Math.abs(wanted - got) <= toleranceMs) return [];
    const documented = allowedWaits.find(
      (wait) => wait.from.test(before.text) && wait.to.test(milestone.text),
    );
    if (documented !== undefined && [wanted, got].every((ms) => isWithin(ms, documented))) return [];
    const about = `${group}: ${before.text} -> ${milestone.text}`;
    return [{ point: 'waits', about, golden: wanted, replayed: got }];
  });
}

function isWithin(
  ms: number,
  { leastMs, mostMs }: { readonly leastMs: number; readonly mostMs: number },
): boolean {
  return ms >= leastMs && ms <= mostMs;
}

function gap(from: Milestone, to: Milestone): number {
  return to.t - from.t;
}
