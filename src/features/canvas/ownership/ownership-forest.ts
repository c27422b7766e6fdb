/** Who owns whom, as trees: read from owner references alone. */
import type { KubeObject } from '../../../bridge/protocol.ts';
import { objectKey } from '../../../model/mirror.ts';
import { kindOf } from '../../../model/relations/kinds.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';

export interface OwnershipNode {
  readonly key: string;
  readonly resource: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly object: KubeObject;
  readonly children: readonly OwnershipNode[];
  /** An owner that its reference names and that no longer exists: `ReplicaSet web-1`. */
  readonly lostOwner?: string;
}

export interface OwnershipBand {
  readonly namespace: string;
  readonly roots: readonly OwnershipNode[];
}

/** Resources that have a place of their own, whether or not somebody owns them. */
const standing = [
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'cronjobs.batch',
  'jobs.batch',
  'horizontalpodautoscalers.autoscaling',
  'replicationcontrollers',
  'replicasets.apps',
  'services',
  'pods',
] as const;
/** Resources that are shown only below an owner. */
const following = [
  'endpointslices.discovery.k8s.io',
  'persistentvolumeclaims',
  'configmaps',
  'secrets',
] as const;
/** Resources that are shown only above what they own. */
const owning = ['nodes'] as const;

export const ownershipResources: readonly string[] = [...standing, ...following, ...owning];

/** Trees by namespace, in the order of the namespaces' first objects; the cluster's own come last. */
export function buildForest(lookup: Lookup, namespaces: readonly string[]): readonly OwnershipBand[] {
  const entries = ownershipResources.flatMap((resource) =>
    lookup.list(resource).map((object) => ({ resource, object })),
  );
  const byUid = new Map(entries.map((entry) => [entry.object.metadata?.uid ?? '', entry]));
  const children = new Map<string, Entry[]>();
  const roots: Entry[] = [];
  for (const entry of entries) {
    const owner = ownerOf(entry.object);
    const parent = byUid.get(owner?.uid ?? '');
    if (parent !== undefined) add(children, parent.object.metadata?.uid ?? '', entry);
    else if (owner !== undefined || isStanding(entry.resource)) roots.push(entry);
  }
  for (const entry of entries)
    if (entry.resource === 'nodes' && children.has(entry.object.metadata?.uid ?? '')) roots.push(entry);
  return bandsOf(roots, children, namespaces);
}

interface Entry {
  readonly resource: string;
  readonly object: KubeObject;
}

const isStanding = (resource: string): boolean => standing.some((one) => one === resource);

function ownerOf(object: KubeObject) {
  const owners = object.metadata?.ownerReferences ?? [];
  return owners.find(({ controller }) => controller === true) ?? owners[0];
}

function add(children: Map<string, Entry[]>, uid: string, entry: Entry): void {
  const list = children.get(uid);
  if (list === undefined) children.set(uid, [entry]);
  else list.push(entry);
}

function bandsOf(
  roots: readonly Entry[],
  children: ReadonlyMap<string, readonly Entry[]>,
  namespaces: readonly string[],
): readonly OwnershipBand[] {
  const bands = new Map<string, OwnershipNode[]>();
  for (const entry of roots) {
    const node = nodeOf(entry, children, 0);
    // A Node stands where the pods are that it owns.
    const namespace = node.namespace || (node.children[0]?.namespace ?? '');
    if (namespaces.length > 0 && !namespaces.includes(namespace)) continue;
    const band = bands.get(namespace);
    if (band === undefined) bands.set(namespace, [node]);
    else band.push(node);
  }
  return [...bands]
    .map(([namespace, found]) => ({ namespace, roots: found.toSorted(compareRoots) }))
    .toSorted(
      (a, b) => bandRank(a.namespace) - bandRank(b.namespace) || (a.namespace < b.namespace ? -1 : 1),
    );
}

function bandRank(namespace: string): number {
  if (namespace === 'default') return 0;
  return namespace.startsWith('kube-') ? 2 : 1;
}

/** Owners may not go round in circles for ever, even if references do. */
const deepest = 8;

function nodeOf(
  { resource, object }: Entry,
  children: ReadonlyMap<string, readonly Entry[]>,
  depth: number,
): OwnershipNode {
  const below = depth < deepest ? (children.get(object.metadata?.uid ?? '') ?? []) : [];
  const owner = depth === 0 ? ownerOf(object) : undefined;
  return {
    key: objectKey(resource, object),
    resource,
    kind: kindOf(resource),
    name: object.metadata?.name ?? '',
    namespace: object.metadata?.namespace ?? '',
    object,
    children: below.map((child) => nodeOf(child, children, depth + 1)).toSorted(compareAge),
    ...(owner === undefined ? {} : { lostOwner: `${owner.kind} ${owner.name}` }),
  };
}

/** Workloads first, as they stand in the list of resources; then by name. */
function compareRoots(a: OwnershipNode, b: OwnershipNode): number {
  const byKind = ownershipResources.indexOf(a.resource) - ownershipResources.indexOf(b.resource);
  return byKind === 0 ? (a.name < b.name ? -1 : 1) : byKind;
}

/** The newest version of a Deployment first; pods and the rest as they came. */
function compareAge(a: OwnershipNode, b: OwnershipNode): number {
  const sign = a.resource === 'replicasets.apps' ? -1 : 1;
  const whenA = a.object.metadata?.creationTimestamp ?? '';
  const whenB = b.object.metadata?.creationTimestamp ?? '';
  if (whenA !== whenB) return whenA < whenB ? -sign : sign;
  return a.name < b.name ? -1 : 1;
}
