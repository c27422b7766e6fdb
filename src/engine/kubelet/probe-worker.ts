import type { ProbeResult } from './pod-reality.ts';

export type ProbeType = 'liveness' | 'readiness' | 'startup';

export const probeTypes: readonly ProbeType[] = ['startup', 'liveness', 'readiness'];

/** What one probe of one container remembers; plain data, changed in place by its worker only. */
export interface ProbeState {
  /** The result that counts; undefined when there is none yet. */
  result: ProbeResult | undefined;
  /** The last answer, and how often in a row it came. */
  last: ProbeResult | undefined;
  run: number;
  /** A failed liveness or startup probe waits for the next container. */
  isOnHold: boolean;
  containerId: string;
}

export interface ProbeThresholds {
  readonly initialDelaySeconds?: number | undefined;
  readonly successThreshold?: number | undefined;
  readonly failureThreshold?: number | undefined;
}

/** What a worker sees of its container when it ticks. */
export interface ProbedContainer {
  readonly containerId: string;
  readonly state: 'running' | 'waiting' | 'terminated';
  readonly started: boolean;
  readonly runningSeconds: number;
}

export interface ProbeTick {
  readonly type: ProbeType;
  readonly thresholds: ProbeThresholds;
  /** Undefined as long as the kubelet has no status of the pod. */
  readonly podPhase: string | undefined;
  readonly isDeleting: boolean;
  readonly restartPolicy: string | undefined;
  /** Undefined when the container has no status. */
  readonly container: ProbedContainer | undefined;
}

export type TickDecision = 'probe' | 'skip' | 'stop';

const initialResults: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success',
  readiness: 'failure',
  startup: 'unknown',
};

export function newProbeState(): ProbeState {
  return { result: undefined, last: undefined, run: 0, isOnHold: false, containerId: '' };
}

/**
 * What a worker does when it ticks, before it asks the container anything; `probe` asks for
 * `recordOutcome` next. `pkg/kubelet/prober/worker.go` doProbe
 */
export function decideTick(state: ProbeState, tick: ProbeTick): TickDecision {
  const { type, container } = tick;
  if (tick.podPhase === undefined) return 'skip';
  if (tick.podPhase === 'Failed' || tick.podPhase === 'Succeeded') return 'stop';
  if (container === undefined) return 'skip';
  if (state.containerId !== container.containerId) meetContainer(state, type, container.containerId);
  if (state.isOnHold) return 'skip';
  if (container.state !== 'running') {
    state.result = 'failure';
    return container.state === 'terminated' && tick.restartPolicy === 'Never' ? 'stop' : 'skip';
  }
  if (tick.isDeleting && type !== 'readiness') {
    state.result = 'success';
    return 'stop';
  }
  if (Math.floor(container.runningSeconds) < (tick.thresholds.initialDelaySeconds ?? 0)) return 'skip';
  return container.started === (type === 'startup') ? 'skip' : 'probe';
}

/**
 * Counts an answer; true when the result that counts has changed. Answers beyond those that decide are not counted:
 * a probe that goes on as it was stays as it was.
 */
export function recordOutcome(
  state: ProbeState,
  type: ProbeType,
  outcome: ProbeResult,
  thresholds: ProbeThresholds,
): boolean {
  const { failureThreshold = 3, successThreshold = 1 } = thresholds;
  const enough = outcome === 'failure' ? failureThreshold : successThreshold;
  if (state.last === outcome) state.run = Math.min(state.run + 1, enough);
  else {
    state.last = outcome;
    state.run = 1;
  }
  if (outcome !== 'unknown' && state.run < enough) return false;
  const hasChanged = state.result !== outcome;
  state.result = outcome;
  if (type !== 'readiness' && outcome === 'failure') {
    state.isOnHold = true;
    state.run = 0;
  }
  return hasChanged;
}

function meetContainer(state: ProbeState, type: ProbeType, containerId: string): void {
  state.containerId = containerId;
  state.result = initialResults[type];
  state.isOnHold = false;
}
