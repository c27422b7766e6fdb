import type { Node, Pod, Taint } from '../../api/generated/types.ts';
import { findUntoleratedTaint, tolerationsTolerateTaint } from '../../api/scheduling/tolerations.ts';
import { type FilterPlugin, normalizeByMaximum, type ScorePlugin } from '../plugin.ts';

const refusal = { reasons: ['node(s) had untolerated taint(s)'], unresolvable: true };

/** Taints that keep pods away. `pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go` */
export const taintToleration: FilterPlugin = {
  name: 'TaintToleration',
  prepare({ pod }) {
    const tolerations = pod.spec?.tolerations ?? [];
    return {
      filter: ({ node }) => {
        const taints = node.spec?.taints;
        if (taints === undefined || taints.length === 0) return undefined;
        return findUntoleratedTaint(taints, tolerations) === undefined ? undefined : refusal;
      },
    };
  },
  requeue: {
    nodeChanged: ({ previous, next }, { pod }) =>
      (previous === undefined || !toleratesAll(pod, previous)) && toleratesAll(pod, next),
    podChanged: () => true,
  },
};

/** Fewer untolerated PreferNoSchedule taints are better. */
export const taintTolerationScore: ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  prepare({ pod }) {
    const relevant = (pod.spec?.tolerations ?? []).filter(
      ({ effect = '' }) => effect === '' || effect === 'PreferNoSchedule',
    );
    const isUntolerated = (taint: Taint): boolean =>
      taint.effect === 'PreferNoSchedule' && !tolerationsTolerateTaint(relevant, taint);
    return {
      score: ({ node }) => (node.spec?.taints ?? []).filter(isUntolerated).length,
      normalize: (scores) => normalizeByMaximum(scores, true),
    };
  },
};

function toleratesAll(pod: Pod, node: Node): boolean {
  return findUntoleratedTaint(node.spec?.taints ?? [], pod.spec?.tolerations ?? []) === undefined;
}
