/** Lets a deleted volume go once no claim has it. `pkg/controller/volume/pvprotection/pv_protection_controller.go` */
import type { PersistentVolume } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, ReconcileResult } from '../../api/part.ts';
import { volumeProtection, volumesResource } from '../../api/storage/claims.ts';
import { patchVolume } from './binding.ts';

export const volumeProtectionController: Controller = {
  name: 'pv-protection-controller',
  watches: [
    {
      resource: volumesResource,
      keys: ({ next }) => (next?.metadata?.deletionTimestamp === undefined ? [] : [nameOf(next)]),
    },
  ],
  reconcile(key, view): ReconcileResult {
    const volume = view.get<PersistentVolume>(volumesResource, '', key);
    const finalizers = volume?.metadata?.finalizers ?? [];
    if (volume?.metadata?.deletionTimestamp === undefined || !finalizers.includes(volumeProtection))
      return { writes: [] };
    if (volume.status?.phase === 'Bound') return { writes: [] };
    const others = finalizers.filter((finalizer) => finalizer !== volumeProtection);
    return { writes: [patchVolume(volume, { metadata: { finalizers: others } })] };
  },
};
