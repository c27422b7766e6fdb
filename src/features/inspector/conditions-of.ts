/** A condition as all kinds write it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export function conditionsOf(object: object): readonly Condition[] {
  const { status } = object as { status?: { conditions?: readonly Condition[] } };
  return status?.conditions ?? [];
}
