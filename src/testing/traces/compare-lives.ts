/** Points 3 and 5: the states that each object went through, and how long each delay between them was. */
import { allowedWaits, rewriteLife } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { groupBy, keysOfBoth } from './differences.ts';
import type { Alignment, Matching } from './match-lives.ts';
import { matchLives } from './match-lives.ts';
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
  return [...matchAll(golden, replayed, names)].flatMap(([about, { lacking, surplus }]) => {
    const count = Math.max(lacking.length, surplus.length);
    return Array.from({ length: count }, (_, index) => ({
      point: 'lives' as const,
      about,
      golden: textOf(lacking[index]),
      replayed: textOf(surplus[index]),
    }));
  });
}

/** Gaps of lives that are alike in both runs; lives that differ are told by point 3. */
export function compareWaits(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  return [...matchAll(golden, replayed, names)].flatMap(([group, { pairs }]) =>
    pairs.flatMap(({ alignment }) => compareGaps(group, alignment)),
  );
}

function matchAll(golden: Run, replayed: Run, names: readonly [Naming, Naming]): Map<string, Matching> {
  const [wanted, got] = [livesByGroup(golden, names[0]), livesByGroup(replayed, names[1])];
  const groups = keysOfBoth(wanted, got);
  return new Map(groups.map((group) => [group, matchLives(wanted.get(group) ?? [], got.get(group) ?? [])]));
}

function livesByGroup(run: Run, naming: Naming): Map<string, Life[]> {
  const lives = readLives(run, naming, kinds).map((life) => ({
    ...life,
    milestones: rewriteLife(life.group, life.milestones),
  }));
  return groupBy(lives, (life) => life.group);
}

function textOf(life: Life | undefined): string | undefined {
  return life?.milestones.map(({ t, text }) => `${String(t).padStart(7)} ${text}`).join('\n');
}

function compareGaps(group: string, alignment: Alignment): TraceDifference[] {
  return alignment.slice(1).flatMap(([goldenTo, replayedTo], index): TraceDifference[] => {
    const [goldenFrom, replayedFrom] = alignment[index]!;
    const [wanted, got] = [goldenTo.t - goldenFrom.t, replayedTo.t - replayedFrom.t];
    // What a step of the script causes comes at a moment, not after a delay.
    const apart = Math.min(Math.abs(wanted - got), Math.abs(goldenTo.t - replayedTo.t));
    if (Math.max(wanted, got) < shortestDelayMs || apart <= toleranceMs) return [];
    if (isDecision(goldenFrom, goldenTo)) return [];
    if ([wanted, got].every((ms) => isDocumented(group, goldenFrom, goldenTo, ms))) return [];
    return [
      {
        point: 'waits',
        about: `${group}: ${goldenFrom.text} -> ${goldenTo.text}`,
        golden: wanted,
        replayed: got,
      },
    ];
  });
}

/** Not a delay of its own: a controller or a person turned to the object when other things had happened. */
function isDecision(from: Milestone, to: Milestone): boolean {
  const healthyPod = from.text.startsWith('Running bound ready ') && to.text.startsWith('deleting');
  return healthyPod || (/Progressing=/.test(to.text) && !to.text.includes('ProgressDeadlineExceeded'));
}

function isDocumented(group: string, from: Milestone, to: Milestone, ms: number): boolean {
  return allowedWaits.some(
    (wait) =>
      (wait.group?.test(group) ?? true) &&
      wait.from.test(from.text) &&
      wait.to.test(to.text) &&
      ms >= wait.leastMs &&
      ms <= wait.mostMs,
  );
}
