import type { Container, ContainerState, ContainerStatus, Pod } from '../api/generated/types.ts';
import type { WaitingReason } from './image-pull.ts';
import { type ContainerInstance, isSidecar, shouldContainerBeRestarted } from './restart-policy.ts';

/** One instance of a container, as the runtime reports it. */
export interface ReportedInstance extends ContainerInstance {
  readonly containerID?: string | undefined;
  /** What it was made from; the spec may name another by now. */
  readonly image?: string | undefined;
  readonly imageID?: string | undefined;
  /** How many instances were before it. */
  readonly attempt?: number | undefined;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface StatusQuestion {
  readonly pod: Pod;
  /** Which list is asked for. */
  readonly kind: 'main' | 'init' | 'ephemeral';
  /** Newest first; the second of a name is the instance before. */
  readonly instances: readonly ReportedInstance[];
  /** Why the latest try to start a container failed, by container. */
  readonly startErrors: Readonly<Record<string, WaitingReason | undefined>>;
  /** What the pod status said before. */
  readonly previous: readonly ContainerStatus[];
}

const lostReason = 'ContainerStatusUnknown';
const lostExitCode = 137;

/** The state of a container that can't be found when the pod has ended. */
export const lostAtTermination = {
  reason: lostReason,
  message: 'The container could not be located when the pod was terminated',
  exitCode: lostExitCode,
};

const lostWhileRunning = {
  reason: lostReason,
  message: 'The container could not be located when the pod was deleted.  The container used to be Running',
  exitCode: lostExitCode,
};

/**
 * The container statuses of a pod, ready and started left open; main ones sorted by name, init ones in the
 * order of the spec. `pkg/kubelet/kubelet_pods.go` convertToAPIContainerStatuses
 */
export function containerStatuses(question: StatusQuestion): ContainerStatus[] {
  const { pod, kind } = question;
  const statuses = containersOf(pod, kind).map((container) => containerStatus(container, question));
  return kind === 'init' ? statuses : statuses.toSorted((left, right) => compareText(left.name, right.name));
}

/** The containers of a pod that stand in one of its lists. */
export function containersOf({ spec }: Pod, kind: StatusQuestion['kind']): readonly Container[] {
  const { containers, initContainers, ephemeralContainers } = spec ?? {};
  return { main: containers, init: initContainers, ephemeral: ephemeralContainers }[kind] ?? [];
}

function containerStatus(container: Container, question: StatusQuestion): ContainerStatus {
  const { name } = container;
  const previous = question.previous.find((status) => status.name === name);
  const [newest, before] = question.instances.filter((instance) => instance.name === name);
  const status =
    newest === undefined
      ? missingStatus(container, previous, question)
      : reportedStatus(container, newest, before, previous);
  return withStartError(status, container, newest, question);
}

function reportedStatus(
  container: Container,
  newest: ReportedInstance,
  before: ReportedInstance | undefined,
  previous: ContainerStatus | undefined,
): ContainerStatus {
  const isLost = newest.state === 'unknown' && previous?.state?.running !== undefined;
  const lastState = before === undefined ? previous?.lastState : stateOf(before, previous);
  return {
    ...blankStatus(container),
    ...(newest.containerID === undefined ? {} : { containerID: newest.containerID }),
    image: newest.image ?? container.image ?? '',
    imageID: newest.imageID ?? '',
    restartCount: isLost ? previous.restartCount + 1 : (newest.attempt ?? 0),
    state: stateOf(newest, previous),
    ...(lastState === undefined ? {} : { lastState }),
  };
}

function stateOf(instance: ReportedInstance, previous: ContainerStatus | undefined): ContainerState {
  const { startedAt, finishedAt, containerID, reason, message } = instance;
  switch (instance.state) {
    case 'running':
      return { running: startedAt === undefined ? {} : { startedAt } };
    case 'exited':
      return {
        terminated: {
          exitCode: instance.exitCode ?? 0,
          ...(reason === undefined ? {} : { reason }),
          ...(message === undefined || message === '' ? {} : { message }),
          ...(startedAt === undefined ? {} : { startedAt }),
          ...(finishedAt === undefined ? {} : { finishedAt }),
          ...(containerID === undefined ? {} : { containerID }),
        },
      };
    case 'created':
      return { waiting: {} };
    case 'unknown':
      return previous?.state?.running === undefined ? { waiting: {} } : { terminated: lostAtTermination };
  }
}

/** The runtime knows nothing of the container: it has not been, or it is lost. */
function missingStatus(
  container: Container,
  previous: ContainerStatus | undefined,
  { pod, kind, instances }: StatusQuestion,
): ContainerStatus {
  if (previous?.state?.terminated !== undefined) return previous;
  const hasInitContainers = (pod.spec?.initContainers ?? []).length > 0;
  const reason = hasInitContainers ? 'PodInitializing' : 'ContainerCreating';
  const waiting: ContainerStatus = {
    ...blankStatus(container),
    restartCount: previous?.restartCount ?? 0,
    state: { waiting: { reason } },
    ...(previous?.lastState === undefined ? {} : { lastState: previous.lastState }),
  };
  if (kind === 'init' && !isSidecar(container) && hasMainInstance(pod, instances)) {
    return { ...waiting, state: { terminated: forgottenInitContainer } };
  }
  if (previous?.state?.running === undefined || waiting.lastState?.terminated !== undefined) return waiting;
  return {
    ...waiting,
    // A pod that is being deleted won't start it again; any other has lost a run.
    restartCount: waiting.restartCount + (pod.metadata?.deletionTimestamp === undefined ? 1 : 0),
    lastState: { terminated: lostWhileRunning },
  };
}

const forgottenInitContainer = {
  reason: 'Completed',
  message:
    'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally',
  exitCode: 0,
};

function hasMainInstance(pod: Pod, instances: readonly ReportedInstance[]): boolean {
  return (pod.spec?.containers ?? []).some(({ name }) =>
    instances.some((instance) => instance.name === name),
  );
}

/** A container that is to be started and could not be is waiting, and what it was before is its last state. */
function withStartError(
  status: ContainerStatus,
  container: Container,
  newest: ReportedInstance | undefined,
  { pod, kind, startErrors }: StatusQuestion,
): ContainerStatus {
  const error = startErrors[container.name];
  if (error === undefined) return status;
  const isDone = newest?.state === 'exited' && (newest.exitCode ?? 0) === 0;
  if (kind === 'init' && isDone && !isSidecar(container)) return status;
  if (!shouldContainerBeRestarted(container, pod, newest)) return status;
  const waiting = error.message === '' ? { reason: error.reason } : error;
  return {
    ...status,
    state: { waiting },
    ...(status.state?.terminated === undefined ? {} : { lastState: status.state }),
  };
}

function blankStatus(container: Container): ContainerStatus {
  return { name: container.name, image: container.image ?? '', imageID: '', ready: false, restartCount: 0 };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
