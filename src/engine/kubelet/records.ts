/**
 * What a kubelet keeps of its node and pods: plain data, part of every checkpoint, changed in place by the
 * kubelet alone. What the API server has stored is referred to, never copied.
 */
import type { Pod, PodCondition, PodStatus, ResourceRequirements } from '../api/generated/types.ts';
import type { ArmedBy } from '../kernel/index.ts';
import { type EventBudget, newEventBudget } from '../api/event-budget.ts';
import { entryOf } from '../api/json-object.ts';
import { containerLifecycle } from '../lifecycle/index.ts';
import type { BackoffEntry } from './back-off.ts';
import type { WaitingReason } from './image-pull.ts';
import type { PressureType } from './node-conditions.ts';
import type { UnsentEvents } from './unsent-events.ts';
import type { ProbeState } from './probe-worker.ts';

/** One run of a container. */
export interface Instance {
  id: string;
  /** As the container's spec named it when it was made. */
  image: string;
  imageId: string;
  state: 'running' | 'exited';
  /** How many were before it. */
  attempt: number;
  /** Undefined for one that never came to life. */
  startedMs: number | undefined;
  finishedMs: number | undefined;
  exitCode: number;
  reason: string | undefined;
  message: string | undefined;
}

export interface ProbeRecord extends ProbeState {
  /** When it ticks next, in simulated ms; undefined while nobody ticks. */
  dueMs: number | undefined;
  /** The moments of its latest ticks that were not as the one before, in simulated ms; negative: it failed. */
  ticks?: number[];
}

export interface ContainerRecord {
  /** Index of its state in the container lifecycle. */
  life: number;
  /** Newest first, at most two: the one before is the last state. */
  instances: Instance[];
  backoff: BackoffEntry | undefined;
  /** The image that the back-off is about: another one makes a new start. */
  backoffImage: string;
  /** Why it could not be started last. */
  startError: WaitingReason | undefined;
  liveness?: ProbeRecord;
  readiness?: ProbeRecord;
  startup?: ProbeRecord;
}

/** One thing that a sync does. Those of a sync are done in order; some take time. */
export type Step =
  | { readonly do: 'killPod'; readonly createsSandbox: boolean }
  | { readonly do: 'removeSandbox'; readonly createsSandbox: boolean }
  | { readonly do: 'kill'; readonly container: string; readonly reason: string; readonly message: string }
  /** Gives running containers the resources that they were granted. */
  | { readonly do: 'resize' }
  | { readonly do: 'createSandbox'; readonly attempt: number }
  /** `failedMs`: when its last run known to this sync ended. */
  | { readonly do: 'start'; readonly container: string; readonly failedMs: number | null }
  | { readonly do: 'create'; readonly container: string };

/** What a sync waits for before it goes on. */
export type Busy =
  | { readonly on: 'sandbox' }
  | { readonly on: 'pull'; readonly container: string; readonly image: string; readonly sinceMs: number }
  | { readonly on: 'exits'; readonly containers: readonly string[] }
  | { readonly on: 'postStart'; readonly container: string };

/** A lifecycle hook that takes its time. */
export interface Hook {
  readonly on: 'postStart' | 'preStop';
  /** Of what happens when its time is over; undefined for one that is waited for as long as it takes. */
  readonly timer: number | undefined;
  readonly sinceMs: number;
  /** What there was before a preStop hook began. */
  readonly graceSeconds: number;
}

export interface PodRecord {
  readonly uid: string;
  readonly node: string;
  /** As last seen from the API server; a static pod as its kubelet has made it. */
  pod: Pod;
  /** What the kubelet says of it, sent or not. */
  status: PodStatus;
  /** A rejected pod is never run; one that is ended is only waited for to be deleted. */
  stage: 'rejected' | 'syncing' | 'terminating' | 'terminated' | 'ended';
  /** The API server has it no more, or its manifest is gone. */
  isRemoved: boolean;
  graceSeconds: number | undefined;
  sandbox: { attempt: number; ready: boolean; ip: string } | undefined;
  containers: Record<string, ContainerRecord>;
  /** By image: pulls that failed. Containers of a pod share what is known of an image. */
  failedPulls: Record<string, FailedPull>;
  steps: Step[];
  busy: Busy | undefined;
  /** Lifecycle hooks that run, by container. */
  hooks: Record<string, Hook>;
  /** When its first sync was: probes tick from then on. */
  firstSyncMs: number | undefined;
  /** What set its probes going. */
  probedSince?: ArmedBy;
  /** When the last sync ended: the next looks at a newer state of the runtime. */
  lastSyncMs: number | undefined;
  sync: { atMs: number; timer: number } | undefined;
  /** Another sync was asked for while one was busy. */
  wantsSync: boolean;
  /** A sync changed something that only the next one will tell. */
  hasNews: boolean;
  /** The kubelet itself has ended it: why. */
  verdict: PodVerdict | undefined;
  /** Pods that make room for this critical one: it starts when none of them runs any more. */
  preempts?: string[];
  resize?: PodResize;
  mountAttempt: number;
  events: EventBudget;
  /** How often anything that a probe goes by may have changed: no state, only a mark for who has seen it. */
  stirs: number;
}

