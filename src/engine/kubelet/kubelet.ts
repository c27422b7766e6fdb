/**
 * The kubelets of all machines, as one part of the cluster. Each knows only its own node: it hears of pods that
 * are bound to it as long as its machine has power and a network, and answers through the API alone.
 */
import type { RuntimeEvent } from '../api/container-runtime.ts';
import type { Pod } from '../api/generated/types.ts';
import type { NodeRuntime } from '../api/node-runtime.ts';
import { nameOf } from '../api/object.ts';
import type { Part, PartContext } from '../api/part.ts';
import type { ProbeInside } from '../api/pod-inside.ts';
import type { Machine } from '../api/podarium.ts';
import type { ClusterSettings } from '../api/settings.ts';
import { isMirrorPod, uidOnMachine } from '../api/static-pod.ts';
import type { Change } from '../api/store.ts';
import type { Json } from '../kernel/index.ts';
import { stopAfterHook } from './container-kill.ts';
import { cleanupLooked, monitorPressure } from './eviction.ts';
import { syncMachine } from './machine-power.ts';
import { tickLease, tickNodeStatus } from './node-agent.ts';
import { forgetPod, observePod } from './pod-observer.ts';
import { retryResizes } from './pod-resize.ts';
import { continueSync, syncPod } from './pod-sync.ts';
import { postStartEnded } from './post-start.ts';
import { probesInside } from './probe-ticks.ts';
import { ProbeWheel } from './probe-wheel.ts';
import { tickProbes } from './prober.ts';
import type { NodeRecord, PodRecord } from './records.ts';
import { runtimeEvent } from './runtime-events.ts';
import { restoreRecords, snapshotRecords } from './snapshot.ts';
import { syncStaticPods } from './static-pods.ts';
import { reactionMs } from './sync-timer.ts';
import { findContainer, isOnline, lifeOf, schedule, type Task, tellUnsent, type Work } from './work.ts';
import { claimChanged } from './volume-growth.ts';

export interface KubeletOptions {
  readonly runtime: NodeRuntime;
  readonly settings: ClusterSettings;
}

export interface Kubelet extends Part {
  /** Something happened in a container runtime. */
  onRuntimeEvent(event: RuntimeEvent, context: PartContext): void;
  /** Something is about to change in a pod, as its container runtime has it; in any when undefined. */
  onStir(podUid: string | undefined): void;
  /** The state of each container's lifecycle, by name; undefined when no kubelet has the pod. */
  lifecycles(podUid: string): Readonly<Record<string, string>> | undefined;
  /** The probes of one container of a pod, with their latest ticks. */
  probes(podUid: string, container: string, nowMs: number): readonly ProbeInside[];
}

type Reaction =
  | { readonly do: 'machine'; readonly node: string }
  | {
      readonly do: 'pod';
      readonly node: string;
      readonly namespace: string;
      readonly name: string;
      readonly uid: string;
    };

export function createKubelet({ runtime }: KubeletOptions): Kubelet {
  const nodes: Work['nodes'] = new Map();
  const pods: Work['pods'] = new Map();
  const podsByNode: Work['podsByNode'] = new Map();
  const wheel = new ProbeWheel();
  let work: Work | undefined;
  const workIn = (context: PartContext): Work =>
    work?.context === context ? work : (work = { context, runtime, nodes, pods, podsByNode, wheel });
  return {
    name: 'kubelet',
    watches: ['pods', 'machines.podarium.dev', 'persistentvolumeclaims'],
    start(context) {
      for (const machine of context.view.list<Machine>('machines.podarium.dev')) {
        react(context, { do: 'machine', node: nameOf(machine) }, 0);
      }
    },
    onChange(change, context) {
      if (change.resource === 'pods') podChanged(workIn(context), change);
      else if (change.resource === 'persistentvolumeclaims') claimChanged(workIn(context), change);
      else if (isMachineNews(change)) react(context, { do: 'machine', node: change.name }, 0);
    },
    onTimer: (_timer, payload, context) => perform(workIn(context), payload as unknown as Task | Reaction),
    onRuntimeEvent(event, context) {
      stir(pods, 'podUid' in event ? event.podUid : undefined);
      runtimeEvent(workIn(context), event);
    },
    onStir: (podUid) => stir(pods, podUid),
    lifecycles(podUid) {
      const record = pods.get(podUid);
      if (record === undefined) return undefined;
      return Object.fromEntries(
        Object.entries(record.containers).map(([name, entry]) => [name, lifeOf(entry)]),
      );
    },
    probes(podUid, name, nowMs) {
      const record = pods.get(podUid);
      const container = record?.containers[name];
      if (record === undefined || container === undefined) return [];
      return probesInside(container, findContainer(record.pod, name), nowMs);
    },
    snapshot: () => snapshotRecords(nodes, pods, wheel, (record) => storedPod(work, record)),
    restore: (state, context) => restoreRecords(workIn(context), state),
  };
}

