/**
 * The default scheduler as a part of the cluster: pods without a node wait in its queue, one is placed at a time,
 * and one that fits nowhere waits until something changes that may help. `pkg/scheduler/schedule_one.go`
 */
import { keyOf, splitKey } from '../api/object.ts';
import type { Node, Pod } from '../api/generated/types.ts';
import type { Part, PartContext } from '../api/part.ts';
import type { ClusterSettings } from '../api/settings.ts';
import { StatusError } from '../api/status-error.ts';
import type { Change } from '../api/store.ts';
import type { Json } from '../kernel/index.ts';
import { ClusterCache } from './cluster-cache.ts';
import { recordFailure, writeCondition } from './failure-report.ts';
import { formatFitError } from './fit-error.ts';
import { placePod, type Placement } from './placement.ts';
import { createPodInfo, type PodInfo } from './pod-info.ts';
import {
  isAssigned,
  isEnded,
  isGated,
  isOurs,
  isSame,
  isSameForScheduling,
  schedulerName,
} from './pod-state.ts';
import { evictVictims } from './eviction.ts';
import { preempt, type PreemptionResult } from './preemption.ts';
import { filterPlugins, scorePlugins } from './profile.ts';
import type { RequeueHints } from './requeue.ts';
import { type QueuedPod, type QueueState, SchedulingQueue } from './scheduling-queue.ts';
import { scoreNodes, selectNode } from './scoring.ts';
import { type EndedWait, type VolumeWait, VolumeWaits } from './volume-waits.ts';
import {
  nodeRefusals,
  nodeVerdicts,
  type SchedulerVerdict,
  type SchedulerVerdictShown,
  Verdicts,
} from './verdicts.ts';

export interface Scheduler extends Part {
  /** What it last thought of each of the latest pods, oldest first. */
  verdicts(): readonly SchedulerVerdict[];
  verdictOf(podUid: string): SchedulerVerdictShown | undefined;
}

/** From a pod's arrival to the first try, and from one try to the next. */
const latencyMs = 4;
const cycleMs = 1;
/** After the API server refused a binding. */
const retryAfterErrorMs = 1000;

interface SchedulerState {
  readonly queue: QueueState;
  /** When the scheduler has done with the pods it was woken for. */
  readonly busyUntilMs: number;
  /** Where the next search over the nodes begins. */
  readonly startIndex: number;
  readonly isFlushArmed: boolean;
  readonly verdicts: readonly SchedulerVerdict[];
  readonly volumeWaits: Readonly<Record<string, VolumeWait>>;
}

const otherResources = ['persistentvolumeclaims', 'persistentvolumes', 'storageclasses.storage.k8s.io'];

const weightOf = new Map(scorePlugins.map(({ name, weight }) => [name, weight]));

class DefaultScheduler implements Scheduler {
  readonly name = schedulerName;
  readonly watches = ['nodes', 'pods', ...otherResources];
  #usesHints: boolean;
  #queue: SchedulingQueue;
  #verdicts = new Verdicts();
  #busyUntilMs = 0;
  #startIndex = 0;
  #isFlushArmed = false;
  #cache: ClusterCache | undefined;
  /** Pods that wait and were promised a node. */
  #nominated = new Map<string, PodInfo>();
  #volumeWaits = new VolumeWaits();

  constructor({ schedulerQueueingHints }: Pick<ClusterSettings, 'schedulerQueueingHints'>) {
    this.#usesHints = schedulerQueueingHints;
    this.#queue = new SchedulingQueue(schedulerQueueingHints);
  }

