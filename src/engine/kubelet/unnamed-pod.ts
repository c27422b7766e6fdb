/** A pod whose name is too long for its kernel gets no sandbox. `pkg/kubelet/kuberuntime/kuberuntime_sandbox.go` */
import type { Pod } from '../api/generated/types.ts';
import { HostnameError, sandboxHostname } from '../api/pod-hostname.ts';
import type { PodRecord } from './records.ts';
import { requestRetry } from './sync-timer.ts';
import { recordPodEvent, type Work } from './work.ts';

/** True when it can't be made; then it is told why, and tried again. */
export function waitsForName(work: Work, record: PodRecord): boolean {
  if (record.sandbox !== undefined) return false;
  const why = problemOf(record.pod);
  if (why === undefined) return false;
  const message = `Failed to create pod sandbox: ${why}`;
  recordPodEvent(work, record, { type: 'Warning', reason: 'FailedCreatePodSandBox', message });
  record.lastSyncMs = work.context.view.nowMs;
  requestRetry(work, record);
  return true;
}

function problemOf(pod: Pod): string | undefined {
  if (pod.spec?.hostNetwork === true) return undefined;
  try {
    sandboxHostname(pod);
    return undefined;
  } catch (error) {
    if (error instanceof HostnameError) return error.message;
    throw error;
  }
}
