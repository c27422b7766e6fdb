import type { Adapters } from '../adapter.ts';
import {
  decideTick,
  newProbeState,
  type ProbeType,
  recordOutcome,
} from '../../../engine/kubelet/probe-worker.ts';
import type { ProbeResult } from '../../../engine/kubelet/pod-reality.ts';

interface Step {
  readonly outcome: ProbeResult;
  readonly started?: boolean;
  readonly state?: 'running' | 'waiting' | 'terminated' | 'absent';
  readonly runningSeconds?: number;
  readonly container?: string;
  readonly podPhase?: string;
  readonly podDeleting?: boolean;
  readonly podStatus?: boolean;
}

interface ProbeInput {
  readonly type: ProbeType;
  readonly probe: { initialDelaySeconds?: number; successThreshold: number; failureThreshold: number };
  readonly restartPolicy: string;
  readonly steps: readonly Step[];
}

function probeResults({ type, probe, restartPolicy, steps }: ProbeInput): object[] {
  const state = newProbeState();
  return steps.map((step) => {
    const {
      state: containerState = 'running',
      started = false,
      runningSeconds = 1e6,
      container = 'one',
    } = step;
    const decision = decideTick(state, {
      type,
      thresholds: probe,
      podPhase: step.podStatus === false ? undefined : (step.podPhase ?? 'Running'),
      isDeleting: step.podDeleting === true,
      restartPolicy,
      container:
        containerState === 'absent'
          ? undefined
          : { containerId: container, state: containerState, started, runningSeconds },
    });
    if (decision === 'probe') recordOutcome(state, type, step.outcome, probe);
    return { result: state.result ?? null, continues: decision !== 'stop' };
  });
}

export const adapters: Adapters = { 'kubelet/probe-results': probeResults };
