/**
 * Watches over nodes: a kubelet that falls silent makes its node Unknown, its pods not ready, and the node
 * tainted, so that other parts move the pods. `pkg/controller/nodelifecycle/node_lifecycle_controller.go`
 */
import { semanticallyEqual } from '../../api/equal.ts';
import type { Lease, Node, Pod } from '../../api/generated/types.ts';
import { keyOf, nameOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { ClusterSettings } from '../../api/settings.ts';
import type { Change } from '../../api/store.ts';
import type { Json } from '../../kernel/index.ts';
import { planLabels } from './node-labels.ts';
import { type GracePeriods, lookAtNode, type NodeHealth, readyCondition } from './node-health.ts';
import {
  hasTaint,
  notReadyNoExecute,
  planNoScheduleTaints,
  swapTaints,
  unreachableNoExecute,
} from './node-taints.ts';
import { markPodNotReady } from './pod-readiness.ts';
import { computeZoneState, taintIntervalMs, zoneOf, type ZoneState } from './zone-state.ts';

const monitorPeriodMs = 5000;
const startupGraceSeconds = 60;
const monitorKey = 'monitor';
const taintPrefix = 'taints/';
const podPrefix = 'pod/';

interface ZoneMemory {
  readonly state: ZoneState;
  /** No node of the zone is tainted NoExecute before this moment. */
  readonly nextTaintMs: number;
}

/** Everything that is kept between looks. */
interface LifecycleMemory {
  /** Nodes whose coming was told, with their uids. */
  known: Record<string, string>;
  health: Record<string, NodeHealth>;
  zones: Record<string, ZoneMemory>;
}

export function createNodeLifecycleController(
  settings: Pick<ClusterSettings, 'nodeMonitorGracePeriodSeconds'>,
): Controller {
  const graces = {
    monitorSeconds: settings.nodeMonitorGracePeriodSeconds,
    startupSeconds: startupGraceSeconds,
  };
  return {
    name: 'node-controller',
    watches: [
      { resource: 'nodes', keys: keysOfNode },
      { resource: 'pods', keys: keysOfPod },
    ],
    resync: { everyMs: monitorPeriodMs, keys: () => [monitorKey] },
    reconcile(key, view, memory): ReconcileResult {
      if (key === monitorKey) return { writes: monitor(view, memory, graces) };
      if (key.startsWith(podPrefix)) return { writes: reconcilePod(key.slice(podPrefix.length), view) };
      const node = view.get<Node>('nodes', '', key.slice(taintPrefix.length));
      return { writes: node === undefined ? [] : [...planNoScheduleTaints(node, view), ...planLabels(node)] };
    },
  };
}

function keysOfNode({ previous, next }: Change): string[] {
  if (next === undefined) return [];
  const [before, now] = [previous as Node | undefined, next as Node];
  const isSame =
    before !== undefined &&
    sameOrEqual(before.status?.conditions, now.status?.conditions) &&
    sameOrEqual(before.spec, now.spec) &&
    sameOrEqual(before.metadata?.labels, now.metadata?.labels);
  return isSame ? [] : [`${taintPrefix}${nameOf(now)}`];
}

function sameOrEqual(one: unknown, other: unknown): boolean {
  return one === other || semanticallyEqual(one, other);
}

/** A pod that comes to a node that isn't ready isn't ready either, whatever it says. */
function keysOfPod({ previous, next }: Change, view: View): string[] {
  const [before, now] = [previous as Pod | undefined, next as Pod | undefined];
  const nodeName = now?.spec?.nodeName ?? '';
  if (now === undefined || nodeName === '' || before?.spec?.nodeName === nodeName) return [];
  const node = view.get<Node>('nodes', '', nodeName);
  const isReady = node === undefined || readyCondition(node)?.status === 'True';
  return isReady ? [] : [`${podPrefix}${keyOf(now)}`];
}

function reconcilePod(key: string, view: View): Write[] {
  const { namespace, name } = splitKey(key);
  const pod = view.get<Pod>('pods', namespace, name);
  const node = view.get<Node>('nodes', '', pod?.spec?.nodeName ?? '');
  const ready = node === undefined ? undefined : readyCondition(node);
  return pod === undefined || ready === undefined || ready.status === 'True'
    ? []
    : markPodNotReady(pod, view);
}

function monitor(view: View, saved: Memory, graces: GracePeriods): Write[] {
  const memory = memoryOf(saved);
  const nodes = view.list<Node>('nodes');
  const writes = noteComingAndGoing(nodes, memory);
  const readyByZone = new Map<string, (string | undefined)[]>();
  const toTaint: Node[] = [];
  for (const node of nodes) {
    const lease = view.get<Lease>('leases.coordination.k8s.io', 'kube-node-lease', nameOf(node));
    const look = lookAtNode(node, lease?.spec?.renewTime, memory.health[nameOf(node)], graces, view);
    memory.health[nameOf(node)] = look.health;
    const current = look.written?.find(({ type }) => type === 'Ready') ?? readyCondition(node);
    if (node.metadata?.labels?.['node.kubernetes.io/exclude-disruption'] === undefined) {
      const zone = zoneOf(node);
      readyByZone.set(zone, [...(readyByZone.get(zone) ?? []), current?.status]);
    }
    if (look.written !== undefined) writes.push(writeConditions(node, look.written as unknown as Json));
    if (current === undefined) continue;
    writes.push(...planNoExecute(node, look.observed.status, toTaint, view));
    if (current.status !== 'True' && look.observed.status === 'True')
      writes.push(...tellNotReady(node, view));
  }
  const isEvicting = updateZones(readyByZone, nodes, memory, writes, view);
  if (isEvicting) writes.push(...taintNodes(toTaint, readyByZone, memory, view));
  storeMemory(saved, memory);
  return writes;
}

function memoryOf(saved: Memory): LifecycleMemory {
  const { known = {}, health = {}, zones = {} } = saved as unknown as Partial<LifecycleMemory>;
  return { known: { ...known }, health: { ...health }, zones: { ...zones } };
}

function storeMemory(saved: Memory, memory: LifecycleMemory): void {
  saved['known'] = memory.known;
  saved['health'] = memory.health as unknown as Json;
  saved['zones'] = memory.zones as unknown as Json;
}

function noteComingAndGoing(nodes: readonly Node[], memory: LifecycleMemory): Write[] {
  const writes: Write[] = [];
  const present = new Set(nodes.map(nameOf));
  for (const node of nodes) {
    const name = nameOf(node);
    if (memory.known[name] !== undefined) continue;
    memory.known[name] = node.metadata?.uid ?? '';
    writes.push(
      nodeEvent(node, 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`),
    );
  }
  for (const [name, uid] of Object.entries(memory.known)) {
    if (present.has(name)) continue;
    delete memory.known[name];
    delete memory.health[name];
    const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid } };
    writes.push(nodeEvent(node, 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`));
  }
  return writes;
}

function nodeEvent(node: Node, reason: string, message: string): Write {
  return { verb: 'event', event: { about: node, type: 'Normal', reason, message } };
}

function writeConditions(node: Node, conditions: Json): Write {
  const patch = { status: { conditions } };
  return {
    verb: 'patch',
    resource: 'nodes',
    namespace: '',
    name: nameOf(node),
    patch,
    subresource: 'status',
  };
}

function tellNotReady(node: Node, view: View): Write[] {
  const name = nameOf(node);
  const pods = view.podsOnNode<Pod>(name);
  return [
    nodeEvent(node, 'NodeNotReady', `Node ${name} status is now: NodeNotReady`),
    ...pods.flatMap((pod) => markPodNotReady(pod, view)),
  ];
}

/** NoExecute taints follow what the look found, so they come one look after the node became Unknown. */
function planNoExecute(node: Node, observedStatus: string, toTaint: Node[], view: View): Write[] {
  const { taints } = node.spec ?? {};
  if (observedStatus === 'True') return swapTaints(node, [], [unreachableNoExecute, notReadyNoExecute], view);
  const [wanted, opposite] = noExecutePair(observedStatus);
  if (hasTaint(taints, opposite)) return swapTaints(node, [wanted], [opposite], view);
  if (!hasTaint(taints, wanted)) toTaint.push(node);
  return [];
}

function noExecutePair(status: string) {
  return status === 'False'
    ? ([notReadyNoExecute, unreachableNoExecute] as const)
    : ([unreachableNoExecute, notReadyNoExecute] as const);
}

/** Taints as many nodes of each zone as its state allows now. */
function taintNodes(
  nodes: readonly Node[],
  readyByZone: ReadonlyMap<string, readonly unknown[]>,
  memory: LifecycleMemory,
  view: View,
): Write[] {
  return nodes.flatMap((node) => {
    const zone = zoneOf(node);
    const { state, nextTaintMs } = memory.zones[zone] ?? { state: 'Normal', nextTaintMs: 0 };
    const intervalMs = taintIntervalMs(state, readyByZone.get(zone)?.length ?? 0);
    if (view.nowMs < nextTaintMs || intervalMs === Infinity) return [];
    memory.zones[zone] = { state, nextTaintMs: view.nowMs + intervalMs };
    const [wanted, opposite] = noExecutePair(readyCondition(node)?.status ?? 'Unknown');
    return swapTaints(node, [wanted], [opposite], view);
  });
}

/**
 * Takes over the zones' new states. When no node at all is ready, more likely this controller is cut off than
 * everything broken: nothing is evicted any more, and taints are taken back. Returns whether evicting goes on.
 */
function updateZones(
  readyByZone: ReadonlyMap<string, readonly (string | undefined)[]>,
  nodes: readonly Node[],
  memory: LifecycleMemory,
  writes: Write[],
  view: View,
): boolean {
  const states = new Map([...readyByZone].map(([zone, statuses]) => [zone, computeZoneState(statuses)]));
  const before = Object.fromEntries([...states.keys()].map((zone) => [zone, memory.zones[zone]]));
  const wereAllDisrupted = Object.values(before).every((zone) => zone?.state === 'FullDisruption');
  const areAllDisrupted = [...states.values()].every((state) => state === 'FullDisruption');
  const resumes = !areAllDisrupted && wereAllDisrupted;
  memory.zones = Object.fromEntries(
    [...states].map(([zone, state]) => {
      const size = readyByZone.get(zone)!.length;
      const next = { state, nextTaintMs: before[zone]?.nextTaintMs ?? 0 };
      return [zone, resumes || wasStopped(before[zone], next, size) ? resumed(next, size, view) : next];
    }),
  );
  if (states.size === 0) return false;
  if (areAllDisrupted && !wereAllDisrupted) {
    for (const node of nodes)
      writes.push(...swapTaints(node, [], [unreachableNoExecute, notReadyNoExecute], view));
  }
  if (resumes) {
    for (const [name, health] of Object.entries(memory.health))
      memory.health[name] = { ...health, probeMs: view.nowMs };
  }
  return !areAllDisrupted;
}

/** Whether the zone's nodes were not tainted at all for as long as it was in its last state, and are now. */
function wasStopped(before: ZoneMemory | undefined, now: ZoneMemory, size: number): boolean {
  if (before === undefined) return false;
  return taintIntervalMs(before.state, size) === Infinity && taintIntervalMs(now.state, size) !== Infinity;
}

/** A limiter that takes the place of one that let nothing through begins empty. `pkg/controller/nodelifecycle/scheduler/rate_limited_queue.go` */
function resumed(zone: ZoneMemory, size: number, view: View): ZoneMemory {
  return { ...zone, nextTaintMs: view.nowMs + taintIntervalMs(zone.state, size) };
}
