/**
 * Which lane stands where. Lanes stand below what owns them; a group stands where its first lane appeared and a
 * new lane joins the end of its owner's, so a lane moves only when a lane above it is born, and never past another.
 */
export interface LaneIdentity {
  readonly key: string;
  readonly owner?: string | undefined;
}

export interface LaneRow {
  readonly key: string;
  readonly name: string;
  /** What tells it from its siblings: the random end of a pod's name, or the kind of what is not a pod. */
  readonly suffix: string;
  readonly suffixIsCode: boolean;
  /** True for the first lane of a group, which gets a line above it. */
  readonly opensGroup: boolean;
}

/** People's own applications come first, then the machines they run on, then what the cluster runs for itself. */
function rankOf(key: string): number {
  if (isMachine(key)) return 1;
  return key.split('/')[1]?.startsWith('kube-') === true ? 2 : 0;
}

function isMachine(key: string): boolean {
  return key.startsWith('nodes/') || key.startsWith('machines.podarium.dev/');
}

export function orderLanes(lanes: Iterable<LaneIdentity>): LaneRow[] {
  const all = [...lanes];
  const known = new Set(all.map((lane) => lane.key));
  const children = new Map<string, LaneIdentity[]>();
  const groups = new Map<string, LaneIdentity[]>();
  for (const lane of all) {
    const owned = lane.owner !== undefined && known.has(lane.owner);
    append(owned ? children : groups, owned ? (lane.owner ?? '') : groupOf(lane), lane);
  }
  const ordered = [...groups.values()].map((members, at) => ({
    members,
    at,
    rank: rankOf(members[0]?.key ?? ''),
  }));
  ordered.sort((a, b) => a.rank - b.rank || a.at - b.at);
  return ordered.flatMap(({ members }) =>
    withOwned(members, children).map((lane, at) => rowOf(lane, at === 0)),
  );
}

function append(groups: Map<string, LaneIdentity[]>, name: string, lane: LaneIdentity): void {
  const members = groups.get(name);
  if (members === undefined) groups.set(name, [lane]);
  else members.push(lane);
}

/** Each lane followed by what it owns: a Deployment by the pods of its ReplicaSets. */
function withOwned(lanes: readonly LaneIdentity[], children: Map<string, LaneIdentity[]>): LaneIdentity[] {
  return lanes.flatMap((lane) => {
    const owned = children.get(lane.key) ?? [];
    // Taken out, so that owners that own each other (a forged manifest) do not go round for ever.
    children.delete(lane.key);
    const below = withOwned(owned, children);
    return isBetween(lane) ? below : [lane, ...below];
  });
}

/** A ReplicaSet between a Deployment and its pods says nothing that these don't say. */
function isBetween({ key, owner }: LaneIdentity): boolean {
  return key.startsWith('replicasets.apps/') && owner !== undefined;
}

/** Lanes without an owner on screen: all machines together, pods by the owner that they name, the rest alone. */
function groupOf(lane: LaneIdentity): string {
  if (isMachine(lane.key)) return 'machines';
  return lane.owner ?? lane.key;
}

function rowOf(lane: LaneIdentity, opensGroup: boolean): LaneRow {
  const [resource = '', , name = ''] = lane.key.split('/');
  if (resource !== 'pods') {
    return { key: lane.key, name, suffix: kindWord(resource), suffixIsCode: false, opensGroup };
  }
  return { key: lane.key, ...splitPodName(name), suffixIsCode: true, opensGroup };
}

/** `web-7f6b9c8d54-t8wkn` as `web` and `t8wkn`: the ReplicaSet's hash is the first thing to go. */
export function splitPodName(name: string): { name: string; suffix: string } {
  const random = '[bcdfghjklmnpqrstvwxz2456789]';
  const deployed = new RegExp(`^(.+)-(${random}{6,10})-(${random}{5})$`).exec(name);
  if (deployed !== null) return { name: deployed[1] ?? name, suffix: deployed[3] ?? '' };
  const generated = new RegExp(`^(.+)-(${random}{5})$`).exec(name);
  return generated === null
    ? { name, suffix: '' }
    : { name: generated[1] ?? name, suffix: generated[2] ?? '' };
}

function kindWord(resource: string): string {
  const singular = resource.split('.')[0]?.replace(/s$/, '') ?? '';
  const words: Record<string, string> = {
    replicaset: 'ReplicaSet',
    statefulset: 'StatefulSet',
    daemonset: 'DaemonSet',
  };
  return words[singular] ?? singular.charAt(0).toUpperCase() + singular.slice(1);
}
