/** The steps of a sync, done one after another. `pkg/kubelet/kuberuntime/kuberuntime_manager.go` SyncPod */
import type { Container } from '../api/generated/types.ts';
import type { FailedStart, StartedContainer } from '../api/container-runtime.ts';
import { podDns } from '../api/pod-dns.ts';
import { MountError, subPathOf } from '../api/volume-mounts.ts';
import { isInBackoffSince, nextBackoff, restartLimits } from './back-off.ts';
import { EnvironmentError, expandCommand, resolveEnvironment } from './environment.ts';
import { registriesOf } from './image-credentials.ts';
import { decideImage, type WaitingReason } from './image-pull.ts';
import { enqueuePull } from './image-queue.ts';
import { killContainers } from './container-kill.ts';
import { actuateResize } from './pod-resize.ts';
import { podInMessages, restartBackoffMessage } from './messages.ts';
import { runPostStartHook } from './post-start.ts';
import { oomScoreOnNode } from './oom-score.ts';
import type { ContainerRecord, Instance, PodRecord, PullRequest, Step } from './records.ts';
import { runningContainers } from './records.ts';
import { allocatedPod } from './resources.ts';
import { restartsOnFailure } from './restart-policy.ts';
import { nonRootError } from './security-context.ts';
import { refreshStatus } from './status-writer.ts';
import { requeueSync } from './sync-timer.ts';
import {
  findContainer,
  lifeOf,
  live,
  liveToCreation,
  recordContainerEvent,
  recordPodEvent,
  type Work,
} from './work.ts';

/** Does a step. One that takes time leaves the pod busy; `continueSync` goes on when it is over. */
export function runStep(work: Work, record: PodRecord, step: Step): void {
  switch (step.do) {
    case 'killPod':
      killPod(work, record, step.createsSandbox);
      break;
    case 'removeSandbox':
      removeSandbox(work, record, step.createsSandbox);
      break;
    case 'kill':
      recordContainerEvent(work, record, step.container, {
        type: 'Normal',
        reason: 'Killing',
        message: step.message,
      });
      killContainers(work, record, [{ name: step.container, reason: step.reason }]);
      break;
    case 'resize':
      actuateResize(work, record);
      break;
    case 'createSandbox':
      createSandbox(work, record, step.attempt);
      break;
    case 'start':
      startContainer(work, record, step.container, step.failedMs);
      break;
    case 'create':
      createContainer(work, record, step.container);
      break;
  }
}

/** The sandbox stands: the pod has its address, and containers may start. */
export function sandboxReady(work: Work, record: PodRecord, ip: string): void {
  record.sandbox = { attempt: record.sandbox?.attempt ?? 0, ready: true, ip };
  record.hasNews = true;
  refreshStatus(work, record);
}

/** What ended a container, as its record keeps it. */
export function endInstance(
  container: ContainerRecord,
  end: { readonly exitCode: number; readonly reason: string; readonly message?: string | undefined },
  nowMs: number,
): void {
  const newest = container.instances[0];
  if (newest?.state !== 'running') return;
  newest.state = 'exited';
  newest.exitCode = end.exitCode;
  newest.reason = end.reason;
  newest.message = end.message;
  newest.finishedMs = nowMs;
  live(container, 'EXIT');
}

function killPod(work: Work, record: PodRecord, createsSandbox: boolean): void {
  if (createsSandbox) {
    recordPodEvent(work, record, {
      type: 'Normal',
      reason: 'SandboxChanged',
      message: 'Pod sandbox changed, it will be killed and re-created.',
    });
  }
  const running = runningContainers(record);
  for (const name of running) recordStopping(work, record, name);
  killContainers(
    work,
    record,
    running.map((name) => ({ name, reason: 'other' })),
  );
}

function removeSandbox(work: Work, record: PodRecord, createsSandbox: boolean): void {
  work.runtime.stopPodSandbox(record.node, record.uid);
  if (record.sandbox !== undefined) record.sandbox.ready = false;
  if (!createsSandbox) return;
  // A new sandbox begins with the first init container again.
  for (const { name } of record.pod.spec?.initContainers ?? []) record.containers[name]!.instances = [];
}

export function recordStopping(work: Work, record: PodRecord, container: string): void {
  const message = `Stopping container ${container}`;
  recordContainerEvent(work, record, container, { type: 'Normal', reason: 'Killing', message });
}

