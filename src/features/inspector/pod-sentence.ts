/** What a pod is up to, in a sentence or two: which container holds it up, why, and what comes next and when. */
import { backOffOf, isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { PodAppearance } from '../../bridge/appearance.ts';
import type { Container, ContainerStatus, EndpointSlice, Pod } from '../../engine/api/generated/types.ts';
import { exitWords } from './exit-words.ts';
import { t } from './messages.en.ts';
import { probeFailure } from './probe-failure.ts';
import { seconds } from './seconds-text.ts';
import type { Surroundings } from './surroundings.ts';

export function podSentence(pod: Pod, around: Surroundings): string {
  const appearance = podAppearance(pod, isNodeLost(around.node));
  const node = pod.spec?.nodeName ?? '';
  switch (appearance.state) {
    case 'unscheduled':
      return unscheduledSentence(pod);
    case 'creating':
      return creatingSentence(pod, node);
    case 'init':
      return initSentence(pod, appearance);
    case 'notReady':
      return appearance.word === 'Running'
        ? notReadySentence(pod, appearance, around)
        : endedSentence(pod, around.nowEpochMs);
    case 'ready':
      return readySentence(pod, appearance, around);
    case 'backOff':
      return backOffSentence(pod, around.nowEpochMs);
    case 'failed':
      return failedSentence(pod, around.nowEpochMs);
    case 'succeeded':
      return t('say.pod.succeeded');
    case 'unknown':
      return t('say.pod.unknown', { node });
    case 'terminating':
    case 'gone':
      return terminatingSentence(pod, appearance, around.nowEpochMs);
  }
}

function unscheduledSentence(pod: Pod): string {
  const message = pod.status?.conditions?.find((condition) => condition.type === 'PodScheduled')?.message;
  return message === undefined ? t('say.pod.unscheduled') : t('say.pod.unschedulable', { message });
}

function creatingSentence(pod: Pod, node: string): string {
  const hasSandbox = pod.status?.conditions?.some(
    ({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True',
  );
  const image = pod.spec?.containers[0]?.image ?? '';
  return hasSandbox === true ? t('say.pod.pulling', { node, image }) : t('say.pod.creating', { node });
}

/** Which init container the others wait for. */
function initSentence(pod: Pod, { initDone, initTotal }: PodAppearance): string {
  const done = t('say.pod.init', { done: initDone, total: initTotal });
  const current = pod.spec?.initContainers?.find((container) => {
    const status = pod.status?.initContainerStatuses?.find(({ name }) => name === container.name);
    return isSidecar(container) ? status?.started !== true : status?.state?.terminated?.exitCode !== 0;
  });
  if (current === undefined) return done;
  const about = { container: current.name };
  return `${done} ${isSidecar(current) ? t('say.pod.initSidecar', about) : t('say.pod.initRuns', about)}`;
}

const isSidecar = ({ restartPolicy }: Container): boolean => restartPolicy === 'Always';

function notReadySentence(
  pod: Pod,
  appearance: PodAppearance,
  { events, endpointSlices }: Surroundings,
): string {
  const name = appearance.containers.find((container) => !container.ready)?.name ?? '';
  const about = { container: name };
  const status = statusesOf(pod).find((candidate) => candidate.name === name);
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  const container = containers.find((candidate) => candidate.name === name);
  if (status?.started === false && container?.startupProbe !== undefined) return t('say.pod.starting', about);
  const services = servicesOf(endpointSlices);
  const failed = probeFailure(status, events)?.startsWith('Readiness') === true;
  const why = failed ? t('say.pod.readinessFails', about) : t('say.pod.notReady', about);
  return `${why} ${services === '' ? t('say.pod.noRequests') : t('say.pod.leftOut', { services })}`;
}

function readySentence(pod: Pod, { containers }: PodAppearance, { endpointSlices }: Surroundings): string {
  const runs = t('say.pod.ready', { n: containers.length });
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.reason === 'ReadinessGatesNotReady')
    return t('say.pod.gates', { message: ready.message ?? ready.reason });
  const services = servicesOf(endpointSlices);
  return `${runs} ${services === '' ? t('say.pod.mayGet') : t('say.pod.gets', { services })}`;
}

/** Names of the Services whose endpoints hold the pod. */
function servicesOf(slices: readonly EndpointSlice[]): string {
  const names = slices.flatMap(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] ?? []);
  return [...new Set(names)].toSorted().join(', ');
}

const imageReasons = new Set(['ImagePullBackOff', 'ErrImagePull']);

function backOffSentence(pod: Pod, nowEpochMs: number): string {
  const waiting = statusesOf(pod).find(
    ({ state }) => state?.waiting?.reason !== undefined && state.waiting.reason !== 'PodInitializing',
  );
  const { reason = '', message = reason } = waiting?.state?.waiting ?? {};
  // Each container has a wait of its own.
  const backOff = backOffOf(waiting);
  const image = waiting?.image ?? '';
  if (imageReasons.has(reason)) return t('say.pod.imageBackOff', { image, words: registryWords(message) });
  if (reason === 'InvalidImageName') return t('say.pod.imageName', { image });
  if (waiting === undefined || reason !== 'CrashLoopBackOff' || backOff === undefined)
    return t('say.pod.backOff', { container: waiting?.name ?? '', message });
  return t('say.pod.crashLoop', {
    exit: exitSentence(pod, waiting),
    n: waiting.restartCount + 1,
    wait: seconds(backOff.sinceEpochMs + backOff.seconds * 1000 - nowEpochMs),
  });
}

/** What is left of a failed pull's message without the runtime's own chain: what the registry answered. */
function registryWords(message: string): string {
  const answer = /failed to resolve reference "[^"]*": (.*)$/s.exec(message) ?? /desc = (.*)$/s.exec(message);
  return (answer?.[1] ?? message).replace(/\.?$/, '');
}

