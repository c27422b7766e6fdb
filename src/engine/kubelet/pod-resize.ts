/**
 * Other resources for a pod that is there: its kubelet grants them when the node has room, and puts them into force.
 * `pkg/kubelet/allocation/allocation_manager.go`, `pkg/kubelet/kuberuntime/kuberuntime_manager.go` computePodResizeAction
 */
import { semanticallyEqual } from '../api/equal.ts';
import type { Container, Pod, PodCondition, ResourceRequirements } from '../api/generated/types.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { resizeRefusal } from './admission.ts';
import { resizeMessage } from './messages.ts';
import type { ContainerResources, PodRecord } from './records.ts';
import { allocatedPod, resourcesOf } from './resources.ts';
import { requestRetry, requestSync } from './sync-timer.ts';
import { findContainer, podsOf, recordPodEvent, type Work } from './work.ts';

/** How often a resize that had to wait is looked at again, unless a pod leaves before. */
const retryMs = 180_000;

/** Grants what the pod's spec asks for now, or says why not. */
export function allocateResize(work: Work, record: PodRecord): void {
  const { resize, pod } = record;
  if (resize === undefined || record.stage !== 'syncing') return;
  resize.triedMs = work.context.view.nowMs;
  const wanted = resourcesOf(pod);
  if (semanticallyEqual(wanted, resize.allocated)) {
    delete resize.pending;
    forgetSettled(record);
    return;
  }
  const refusal = resizeRefusal(work, record);
  if (refusal === undefined) grant(work, record, wanted);
  else defer(work, record, refusal.reason, refusal.message);
}

/** Resizes of a node's pods that wait for room: after a pod has gone, or after some time. */
export function retryResizes(work: Work, node: string, isDue: boolean): void {
  const agent = work.nodes.get(node);
  if (agent?.hasDeferredResizes !== true) return;
  const { nowMs } = work.context.view;
  delete agent.hasDeferredResizes;
  for (const record of podsOf(work, node)) {
    const { resize } = record;
    if (resize?.pending?.reason !== 'Deferred') continue;
    if (isDue || nowMs - resize.triedMs >= retryMs) {
      allocateResize(work, record);
      requestSync(work, record, nowMs);
    }
    if (resize.pending !== undefined) agent.hasDeferredResizes = true;
  }
}

/** At the beginning of a sync: a resize that is in force by now is over. `pkg/kubelet/kubelet.go` SyncPod */
export function finishResize(work: Work, record: PodRecord): void {
  const { resize } = record;
  if (resize?.progress === undefined || unforced(record).length > 0) return;
  const generation = resize.progress.observedGeneration ?? 0;
  delete resize.progress;
  const message = resizeMessage('completed', allocatedPod(record), generation);
  recordPodEvent(work, record, { type: 'Normal', reason: 'ResizeCompleted', message });
  forgetSettled(record);
}

/** Whether a container that runs has to start anew to get what it was granted. */
export function restartsToResize(record: PodRecord, name: string): boolean {
  const { resize } = record;
  const policies = findContainer(record.pod, name)?.resizePolicy ?? [];
  if (resize === undefined) return false;
  return policies.some(
    ({ resourceName, restartPolicy }) =>
      restartPolicy === 'RestartContainer' && differs(resize.allocated, resize.actual, name, resourceName),
  );
}

/** Containers that run with something else than they were granted and needn't restart for it. */
export function resizesInPlace(record: PodRecord): string[] {
  return unforced(record).filter((name) => !restartsToResize(record, name));
}

/** Puts what was granted into force; memory is never taken from those who use it. */
export function actuateResize(work: Work, record: PodRecord): void {
  const { resize } = record;
  if (resize === undefined) return;
  const names = resizesInPlace(record);
  const errors = shrinkErrors(work, record, names);
  if (errors.length > 0) {
    fail(work, record, `cannot decrease memory limits: ${listed(errors)}`);
    return;
  }
  for (const name of names) {
    const resources = resize.allocated[name] ?? {};
    work.runtime.updateContainerResources(record.node, record.uid, name, resources);
    resize.actual[name] = resources;
  }
  record.hasNews = true;
}

function grant(work: Work, record: PodRecord, wanted: ContainerResources): void {
  const resize = record.resize!;
  resize.allocated = wanted;
  delete resize.pending;
  const generation = record.pod.metadata?.generation ?? 0;
  resize.progress = condition(work, undefined, 'PodResizeInProgress', generation);
  const message = resizeMessage('started', record.pod, generation);
  recordPodEvent(work, record, { type: 'Normal', reason: 'ResizeStarted', message });
}

