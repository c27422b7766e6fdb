import type { Container, Pod } from '../api/generated/types.ts';
import { findInstance, type Kill, type PodActions, resizeKill, type SyncedContainer } from './pod-reality.ts';
import { isSidecar, restartsAfter, restartsOnFailure } from './restart-policy.ts';

interface Progress {
  readonly pod: Pod;
  readonly actions: PodActions;
  readonly start: string[];
  /** Later containers have had their turn, so this one's is over. */
  hasPassed: boolean;
  hasInitialized: boolean;
}

/**
 * What is to be done about init containers; true when all have had their turn. It looks at them from the last
 * to the first, because a runtime may have forgotten early ones: the last that has a status tells how far the
 * pod is. `pkg/kubelet/kuberuntime/kuberuntime_container.go` computeInitContainerActions
 */
export function computeInitContainerActions(
  pod: Pod,
  instances: readonly SyncedContainer[],
  actions: PodActions,
): boolean {
  const initContainers = pod.spec?.initContainers ?? [];
  if (initContainers.length === 0) return true;
  const hasInitialized = hasActiveMainContainer(pod, instances);
  const progress: Progress = { pod, actions, start: [], hasPassed: hasInitialized, hasInitialized };
  for (let index = initContainers.length - 1; index >= 0; index--) {
    const container = initContainers[index]!;
    const instance = findInstance(instances, container.name);
    if (instance === undefined) {
      if (progress.hasPassed && isSidecar(container)) progress.start.push(container.name);
      continue;
    }
    if (progress.hasPassed && !isSidecar(container)) continue;
    planInitContainer(container, instance, initContainers[index + 1], progress);
    if (actions.killPod) return false;
    progress.hasPassed = true;
  }
  if (!progress.hasPassed) progress.start.push(initContainers[0]!.name);
  actions.initContainersToStart = progress.start.toReversed();
  return progress.hasInitialized;
}

function planInitContainer(
  container: Container,
  instance: SyncedContainer,
  next: Container | undefined,
  progress: Progress,
): void {
  switch (instance.state) {
    case 'created':
      progress.start.push(container.name);
      break;
    case 'running':
      if (isSidecar(container)) planRunningSidecar(container, instance, next, progress);
      break;
    case 'exited':
      if (isSidecar(container)) progress.start.push(container.name);
      else if ((instance.exitCode ?? 0) === 0) advance(next, progress);
      else restart(container, restartsAfter(instance.exitCode ?? 0, container, progress.pod), progress);
      break;
    case 'unknown':
      restart(container, restartsOnFailure(progress.pod, container), progress, {
        name: container.name,
        reason: 'unknown',
        message: 'Init container is in "unknown" state, try killing it before restart',
      });
      break;
  }
}

function planRunningSidecar(
  container: Container,
  instance: SyncedContainer,
  next: Container | undefined,
  progress: Progress,
): void {
  const { name } = container;
  if (container.startupProbe !== undefined && instance.startup !== 'success') {
    if (instance.startup !== 'failure') return;
    const message = `Init container ${name} failed startup probe`;
    restartSidecar({ name, reason: 'startupProbe', message }, progress);
    return;
  }
  advance(next, progress);
  if (instance.specChanged === true) {
    restartSidecar(
      { name, reason: 'specChanged', message: `Init container ${name} definition changed` },
      progress,
    );
  } else if (container.livenessProbe !== undefined && instance.liveness === 'failure') {
    const message = `Init container ${name} failed liveness probe`;
    restartSidecar({ name, reason: 'livenessProbe', message }, progress);
  } else if (instance.restartsToResize === true) restartSidecar(resizeKill(name), progress);
}

function advance(next: Container | undefined, progress: Progress): void {
  if (next === undefined) progress.hasInitialized = true;
  else if (!progress.hasPassed) progress.start.push(next.name);
}

function restart(container: Container, mayRestart: boolean, progress: Progress, kill?: Kill): void {
  if (!isSidecar(container) && !mayRestart) {
    progress.actions.killPod = true;
    return;
  }
  if (kill !== undefined) progress.actions.killContainers.push(kill);
  progress.start.push(container.name);
}

function restartSidecar(kill: Kill, progress: Progress): void {
  progress.actions.killContainers.push(kill);
  progress.start.push(kill.name);
}

/** A main container that lives proves that initialization is over; one that is dead may be of an older sandbox. */
function hasActiveMainContainer(pod: Pod, instances: readonly SyncedContainer[]): boolean {
  return (pod.spec?.containers ?? []).some(({ name }) => {
    const state = findInstance(instances, name)?.state;
    return state === 'created' || state === 'running';
  });
}
