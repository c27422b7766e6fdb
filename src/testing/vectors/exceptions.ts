/** A case that no longer holds in Kubernetes 1.36, with the source that shows it. Read by people; kept short. */
export interface Exception {
  /** `area/suite`. */
  readonly suite: string;
  readonly case: string;
  /** Where today's behaviour can be read. */
  readonly source: string;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [];
