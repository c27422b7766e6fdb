/**
 * Whether a pod's volumes can be set up. `pkg/kubelet/volumemanager/volume_manager.go` WaitForAttachAndMount,
 * `pkg/volume/util/operationexecutor/operation_generator.go`
 */
import type { Pod } from '../api/generated/types.ts';
import type { PodRecord } from './records.ts';
import { requestSync } from './sync-timer.ts';
import { failedVolumes } from './volume-checks.ts';
import { isOnline, recordPodEvent, type Work } from './work.ts';

/** Mounts are tried again after 0.5 s, doubling up to two minutes. */
const firstMountRetryMs = 500;
const lastMountRetryMs = 122_000;
/** A sync waits this long for its volumes, then says so: about as long as so many tries take. */
const triesPerWait = 8;

/** True when the pod has to wait for a volume; then it is told why, and looked at again. */
export function waitsForVolumes(work: Work, record: PodRecord): boolean {
  if (!mayFail(record.pod) || !isOnline(work, record.node)) return false;
  const failed = failedVolumes(work.context.view, work.runtime, record.pod);
  if (failed.length === 0) {
    record.mountAttempt = 0;
    return false;
  }
  for (const { name, why } of failed)
    tell(work, record, `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${why}`);
  if (record.mountAttempt >= triesPerWait) {
    const names = failed.map(({ name }) => name).join(' ');
    tell(
      work,
      record,
      `Unable to attach or mount volumes: unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`,
    );
  }
  const { nowMs } = work.context.view;
  record.lastSyncMs = nowMs;
  const delayMs = Math.min(firstMountRetryMs * 2 ** record.mountAttempt, lastMountRetryMs);
  record.mountAttempt++;
  requestSync(work, record, nowMs + delayMs, 'mount');
  return true;
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
