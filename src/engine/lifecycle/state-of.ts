import type { Container, ContainerStatus, Pod } from '../api/generated/types.ts';

/**
 * The state of a container's lifecycle, read from the pod alone: the status is the state, so any moment of the
 * past can be drawn. A dotted path of the container machine; undefined when the pod has no such container.
 */
export function containerStateOf(pod: Pod, containerName: string): string | undefined {
  const container = findContainer(pod, containerName);
  if (container === undefined) return undefined;
  const status = findStatus(pod, containerName);
  if (status?.state?.running !== undefined) return runningStateOf(pod, status);
  if (status?.state?.terminated !== undefined) return 'terminated';
  const phase = pod.status?.phase;
  if (phase === 'Failed' || phase === 'Succeeded') return 'terminated';
  return waitingStateOf(pod, status);
}

/** The state of the pod's lifecycle, a dotted path of the pod machine. */
export function podStateOf(pod: Pod): string {
  const phase = pod.status?.phase ?? 'Pending';
  if (pod.metadata?.deletionTimestamp !== undefined) return 'terminating';
  if (phase === 'Succeeded') return 'succeeded';
  if (phase === 'Failed') return 'failed';
  if (phase === 'Unknown') return 'unknown';
  if (phase === 'Running') return isTrue(pod, 'Ready') ? 'running.ready' : 'running.notReady';
  if ((pod.spec?.nodeName ?? '') === '') return 'pending.unscheduled';
  if (!isTrue(pod, 'PodReadyToStartContainers')) return 'pending.creating';
  return isTrue(pod, 'Initialized') ? 'pending.starting' : 'pending.initializing';
}

function runningStateOf(pod: Pod, status: ContainerStatus): string {
  if (pod.metadata?.deletionTimestamp !== undefined) return 'terminating';
  if (status.started !== true) return 'running.starting';
  return status.ready ? 'running.ready' : 'running.notReady';
}

function waitingStateOf(pod: Pod, status: ContainerStatus | undefined): string {
  const reason = status?.state?.waiting?.reason ?? '';
  switch (reason) {
    case 'PodInitializing':
      return 'waiting.podInitializing';
    case 'ErrImagePull':
    case 'RegistryUnavailable':
    case 'SignatureValidationFailed':
      return 'waiting.errImagePull';
    case 'ImagePullBackOff':
      return 'waiting.imagePullBackOff';
    case 'CrashLoopBackOff':
    case 'RunContainerError':
      return 'waiting.crashLoopBackOff';
    case '':
    case 'ContainerCreating':
      // Starting takes no time of its own: once the sandbox stands, it is the image that is waited for.
      return isTrue(pod, 'PodReadyToStartContainers') && status?.lastState?.terminated === undefined
        ? 'waiting.pulling'
        : 'waiting.creating';
    default:
      return 'waiting.createError';
  }
}

function findContainer(pod: Pod, name: string): Container | undefined {
  const spec = pod.spec;
  return (
    spec?.containers.find((container) => container.name === name) ??
    spec?.initContainers?.find((container) => container.name === name)
  );
}

function findStatus(pod: Pod, name: string): ContainerStatus | undefined {
  const status = pod.status;
  return (
    status?.containerStatuses?.find((entry) => entry.name === name) ??
    status?.initContainerStatuses?.find((entry) => entry.name === name)
  );
}

function isTrue(pod: Pod, condition: string): boolean {
  return (
    pod.status?.conditions?.some((entry) => entry.type === condition && entry.status === 'True') === true
  );
}
