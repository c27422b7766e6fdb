import type { Adapters } from '../adapter.ts';
import {
  type BackoffEntry,
  backoffLimits,
  isInBackoffSince,
  isInBackoffSinceUpdate,
  nextBackoff,
} from '../../../engine/kubelet/back-off.ts';
import { restartBackoffMessage } from '../../../engine/kubelet/messages.ts';
import { containerGracePeriodSeconds, podGracePeriodSeconds } from '../../../engine/kubelet/grace-period.ts';
import { computePodActions } from '../../../engine/kubelet/pod-actions.ts';
import type { Kill, SandboxInstance, SyncedContainer } from '../../../engine/kubelet/pod-reality.ts';
import {
  type ContainerInstance,
  shouldContainerBeRestarted,
} from '../../../engine/kubelet/restart-policy.ts';
import type { Pod } from '../../../engine/index.ts';

interface RestartInput {
  readonly pod: Pod;
  readonly container: string;
  readonly initialSeconds: number;
  readonly maxSeconds: number;
  readonly runSeconds: readonly number[];
}

/** Lets runs follow one another: each starts as soon as the back-off lets it. */
function restartDelays({ pod, container, initialSeconds, maxSeconds, runSeconds }: RestartInput): object[] {
  const limits = backoffLimits(initialSeconds * 1000, maxSeconds * 1000);
  let entry: BackoffEntry | undefined;
  let startMs = 0;
  return runSeconds.map((seconds) => {
    const exitMs = startMs + seconds * 1000;
    const waits = isInBackoffSince(entry, exitMs, exitMs, limits);
    const delayMs = waits ? entry!.delayMs : 0;
    startMs = exitMs + delayMs;
    entry = nextBackoff(entry, exitMs, startMs, limits);
    if (!waits) return { delaySeconds: 0 };
    const message = restartBackoffMessage(pod, container, delayMs);
    return { delaySeconds: delayMs / 1000, waiting: { reason: 'CrashLoopBackOff', message } };
  });
}

interface ActionsInput {
  readonly pod: Pod;
  readonly sandboxes: readonly SandboxInstance[];
  readonly containers: readonly SyncedContainer[];
}

function podActions({ pod, sandboxes, containers }: ActionsInput): object {
  const actions = computePodActions(pod, { sandboxes, containers });
  return { ...actions, killContainers: actions.killContainers.map((kill: Kill) => kill.name) };
}

export const adapters: Adapters = {
  'kubelet/restart-backoff': restartDelays,
  'kubelet/backoff-growth': (input: { initialSeconds: number; maxSeconds: number; atSeconds: number[] }) => {
    const limits = backoffLimits(input.initialSeconds * 1000, input.maxSeconds * 1000);
    let entry: BackoffEntry | undefined;
    return input.atSeconds.map((seconds) => {
      const before = (entry?.delayMs ?? 0) / 1000;
      entry = nextBackoff(entry, seconds * 1000, seconds * 1000, limits);
      return before;
    });
  },
  'kubelet/backoff-retry-times': (input: {
    initialSeconds: number;
    maxSeconds: number;
    lookSeconds: number[];
  }) => {
    const limits = backoffLimits(input.initialSeconds * 1000, input.maxSeconds * 1000);
    let entry: BackoffEntry | undefined;
    const tries: object[] = [];
    for (const seconds of input.lookSeconds) {
      const nowMs = seconds * 1000;
      if (isInBackoffSinceUpdate(entry, nowMs, limits)) continue;
      entry = nextBackoff(entry, nowMs, nowMs, limits);
      tries.push({ atSeconds: seconds, delaySeconds: entry.delayMs / 1000 });
    }
    return tries;
  },
  'kubelet/should-container-be-restarted': (input: {
    pod: Pod;
    container: string;
    runtime: ContainerInstance[];
  }) =>
    shouldContainerBeRestarted(
      input.pod.spec!.containers.find(({ name }) => name === input.container)!,
      input.pod,
      input.runtime.find(({ name }) => name === input.container),
    ),
  'kubelet/container-actions': podActions,
  'kubelet/container-actions-init': podActions,
  'kubelet/container-actions-sidecar': podActions,
  'kubelet/container-actions-ephemeral': podActions,
  'kubelet/container-grace-period': ({
    pod,
    reason,
  }: {
    pod: Pod;
    reason: 'liveness' | 'startup' | 'other';
  }) =>
    containerGracePeriodSeconds(
      pod,
      pod.spec!.containers[0]!,
      reason === 'liveness' ? 'livenessProbe' : reason === 'startup' ? 'startupProbe' : 'other',
    ),
  'kubelet/pod-grace-period': ({ pod, overrideSeconds }: { pod: Pod; overrideSeconds?: number }) =>
    podGracePeriodSeconds(pod, undefined, overrideSeconds),
};
