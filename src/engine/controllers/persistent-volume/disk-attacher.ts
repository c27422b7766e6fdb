/** The driver's attacher: puts disks into machines and takes them out. `kubernetes-csi/external-attacher/pkg/controller` */
import type { VolumeAttachment } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, ReconcileResult, Write } from '../../api/part.ts';
import { attachmentsResource, diskDriver } from '../../api/storage/claims.ts';
import type { Json } from '../../kernel/index.ts';

const attacherFinalizer = 'external-attacher/disk-csi-podarium-dev';
/** How long the driver takes to attach a disk, and to detach it. */
const attachMs = 1000;

export const diskAttacher: Controller = {
  name: 'disk-attacher',
  watches: [
    { resource: attachmentsResource, keys: ({ next }) => (next === undefined ? [] : [nameOf(next)]) },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const attachment = view.get<VolumeAttachment>(attachmentsResource, '', key);
    if (attachment?.spec.attacher !== diskDriver) return { writes: [] };
    const { metadata, status } = attachment;
    const isLeaving = metadata?.deletionTimestamp !== undefined;
    if (!isLeaving && status?.attached === true) return { writes: [] };
    const finalizers = metadata?.finalizers ?? [];
    if (isLeaving) delete memory[`attach/${key}`];
    const step = `${isLeaving ? 'detach' : 'attach'}/${key}`;
    const begunMs = memory[step] as number | undefined;
    if (begunMs === undefined) {
      memory[step] = view.nowMs;
      const holds = isLeaving || finalizers.includes(attacherFinalizer);
      const writes = holds
        ? []
        : [patchOf(key, { metadata: { finalizers: [...finalizers, attacherFinalizer] } })];
      return { writes, requeueAfterMs: attachMs };
    }
    const restMs = begunMs + attachMs - view.nowMs;
    if (restMs > 0) return { writes: [], requeueAfterMs: restMs };
    delete memory[step];
    if (!isLeaving) return { writes: [patchOf(key, { status: { attached: true } }, 'status')] };
    const others = finalizers.filter((finalizer) => finalizer !== attacherFinalizer);
    return { writes: [patchOf(key, { metadata: { finalizers: others } })] };
  },
};

function patchOf(name: string, patch: Json, subresource?: string): Write {
  const write = { verb: 'patch', resource: attachmentsResource, namespace: '', name, patch } as const;
  return subresource === undefined ? write : { ...write, subresource };
}