function createSandbox(work: Work, record: PodRecord, attempt: number): void {
  record.sandbox = { attempt, ready: false, ip: '' };
  record.busy = { on: 'sandbox' };
  const hasInit = (record.pod.spec?.initContainers ?? []).length > 0;
  if (hasInit) {
    for (const { name } of record.pod.spec?.containers ?? []) live(record.containers[name]!, 'AWAIT_INIT');
  }
  // Only what a pod asks for itself can be too much.
  const warnings = record.pod.spec?.dnsConfig === undefined ? [] : podDns(record.pod).events;
  for (const warning of warnings) recordPodEvent(work, record, warning);
  work.runtime.runPodSandbox(record.node, record.pod);
}

function startContainer(work: Work, record: PodRecord, name: string, failedMs: number | null): void {
  const container = record.containers[name]!;
  const spec = findContainer(record.pod, name);
  if (spec === undefined) return;
  if (failedMs !== null && defersRestart(work, record, name, failedMs)) return;
  const { nowMs } = work.context.view;
  const image = spec.image ?? '';
  const decision = decideImage({
    image,
    policy: spec.imagePullPolicy,
    isPresent: work.runtime.hasImage(record.node, image),
    backoff: record.failedPulls[image]?.backoff,
    lastFailure: record.failedPulls[image]?.failure,
    nowMs,
  });
  for (const event of decision.events) recordContainerEvent(work, record, name, event);
  if (decision.kind === 'wait') {
    deferImage(work, record, name, decision.waiting);
    return;
  }
  liveToCreation(container);
  if (decision.kind === 'present') createContainer(work, record, name);
  else {
    record.busy = { on: 'pull', container: name, image, sinceMs: nowMs };
    record.steps.unshift({ do: 'create', container: name });
    const effects = live(container, 'PULL');
    if (effects.some((effect) => 'act' in effect && effect.act === 'pullImage')) {
      enqueuePull(work, record.node, pullRequest(work, record, name, image));
    }
  }
}

function pullRequest(
  { context }: Work,
  { uid, pod }: PodRecord,
  container: string,
  image: string,
): PullRequest {
  const registries = registriesOf(context.view, pod);
  return { uid, container, image, ...(registries.length === 0 ? {} : { registries }) };
}

/** True when the container must wait before it starts again. `kuberuntime_manager.go` doBackOff */
function defersRestart(work: Work, record: PodRecord, name: string, failedMs: number): boolean {
  const container = record.containers[name]!;
  const { nowMs } = work.context.view;
  const { image = '' } = findContainer(record.pod, name)!;
  const standing = container.backoffImage === image ? container.backoff : undefined;
  if (!isInBackoffSince(standing, failedMs, nowMs, restartLimits)) {
    container.backoff = nextBackoff(standing, failedMs, nowMs, restartLimits);
    container.backoffImage = image;
    return false;
  }
  const { delayMs } = container.backoff!;
  recordContainerEvent(work, record, name, {
    type: 'Warning',
    reason: 'BackOff',
    message: `Back-off restarting failed container ${name} in pod ${podInMessages(record.pod)}`,
  });
  const message = restartBackoffMessage(record.pod, name, delayMs);
  // A back-off is told at the next look at the runtime; other errors wait for the next try.
  if (container.startError?.message !== message) record.hasNews = true;
  container.startError = { reason: 'CrashLoopBackOff', message };
  live(container, 'RESTART_DEFERRED', { willRestart: true });
  requeueSync(work, record, failedMs + delayMs, 'backoff');
  return true;
}

function deferImage(work: Work, record: PodRecord, name: string, waiting: WaitingReason): void {
  const container = record.containers[name]!;
  failStart(work, record, name, waiting, waiting.reason);
  const isPullError =
    lifeOf(container) === 'waiting.errImagePull' || lifeOf(container) === 'waiting.imagePullBackOff';
  if (waiting.reason !== 'ImagePullBackOff' || !isPullError) liveToCreation(container);
  if (waiting.reason !== 'ImagePullBackOff') {
    live(container, 'CONFIG_FAILED');
    return;
  }
  live(container, 'PULL_DEFERRED');
}

/** Remembers why a container could not start, and tells it. */
export function failStart(
  work: Work,
  record: PodRecord,
  name: string,
  waiting: WaitingReason,
  error: string,
): void {
  record.containers[name]!.startError = waiting;
  recordContainerEvent(work, record, name, { type: 'Warning', reason: 'Failed', message: `Error: ${error}` });
}

