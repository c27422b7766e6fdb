import type { Container, Pod } from '../api/generated/types.ts';
import { computeInitContainerActions } from './init-container-actions.ts';
import {
  findInstance,
  resizeKill,
  type Kill,
  type PodActions,
  type PodReality,
  type SandboxInstance,
  type SyncedContainer,
} from './pod-reality.ts';
import { restartsOnFailure, shouldContainerBeRestarted } from './restart-policy.ts';

/** Decides what to do to a pod, and does nothing. `pkg/kubelet/kuberuntime/kuberuntime_manager.go` computePodActions */
export function computePodActions(pod: Pod, reality: PodReality): PodActions {
  const { createSandbox, attempt } = sandboxChange(pod, reality.sandboxes);
  const actions: PodActions = {
    killPod: createSandbox,
    createSandbox,
    attempt,
    killContainers: [],
    ephemeralContainersToStart: [],
    initContainersToStart: [],
    startContainers: [],
  };
  if (createSandbox) planNewSandbox(pod, reality, actions);
  else planContainers(pod, reality, actions);
  return actions;
}

/** Whether the pod needs a (new) sandbox. `pkg/kubelet/kuberuntime/util/util.go` PodSandboxChanged */
export function sandboxChange(
  pod: Pod,
  sandboxes: readonly SandboxInstance[],
): { createSandbox: boolean; attempt: number } {
  const newest = sandboxes[0];
  if (newest === undefined) return { createSandbox: true, attempt: 0 };
  const readyCount = sandboxes.filter((sandbox) => sandbox.ready).length;
  const hasNoAddress = pod.spec?.hostNetwork !== true && newest.ip === '';
  if (readyCount > 1 || !newest.ready || hasNoAddress)
    return { createSandbox: true, attempt: newest.attempt + 1 };
  return { createSandbox: false, attempt: newest.attempt };
}

function planNewSandbox(pod: Pod, { containers }: PodReality, actions: PodActions): void {
  if (!restartsOnFailure(pod) && actions.attempt !== 0 && containers.length > 0) {
    // It ran and isn't to run again: it is only cleared away.
    actions.createSandbox = false;
    return;
  }
  const toStart = (pod.spec?.containers ?? []).filter(
    (container) => pod.spec?.restartPolicy !== 'OnFailure' || !hasSucceeded(container, containers),
  );
  if (toStart.length === 0 && hasAnyMainContainer(pod, containers)) {
    actions.createSandbox = false;
    return;
  }
  const firstInit = pod.spec?.initContainers?.[0];
  if (firstInit !== undefined) actions.initContainersToStart.push(firstInit.name);
  else actions.startContainers.push(...toStart.map((container) => container.name));
}

function planContainers(pod: Pod, { containers }: PodReality, actions: PodActions): void {
  for (const container of pod.spec?.ephemeralContainers ?? []) {
    const isNew = findInstance(containers, container.name) === undefined;
    if (isNew) actions.ephemeralContainersToStart.push(container.name);
  }
  const hasInitialized = computeInitContainerActions(pod, containers, actions);
  if (actions.killPod || !hasInitialized) return;
  let kept = 0;
  for (const container of pod.spec?.containers ?? []) {
    if (planMainContainer(container, pod, containers, actions)) kept++;
  }
  if (kept > 0 || actions.startContainers.length > 0) return;
  actions.killPod = true;
  // Sidecars must not keep alive a pod whose work is done.
  actions.initContainersToStart = [];
}

/** True when the container runs and is left alone. */
function planMainContainer(
  container: Container,
  pod: Pod,
  instances: readonly SyncedContainer[],
  actions: PodActions,
): boolean {
  const { name } = container;
  const instance = findInstance(instances, name);
  if (instance?.state !== 'running') {
    if (!shouldContainerBeRestarted(container, pod, instance)) return false;
    actions.startContainers.push(name);
    if (instance?.state === 'unknown') {
      const message = 'Container is in "unknown" state, try killing it before restart';
      actions.killContainers.push({ name, reason: 'unknown', message });
    }
    return false;
  }
  const kill = reasonToKill(name, instance);
  if (kill === undefined) return true;
  if (kill.reason === 'resize') {
    actions.startContainers.push(name);
    actions.killContainers.push(kill);
    return false;
  }
  const restarts = kill.reason === 'specChanged' || restartsOnFailure(pod, container);
  if (restarts) actions.startContainers.push(name);
  actions.killContainers.push(restarts ? { ...kill, message: `${kill.message}, will be restarted` } : kill);
  return false;
}

function reasonToKill(name: string, instance: SyncedContainer): Kill | undefined {
  if (instance.specChanged === true) {
    return { name, reason: 'specChanged', message: `Container ${name} definition changed` };
  }
  if (instance.liveness === 'failure') {
    return { name, reason: 'livenessProbe', message: `Container ${name} failed liveness probe` };
  }
  if (instance.startup === 'failure') {
    return { name, reason: 'startupProbe', message: `Container ${name} failed startup probe` };
  }
  if (instance.restartsToResize === true) return resizeKill(name);
  return undefined;
}

function hasSucceeded(container: Container, instances: readonly SyncedContainer[]): boolean {
  const instance = findInstance(instances, container.name);
  return instance?.state === 'exited' && (instance.exitCode ?? 0) === 0;
}

function hasAnyMainContainer(pod: Pod, instances: readonly SyncedContainer[]): boolean {
  return (pod.spec?.containers ?? []).some(({ name }) => {
    const state = findInstance(instances, name)?.state;
    return state !== undefined && state !== 'unknown';
  });
}
