/** Stopping containers: preStop hook, SIGTERM, SIGKILL. `pkg/kubelet/kuberuntime/kuberuntime_container.go` killContainer */
import type { Container } from '../api/generated/types.ts';
import { containerGracePeriodSeconds, remainingGraceMs } from './grace-period.ts';
import type { KillReason } from './pod-reality.ts';
import type { PodRecord } from './records.ts';
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

/** The time of a hook is over: SIGTERM, with what is left of the grace period. */
export function stopAfterHook(work: Work, record: PodRecord, name: string, graceMs: number): void {
  delete record.hooks[name];
  work.runtime.stopContainer(record.node, record.uid, name, graceMs);
}

function killContainer(
  work: Work,
  record: PodRecord,
  target: Target,
  graceSeconds: number | undefined,
): void {
  const { name, reason } = target;
  const spec = findContainer(record.pod, name);
  const container = record.containers[name]!;
  if (spec === undefined) return;
  const seconds =
    graceSeconds ?? containerGracePeriodSeconds(record.pod, spec, reason as KillReason | 'other');
  live(container, lifeEvent(reason));
  const hookMs = runPreStopHook(work, record, spec, seconds);
  const graceMs = remainingGraceMs(seconds, hookMs);
  if (hookMs === 0) {
    work.runtime.stopContainer(record.node, record.uid, name, graceMs);
    return;
  }
  const standing = record.hooks[name];
  if (standing !== undefined) work.context.cancel(standing);
  record.hooks[name] = schedule(work, 'preStop', hookMs, {
    do: 'stop',
    uid: record.uid,
    container: name,
    graceMs,
  });
}

function lifeEvent(reason: string): 'LIVENESS_FAILED' | 'STARTUP_FAILED' | 'DELETE' {
  if (reason === 'livenessProbe') return 'LIVENESS_FAILED';
  return reason === 'startupProbe' ? 'STARTUP_FAILED' : 'DELETE';
}

/** Runs the hook and returns how long it takes, in ms: a sleep takes its seconds, a command none. */
function runPreStopHook(work: Work, record: PodRecord, spec: Container, graceSeconds: number): number {
  const hook = spec.lifecycle?.preStop;
  if (hook === undefined || graceSeconds <= 0) return 0;
  if (hook.sleep !== undefined) return Math.min(hook.sleep.seconds, graceSeconds) * 1000;
  if (hook.exec === undefined) return 0;
  const command = hook.exec.command ?? [];
  const seconds = sleepSeconds(command);
  if (seconds > 0) return Math.min(seconds, graceSeconds) * 1000;
  const { exitCode } = work.runtime.exec(record.node, record.uid, spec.name, command);
  if (exitCode !== 0) {
    const message = `PreStopHook failed`;
    recordContainerEvent(work, record, spec.name, { type: 'Warning', reason: 'FailedPreStopHook', message });
  }
  return 0;
}

/** Commands of hooks take no time in the runtime, except for the one whose whole meaning is time. */
function sleepSeconds(command: readonly string[]): number {
  const text = command[0] === 'sh' || command[0] === '/bin/sh' ? (command[2] ?? '') : command.join(' ');
  const match = /^\s*(?:\/bin\/)?sleep\s+(\d+(?:\.\d+)?)s?\s*$/.exec(text);
  return match === null ? 0 : Number(match[1]);
}