  start(context: PartContext): void {
    this.#cacheOf(context);
    for (const pod of context.view.list<Pod>('pods')) {
      if (!isAssigned(pod) && !this.#queue.has(keyOf(pod))) this.#enqueue(pod, context);
    }
  }

  onChange(change: Change, context: PartContext): void {
    const cache = this.#cacheOf(context);
    if (change.resource === 'nodes') this.#onNode(change, cache, context);
    else if (change.resource === 'pods') this.#onPod(change, cache, context);
    else {
      const object = change.next ?? change.previous!;
      this.#requeue(context, (hints, pod) => hints.objectChanged?.(change.resource, object, pod));
      if (!this.#volumeWaits.isEmpty) context.schedule('volumes', 0, null);
    }
  }

  onTimer(timer: string, payload: Json, context: PartContext): void {
    if (timer === 'flush') this.#flush(context);
    else if (timer === 'volumes')
      for (const ended of this.#volumeWaits.takeEnded(context.view)) this.#endVolumeWait(ended, context);
    else if (timer === 'retry') this.#requeueKey(payload as string, context);
    else if (timer === 'backoff') this.#wake(context);
    else this.#scheduleNext(context);
  }

  verdicts(): readonly SchedulerVerdict[] {
    return this.#verdicts.list();
  }

  verdictOf(podUid: string): SchedulerVerdictShown | undefined {
    const verdict = this.#verdicts.get(podUid);
    if (verdict === undefined) return undefined;
    const weights = verdict.scorePlugins.map((name) => weightOf.get(name) ?? 1);
    return { ...verdict, weights };
  }

  snapshot(): Json {
    const state: SchedulerState = {
      queue: this.#queue.snapshot(),
      busyUntilMs: this.#busyUntilMs,
      startIndex: this.#startIndex,
      isFlushArmed: this.#isFlushArmed,
      verdicts: this.#verdicts.list(),
      volumeWaits: this.#volumeWaits.snapshot(),
    };
    return state as unknown as Json;
  }

  restore(saved: Json, context: PartContext): void {
    const state = saved as unknown as SchedulerState;
    this.#queue.restore(state.queue);
    this.#verdicts.restore(state.verdicts);
    this.#busyUntilMs = state.busyUntilMs;
    this.#startIndex = state.startIndex;
    this.#isFlushArmed = state.isFlushArmed;
    this.#volumeWaits.restore(state.volumeWaits);
    this.#cache = undefined;
    this.#cacheOf(context);
  }

  /** The cache is built from the store when it is first needed, and follows the changes from then on. */
  #cacheOf({ view }: PartContext): ClusterCache {
    if (this.#cache !== undefined) return this.#cache;
    const cache = new ClusterCache(view);
    for (const node of view.list<Node>('nodes')) cache.putNode(node);
    this.#nominated.clear();
    for (const pod of view.list<Pod>('pods')) {
      const assumed = this.#volumeWaits.assumed(pod);
      if (assumed !== undefined) cache.putPod(assumed);
      else if (!isAssigned(pod)) this.#nominate(pod);
      else if (!isEnded(pod)) cache.putPod(pod);
    }
    return (this.#cache = cache);
  }

  #onNode({ previous, next }: Change, cache: ClusterCache, context: PartContext): void {
    if (next === undefined) {
      cache.removeNode(previous!.metadata?.name ?? '');
      this.#requeue(context, (hints, pod) => hints.nodeRemoved?.(previous as Node, pod));
      return;
    }
    cache.putNode(next as Node);
    if (previous !== undefined && isSameNode(previous as Node, next as Node)) return;
    const change = { previous: previous as Node | undefined, next: next as Node };
    this.#requeue(context, (hints, pod) => hints.nodeChanged?.(change, pod), !this.#usesHints);
  }

  #onPod({ previous, next }: Change, cache: ClusterCache, context: PartContext): void {
    const [before, now] = [previous as Pod | undefined, next as Pod | undefined];
    const key = keyOf((now ?? before)!);
    if (now === undefined) this.#verdicts.forget(before!.metadata?.uid ?? '');
    if (now !== undefined && !isAssigned(now)) {
      if (this.#volumeWaits.has(key)) return;
      this.#onWaiting(key, before, now, context);
      return;
    }
    if (!isAssigned(before)) this.#forgetWaiting(key);
    if (now === undefined || isEnded(now)) {
      const removed = cache.removePod(key);
      if (removed !== undefined) this.#requeue(context, (hints, pod) => hints.podRemoved?.(removed, pod));
    } else this.#onPlaced(before, now, cache, context);
  }

  #onPlaced(before: Pod | undefined, now: Pod, cache: ClusterCache, context: PartContext): void {
    const known = cache.placedPod(keyOf(now));
    if (known !== undefined && before !== undefined && isSameForScheduling(before, now)) {
      cache.updatePod({ ...known, pod: now });
      return;
    }
    const info = cache.putPod(now);
    if (known !== undefined && isSame(known.labels, info.labels)) return;
    this.#requeue(context, (hints, pod) => hints.podPlaced?.(info, pod));
  }

  #onWaiting(key: string, before: Pod | undefined, now: Pod, context: PartContext): void {
    this.#nominate(now);
    if (!this.#queue.has(key)) this.#enqueue(now, context);
    else if (before !== undefined && !isSameForScheduling(before, now)) {
      const info = createPodInfo(now);
      const helps = this.#hintsFor(this.#queue.get(key)).some((hints) => hints.podChanged?.(info));
      if (helps) this.#requeueKey(key, context);
    }
  }

  #enqueue(pod: Pod, context: PartContext): void {
    if (!isOurs(pod) || isGated(pod) || isEnded(pod)) return;
    const { uid = '' } = pod.metadata ?? {};
    this.#queue.add({ key: keyOf(pod), uid, priority: pod.spec?.priority ?? 0 }, context.view.nowMs);
    this.#wake(context);
  }

  #forgetWaiting(key: string): void {
    this.#queue.remove(key);
    this.#nominated.delete(key);
    this.#volumeWaits.forget(key);
  }

