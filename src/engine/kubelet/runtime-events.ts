/** News from the container runtime. `pkg/kubelet/pleg/generic.go`, and what SyncPod waits for. */
import type { RuntimeEvent } from '../api/container-runtime.ts';
import { nextBackoff, pullLimits } from './back-off.ts';
import { forgetHook, preStopEnded } from './container-kill.ts';
import { endInstance, failStart, sandboxReady } from './container-steps.ts';
import { pulledEvent, pullFailure } from './image-pull.ts';
import { finishPull } from './image-queue.ts';
import { tellNode } from './node-agent.ts';
import { continueSync } from './pod-sync.ts';
import { stopNext } from './pod-termination.ts';
import { postStartEnded } from './post-start.ts';
import { hookOf, type PodRecord } from './records.ts';
import { requestRelist } from './sync-timer.ts';
import { live, recordContainerEvent, type Work } from './work.ts';

type ImageEvent = Extract<RuntimeEvent, { kind: 'ImagePulled' | 'ImagePullFailed' }>;
type ExitEvent = Extract<RuntimeEvent, { kind: 'ContainerExited' }>;
type OomEvent = Extract<RuntimeEvent, { kind: 'SystemOom' }>;
type HookEvent = Extract<RuntimeEvent, { kind: 'HookEnded' }>;

export function runtimeEvent(work: Work, event: RuntimeEvent): void {
  if (work.nodes.get(event.node)?.isOn !== true) return;
  switch (event.kind) {
    case 'SandboxReady': {
      const record = work.pods.get(event.podUid);
      if (record?.busy?.on !== 'sandbox') return;
      sandboxReady(work, record, event.podIp);
      continueSync(work, record);
      return;
    }
    case 'ImagePulled':
    case 'ImagePullFailed':
      imageEvent(work, event);
      return;
    case 'HookEnded':
      hookEnded(work, event);
      return;
    case 'SystemOom':
      tellSystemOom(work, event);
      return;
    case 'ContainerExited':
      containerExited(work, event);
  }
}

/** `pkg/kubelet/oom/oom_watcher_linux.go` */
function tellSystemOom(work: Work, { node, process, pid }: OomEvent): void {
  const message = `System OOM encountered, victim process: ${process}, pid: ${pid}`;
  tellNode(work, work.nodes.get(node)!, 'SystemOOM', message, 'Warning');
}

function imageEvent(work: Work, event: ImageEvent): void {
  const node = work.nodes.get(event.node)!;
  if (event.kind === 'ImagePulled') node.hasImageNews = true;
  for (const { uid, container } of finishPull(work, node, event.image)) {
    const record = work.pods.get(uid);
    if (record?.busy?.on !== 'pull' || record.busy.container !== container) continue;
    if (event.kind === 'ImagePulled') pulled(work, record, record.busy.sinceMs, event);
    else pullFailed(work, record, event.image, event.message);
    continueSync(work, record);
  }
}

function pulled(
  work: Work,
  record: PodRecord,
  sinceMs: number,
  event: Extract<RuntimeEvent, { kind: 'ImagePulled' }>,
): void {
  if (record.busy?.on !== 'pull') return;
  const { container: name } = record.busy;
  const totalMs = work.context.view.nowMs - sinceMs;
  live(record.containers[name]!, 'PULLED');
  recordContainerEvent(
    work,
    record,
    name,
    pulledEvent(event.image, event.durationMs, totalMs, event.sizeBytes),
  );
}

function pullFailed(work: Work, record: PodRecord, image: string, error: string): void {
  if (record.busy?.on !== 'pull') return;
  const { container: name } = record.busy;
  const container = record.containers[name]!;
  const { nowMs } = work.context.view;
  const { waiting, event } = pullFailure(image, error);
  const backoff = nextBackoff(record.failedPulls[image]?.backoff, nowMs, nowMs, pullLimits);
  record.failedPulls[image] = { backoff, failure: waiting };
  live(container, 'PULL_FAILED');
  recordContainerEvent(work, record, name, event);
  failStart(work, record, name, waiting, waiting.reason);
  // Without its image the container isn't made.
  if (record.steps[0]?.do === 'create') record.steps.shift();
}

function hookEnded(work: Work, { podUid, containerName, end }: HookEvent): void {
  const record = work.pods.get(podUid);
  const hook = record === undefined ? undefined : hookOf(record, containerName);
  if (record === undefined || hook === undefined) return;
  if (hook.on === 'preStop') preStopEnded(work, record, containerName, end.exitCode);
  else if (postStartEnded(work, record, containerName, end)) continueSync(work, record);
}

function containerExited(work: Work, event: ExitEvent): void {
  const record = work.pods.get(event.podUid);
  const container = record?.containers[event.containerName];
  if (record === undefined || container?.instances[0]?.id !== event.containerId) return;
  endInstance(container, event, work.context.view.nowMs);
  forgetHook(work, record, event.containerName);
  if (record.busy?.on === 'exits') exitAwaited(work, record, event.containerName);
  else if (record.stage === 'syncing') requestRelist(work, record);
}

function exitAwaited(work: Work, record: PodRecord, name: string): void {
  if (record.busy?.on !== 'exits') return;
  const containers = record.busy.containers.filter((other) => other !== name);
  if (containers.length > 0) {
    record.busy = { on: 'exits', containers };
    return;
  }
  record.busy = undefined;
  if (record.stage === 'terminating') stopNext(work, record);
  else continueSync(work, record);
}
