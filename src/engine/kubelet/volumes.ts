/**
 * Whether a pod's volumes can be set up. `pkg/kubelet/volumemanager/volume_manager.go` WaitForAttachAndMount,
 * `pkg/volume/util/operationexecutor/operation_generator.go`
 */
import type { Pod } from '../api/generated/types.ts';
import type { PodRecord } from './records.ts';
import { requestSync } from './sync-timer.ts';
import { type FailedVolume, failedVolumes } from './volume-checks.ts';
import { unreachableVolumes } from './remote-volumes.ts';
import { growFileSystems } from './volume-growth.ts';
import { isOnline, recordPodEvent, type Work } from './work.ts';

/** Mounts are tried again after 0.5 s, doubling up to two minutes. */
const firstMountRetryMs = 500;
const lastMountRetryMs = 122_000;
/** A sync waits this long for its volumes, then says so: about as long as so many tries take. */
const triesPerWait = 8;

/** True when the pod has to wait for a volume; then it is told why, and looked at again. */
export function waitsForVolumes(work: Work, record: PodRecord): boolean {
  if (!mayFail(record.pod) || !isOnline(work, record.node)) return false;
  const { view } = work.context;
  const failed = [
    ...failedVolumes(view, work.runtime, record.pod),
    ...unreachableVolumes(view, work.runtime, record.pod, record.node),
  ];
  if (failed.length === 0) {
    record.mountAttempt = 0;
    growFileSystems(work, record);
    return false;
  }
  for (const { message } of failed) if (message !== undefined) tell(work, record, message);
  if (record.mountAttempt >= triesPerWait) tell(work, record, timeoutMessage(failed));
  const { nowMs } = view;
  record.lastSyncMs = nowMs;
  const delayMs = Math.min(firstMountRetryMs * 2 ** record.mountAttempt, lastMountRetryMs);
  record.mountAttempt++;
  requestSync(work, record, nowMs + delayMs, 'mount');
  return true;
}

/** `pkg/kubelet/volumemanager/volume_manager.go` getUnmountedVolumes, getUnattachedVolumes */
function timeoutMessage(failed: readonly FailedVolume[]): string {
  const unmounted = failed.map(({ name }) => name).join(' ');
  const unattached = failed.filter(({ isUnattached }) => isUnattached === true).map(({ name }) => name);
  const why = failed.flatMap(({ unprocessed }) => unprocessed ?? []).join(', ');
  const unprocessed = failed.filter((one) => one.unprocessed !== undefined).map(({ name }) => name);
  return `Unable to attach or mount volumes: unmounted volumes=[${unmounted}], unattached volumes=[${unattached.join(' ')}], failed to process volumes=[${unprocessed.join(' ')}]: ${why === '' ? 'context deadline exceeded' : why}`;
}

function tell(work: Work, record: PodRecord, message: string): void {
  recordPodEvent(work, record, { type: 'Warning', reason: 'FailedMount', message });
}

/** Most pods have no volume but the one with their token. */
function mayFail({ spec }: Pod): boolean {
  return (
    spec?.volumes?.some(
      ({ name, emptyDir }) => emptyDir === undefined && !name.startsWith('kube-api-access-'),
    ) === true
  );
}
