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
  {
    suite: 'api/metadata-update-validation',
    case: 'validate-finalizers-update-4',
    source:
      'staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateObjectMetaAccessorUpdate',
    why: "Finalizers may be added until deletion: the test's old object is being deleted at the zero time, which JSON can't carry, so the case has lost its condition.",
  },
  {
    suite: 'api/metadata-update-validation',
    case: 'validate-finalizers-update-5',
    source:
      'staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateObjectMetaAccessorUpdate',
    why: 'As validate-finalizers-update-4.',
  },
  {
    suite: 'api/validate-ingress',
    case: 'annotations-kubernetes-io-ingress-class-invalid',
    source: 'pkg/apis/networking/validation/validation.go, ValidateIngressCreate',
    why: 'Annotation and field may both be set when they agree; the text is now: must match `ingressClassName` when both are specified.',
  },
  {
    suite: 'api/validate-pod',
    case: 'containers-0-ports-0-container-port-invalid-2',
    source: 'pkg/apis/core/validation/validation.go, validatePodHostNetworkDeps',
    why: 'The error is now about hostPort: must match `containerPort` when `hostNetwork` is true.',
  },
  {
    suite: 'api/validate-replica-set',
    case: 'namespace-required',
    source: 'pkg/features/kube_features.go, SkipReadOnlyValidationGCE (on since 1.29, then removed)',
    why: 'GCE disks of several replicas need no longer be read-only.',
  },
  {
    suite: 'api/validate-update-daemon-set',
    case: 'template-spec-volumes-0-gce-persistent-disk-read-only-invalid',
    source: 'pkg/features/kube_features.go, SkipReadOnlyValidationGCE (on since 1.29, then removed)',
    why: 'GCE disks of several replicas need no longer be read-only.',
  },
  {
    suite: 'api/validate-service',
    case: 'external-ips-0-invalid',
    source: 'pkg/apis/core/validation/validation.go, ValidateNonSpecialIP',
    why: 'The text names both families now: may not be in the loopback range (127.0.0.0/8, ::1/128).',
  },
  ...['template-metadata-labels-invalid', 'pod-management-policy-invalid-2', 'labels-invalid-2'].map(
    (name) => ({
      suite: 'api/validate-stateful-set',
      case: name,
      source:
        'pkg/apis/apps/validation/validation.go, StatefulSetValidationOptions.SkipValidatePodTemplateSpec',
      why: 'The pod template of a StatefulSet is validated in full now, so its missing containers are told as well.',
    }),
  ),
];
