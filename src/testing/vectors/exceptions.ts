/** A case that no longer holds in Kubernetes 1.36, with the source that shows it. Read by people; kept short. */
export interface Exception {
  /** `area/suite`. */
  readonly suite: string;
  readonly case: string;
  /** Where today's behaviour can be read. */
  readonly source: string;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  {
    suite: 'api/label-selector-parse',
    case: 'sel-x-lt-a',
    source: 'staging/src/k8s.io/apimachinery/pkg/labels/selector.go, NewRequirement',
    why: "Since 1.22 the error names the value: values[0]: Invalid value: \"a\": for 'Gt', 'Lt' operators, the value must be an integer.",
  },
  {
    suite: 'scheduler/score-inter-pod-affinity',
    case: 'affinity-nodes-in-one-region-has-more-matching-pods-comparing-to',
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/scoring.go, NormalizeScore',
    why: 'Since 1.21 the lowest score of the nodes becomes 0; v1.20 never took more than 0 for the lowest.',
  },
  {
    suite: 'scheduler/score-inter-pod-affinity',
    case: 'avoid-panic-when-partial-nodes-in-a-topology-don-t-have-pods-with',
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/scoring.go, NormalizeScore',
    why: 'The same: nodes that all have one score get 0 since 1.21, where v1.20 gave them 100.',
  },
  {
    suite: 'scheduler/preemption-best-node',
    case: 'same-priority-same-number-of-victims-different-start-time-for-each',
    source:
      'pkg/scheduler/framework/plugins/defaultpreemption/default_preemption_test.go, TestSelectBestCandidate',
    why: 'The start times that decide were lost in the recording: all are 1970-01-01T00:00:00Z, so the nodes are equal.',
  },
  {
    suite: 'scheduler/preemption-best-node',
    case: 'different-priority-same-number-of-victims-different-start-time-for',
    source:
      'pkg/scheduler/framework/plugins/defaultpreemption/default_preemption_test.go, TestSelectBestCandidate',
    why: 'The same: the start times that decide were lost in the recording.',
  },
];
