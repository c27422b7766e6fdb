import type { Refusal } from './plugin.ts';

/** What came of trying to place a pod that fits nowhere. `pkg/scheduler/framework/types.go` Diagnosis */
export interface Diagnosis {
  readonly nodeCount: number;
  /** A refusal that no node could change. */
  readonly podRefusal?: Refusal;
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** Counts for the nodes that weren't looked at. */
  readonly refusalOfOthers?: Refusal;
  /** What preemption says. */
  readonly postFilterMessage?: string;
}

/** Text of the FailedScheduling Event and of the pod's condition. `pkg/scheduler/framework/types.go` FitError */
export function formatFitError(diagnosis: Diagnosis): string {
  const { nodeCount, podRefusal, refusals, refusalOfOthers, postFilterMessage } = diagnosis;
  let message = `0/${nodeCount} nodes are available:`;
  if (podRefusal !== undefined) {
    message += ` ${podRefusal.reasons.join(', ')}.`;
  } else {
    const counted = countReasons([...refusals.values()], refusalOfOthers, nodeCount - refusals.size);
    if (counted !== '') message += ` ${counted}.`;
  }
  return postFilterMessage === undefined || postFilterMessage === ''
    ? message
    : `${message} ${postFilterMessage}`;
}

function countReasons(refusals: readonly Refusal[], ofOthers: Refusal | undefined, others: number): string {
  const counts = new Map<string, number>();
  const count = (reason: string, times: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + times);
  };
  for (const { reasons } of refusals) for (const reason of reasons) count(reason, 1);
  if (others > 0) for (const reason of ofOthers?.reasons ?? []) count(reason, others);
  return [...counts]
    .map(([reason, times]) => `${times} ${reason}`)
    .toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    .join(', ');
}
