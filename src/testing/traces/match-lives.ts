/**
 * Finds which object of a replay lived the life of which recorded one. Lives are alike when they go through the same
 * states in the same order; a state that lasted less than a second and a half may be missing from the other life, because it
 * depends on which of two parts wrote first.
 */
import type { Life, Milestone } from './milestones.ts';

const briefMs = 1500;

/** States that two lives have in common, in order. */
export type Alignment = ReadonlyArray<readonly [golden: Milestone, replayed: Milestone]>;

export interface Matching {
  readonly pairs: ReadonlyArray<{
    readonly golden: Life;
    readonly replayed: Life;
    readonly alignment: Alignment;
  }>;
  readonly lacking: readonly Life[];
  readonly surplus: readonly Life[];
}

export function matchLives(golden: readonly Life[], replayed: readonly Life[]): Matching {
  const free = [...replayed];
  const lacking: Life[] = [];
  const pairs = golden.flatMap((life) => {
    const candidates = free.flatMap((candidate) => {
      const alignment = align(life.milestones, candidate.milestones);
      return alignment === undefined ? [] : [{ golden: life, replayed: candidate, alignment }];
    });
    const best = candidates.toSorted((a, b) => distance(a.alignment) - distance(b.alignment))[0];
    if (best === undefined) {
      lacking.push(life);
      return [];
    }
    free.splice(free.indexOf(best.replayed), 1);
    return [best];
  });
  return { pairs, lacking, surplus: free };
}

/** The common states of two lives that are alike, or undefined when they are not. */
function align(golden: readonly Milestone[], replayed: readonly Milestone[]): Alignment | undefined {
  const known = new Map<string, Alignment | undefined>();
  const from = (i: number, j: number): Alignment | undefined => {
    const key = `${i} ${j}`;
    if (!known.has(key)) known.set(key, alignFrom(i, j));
    return known.get(key);
  };
  const alignFrom = (i: number, j: number): Alignment | undefined => {
    const [first, second] = [golden[i], replayed[j]];
    if (first === undefined || second === undefined) return first === second ? [] : undefined;
    const rest = first.text === second.text ? from(i + 1, j + 1) : undefined;
    if (rest !== undefined) return [[first, second], ...rest];
    return (
      (isBrief(golden, i) ? from(i + 1, j) : undefined) ?? (isBrief(replayed, j) ? from(i, j + 1) : undefined)
    );
  };
  return from(0, 0);
}

function isBrief(milestones: readonly Milestone[], index: number): boolean {
  const [first, next] = [milestones[index], milestones[index + 1]];
  return first !== undefined && next !== undefined && next.t - first.t < briefMs;
}

function distance(alignment: Alignment): number {
  return alignment.reduce((sum, [golden, replayed]) => sum + Math.abs(golden.t - replayed.t), 0);
}
