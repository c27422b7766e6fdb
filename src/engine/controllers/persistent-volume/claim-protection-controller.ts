/** Lets a deleted claim go once no pod on a machine uses it. `pkg/controller/volume/pvcprotection/pvc_protection_controller.go` */
import type { PersistentVolumeClaim, Pod, Volume } from '../../api/generated/types.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import {
  claimNameOf,
  claimNamesOf,
  claimProtection,
  claimsResource,
  isMadeFor,
} from '../../api/storage/claims.ts';
import { patchClaim } from './binding.ts';

export const claimProtectionController: Controller = {
  name: 'pvc-protection-controller',
  watches: [
    {
      resource: claimsResource,
      keys: ({ next }) => (next?.metadata?.deletionTimestamp === undefined ? [] : [keyOf(next)]),
    },
    {
      resource: 'pods',
      keys: ({ previous, next }) => keysOfPod((next ?? previous) as Pod, next === undefined),
    },
  ],
  reconcile(key, view): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    const finalizers = claim?.metadata?.finalizers ?? [];
    if (claim?.metadata?.deletionTimestamp === undefined || !finalizers.includes(claimProtection))
      return { writes: [] };
    if (isInUse(claim, view)) return { writes: [] };
    const others = finalizers.filter((finalizer) => finalizer !== claimProtection);
    return { writes: [patchClaim(claim, { metadata: { finalizers: others } })] };
  },
};

/** Claims of a pod that is gone or has ended. */
function keysOfPod(pod: Pod, isGone: boolean): string[] {
  if (pod.spec?.volumes === undefined || (!isGone && !hasEnded(pod))) return [];
  return claimNamesOf(pod).map((name) => `${namespaceOf(pod)}/${name}`);
}

function isInUse(claim: PersistentVolumeClaim, view: View): boolean {
  return view
    .list<Pod>('pods', namespaceOf(claim))
    .some((pod) => (pod.spec?.nodeName ?? '') !== '' && usesClaim(pod, claim));
}

/** What was made for a pod is free once the pod has ended; another claim when the pod is gone. */
function usesClaim(pod: Pod, claim: PersistentVolumeClaim): boolean {
  return (pod.spec?.volumes ?? []).some((volume: Volume) => {
    if (claimNameOf(pod, volume) !== nameOf(claim)) return false;
    return volume.ephemeral === undefined || (!hasEnded(pod) && isMadeFor(claim, pod));
  });
}

function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}
