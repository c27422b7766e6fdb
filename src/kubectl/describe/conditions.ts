/** Conditions as a table, as most kinds have them. `kubectl/pkg/describe/describe.go` */
import { type Description, printMoment } from './description.ts';

export interface DescribedCondition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message?: string;
}

export function describeConditions(
  description: Description,
  conditions: readonly DescribedCondition[],
): void {
  description.line('Conditions:');
  description.table(
    ['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message'],
    conditions.map(({ type, status, lastTransitionTime, reason, message }) => [
      type,
      status,
      printMoment(lastTransitionTime),
      reason ?? '',
      message ?? '',
    ]),
  );
}