function storedPod(work: Work | undefined, { pod }: PodRecord): Pod | undefined {
  const { namespace = '', name = '' } = pod.metadata ?? {};
  return work?.context.view.get<Pod>('pods', namespace, name);
}

function react(context: PartContext, reaction: Reaction, delayMs: number): void {
  context.schedule('', delayMs, reaction as unknown as Json);
}

/** A probe of the pod whose answers stayed the same is asked again. */
function stir(pods: Work['pods'], uid: string | undefined): void {
  if (uid === undefined) {
    for (const record of pods.values()) record.stirs++;
    return;
  }
  const record = pods.get(uid);
  if (record !== undefined) record.stirs++;
}

/** Hears of a change of a pod: of a node's own writes it only takes note. */
function podChanged(work: Work, change: Change): void {
  const pod = (change.next ?? change.previous) as Pod;
  stir(work.pods, uidOnMachine(pod));
  const node = pod.spec?.nodeName ?? '';
  if (node === '' || !isOnline(work, node)) return;
  if (isMirrorPod(pod)) {
    if (change.type !== 'MODIFIED' || isNews(change.previous as Pod, pod))
      schedule(work, '', reactionMs, { do: 'staticPods', node });
    return;
  }
  const uid = pod.metadata?.uid ?? '';
  const record = work.pods.get(uid);
  if (record !== undefined && change.next !== undefined && !isNews(record.pod, pod)) {
    record.pod = pod;
    return;
  }
  if (change.next === undefined && record?.stage === 'ended') {
    forgetPod(work, record);
    return;
  }
  const { namespace, name } = change;
  react(work.context, { do: 'pod', node, namespace, name, uid }, reactionMs);
}

/** The status of a machine is the kubelet's own word. */
function isMachineNews({ previous, next }: Change): boolean {
  return previous === undefined || previous.metadata?.generation !== next?.metadata?.generation;
}

/** Whether there is anything in a pod's new version for its kubelet to act on. */
function isNews(before: Pod, after: Pod): boolean {
  return (
    (before.spec !== after.spec && before.metadata?.generation !== after.metadata?.generation) ||
    before.metadata?.deletionTimestamp !== after.metadata?.deletionTimestamp ||
    before.metadata?.deletionGracePeriodSeconds !== after.metadata?.deletionGracePeriodSeconds
  );
}

function perform(work: Work, task: Task | Reaction): void {
  switch (task.do) {
    case 'machine':
      stir(work.pods, undefined);
      syncMachine(work, task.node);
      return;
    case 'pod':
      if (!isOnline(work, task.node)) return;
      stir(work.pods, task.uid);
      observePod(work, task.node, task.namespace, task.name, task.uid);
      return;
    case 'lease':
    case 'nodeStatus':
    case 'events':
    case 'pressure':
    case 'staticPods':
    case 'resizes': {
      const node = work.nodes.get(task.node);
      if (node !== undefined) performForNode(work, node, task.do);
      return;
    }
    case 'probes':
      tickProbes(work);
      return;
    default:
      performForPod(work, task);
  }
}

function performForNode(
  work: Work,
  node: NodeRecord,
  what: 'lease' | 'nodeStatus' | 'events' | 'pressure' | 'staticPods' | 'resizes',
): void {
  switch (what) {
    case 'lease':
      tickLease(work, node);
      syncStaticPods(work, node);
      retryResizes(work, node.name, false);
      // As often as it renews its lease a kubelet looks at what is left on its machine.
      monitorPressure(work, node);
      break;
    case 'nodeStatus':
      tickNodeStatus(work, node);
      break;
    case 'events':
      tellUnsent(work, node);
      break;
    case 'pressure':
      cleanupLooked(work, node);
      break;
    case 'staticPods':
      syncStaticPods(work, node);
      break;
    case 'resizes':
      retryResizes(work, node.name, true);
  }
}

function performForPod(work: Work, task: Exclude<Task, { node: string } | { do: 'probes' }>): void {
  const record = work.pods.get(task.uid);
  if (record === undefined) return;
  record.stirs++;
  if (task.do === 'sync') syncPod(work, record);
  else if (task.do === 'stop') stopAfterHook(work, record, task.container);
  else if (postStartEnded(work, record, task.container)) continueSync(work, record);
}
