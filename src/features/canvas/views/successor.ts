/** Who takes the place of a pod that is gone: read from owner references and ages alone. */
import type { Pod } from '../../../engine/api/generated/types.ts';
import { objectKey } from '../../../model/mirror.ts';

/**
 * The pod that a controller made in the stead of `gone`: of the same owner, not terminating, the eldest of those made
 * since `gone` began to go; when a rollout made it, of the owner's owner (`siblings` says which ReplicaSets that has).
 */
export function successorOf(
  gone: Pod,
  pods: readonly Pod[],
  siblings: (ownerUid: string) => readonly string[],
): string | undefined {
  const owner = ownerUidOf(gone);
  if (owner === undefined) return undefined;
  const owners = new Set([owner, ...siblings(owner)]);
  const since = gone.metadata?.deletionTimestamp === undefined ? bornAt(gone) : leftAt(gone);
  const candidates = pods.filter(
    (pod) =>
      owners.has(ownerUidOf(pod) ?? '') &&
      pod.metadata?.uid !== gone.metadata?.uid &&
      pod.metadata?.deletionTimestamp === undefined &&
      bornAt(pod) >= since,
  );
  const [first] = candidates.toSorted((a, b) => bornAt(a) - bornAt(b) || Number(isOwn(b)) - Number(isOwn(a)));
  return first === undefined ? undefined : objectKey('pods', first);

  function isOwn(pod: Pod): boolean {
    return ownerUidOf(pod) === owner;
  }
}

function ownerUidOf({ metadata }: Pod): string | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true)?.uid;
}

const bornAt = ({ metadata }: Pod): number => Date.parse(metadata?.creationTimestamp ?? '') || 0;

/** When it was asked to go: its deletion timestamp is the end of its grace period. */
function leftAt({ metadata }: Pod): number {
  const end = Date.parse(metadata?.deletionTimestamp ?? '') || 0;
  return end - (metadata?.deletionGracePeriodSeconds ?? 0) * 1000;
}