function failedSentence(pod: Pod, nowEpochMs: number): string {
  const { reason, message = '' } = pod.status ?? {};
  if (reason === 'Evicted') return t('say.pod.evicted', { message });
  return reason === undefined ? endedSentence(pod, nowEpochMs) : t('say.pod.failedWith', { reason, message });
}

/** `Container **c** exited with code 3`: how the last life of a container ended. */
function exitSentence(pod: Pod, { name, state, lastState }: ContainerStatus): string {
  const ended = state?.terminated ?? lastState?.terminated;
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  if (ended?.reason !== 'OOMKilled')
    return t('say.exit.code', { container: name, code: exitWords(ended?.exitCode ?? 0) });
  const limit = containers.find((container) => container.name === name)?.resources?.limits?.['memory'];
  return limit === undefined
    ? t('say.exit.noMemory', { container: name })
    : t('say.exit.overLimit', { container: name, limit });
}

/** A container has ended: whether the kubelet starts it again, and when. */
function endedSentence(pod: Pod, nowEpochMs: number): string {
  const ended = endedContainer(pod);
  if (ended === undefined) return t('say.pod.ended');
  const exit = exitSentence(pod, ended);
  if (!isStartedAgain(pod, ended)) return t('say.pod.failed', { exit });
  const leftMs = restartEpochMs(ended) - nowEpochMs;
  return leftMs > 0
    ? t('say.pod.endedForNow', { exit, wait: seconds(leftMs) })
    : t('say.pod.startsAgain', { exit });
}

/** The one that failed, or else any that ended. */
function endedContainer(pod: Pod): ContainerStatus | undefined {
  const ended = statusesOf(pod).filter(({ state }) => state?.terminated !== undefined);
  return ended.find(({ state }) => state?.terminated?.exitCode !== 0) ?? ended.at(-1);
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/** `pkg/kubelet/container/helpers.go ShouldContainerBeRestarted` */
function isStartedAgain({ spec, status }: Pod, { state }: ContainerStatus): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false;
  const policy = spec?.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && state?.terminated?.exitCode !== 0);
}

const firstBackOffMs = 10_000;
const longestBackOffMs = 300_000;
/** After so long a life the back-off begins anew. */
const forgivenAfterMs = 600_000;

/** The first restart comes at once, each one after it waits twice as long. */
function restartEpochMs({ state, restartCount }: ContainerStatus): number {
  const { startedAt = '', finishedAt = '' } = state?.terminated ?? {};
  const endedMs = Date.parse(finishedAt);
  const isFirst = restartCount === 0 || endedMs - Date.parse(startedAt) > forgivenAfterMs;
  return isFirst ? endedMs : endedMs + Math.min(firstBackOffMs * 2 ** (restartCount - 1), longestBackOffMs);
}

/** How long it may still take, and what happens before and after the signal. */
function terminatingSentence(pod: Pod, { graceEndEpochMs }: PodAppearance, nowEpochMs: number): string {
  const leftMs = (graceEndEpochMs ?? nowEpochMs) - nowEpochMs;
  if (leftMs <= 0) return t('say.pod.terminatingLate');
  const hooked = namesOf((pod.spec?.containers ?? []).filter(({ lifecycle }) => lifecycle?.preStop));
  const sidecars = namesOf((pod.spec?.initContainers ?? []).filter(isSidecar));
  return [
    t('say.pod.terminating', { wait: seconds(leftMs) }),
    ...(hooked === '' ? [] : [t('say.pod.preStop', { containers: hooked })]),
    ...(sidecars === '' ? [] : [t('say.pod.sidecarsLast', { containers: sidecars })]),
  ].join(' ');
}

const namesOf = (containers: readonly Container[]): string => containers.map(({ name }) => name).join(', ');
