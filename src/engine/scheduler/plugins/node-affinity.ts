import type { NodeAffinity, NodeSelectorTerm, PreferredSchedulingTerm } from '../../api/generated/types.ts';
import {
  nodeMatchesNodeSelectorTerms,
  podMatchesNode,
  preferredTermsScore,
} from '../../api/scheduling/node-affinity.ts';
import { type FilterPlugin, normalizeByMaximum, type Preparation, type ScorePlugin } from '../plugin.ts';

const refusal = { reasons: ["node(s) didn't match Pod's node affinity/selector"], unresolvable: true };
const enforcedRefusal = {
  reasons: ["node(s) didn't match scheduler-enforced node affinity"],
  unresolvable: true,
};
const conflict = { reasons: ['pod affinity terms conflict'], unresolvable: true };

/**
 * nodeSelector and required node affinity, and the affinity that a scheduler profile adds to every pod.
 * `pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go`
 */
export function createNodeAffinity(added?: NodeAffinity): FilterPlugin {
  const addedTerms = added?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return {
    name: 'NodeAffinity',
    prepare({ pod }): Preparation {
      const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
      if (addedTerms === undefined && required === undefined && pod.spec?.nodeSelector === undefined)
        return {};
      const onlyNodes = namedNodes(required?.nodeSelectorTerms ?? []);
      if (onlyNodes?.length === 0) return { refusal: conflict };
      return {
        ...(onlyNodes === undefined ? {} : { onlyNodes }),
        filter: ({ node }) => {
          if (addedTerms !== undefined && !nodeMatchesNodeSelectorTerms(node, addedTerms))
            return enforcedRefusal;
          return podMatchesNode(pod, node) ? undefined : refusal;
        },
      };
    },
    requeue: {
      nodeChanged: ({ previous, next }, { pod }) =>
        podMatchesNode(pod, next) && (previous === undefined || !podMatchesNode(pod, previous)),
      podChanged: () => true,
    },
  };
}

/** The nodes that every term names by metadata.name; undefined when a term leaves the node open. */
function namedNodes(terms: readonly NodeSelectorTerm[]): string[] | undefined {
  const names = new Set<string>();
  for (const term of terms) {
    let ofTerm: string[] | undefined;
    for (const { key, operator, values = [] } of term.matchFields ?? []) {
      if (key !== 'metadata.name' || operator !== 'In') continue;
      ofTerm = ofTerm === undefined ? values : ofTerm.filter((value) => values.includes(value));
    }
    if (ofTerm === undefined) return undefined;
    for (const name of ofTerm) names.add(name);
  }
  return terms.length === 0 ? undefined : [...names];
}

export function createNodeAffinityScore(added?: NodeAffinity): ScorePlugin {
  const addedTerms = added?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return {
    name: 'NodeAffinity',
    weight: 2,
    prepare({ pod }) {
      const own = pod.spec?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
      const terms: readonly PreferredSchedulingTerm[] = [...addedTerms, ...own];
      if (terms.length === 0) return undefined;
      return {
        score: ({ node }) => preferredTermsScore(node, terms),
        normalize: (scores) => normalizeByMaximum(scores, false),
      };
    },
  };
}