function defer(work: Work, record: PodRecord, reason: string, message: string): void {
  const resize = record.resize!;
  const { pending } = resize;
  const generation = record.pod.metadata?.generation ?? 0;
  const agent = work.nodes.get(record.node);
  if (reason === 'Deferred' && agent !== undefined) agent.hasDeferredResizes = true;
  if (pending?.reason === reason && pending.message === message && pending.observedGeneration === generation)
    return;
  resize.pending = condition(work, pending, 'PodResizePending', generation, { reason, message });
  const told = resizeMessage(reason, record.pod, generation, message);
  recordPodEvent(work, record, { type: 'Warning', reason: `Resize${reason}`, message: told });
}

function fail(work: Work, record: PodRecord, message: string): void {
  const resize = record.resize!;
  const { progress } = resize;
  requestRetry(work, record);
  if (progress?.reason === 'Error' && progress.message === message) return;
  const generation = record.pod.metadata?.generation ?? 0;
  const why = { reason: 'Error', message };
  resize.progress = condition(work, progress, 'PodResizeInProgress', generation, why);
  const told = resizeMessage('error', allocatedPod(record), generation, message);
  recordPodEvent(work, record, { type: 'Warning', reason: 'ResizeError', message: told });
  record.hasNews = true;
}

/** `pkg/kubelet/status/status_manager.go` updatedPodResizeCondition */
function condition(
  { context: { view } }: Work,
  before: PodCondition | undefined,
  type: string,
  observedGeneration: number,
  why: { readonly reason?: string; readonly message?: string } = {},
): PodCondition {
  const { nowTimestamp } = view;
  const isSame = before !== undefined && before.reason === why.reason;
  const lastTransitionTime = isSame ? (before.lastTransitionTime ?? nowTimestamp) : nowTimestamp;
  return {
    type,
    status: 'True',
    ...why,
    lastProbeTime: nowTimestamp,
    lastTransitionTime,
    observedGeneration,
  };
}

/** What is wanted, granted and in force is the same. */
function forgetSettled(record: PodRecord): void {
  const { resize, pod } = record;
  if (resize === undefined || resize.pending !== undefined || resize.progress !== undefined) return;
  if (semanticallyEqual(resourcesOf(pod), resize.allocated)) delete record.resize;
}

/** Running containers that have something else than they were granted. */
function unforced({ resize, containers }: PodRecord): string[] {
  if (resize === undefined) return [];
  return Object.keys(resize.allocated).filter(
    (name) =>
      containers[name]?.instances[0]?.state === 'running' &&
      !semanticallyEqual(resize.allocated[name] ?? {}, resize.actual[name] ?? {}),
  );
}

function differs(
  allocated: ContainerResources,
  actual: ContainerResources,
  name: string,
  resource: string,
): boolean {
  return (['requests', 'limits'] as const).some(
    (list) => allocated[name]?.[list]?.[resource] !== actual[name]?.[list]?.[resource],
  );
}

/** `pkg/kubelet/kuberuntime/kuberuntime_manager.go` validateMemoryResizeAction */
function shrinkErrors(work: Work, record: PodRecord, names: readonly string[]): string[] {
  const { allocated, actual } = record.resize!;
  const usageOf = (name: string): number => work.runtime.usage(record.uid, name)?.memoryBytes ?? 0;
  const errors: string[] = [];
  const [whole, before] = [podLimit(record.pod, allocated), podLimit(record.pod, actual)];
  const used = Object.keys(record.containers).reduce((sum, name) => sum + usageOf(name), 0);
  if (whole !== undefined && (before === undefined || whole < before) && whole < used)
    errors.push(`attempting to set pod memory limit (${whole}) below current usage (${used})`);
  for (const name of names) {
    const [limit, old] = [memoryLimit(allocated[name]), memoryLimit(actual[name])];
    if (limit === undefined || (old !== undefined && limit >= old) || limit >= usageOf(name)) continue;
    errors.push(
      `attempting to set container ${JSON.stringify(name)} memory limit (${limit}) below current usage (${usageOf(name)})`,
    );
  }
  return errors;
}

/** Undefined as long as one of its containers has none. */
function podLimit({ spec }: Pod, resources: ContainerResources): number | undefined {
  const isSidecar = ({ restartPolicy }: Container): boolean => restartPolicy === 'Always';
  const running = [...(spec?.containers ?? []), ...(spec?.initContainers ?? []).filter(isSidecar)];
  const limits = running.map(({ name }) => memoryLimit(resources[name]));
  return limits.includes(undefined) ? undefined : limits.reduce((sum: number, limit) => sum + limit!, 0);
}

function memoryLimit(resources: ResourceRequirements | undefined): number | undefined {
  const limit = resources?.limits?.['memory'];
  return limit === undefined ? undefined : quantityToBytes(limit);
}

function listed(errors: readonly string[]): string {
  return errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`;
}