/** Resources by container. */
export type ContainerResources = Record<string, ResourceRequirements>;

/** There as long as the resources that a pod wants, was granted and has in force are not all the same. */
export interface PodResize {
  allocated: ContainerResources;
  actual: ContainerResources;
  /** The conditions that tell of it. */
  pending?: PodCondition;
  progress?: PodCondition;
  /** When it was last looked at whether the node has room. */
  triedMs: number;
}

export interface PodVerdict extends WaitingReason {
  /** Message of its DisruptionTarget condition, where it is no fault of its own. */
  readonly disruption?: string;
}

export interface FailedPull {
  readonly backoff: BackoffEntry;
  readonly failure: WaitingReason;
}

export interface PullRequest {
  readonly uid: string;
  readonly container: string;
  readonly image: string;
  /** Registries that the pod has credentials for; absent for none. */
  readonly registries?: readonly string[];
}

/** What a kubelet remembers while its node runs out of something. */
export interface NodePressure {
  /** Thresholds that are crossed, and since when. */
  readonly crossedMs: Readonly<Record<string, number>>;
  /** Those whose grace period is over: they need their minimum reclaim too. */
  readonly acting: readonly string[];
  readonly seenMs: Readonly<Partial<Record<PressureType, number>>>;
  /** As the node shows them. */
  readonly conditions: readonly PressureType[];
  /** What Faults take, by uid. */
  readonly taken: Readonly<Record<string, number>>;
  /** A pod that was evicted last and may not be gone yet. */
  awaited: { readonly uid: string; readonly sinceMs: number } | undefined;
}

/** What a kubelet remembers of an image; both in simulated ms. */
export interface SeenImage {
  readonly sinceMs: number;
  /** When a container of it was seen last; 0: never. */
  readonly usedMs: number;
}

export interface NodeRecord {
  readonly name: string;
  /** Its number: the third part of its pods' addresses. */
  readonly index: number;
  isOn: boolean;
  isConnected: boolean;
  /** When its kubelet started. */
  bootMs: number;
  /** Where within a second its looks at the runtime fall: kubelets that boot together do not look together. */
  phaseMs: number;
  bootCount: number;
  /** Images are pulled one at a time. */
  pulls: PullRequest[];
  /** Images as they were last looked at, by reference; absent: never yet. */
  images?: Record<string, SeenImage>;
  /** Images came or went since the node's status was sent. */
  hasImageNews?: true;
  /** The last try to make room failed. */
  imageGcFailed?: true;
  /** It has manifests of static pods, or pods of such. */
  hasStaticPods: boolean;
  /** Events that wait for the API server to be reached; absent while there are none. */
  unsent?: UnsentEvents;
  /** Undefined while there is enough of everything. */
  pressure: NodePressure | undefined;
  /** For what it tells of its node. */
  events?: EventBudget;
  /** Pods of it wait for room to be resized. */
  hasDeferredResizes?: true;
  /** Moments of the timers that recur. */
  leaseTimer: number | undefined;
  statusTimer: number | undefined;
}

export function newContainerRecord(): ContainerRecord {
  return {
    life: containerLifecycle.initial.to,
    instances: [],
    backoff: undefined,
    backoffImage: '',
    startError: undefined,
  };
}

export function newPodRecord(pod: Pod): PodRecord {
  const containers: Record<string, ContainerRecord> = {};
  for (const { name } of pod.spec?.initContainers ?? []) containers[name] = newContainerRecord();
  for (const { name } of pod.spec?.containers ?? []) containers[name] = newContainerRecord();
  addEphemeralContainers(containers, pod);
  return {
    uid: pod.metadata?.uid ?? '',
    node: pod.spec?.nodeName ?? '',
    pod,
    status: pod.status ?? {},
    stage: 'syncing',
    isRemoved: false,
    graceSeconds: undefined,
    sandbox: undefined,
    containers,
    failedPulls: {},
    steps: [],
    busy: undefined,
    hooks: {},
    firstSyncMs: undefined,
    lastSyncMs: undefined,
    sync: undefined,
    wantsSync: false,
    hasNews: false,
    verdict: undefined,
    mountAttempt: 0,
    events: newEventBudget(),
    stirs: 0,
  };
}

/** The lifecycle hook that runs for a container. */
export function hookOf({ hooks }: PodRecord, container: string): Hook | undefined {
  return entryOf(hooks, container);
}

/** Ephemeral containers come while the pod runs. */
export function addEphemeralContainers(containers: Record<string, ContainerRecord>, { spec }: Pod): void {
  for (const { name } of spec?.ephemeralContainers ?? [])
    if (entryOf(containers, name) === undefined) containers[name] = newContainerRecord();
}

export function newNodeRecord(name: string, index: number): NodeRecord {
  return {
    name,
    index,
    isOn: false,
    isConnected: true,
    bootMs: 0,
    phaseMs: 0,
    bootCount: 0,
    pulls: [],
    hasStaticPods: false,
    pressure: undefined,
    leaseTimer: undefined,
    statusTimer: undefined,
  };
}

export function runningContainers(record: PodRecord): string[] {
  return Object.keys(record.containers).filter(
    (name) => record.containers[name]!.instances[0]?.state === 'running',
  );
}
