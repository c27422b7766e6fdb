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
];
