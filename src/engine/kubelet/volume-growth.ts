/** The file system of a disk that has become larger grows with it. `pkg/volume/util/operationexecutor/node_expander.go` */
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../api/generated/types.ts';
import { nameOf, namespaceOf } from '../api/object.ts';
import { claimNamesOf, claimsResource, volumesResource } from '../api/storage/claims.ts';
import type { Change } from '../api/store.ts';
import type { PodRecord } from './records.ts';
import { reactionMs, requestSync } from './sync-timer.ts';
import { recordPodEvent, type Work, write } from './work.ts';

/** The pods that use such a disk are looked at again. */
export function claimChanged(work: Work, { next }: Change): void {
  if (next === undefined || !isPending(next as PersistentVolumeClaim)) return;
  const atMs = work.context.view.nowMs + reactionMs;
  for (const record of work.pods.values())
    if (uses(record.pod, next as PersistentVolumeClaim)) requestSync(work, record, atMs, 'volume');
}

function uses(pod: Pod, claim: PersistentVolumeClaim): boolean {
  return namespaceOf(pod) === namespaceOf(claim) && claimNamesOf(pod).includes(nameOf(claim));
}

function isPending({ status }: PersistentVolumeClaim): boolean {
  return status?.conditions?.some(({ type }) => type === 'FileSystemResizePending') === true;
}

/** For a pod whose volumes are all mounted. */
export function growFileSystems(work: Work, record: PodRecord): void {
  const { view } = work.context;
  const namespace = namespaceOf(record.pod);
  for (const name of claimNamesOf(record.pod)) {
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    if (claim === undefined || !isPending(claim)) continue;
    const { volumeName = '' } = claim.spec ?? {};
    const storage = view.get<PersistentVolume>(volumesResource, '', volumeName)?.spec?.capacity?.['storage'];
    if (storage === undefined) continue;
    const status = { capacity: { storage }, allocatedResourceStatuses: null, conditions: null };
    const patch = { status };
    write(work, record.node, {
      verb: 'patch',
      resource: claimsResource,
      namespace,
      name,
      patch,
      subresource: 'status',
    });
    const message = `MountVolume.NodeExpandVolume succeeded for volume "${volumeName}" ${record.node}`;
    recordPodEvent(work, record, { type: 'Normal', reason: 'FileSystemResizeSuccessful', message });
  }
}
