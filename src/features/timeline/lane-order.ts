/**
 * Which row stands where. Lanes stand below what owns them, owners by their namespace; a group stands where its first
 * lane appeared and a new lane joins the end of its owner's, so a lane moves only when one above it is born, and never
 * past another.
 */
export interface LaneIdentity {
  readonly key: string;
  readonly owner?: string | undefined;
}

interface RowBase {
  /** Unique among the rows. */
  readonly key: string;
  readonly name: string;
  /** 1 for a row that stands alone or heads others. */
  readonly level: number;
  /** Undefined: there is nothing to fold. */
  readonly folded?: boolean;
  /** True for the first row of a group, which gets a line above it. */
  readonly opensGroup: boolean;
}

export interface NamespaceRow extends RowBase {
  readonly type: 'namespace';
}

/** The head of what one owner owns. */
export interface GroupRow extends RowBase {
  readonly type: 'group';
  readonly kind: string;
  /** The owner's own lane, where it has one. */
  readonly lane: string | undefined;
  readonly count: number;
}

export interface ObjectRow extends RowBase {
  readonly type: 'object';
  readonly lane: string;
  /** What tells it from its siblings: the random end of a pod's name, or the kind of what is not a pod. */
  readonly suffix: string;
  readonly suffixIsCode: boolean;
}

export interface ContainerRow extends RowBase {
  readonly type: 'container';
  /** Of its pod. */
  readonly lane: string;
}

export type LaneRow = NamespaceRow | GroupRow | ObjectRow | ContainerRow;

export interface RowChoices {
  /** What somebody folded or unfolded, by key of the head. */
  readonly folds?: Readonly<Record<string, boolean>>;
  /** Pods whose containers are shown. */
  readonly opened?: Readonly<Record<string, boolean>>;
  /** Names of the containers of a pod, as far as known. */
  readonly containersOf?: (podKey: string) => readonly string[];
}

/** People's own namespaces come first, then the machines, then what the cluster runs for itself. */
function rankOf(namespace: string): number {
  if (namespace === '') return 1;
  return namespace.startsWith('kube-') ? 2 : 0;
}

const machinesGroup = 'machines';

function isMachine(key: string): boolean {
  return key.startsWith('nodes/') || key.startsWith('machines.podarium.dev/');
}

interface Group {
  /** Key of the owner, or what else holds its members together. */
  readonly key: string;
  readonly members: readonly LaneIdentity[];
  readonly namespace: string;
}

export function orderLanes(lanes: Iterable<LaneIdentity>, choices: RowChoices = {}): LaneRow[] {
  const groups = groupsOf(lanes);
  const namespaces = [...new Set(groups.map(({ namespace }) => namespace))].toSorted(
    (a, b) => rankOf(a) - rankOf(b),
  );
  const hasHeads = namespaces.filter((namespace) => namespace !== '').length > 1;
  return namespaces.flatMap((namespace) => {
    const own = groups.filter((group) => group.namespace === namespace);
    const isHeaded = hasHeads && namespace !== '';
    const rows = (): LaneRow[] => own.flatMap((group) => rowsOfGroup(group, isHeaded ? 2 : 1, choices));
    return isHeaded ? underNamespace(namespace, rows, choices) : rows();
  });
}

function underNamespace(namespace: string, rows: () => LaneRow[], choices: RowChoices): LaneRow[] {
  const key = `namespaces//${namespace}`;
  // What the cluster runs for itself is there for who asks.
  const folded = choices.folds?.[key] ?? rankOf(namespace) === 2;
  const head: NamespaceRow = { type: 'namespace', key, name: namespace, level: 1, folded, opensGroup: true };
  return folded ? [head] : [head, ...rows()];
}

function rowsOfGroup({ key, members }: Group, level: number, choices: RowChoices): LaneRow[] {
  const owner = members.find((lane) => lane.key === key);
  const rest = members.filter((lane) => lane !== owner);
  const isAlone = rest.length === 0 || (owner === undefined && rest.length === 1 && key === rest[0]?.key);
  if (isAlone) return members.flatMap((lane, at) => rowsOfObject(lane.key, level, at === 0, choices));
  const headKey = `group:${key}`;
  const folded = choices.folds?.[headKey] ?? false;
  const [resource = '', , name = ''] = key.split('/');
  const head: GroupRow = {
    type: 'group',
    key: headKey,
    kind: key === machinesGroup ? '' : kindWord(resource),
    name: key === machinesGroup ? '' : name,
    lane: owner?.key,
    count: rest.length,
    level,
    folded,
    opensGroup: true,
  };
  if (folded) return [head];
  return [head, ...rest.flatMap((lane) => rowsOfObject(lane.key, level + 1, false, choices))];
}

function rowsOfObject(key: string, level: number, opensGroup: boolean, choices: RowChoices): LaneRow[] {
  const row = rowOf(key, level, opensGroup);
  if (!key.startsWith('pods/')) return [row];
  const isOpen = choices.opened?.[key] === true;
  const pod: ObjectRow = { ...row, folded: !isOpen };
  if (!isOpen) return [pod];
  const names = choices.containersOf?.(key) ?? [];
  const containers = names.map((name): ContainerRow => ({
    type: 'container',
    key: `${key}#${name}`,
    lane: key,
    name,
    level: level + 1,
    opensGroup: false,
  }));
  return [pod, ...containers];
}

function groupsOf(lanes: Iterable<LaneIdentity>): Group[] {
  const all = [...lanes];
  const known = new Set(all.map((lane) => lane.key));
  const children = new Map<string, LaneIdentity[]>();
  const groups = new Map<string, LaneIdentity[]>();
  for (const lane of all) {
    const owned = lane.owner !== undefined && known.has(lane.owner);
    append(owned ? children : groups, owned ? (lane.owner ?? '') : groupOf(lane), lane);
  }
  return [...groups].map(([key, members]) => ({
    key,
    members: withOwned(members, children),
    namespace: key === machinesGroup ? '' : (members[0]?.key.split('/')[1] ?? ''),
  }));
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
  if (isMachine(lane.key)) return machinesGroup;
  return lane.owner ?? lane.key;
}

function rowOf(key: string, level: number, opensGroup: boolean): ObjectRow {
  const [resource = '', , name = ''] = key.split('/');
  const base = { type: 'object' as const, key, lane: key, level, opensGroup };
  if (resource !== 'pods') return { ...base, name, suffix: kindWord(resource), suffixIsCode: false };
  return { ...base, ...splitPodName(name), suffixIsCode: true };
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

/** `Deployment` of `deployments.apps`. */
export function kindWord(resource: string): string {
  const singular = resource.split('.')[0]?.replace(/s$/, '') ?? '';
  const words: Record<string, string> = {
    replicaset: 'ReplicaSet',
    statefulset: 'StatefulSet',
    daemonset: 'DaemonSet',
    cronjob: 'CronJob',
    configmap: 'ConfigMap',
    endpoint: 'Endpoints',
    endpointslice: 'EndpointSlice',
    serviceaccount: 'ServiceAccount',
    persistentvolume: 'PersistentVolume',
    persistentvolumeclaim: 'PersistentVolumeClaim',
    horizontalpodautoscaler: 'HorizontalPodAutoscaler',
    networkpolicie: 'NetworkPolicy',
    ingresse: 'Ingress',
  };
  return words[singular] ?? singular.charAt(0).toUpperCase() + singular.slice(1);
}
