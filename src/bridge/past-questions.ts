/** Answers what is asked about what has been written already: no work that goes on changes that. */
import type { Cluster } from '../engine/index.ts';
import { changesBetween } from './compare-moments.ts';
import { containerLives } from './container-lives.ts';
import type { ToCluster } from './protocol.ts';
import { whyChain, whyOf } from './why.ts';

export type PastQuestion = Extract<
  ToCluster,
  { kind: 'why' | 'whyOf' | 'changesBetween' | 'containerLives' }
>;

const ofPast: ReadonlySet<ToCluster['kind']> = new Set([
  'why',
  'whyOf',
  'changesBetween',
  'containerLives',
  'branchMarks',
  'branchCommands',
]);

export function isOfPast({ kind }: ToCluster): boolean {
  return ofPast.has(kind);
}

/** @param position where the log stands at the moment shown, when that is a past one */
export function tellOfPast(cluster: Cluster, question: PastQuestion, position: number | undefined): unknown {
  switch (question.kind) {
    case 'why':
      return whyChain(cluster, question.revision);
    case 'whyOf':
      return whyOf(cluster, question.key, question.field, position);
    case 'changesBetween':
      return changesBetween(cluster.history, question.fromMs, question.toMs);
    case 'containerLives':
      return containerLives(cluster.history, question.key);
  }
}
