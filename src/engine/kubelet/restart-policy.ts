import type { Container, ContainerRestartRule, Pod } from '../api/generated/types.ts';

/** The latest instance of a container as its runtime sees it. */
export interface ContainerInstance {
  readonly name: string;
  readonly state: 'running' | 'exited' | 'created' | 'unknown';
  readonly exitCode?: number;
}

/** A sidecar: an init container that goes on running. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** Whether a failed container of the pod is started again, by its own policy before the pod's. */
export function restartsOnFailure(pod: Pod, container?: Container): boolean {
  return (container?.restartPolicy ?? pod.spec?.restartPolicy) !== 'Never';
}

/**
 * Whether a container is (re)started; `instance` is its newest, undefined when there never was one. A
 * container's own restart rules and policy go before the pod's.
 * `pkg/kubelet/container/helpers.go` ShouldContainerBeRestarted
 */
export function shouldContainerBeRestarted(
  container: Container,
  pod: Pod,
  instance: ContainerInstance | undefined,
): boolean {
  if (pod.metadata?.deletionTimestamp !== undefined) return false;
  if (instance === undefined) return true;
  if (instance.state === 'running') return false;
  if (instance.state !== 'exited') return true;
  return restartsAfter(instance.exitCode ?? 0, container, pod);
}

/** Whether a container that ended so would be started again. `pkg/api/v1/pod/util.go` ContainerShouldRestart */
export function restartsAfter(exitCode: number, container: Container, pod: Pod): boolean {
  if (container.restartPolicyRules?.some((rule) => ruleMatches(rule, exitCode)) === true) return true;
  switch (container.restartPolicy ?? pod.spec?.restartPolicy) {
    case 'Never':
      return false;
    case 'OnFailure':
      return exitCode !== 0;
    default:
      return true;
  }
}

function ruleMatches(rule: ContainerRestartRule, exitCode: number): boolean {
  if (rule.action !== 'Restart' || rule.exitCodes === undefined) return false;
  const isListed = rule.exitCodes.values?.includes(exitCode) === true;
  return rule.exitCodes.operator === 'In' ? isListed : !isListed;
}
