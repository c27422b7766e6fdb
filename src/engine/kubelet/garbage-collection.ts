/** Which dead containers and sandboxes a kubelet keeps. `pkg/kubelet/kuberuntime/kuberuntime_gc.go` */

export interface DeadContainer {
  readonly id: string;
  readonly podUid: string;
  readonly container: string;
  readonly createdMs: number;
}

export interface ContainerGcPolicy {
  readonly minAgeMs: number;
  /** Of one container of a pod; negative for no limit. */
  readonly maxPerPodContainer: number;
  /** Of a node; negative for no limit. */
  readonly maxContainers: number;
}

/** The ids of dead containers to remove. `isGone` tells of pods whose containers nobody asks for any more. */
export function containersToRemove(
  dead: readonly DeadContainer[],
  policy: ContainerGcPolicy,
  isGone: (podUid: string) => boolean,
  nowMs: number,
): string[] {
  const removed: string[] = [];
  const old = dead.filter(({ createdMs }) => createdMs <= nowMs - policy.minAgeMs);
  let units = groups(old, ({ podUid, container }) => `${podUid}/${container}`);
  const keep = (unit: DeadContainer[], count: number): DeadContainer[] => {
    removed.push(...unit.slice(count).map(({ id }) => id));
    return unit.slice(0, count);
  };
  units = units.map((unit) => (isGone(unit[0]!.podUid) ? keep(unit, 0) : unit));
  if (policy.maxPerPodContainer >= 0) units = units.map((unit) => keep(unit, policy.maxPerPodContainer));
  const { maxContainers } = policy;
  if (maxContainers >= 0 && units.flat().length > maxContainers) {
    const owners = units.filter((unit) => unit.length > 0).length;
    const share = Math.max(1, Math.floor(maxContainers / owners));
    units = units.map((unit) => keep(unit, share));
    keep(newestFirst(units.flat()), maxContainers);
  }
  return removed;
}

export interface Sandbox {
  readonly id: string;
  readonly podUid: string;
  readonly createdMs: number;
  readonly isReady: boolean;
  /** A container of its is still there, dead or alive. */
  readonly hasContainers: boolean;
}

/** The ids of sandboxes to remove: of a pod that exists the newest stays. */
export function sandboxesToRemove(
  sandboxes: readonly Sandbox[],
  isGone: (podUid: string) => boolean,
): string[] {
  return groups(sandboxes, ({ podUid }) => podUid).flatMap((ofPod) =>
    ofPod
      .slice(isGone(ofPod[0]!.podUid) ? 0 : 1)
      .filter(({ isReady, hasContainers }) => !isReady && !hasContainers)
      .map(({ id }) => id),
  );
}

/** Items by key, each group newest first. */
function groups<Item extends { readonly createdMs: number }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Item[][] {
  const byKey = new Map<string, Item[]>();
  for (const item of items) byKey.set(keyOf(item), [...(byKey.get(keyOf(item)) ?? []), item]);
  return [...byKey.values()].map(newestFirst);
}

function newestFirst<Item extends { readonly createdMs: number }>(items: readonly Item[]): Item[] {
  return items.toSorted((left, right) => right.createdMs - left.createdMs);
}
