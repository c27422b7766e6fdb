import type { PersistentVolume, PersistentVolumeClaim } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { claimNameOf, claimsResource, isMadeFor, volumesResource } from '../../api/storage/claims.ts';
import { isReachable } from '../../api/storage/volume-match.ts';
import type { ClusterState, FilterPlugin, NodeFilter, Refusal } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';
import { claimsOf, planForNode } from '../volume-plan.ts';
import { usesClaim } from './volume-restrictions.ts';

const affinityRefusal = unresolvable("node(s) didn't match PersistentVolume's node affinity");
const noVolumeRefusal = unresolvable("node(s) didn't find available persistent volumes to bind");
const lostRefusal = unresolvable('node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)');

/**
 * Claims that must be bound before their pod is placed, volumes that only some nodes reach, and claims that get
 * their volume with the node. `pkg/scheduler/framework/plugins/volumebinding/volume_binding.go`
 */
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  prepare(pod, cluster) {
    const reason = refusalOfClaims(pod, cluster);
    if (reason !== undefined) return { refusal: unresolvable(reason) };
    const claims = claimsOf(pod.pod, cluster.objects);
    if (claims.waiting.length > 0)
      return { refusal: unresolvable('pod has unbound immediate PersistentVolumeClaims') };
    if (claims.bound.length + claims.delayed.length === 0) return {};
    return { filter: createFilter(claims, cluster) };
  },
  requeue: {
    nodeChanged: () => true,
    objectChanged: (resource, object, { pod, namespace }) => {
      if (resource !== claimsResource) return true;
      return namespaceOf(object) === namespace && usesClaim(pod, nameOf(object));
    },
  },
};

function createFilter(
  { bound, delayed }: ReturnType<typeof claimsOf>,
  { objects }: ClusterState,
): NodeFilter {
  const volumes = bound.map(({ spec }) =>
    objects.get<PersistentVolume>(volumesResource, '', spec?.volumeName ?? ''),
  );
  return ({ node }) => {
    if (volumes.includes(undefined)) return lostRefusal;
    const reasons: string[] = [];
    if (volumes.some((volume) => !isReachable(volume!, node))) reasons.push(...affinityRefusal.reasons);
    if (planForNode(delayed, node, objects) === undefined) reasons.push(...noVolumeRefusal.reasons);
    return reasons.length === 0 ? undefined : { reasons, unresolvable: true };
  };
}

/** What is wrong with a claim wherever the pod goes. */
function refusalOfClaims({ pod, namespace }: PodInfo, { objects }: ClusterState): string | undefined {
  for (const volume of pod.spec?.volumes ?? []) {
    const name = claimNameOf(pod, volume);
    if (name === undefined) continue;
    const claim = objects.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    const isEphemeral = volume.ephemeral !== undefined;
    if (claim === undefined)
      return isEphemeral
        ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
        : `persistentvolumeclaim "${name}" not found`;
    if (claim.status?.phase === 'Lost')
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec?.volumeName ?? ''}"`;
    if (claim.metadata?.deletionTimestamp !== undefined)
      return `persistentvolumeclaim "${name}" is being deleted`;
    if (isEphemeral && !isMadeFor(claim, pod))
      return `PVC "${namespace}/${name}" was not created for pod "${namespace}/${nameOf(pod)}" (pod is not owner)`;
  }
  return undefined;
}

function unresolvable(reason: string): Refusal {
  return { reasons: [reason], unresolvable: true };
}
