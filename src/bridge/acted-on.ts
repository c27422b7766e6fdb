/**
 * What a controller that looks when its time has come acted on: the clock alone is no answer to "why". Controllers
 * know nothing of machines; here, outside the cluster, it may be told that a silent node lost its power.
 */
import { changeKey, type Change, type Cluster, type Fault, type Node, type Pod } from '../engine/index.ts';

type Finder = (change: Change) => ((candidate: Change) => boolean) | undefined;

const findersByAuthor: Readonly<Record<string, Finder>> = {
  'node-controller': (change) => {
    if (change.resource === 'pods') return readinessOf(nodeOf(change));
    if (change.resource !== 'nodes') return undefined;
    return isReadinessChange(change) ? machineOf(change.name) : readinessOf(change.name);
  },
  'cloud-node-lifecycle-controller': (change) =>
    change.resource === 'nodes' ? machineOf(change.name) : undefined,
  'pod-garbage-collector': (change) => {
    const isNode = change.resource === 'pods' ? isOf('nodes', nodeOf(change)) : undefined;
    return isNode && ((candidate) => isNode(candidate) && candidate.type === 'DELETED');
  },
};

/** The latest change before this one that made its author do it; undefined when the clock is all there is. */
export function actedOn(cluster: Cluster, change: Change): Change | undefined {
  const isIt = isEvicted(change) ? evictionOf(change) : findersByAuthor[change.author]?.(change);
  if (isIt === undefined) return undefined;
  const { changes } = cluster.history;
  for (let index = cluster.history.positionAfter(change.revision) - 2; index >= 0; index--) {
    if (isIt(changes[index]!)) return changes[index];
  }
  return undefined;
}

/** What happened to a pod that its kubelet had evicted for want of room: its timers tell of the kubelet's start alone. */
export function isEvicted({ resource, author, next }: Change): boolean {
  return resource === 'pods' && author.startsWith('kubelet/') && reasonOf(next) === 'Evicted';
}

/** First back to the eviction, from there to a fault that took the room. */
function evictionOf({ name, previous, next }: Change): (candidate: Change) => boolean {
  if (reasonOf(previous) === 'Evicted')
    return (candidate) =>
      candidate.name === name && isEvicted(candidate) && reasonOf(candidate.previous) !== 'Evicted';
  const { nodeName } = (next as Pod).spec ?? {};
  return ({ resource, type, next: fault }) =>
    resource === 'faults.podarium.dev' && type === 'ADDED' && isPressureOn(fault, nodeName);
}

function isPressureOn(fault: unknown, nodeName: string | undefined): boolean {
  const { type, target } = (fault as Fault).spec ?? {};
  const isPressure = type === 'MemoryPressure' || type === 'DiskPressure';
  return isPressure && (target?.node === undefined || target.node === nodeName);
}

const reasonOf = (pod: unknown): string | undefined => (pod as Pod | undefined)?.status?.reason;

function isOf(resource: string, name: string): (candidate: Change) => boolean {
  return (candidate) => candidate.resource === resource && candidate.name === name;
}

/** A machine that was changed or taken away; what it says of itself is no reason. */
function machineOf(name: string): (candidate: Change) => boolean {
  const isMachine = isOf('machines.podarium.dev', name);
  return (candidate) =>
    isMachine(candidate) && candidate.previous?.metadata?.generation !== candidate.next?.metadata?.generation;
}

function readinessOf(node: string): (candidate: Change) => boolean {
  const isNode = isOf('nodes', node);
  return (candidate) => isNode(candidate) && isReadinessChange(candidate);
}

function isReadinessChange({ previous, next }: Change): boolean {
  return readiness(previous as Node | undefined) !== readiness(next as Node | undefined);
}

function readiness(node: Node | undefined): string | undefined {
  return node?.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
}

function nodeOf({ previous, next }: Change): string {
  return ((next ?? previous) as Pod).spec?.nodeName ?? '';
}

/**
 * A kubelet looks at all its pods by clocks that they share, and a clock that another pod set going is no reason for
 * this one: what it was told of this pod last. Undefined where `since` may stand.
 */
export function ownReason(cluster: Cluster, change: Change, since: Change | undefined): Change | undefined {
  const isOthers =
    change.resource === 'pods' && since?.resource === 'pods' && changeKey(since) !== changeKey(change);
  if (!isOthers || !isByKubelet(change)) return undefined;
  const key = changeKey(change);
  const { changes } = cluster.history;
  for (let index = cluster.history.positionAfter(change.revision) - 2; index >= 0; index--) {
    const candidate = changes[index]!;
    if (changeKey(candidate) === key && !isByKubelet(candidate)) return candidate;
  }
  return undefined;
}

const isByKubelet = ({ author }: Change): boolean => author.startsWith('kubelet/');
