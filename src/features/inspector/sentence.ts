/** What an object is up to, in one sentence; words between `**` stand out. Undefined for kinds that just are. */
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { PodAppearance } from '../../bridge/appearance.ts';
import type {
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
      return t('say.pod.notReady', { container: unreadyContainer(appearance) });
    case 'ready':
      return t('say.pod.ready', { n: appearance.containers.length });
    case 'backOff':
      return backOffSentence(pod, appearance, around.nowEpochMs);
    case 'failed':
      return failedSentence(pod);
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

function failedSentence(pod: Pod): string {
  const { reason, message = '' } = pod.status ?? {};
  if (reason !== undefined) return t('say.pod.failedWith', { reason, message });
  const failed = pod.status?.containerStatuses?.find(
    (status) => (status.state?.terminated?.exitCode ?? 0) !== 0,
  );
  return t('say.pod.failed', {
    container: failed?.name ?? '',
    code: failed?.state?.terminated?.exitCode ?? 0,
  });
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
