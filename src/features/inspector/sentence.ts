/** What an object is up to, in one sentence; words between `**` stand out. Undefined for kinds that just are. */
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { PodAppearance } from '../../bridge/appearance.ts';
import type {
  ContainerStatus,
  Deployment,
  EndpointSlice,
  Node,
  Pod,
  ReplicaSet,
  Service,
} from '../../engine/api/generated/types.ts';
import type { Machine } from '../../engine/index.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

/** What a sentence needs beside the object itself. */
export interface Surroundings {
  readonly nowEpochMs: number;
  readonly node: Node | undefined;
  readonly endpointSlices: readonly EndpointSlice[];
}

export function sentenceOf({ resource, object }: InspectedObject, around: Surroundings): string | undefined {
  switch (resource) {
    case 'pods':
      return podSentence(object as Pod, around);
    case 'nodes':
      return nodeSentence(object as Node);
    case 'deployments.apps':
      return deploymentSentence(object as Deployment);
    case 'replicasets.apps':
      return replicaSetSentence(object as ReplicaSet);
    case 'services':
      return serviceSentence(object as Service, around.endpointSlices);
    case 'machines.podarium.dev':
      return machineSentence(object as Machine);
    default:
      return undefined;
  }
}

function podSentence(pod: Pod, around: Surroundings): string {
  const appearance = podAppearance(pod, isNodeLost(around.node));
  const node = pod.spec?.nodeName ?? '';
  switch (appearance.state) {
    case 'unscheduled':
      return unscheduledSentence(pod);
    case 'creating':
      return creatingSentence(pod, node);
    case 'init':
      return t('say.pod.init', { done: appearance.initDone, total: appearance.initTotal });
    case 'notReady':
      return appearance.word === 'Running'
        ? t('say.pod.notReady', { container: unreadyContainer(appearance) })
        : endedSentence(pod, around.nowEpochMs);
    case 'ready':
      return t('say.pod.ready', { n: appearance.containers.length });
    case 'backOff':
      return backOffSentence(pod, appearance, around.nowEpochMs);
    case 'failed':
      return failedSentence(pod, around.nowEpochMs);
    case 'succeeded':
      return t('say.pod.succeeded');
    case 'unknown':
      return t('say.pod.unknown', { node });
    case 'terminating':
    case 'gone':
      return terminatingSentence(appearance, around.nowEpochMs);
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

function unreadyContainer(appearance: PodAppearance): string {
  const unready = appearance.containers.find((container) => !container.ready);
  return unready?.name ?? '';
}

function backOffSentence(pod: Pod, appearance: PodAppearance, nowEpochMs: number): string {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const waiting = statuses.find(
    ({ state }) => state?.waiting?.reason !== undefined && state.waiting.reason !== 'PodInitializing',
  );
  const reason = waiting?.state?.waiting?.reason ?? '';
  if (reason === 'ImagePullBackOff' || reason === 'ErrImagePull' || reason === 'InvalidImageName') {
    return t('say.pod.imageBackOff', { image: waiting?.image ?? '' });
  }
  const container = waiting?.name ?? '';
  const { backOff, exitCode } = appearance;
  if (reason !== 'CrashLoopBackOff' || backOff === undefined) {
    return t('say.pod.backOff', { container, message: waiting?.state?.waiting?.message ?? reason });
  }
  const leftMs = backOff.sinceEpochMs + backOff.seconds * 1000 - nowEpochMs;
  return t('say.pod.crashLoop', {
    container,
    code: exitCode ?? 0,
    n: (waiting?.restartCount ?? 0) + 1,
    wait: seconds(leftMs),
  });
}

function failedSentence(pod: Pod, nowEpochMs: number): string {
  const { reason, message = '' } = pod.status ?? {};
  return reason === undefined ? endedSentence(pod, nowEpochMs) : t('say.pod.failedWith', { reason, message });
}

/** A container has ended: whether the kubelet starts it again, and when. */
function endedSentence(pod: Pod, nowEpochMs: number): string {
  const ended = endedContainer(pod);
  const { exitCode: code = 0 } = ended?.state?.terminated ?? {};
  const about = { container: ended?.name ?? '', code };
  if (ended === undefined || !isStartedAgain(pod, code)) return t('say.pod.failed', about);
  const leftMs = restartEpochMs(ended) - nowEpochMs;
  return leftMs > 0
    ? t('say.pod.endedForNow', { ...about, wait: seconds(leftMs) })
    : t('say.pod.startsAgain', about);
}

/** The one that failed, or else any that ended. */
function endedContainer({ status }: Pod): ContainerStatus | undefined {
  const ended = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].filter(
    ({ state }) => state?.terminated !== undefined,
  );
  return ended.find(({ state }) => state?.terminated?.exitCode !== 0) ?? ended.at(-1);
}

/** `pkg/kubelet/container/helpers.go ShouldContainerBeRestarted` */
function isStartedAgain({ spec, status }: Pod, exitCode: number): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false;
  const policy = spec?.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
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

function terminatingSentence({ graceEndEpochMs }: PodAppearance, nowEpochMs: number): string {
  const leftMs = (graceEndEpochMs ?? nowEpochMs) - nowEpochMs;
  return leftMs > 0 ? t('say.pod.terminating', { wait: seconds(leftMs) }) : t('say.pod.terminatingLate');
}

function nodeSentence(node: Node): string {
  if (isNodeLost(node)) return t('say.node.lost');
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status !== 'True') return t('say.node.notReady', { message: ready?.message ?? '' });
  return node.spec?.unschedulable === true ? t('say.node.cordoned') : t('say.node.ready');
}

function deploymentSentence({ spec, status }: Deployment): string {
  const wanted = spec?.replicas ?? 1;
  const [ready, updated] = [status?.readyReplicas ?? 0, status?.updatedReplicas ?? 0];
  const done = updated === wanted && (status?.replicas ?? 0) === wanted;
  return done
    ? t('say.deployment.done', { ready, wanted })
    : t('say.deployment.rolling', { ready, wanted, updated });
}

function replicaSetSentence({ spec, status }: ReplicaSet): string {
  const wanted = spec?.replicas ?? 1;
  const [has, ready] = [status?.replicas ?? 0, status?.readyReplicas ?? 0];
  return has === wanted
    ? t('say.replicaSet.done', { wanted, ready })
    : t('say.replicaSet.short', { wanted, has, ready });
}

function serviceSentence(service: Service, slices: readonly EndpointSlice[]): string {
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  const ready = endpoints.filter((endpoint) => endpoint.conditions?.ready === true).length;
  const address = [service.spec?.clusterIP ?? service.metadata?.name ?? '', service.spec?.ports?.[0]?.port]
    .filter((part) => part !== undefined && part !== '')
    .join(':');
  return ready === 0
    ? t('say.service.none', { address })
    : t('say.service.endpoints', { address, ready, all: endpoints.length });
}

function machineSentence({ spec }: Machine): string {
  if (spec?.power === 'Off') return t('say.machine.off');
  return spec?.network === 'Partitioned' ? t('say.machine.cut') : t('say.machine.on');
}

/** `23 s`, or from a minute `1:04`. */
export function seconds(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms / 1000));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
