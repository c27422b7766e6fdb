/** Points 3 and 5: the states that each object went through, and how long each delay between them was. */
import { allowedWaits, isMended, rewriteLife } from './allowed-differences.ts';
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
  const stepTimes = golden.steps.map((step) => step.t);
  return [...matchAll(golden, replayed, names)].flatMap(([group, { pairs }]) =>
    pairs.flatMap(({ alignment }) => compareGaps(group, alignment, stepTimes)),
  );
}

function matchAll(golden: Run, replayed: Run, names: readonly [Naming, Naming]): Map<string, Matching> {
  const [wanted, got] = [livesByGroup(golden, names[0]), livesByGroup(replayed, names[1])];
  const groups = keysOfBoth(wanted, got).filter((group) => !isMended(group));
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

function compareGaps(group: string, alignment: Alignment, stepTimes: readonly number[]): TraceDifference[] {
  return alignment.slice(1).flatMap((to, index): TraceDifference[] => {
    const from = alignment[index]!;
    const [wanted, got] = [to[0].t - from[0].t, to[1].t - from[1].t];
    // What a step of the script causes comes at a moment, not after a delay.
    const apart = Math.min(Math.abs(wanted - got), Math.abs(to[0].t - to[1].t));
    if (Math.max(wanted, got) < shortestDelayMs || apart <= toleranceMs) return [];
    if (isDecision(from[0], to[0])) return [];
    if (to.every((milestone, run) => isDocumented(group, from[run]!, milestone, stepTimes))) return [];
    return [
      { point: 'waits', about: `${group}: ${from[0].text} -> ${to[0].text}`, golden: wanted, replayed: got },
    ];
  });
}

/** Not a delay of its own: a controller or a person turned to the object when other things had happened. */
function isDecision(from: Milestone, to: Milestone): boolean {
  const healthyPod = from.text.startsWith('Running bound ready ') && to.text.startsWith('deleting');
  return healthyPod || (/Progressing=/.test(to.text) && !to.text.includes('ProgressDeadlineExceeded'));
}

function isDocumented(group: string, from: Milestone, to: Milestone, stepTimes: readonly number[]): boolean {
  const lastStep = stepTimes.findLast((t) => t <= to.t) ?? 0;
  return allowedWaits.some((wait) => {
    const ms = to.t - (wait.sinceStep === true ? lastStep : from.t);
    const isIt = (wait.group?.test(group) ?? true) && wait.from.test(from.text) && wait.to.test(to.text);
    return isIt && ms >= wait.leastMs && ms <= wait.mostMs;
  });
}