function createContainer(work: Work, record: PodRecord, name: string): void {
  const container = record.containers[name]!;
  const pod = allocatedPod(record);
  const spec = findContainer(pod, name)!;
  let environment: Readonly<Record<string, string>>;
  try {
    environment = resolveEnvironment(work, record, spec);
    for (const mount of spec.volumeMounts ?? []) subPathOf(mount, environment);
  } catch (error) {
    if (!(error instanceof EnvironmentError || error instanceof MountError)) throw error;
    const waiting = { reason: 'CreateContainerConfigError', message: error.message };
    failStart(work, record, name, waiting, error.message);
    live(container, 'CONFIG_FAILED');
    return;
  }
  const refusal = nonRootError(record.pod, spec, work.runtime.imageUser(spec.image ?? ''));
  if (refusal !== undefined) {
    failStart(work, record, name, { reason: 'CreateContainerConfigError', message: refusal }, refusal);
    live(container, 'CONFIG_FAILED');
    return;
  }
  const attempt = nextAttempt(record, name);
  const answer = work.runtime.startContainer({
    node: record.node,
    pod,
    container: expandCommand(spec, environment),
    attempt,
    environment,
    oomScoreAdj: oomScoreOnNode(work, record, spec),
  });
  if ('reason' in answer) startFailed(work, record, name, attempt, answer);
  else started(work, record, spec, attempt, answer);
}

/** Restarts are counted over sandboxes and reboots: the last status knows when the runtime has forgotten. */
function nextAttempt(record: PodRecord, name: string): number {
  const newest = record.containers[name]!.instances[0];
  if (newest !== undefined) return newest.attempt + 1;
  const { containerStatuses = [], initContainerStatuses = [] } = record.status;
  const status = [...containerStatuses, ...initContainerStatuses].find((entry) => entry.name === name);
  if (status === undefined) return 0;
  return status.restartCount + (status.state?.terminated === undefined ? 0 : 1);
}

function started(
  work: Work,
  record: PodRecord,
  spec: Container,
  attempt: number,
  answer: StartedContainer,
): void {
  const { name } = spec;
  const container = record.containers[name]!;
  remember(container, {
    id: answer.containerId,
    image: spec.image ?? '',
    imageId: answer.imageId,
    state: 'running',
    attempt,
    startedMs: work.context.view.nowMs,
    finishedMs: undefined,
    exitCode: 0,
    reason: undefined,
    message: undefined,
  });
  container.startError = undefined;
  record.hasNews = true;
  if (record.resize !== undefined) record.resize.actual[name] = spec.resources ?? {};
  live(container, 'STARTED', { hasStartupProbe: spec.startupProbe !== undefined });
  recordContainerEvent(work, record, name, {
    type: 'Normal',
    reason: 'Created',
    message: 'Container created',
  });
  recordContainerEvent(work, record, name, {
    type: 'Normal',
    reason: 'Started',
    message: 'Container started',
  });
  runPostStartHook(work, record, spec);
}

function startFailed(
  work: Work,
  record: PodRecord,
  name: string,
  attempt: number,
  failure: FailedStart,
): void {
  const container = record.containers[name]!;
  const { nowMs } = work.context.view;
  if (failure.reason === 'CreateContainerError') {
    failStart(work, record, name, { reason: failure.reason, message: failure.message }, failure.message);
    live(container, 'CONFIG_FAILED');
    return;
  }
  recordContainerEvent(work, record, name, {
    type: 'Normal',
    reason: 'Created',
    message: 'Container created',
  });
  remember(container, {
    id: failedContainerId(record, name, attempt),
    image: findContainer(record.pod, name)?.image ?? '',
    imageId: '',
    state: 'exited',
    attempt,
    startedMs: undefined,
    finishedMs: nowMs,
    exitCode: failure.exitCode,
    reason: 'StartError',
    message: failure.message,
  });
  record.hasNews = true;
  failStart(work, record, name, { reason: 'RunContainerError', message: failure.message }, failure.message);
  live(container, 'START_FAILED', {
    willRestart: restartsOnFailure(record.pod, findContainer(record.pod, name)),
  });
}

/** The runtime made it and could not run it, so it has a name though nobody told us: one that can't be another's. */
function failedContainerId(record: PodRecord, name: string, attempt: number): string {
  const digits = `${record.uid}${name}${attempt}`.replace(/[^0-9a-f]/g, '').padEnd(64, '0');
  return `containerd://${digits.slice(0, 64)}`;
}

function remember(container: ContainerRecord, instance: Instance): void {
  container.instances = container.instances.length === 0 ? [instance] : [instance, container.instances[0]!];
}
