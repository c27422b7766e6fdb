import type { Pod } from '../api/generated/types.ts';

export interface DeadlineVerdict {
  readonly reason: string;
  readonly message: string;
  readonly event: string;
}

/**
 * Whether a pod has been active for longer than it may; undefined when it may go on.
 * `pkg/kubelet/active_deadline.go`
 */
export function deadlineVerdict(
  pod: Pod,
  nowMs: number,
  toMs: (timestamp: string) => number,
): DeadlineVerdict | undefined {
  const seconds = pod.spec?.activeDeadlineSeconds;
  const startTime = pod.status?.startTime;
  if (seconds === undefined || startTime === undefined) return undefined;
  if (nowMs - toMs(startTime) < seconds * 1000) return undefined;
  return {
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
    event: 'Pod was active on the node longer than the specified deadline',
  };
}
