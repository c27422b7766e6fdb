/** Makes the claims of pods' ephemeral volumes. `pkg/controller/volume/ephemeral/controller.go` */
import type { PersistentVolumeClaim, Pod, Volume } from '../../api/generated/types.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View, Write } from '../../api/part.ts';
import { claimNameOf, claimsResource, isMadeFor } from '../../api/storage/claims.ts';
import { controllerReference } from '../workload/owner.ts';
import { warningEvent } from './storage-events.ts';

export const ephemeralVolumeController: Controller = {
  name: 'ephemeral-volume-controller',
  watches: [
    {
      resource: 'pods',
      keys: ({ previous, next }) =>
        previous === undefined && (next as Pod).spec?.volumes?.some(isEphemeral) === true
          ? [keyOf(next!)]
          : [],
    },
  ],
  reconcile(key, view): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const pod = view.get<Pod>('pods', namespace, name);
    if (pod === undefined || pod.metadata?.deletionTimestamp !== undefined) return { writes: [] };
    const volumes = (pod.spec?.volumes ?? []).filter(isEphemeral);
    return { writes: volumes.flatMap((volume) => claimWrites(pod, volume, view)) };
  },
};

function isEphemeral({ ephemeral }: Volume): boolean {
  return ephemeral !== undefined;
}

function claimWrites(pod: Pod, volume: Volume, view: View): Write[] {
  const name = claimNameOf(pod, volume) ?? '';
  const namespace = namespaceOf(pod);
  const existing = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
  if (existing !== undefined) {
    if (isMadeFor(existing, pod)) return [];
    const why = `PVC "${name}" was not created for pod "${nameOf(pod)}" (pod is not owner)`;
    return [warningEvent(pod, 'EphemeralVolumeConflict', why)];
  }
  const { metadata, spec = {} } = volume.ephemeral?.volumeClaimTemplate ?? {};
  const { labels, annotations } = metadata ?? {};
  const object: PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(pod, 'v1', 'Pod')],
    },
    spec,
  };
  return [{ verb: 'create', resource: claimsResource, object }];
}