  #nominate(pod: Pod): void {
    const key = keyOf(pod);
    if ((pod.status?.nominatedNodeName ?? '') === '') this.#nominated.delete(key);
    else this.#nominated.set(key, createPodInfo(pod));
  }

  /** One timer for each pod that is to be tried, so that each try has the cause that called for it. */
  #wake(context: PartContext, restMs = 0): void {
    const { nowMs } = context.view;
    if (restMs > 0) {
      context.schedule('backoff', restMs, null);
      return;
    }
    this.#busyUntilMs = Math.max(nowMs + latencyMs, this.#busyUntilMs + cycleMs);
    context.schedule('', this.#busyUntilMs - nowMs, null);
  }

  #requeue(
    context: PartContext,
    asks: (hints: RequeueHints, pod: PodInfo) => boolean | undefined,
    isForAll = false,
  ): void {
    for (const entry of this.#queue.unschedulable) {
      const { namespace, name } = splitKey(entry.key);
      const pod = context.view.get<Pod>('pods', namespace, name);
      if (pod === undefined) continue;
      const info = createPodInfo(pod);
      if (isForAll || this.#hintsFor(entry).some((hints) => asks(hints, info)))
        this.#requeueKey(entry.key, context);
    }
  }

  #requeueKey(key: string, context: PartContext): void {
    this.#wake(context, this.#queue.requeue(key, context.view.nowMs));
  }

  #hintsFor(entry: QueuedPod | undefined): RequeueHints[] {
    return filterPlugins.filter(({ name }) => entry?.refusedBy.includes(name)).map(({ requeue }) => requeue);
  }

  #flush(context: PartContext): void {
    this.#isFlushArmed = false;
    for (const key of this.#queue.overdue(context.view.nowMs)) this.#requeueKey(key, context);
    this.#armFlush(context);
  }

  #armFlush(context: PartContext): void {
    const atMs = this.#queue.nextOverdueMs();
    if (this.#isFlushArmed || atMs === undefined) return;
    this.#isFlushArmed = true;
    context.schedule('flush', atMs - context.view.nowMs, null);
  }

  #scheduleNext(context: PartContext): void {
    const entry = this.#queue.pop(context.view.nowMs);
    if (entry === undefined) return;
    const { namespace, name } = splitKey(entry.key);
    const pod = context.view.get<Pod>('pods', namespace, name);
    if (pod === undefined || pod.metadata?.uid !== entry.uid || isAssigned(pod)) return;
    if (pod.metadata.deletionTimestamp !== undefined) {
      recordFailure(pod, `skip schedule deleting pod: ${entry.key}`, context);
      return;
    }
    this.#schedule(entry, pod, context);
  }

  #schedule(entry: QueuedPod, pod: Pod, context: PartContext): void {
    const cache = this.#cacheOf(context);
    if (cache.nodes.length === 0) {
      this.#fail(entry, pod, 'no nodes available to schedule pods', ['NodeName'], context);
      return;
    }
    const info = createPodInfo(pod);
    const placement = placePod(info, cache, filterPlugins, this.#startIndex, (node) =>
      this.#nominatedTo(node),
    );
    this.#startIndex = placement.nextStartIndex;
    if (placement.feasible.length === 0) this.#refuse(entry, info, placement, context);
    else this.#bind(entry, info, placement, context);
  }

  #nominatedTo(node: string): PodInfo[] {
    return [...this.#nominated.values()].filter(({ pod }) => pod.status?.nominatedNodeName === node);
  }

  #bind(entry: QueuedPod, info: PodInfo, placement: Placement, context: PartContext): void {
    const scoring = scoreNodes(info, this.#cacheOf(context), placement.feasible, scorePlugins);
    const nodeName = selectNode(scoring, context.random('tie')).node.name;
    this.#verdicts.put({
      ...this.#verdictBase(entry, placement, context),
      nodeName,
      scorePlugins: scoring.plugins,
      scores: nodeVerdicts(scoring, nodeName),
    });
    const cache = this.#cacheOf(context);
    if (!this.#volumeWaits.begin(entry, info.pod, nodeName, cache, context, this.name))
      this.#bindToNode(entry, info.pod, nodeName, context);
  }

  #endVolumeWait({ wait, pod, failure }: EndedWait, context: PartContext): void {
    if (failure === undefined) {
      this.#bindToNode(wait.entry, pod, wait.nodeName, context);
      return;
    }
    this.#cacheOf(context).removePod(wait.entry.key);
    this.#putBackAfter(wait.entry, pod, failure, context);
  }

  #bindToNode(entry: QueuedPod, pod: Pod, nodeName: string, context: PartContext): void {
    const { namespace, name } = splitKey(entry.key);
    try {
      context.perform({ verb: 'bind', namespace, name, uid: entry.uid, nodeName }, this.name);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      this.#failBinding(entry, pod, error, context);
      return;
    }
    const message = `Successfully assigned ${entry.key} to ${nodeName}`;
    const event = {
      about: pod,
      type: 'Normal',
      reason: 'Scheduled',
      message,
      action: 'Binding',
    } as const;
    context.perform({ verb: 'event', event }, this.name);
  }

  #verdictBase(
    { key, uid }: QueuedPod,
    placement: Placement,
    { view }: PartContext,
  ): Omit<SchedulerVerdict, 'nodeName'> {
    return {
      pod: key,
      uid,
      timeMs: view.nowMs,
      scorePlugins: [],
      scores: [],
      refusals: nodeRefusals(placement.refusals),
      feasibleCount: placement.feasible.length,
      refusedCount: placement.refusals.size,
    };
  }

  #refuse(entry: QueuedPod, info: PodInfo, placement: Placement, context: PartContext): void {
    const cache = this.#cacheOf(context);
    const start = cache.nodes.length > 1 ? context.random('preemption').integer(cache.nodes.length) : 0;
    const result = preempt(info, cache, placement.refusals, filterPlugins, start);
    const message = formatFitError({ ...placement.diagnosis, postFilterMessage: postFilterMessage(result) });
    this.#verdicts.put({ ...this.#verdictBase(entry, placement, context), message });
    this.#queue.putBack(entry, placement.refusedBy, context.view.nowMs);
    this.#armFlush(context);
    if (result.chosen !== undefined) evictVictims(info.pod, result.chosen, context, this.name);
    recordFailure(info.pod, message, context);
    writeCondition(info.pod, 'Unschedulable', message, context, result.chosen?.node);
  }

  #fail(
    entry: QueuedPod,
    pod: Pod,
    message: string,
    refusedBy: readonly string[],
    context: PartContext,
  ): void {
    this.#queue.putBack(entry, refusedBy, context.view.nowMs);
    this.#armFlush(context);
    recordFailure(pod, message, context);
    writeCondition(pod, 'Unschedulable', message, context);
  }

  #failBinding(entry: QueuedPod, pod: Pod, error: StatusError, context: PartContext): void {
    if (error.reason === 'NotFound') return;
    if (!isAssigned(pod)) this.#cacheOf(context).removePod(entry.key);
    this.#putBackAfter(entry, pod, `running Bind plugin "DefaultBinder": ${error.message}`, context);
  }

  #putBackAfter(entry: QueuedPod, pod: Pod, message: string, context: PartContext): void {
    this.#queue.putBack(entry, [], context.view.nowMs);
    context.schedule('retry', retryAfterErrorMs, entry.key);
    recordFailure(pod, message, context);
    writeCondition(pod, 'SchedulerError', message, context);
  }
}

export function createScheduler(settings: Pick<ClusterSettings, 'schedulerQueueingHints'>): Scheduler {
  return new DefaultScheduler(settings);
}

function isSameNode(previous: Node, next: Node): boolean {
  return (
    isSame(previous.spec, next.spec) &&
    isSame(previous.metadata?.labels, next.metadata?.labels) &&
    isSame(previous.status?.allocatable, next.status?.allocatable)
  );
}

/**
 * Two plugins look at a pod that fits nowhere: the one for claims of devices, which the engine has none of, and
 * preemption. `pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go` PostFilter
 */
function postFilterMessage(result: PreemptionResult): string {
  return result.chosen === undefined ? `no new claims to deallocate, ${result.message}` : '';
}
