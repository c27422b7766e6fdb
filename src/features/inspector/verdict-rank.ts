import type { SchedulerVerdict } from '../../engine/index.ts';

export type Scored = SchedulerVerdict['scores'][number];

/** The chosen node first: of equal totals chance chose one. */
export function rankedOf({ scores, nodeName }: SchedulerVerdict): readonly Scored[] {
  return scores.toSorted((a, b) => Number(b.node === nodeName) - Number(a.node === nodeName));
}

/** Where in `scorePlugins` the plugins stand that told any nodes apart from nothing. */
export function tellingPlugins({ scorePlugins, scores }: SchedulerVerdict): readonly number[] {
  return scorePlugins
    .map((_plugin, at) => at)
    .filter((at) => scores.some((scored) => scored.scores[at] !== 0));
}

/** By how much the chosen node leads the best other in a plugin's score; 0 for any other node, and where it does not. */
export function leadOf(verdict: SchedulerVerdict, { node, scores }: Scored, at: number): number {
  if (node !== verdict.nodeName) return 0;
  const rival = verdict.scores.find((other) => other.node !== node);
  return rival === undefined ? 0 : Math.max(0, Math.round(scores[at]!) - Math.round(rival.scores[at]!));
}
