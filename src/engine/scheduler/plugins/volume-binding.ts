import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { nodeMatchesNodeSelectorTerms } from '../../api/scheduling/node-affinity.ts';
import type { ClusterState, FilterPlugin, Refusal } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';
import { claimNames, usesClaim } from './volume-restrictions.ts';

const affinityRefusal = {
  reasons: ["node(s) didn't match PersistentVolume's node affinity"],
  unresolvable: true,
};

/**
 * Claims that must be bound before their pod is placed, and volumes that only some nodes reach.
 * `pkg/scheduler/framework/plugins/volumebinding/volume_binding.go`
 */
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  prepare(pod, cluster) {
    const volumes: PersistentVolume[] = [];
    for (const name of claimNames(pod.pod)) {
      const found = volumeOfClaim(pod, name, cluster);
      if (found === undefined) continue;
      if ('reasons' in found) return { refusal: found };
      volumes.push(found);
    }
    const required = volumes.flatMap(({ spec }) => spec?.nodeAffinity?.required ?? []);
    if (required.length === 0) return {};
    return {
      filter: ({ node }) =>
        required.every(({ nodeSelectorTerms }) => nodeMatchesNodeSelectorTerms(node, nodeSelectorTerms))
          ? undefined
          : affinityRefusal,
    };
  },
  requeue: {
    nodeChanged: () => true,
    objectChanged: (resource, object, { pod, namespace }) => {
      if (resource !== 'persistentvolumeclaims') return true;
      return namespaceOf(object) === namespace && usesClaim(pod, nameOf(object));
    },
  },
};

/** The claim's volume; undefined when the claim is bound once its pod has a node. */
function volumeOfClaim(
  pod: PodInfo,
  name: string,
  { objects }: ClusterState,
): PersistentVolume | Refusal | undefined {
  const claim = objects.get<PersistentVolumeClaim>('persistentvolumeclaims', pod.namespace, name);
  if (claim === undefined) return refuse(`persistentvolumeclaim "${name}" not found`);
  if (claim.metadata?.deletionTimestamp !== undefined)
    return refuse(`persistentvolumeclaim "${name}" is being deleted`);
  if (claim.status?.phase === 'Lost') {
    return refuse(
      `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec?.volumeName ?? ''}"`,
    );
  }
  const volumeName = claim.spec?.volumeName ?? '';
  if (volumeName !== '') return objects.get<PersistentVolume>('persistentvolumes', '', volumeName);
  const className = claim.spec?.storageClassName ?? '';
  const storageClass = objects.get<StorageClass>('storageclasses.storage.k8s.io', '', className);
  if (storageClass?.volumeBindingMode === 'WaitForFirstConsumer') return undefined;
  return refuse('pod has unbound immediate PersistentVolumeClaims');
}

function refuse(reason: string): Refusal {
  return { reasons: [reason], unresolvable: true };
}
