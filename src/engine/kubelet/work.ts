/** What every piece of kubelet code works with, and the small things that all of them do. */
import type { Container, Pod } from '../api/generated/types.ts';
import { type EventBudget, takeEvent } from '../api/event-budget.ts';
import type { NodeRuntime } from '../api/node-runtime.ts';
import type { KubeObject } from '../api/object.ts';
import type { PartContext, Write } from '../api/part.ts';
import { StatusError } from '../api/status-error.ts';
import { isStaticPod } from '../api/static-pod.ts';
import type { Json } from '../kernel/index.ts';
import {
  containerLifecycle,
  type ContainerLifeEvent,
  type Effect,
  elapsed,
  guardMask,
  step,
} from '../lifecycle/index.ts';
import type { ContainerEvent } from './image-pull.ts';
import type { ProbeWheel } from './probe-wheel.ts';
import { keepUnsent, retryUnsent } from './unsent-events.ts';
import type { ContainerRecord, NodeRecord, PodRecord } from './records.ts';

export interface Work {
  readonly context: PartContext;
  readonly runtime: NodeRuntime;
  readonly nodes: Map<string, NodeRecord>;
  /** By uid. */
  readonly pods: Map<string, PodRecord>;
  /** The same by node: an index, rebuilt after a restore. */
  readonly podsByNode: Map<string, Set<PodRecord>>;
  /** When probes tick. */
  readonly wheel: ProbeWheel;
}

export function keepPod(work: Work, record: PodRecord): void {
  work.pods.set(record.uid, record);
  let ofNode = work.podsByNode.get(record.node);
  if (ofNode === undefined) work.podsByNode.set(record.node, (ofNode = new Set()));
  ofNode.add(record);
}

export function dropPod(work: Work, record: PodRecord): void {
  work.runtime.removePodSandbox(record.node, record.uid);
  if (isStaticPod(record.pod)) {
    // No API server will ever say that it has gone; and another may wait for its name.
    work.runtime.removePodVolumes(record.node, record.uid);
    schedule(work, '', 0, { do: 'staticPods', node: record.node });
  }
  work.pods.delete(record.uid);
  work.podsByNode.get(record.node)?.delete(record);
  if (work.nodes.get(record.node)?.hasDeferredResizes === true)
    schedule(work, '', 0, { do: 'resizes', node: record.node });
}

export function podsOf(work: Work, node: string): PodRecord[] {
  return [...(work.podsByNode.get(node) ?? [])];
}

/** What a timer of the kubelet is for. */
export type Task =
  | { readonly do: 'sync'; readonly uid: string }
  | { readonly do: 'probes' }
  | { readonly do: 'stop' | 'started'; readonly uid: string; readonly container: string }
  | { readonly do: 'lease'; readonly node: string }
  | { readonly do: 'nodeStatus' | 'pressure' | 'events' | 'staticPods' | 'resizes'; readonly node: string };

export function schedule(work: Work, timer: string, delayMs: number, task: Task): number {
  return work.context.schedule(timer, delayMs, task as unknown as Json);
}

export function authorOf(node: string): string {
  return `kubelet/${node}`;
}

/** Whether a node's kubelet can speak to the API server. */
export function isOnline(work: Work, node: string): boolean {
  const record = work.nodes.get(node);
  return record !== undefined && record.isOn && record.isConnected;
}

/** Writes for a node, if it can; a refusal is an answer like any other, and undefined is returned. */
export function write(work: Work, node: string, request: Write): KubeObject | undefined {
  if (!isOnline(work, node)) return undefined;
  try {
    return work.context.perform(request, authorOf(node));
  } catch (error) {
    if (error instanceof StatusError) return undefined;
    throw error;
  }
}

export function recordEvent(
  work: Work,
  node: string,
  about: KubeObject,
  event: ContainerEvent,
  budget: EventBudget,
  path?: string,
): void {
  const machine = work.nodes.get(node);
  if (machine === undefined || !machine.isOn) return;
  const key = `${event.reason}|${event.message}|${path ?? ''}`;
  const times = takeEvent(budget, key, work.context.view.nowMs);
  if (times === 0) return;
  const fieldPath = path === undefined ? {} : { fieldPath: path };
  const record = { about, host: node, ...event, ...fieldPath, ...(times === 1 ? {} : { times }) };
  // What comes later is told later, once the line is empty.
  if (machine.isConnected && machine.unsent === undefined)
    write(work, node, { verb: 'event', event: record });
  else keepUnsent(work.context, machine, record);
}

/** Another try to send what could not be sent. */
export function tellUnsent(work: Work, node: NodeRecord): void {
  retryUnsent(work.context, node, isOnline(work, node.name), (event) =>
    write(work, node.name, { verb: 'event', event }),
  );
}

export function recordContainerEvent(
  work: Work,
  record: PodRecord,
  container: string,
  event: ContainerEvent,
): void {
  const lists = ['initContainers', 'ephemeralContainers'] as const;
  const list = lists.find((field) => record.pod.spec?.[field]?.some(({ name }) => name === container));
  recordPodEvent(work, record, event, `spec.${list ?? 'containers'}{${container}}`);
}

export function recordPodEvent(work: Work, record: PodRecord, event: ContainerEvent, path?: string): void {
  recordEvent(work, record.node, record.pod, event, record.events, path);
}

export function findContainer(pod: Pod, name: string): Container | undefined {
  const isIt = (container: Container): boolean => container.name === name;
  const { containers, initContainers, ephemeralContainers } = pod.spec ?? {};
  return containers?.find(isIt) ?? initContainers?.find(isIt) ?? ephemeralContainers?.find(isIt);
}

const willRestart = guardMask(containerLifecycle, ['willRestart']);
const hasStartupProbe = guardMask(containerLifecycle, ['hasStartupProbe']);

/** Moves a container on in its lifecycle and returns what the table asks for. */
export function live(
  container: ContainerRecord,
  event: ContainerLifeEvent | `after ${string}`,
  guards: { readonly willRestart?: boolean; readonly hasStartupProbe?: boolean } = {},
): readonly Effect[] {
  const mask =
    (guards.willRestart === true ? willRestart : 0) | (guards.hasStartupProbe === true ? hasStartupProbe : 0);
  const transition = step(containerLifecycle, container.life, event, mask);
  if (transition === undefined) return [];
  container.life = transition.to;
  return transition.effects;
}

export function lifeOf(container: ContainerRecord): string {
  return containerLifecycle.states[container.life]!;
}

/** Brings a container that waits, or has ended and may start again, to the point where it is created. */
export function liveToCreation(container: ContainerRecord): void {
  switch (lifeOf(container)) {
    case 'terminated':
      live(container, 'RESTART', { willRestart: true });
      break;
    case 'waiting.podInitializing':
      live(container, 'INITIALIZED');
      break;
    case 'waiting.crashLoopBackOff':
      live(container, elapsed('backoff') as 'after backoff');
      break;
    case 'waiting.errImagePull':
      live(container, 'PULL_DEFERRED');
      live(container, elapsed('pullBackoff') as 'after pullBackoff');
      break;
    case 'waiting.imagePullBackOff':
      live(container, elapsed('pullBackoff') as 'after pullBackoff');
      break;
    case 'waiting.createError':
      live(container, elapsed('retry') as 'after retry');
      break;
    default:
  }
}
