/** The scheduler's reason why a pod has no node, whole and in short. */
import type { Pod } from '../../engine/api/generated/types.ts';
import { t } from './messages.en.ts';

/** The message of the pod's PodScheduled condition: the scheduler's, letter for letter. */
export function reasonOf(pod: Pod | undefined): string {
  const condition = pod?.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? (condition.message ?? condition.reason ?? '') : '';
}

export interface ShortReason {
  readonly headline: string;
  /** One for each reason, the commonest first; the last one counts those that have no room. */
  readonly lines: readonly string[];
}

/**
 * `0/4 nodes are available:` and how many nodes fail for which reason. What preemption would have done comes after the
 * first sentence and is left to the whole message. `pkg/scheduler/framework/types.go FitError`
 */
export function shortReason(message: string, mostLines: number): ShortReason {
  const [, headline, rest] = /^(\d+\/\d+ nodes are available:) (.*?)(?:\. |\.?$)/.exec(message) ?? [];
  if (headline === undefined || rest === undefined) return { headline: message, lines: [] };
  const lines = rest.split(/, (?=\d)/).map((reason) => reason.replace(/^(\d+) node\(s\) /, '$1 '));
  lines.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  if (lines.length <= mostLines) return { headline, lines };
  const shown = lines.slice(0, mostLines - 1);
  return { headline, lines: [...shown, t('canvas.queue.moreReasons', { n: lines.length - shown.length })] };
}
