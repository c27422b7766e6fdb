/** Stopping containers: preStop hook, SIGTERM, SIGKILL. `pkg/kubelet/kuberuntime/kuberuntime_container.go` killContainer */
import type { Container } from '../api/generated/types.ts';
import { containerGracePeriodSeconds, remainingGraceMs } from './grace-period.ts';
import { runHook } from './hook-handlers.ts';
import type { KillReason } from './pod-reality.ts';
import { hookOf, type PodRecord } from './records.ts';
import { findContainer, live, recordContainerEvent, schedule, type Work } from './work.ts';

export interface Target {
  readonly name: string;
  /** A KillReason, or `other`. */
  readonly reason: string;
}

/**
 * Asks containers to stop and leaves the pod busy until all have ended. `graceSeconds` goes before what the
 * pod says itself.
 */
export function killContainers(
  work: Work,
  record: PodRecord,
  targets: readonly Target[],
  graceSeconds?: number,
): void {
  const running = targets.filter(({ name }) => record.containers[name]?.instances[0]?.state === 'running');
  if (running.length === 0) return;
  record.busy = { on: 'exits', containers: running.map(({ name }) => name) };
  for (const target of running) killContainer(work, record, target, graceSeconds);
}

/** A preStop hook has had its time, or all of the grace period: SIGTERM, with what is left. */
export function stopAfterHook(work: Work, record: PodRecord, name: string): void {
  const hook = hookOf(record, name);
  if (hook === undefined) return;
  forgetHook(work, record, name);
  const graceMs = remainingGraceMs(hook.graceSeconds, work.context.view.nowMs - hook.sinceMs);
  work.runtime.stopContainer(record.node, record.uid, name, graceMs);
}

/** The command of a preStop hook has ended. */
export function preStopEnded(work: Work, record: PodRecord, name: string, exitCode: number): void {
  if (exitCode !== 0) tellPreStopFailed(work, record, name);
  stopAfterHook(work, record, name);
}

export function forgetHook(work: Work, record: PodRecord, name: string): void {
  const timer = hookOf(record, name)?.timer;
  if (timer !== undefined) work.context.cancel(timer);
  delete record.hooks[name];
}

function killContainer(
  work: Work,
  record: PodRecord,
  target: Target,
  graceSeconds: number | undefined,
): void {
  const { name, reason } = target;
  const spec = findContainer(record.pod, name);
  if (spec === undefined) return;
  const seconds =
    graceSeconds ?? containerGracePeriodSeconds(record.pod, spec, reason as KillReason | 'other');
  live(record.containers[name]!, lifeEvent(reason));
  forgetHook(work, record, name);
  const hookMs = startPreStopHook(work, record, spec, seconds);
  if (hookMs === 0) {
    work.runtime.stopContainer(record.node, record.uid, name, remainingGraceMs(seconds, 0));
    return;
  }
  const timer = schedule(work, 'preStop', hookMs, { do: 'stop', uid: record.uid, container: name });
  record.hooks[name] = { on: 'preStop', timer, sinceMs: work.context.view.nowMs, graceSeconds: seconds };
}

function lifeEvent(reason: string): 'LIVENESS_FAILED' | 'STARTUP_FAILED' | 'DELETE' {
  if (reason === 'livenessProbe') return 'LIVENESS_FAILED';
  return reason === 'startupProbe' ? 'STARTUP_FAILED' : 'DELETE';
}

/** Begins the hook and returns how long to wait for it, in ms: for a command that goes on, all of the grace period. */
function startPreStopHook(work: Work, record: PodRecord, spec: Container, graceSeconds: number): number {
  const handler = spec.lifecycle?.preStop;
  if (handler === undefined || graceSeconds <= 0) return 0;
  const answer = runHook(work, record, spec, handler);
  switch (answer.state) {
    case 'running':
      return graceSeconds * 1000;
    case 'sleeping':
      return Math.min(answer.seconds, graceSeconds) * 1000;
    case 'ended':
      if (answer.failure !== undefined) tellPreStopFailed(work, record, spec.name);
      return 0;
  }
}

function tellPreStopFailed(work: Work, record: PodRecord, name: string): void {
  const message = 'PreStopHook failed';
  recordContainerEvent(work, record, name, { type: 'Warning', reason: 'FailedPreStopHook', message });
}
