/** postStart hooks: a pod's next step waits for them. `pkg/kubelet/kuberuntime/kuberuntime_container.go` startContainer */
import type { HookEnd } from '../api/container-runtime.ts';
import type { Container } from '../api/generated/types.ts';
import { forgetHook, killContainers } from './container-kill.ts';
import { execFailure, runHook } from './hook-handlers.ts';
import type { PodRecord } from './records.ts';
import { findContainer, recordContainerEvent, schedule, type Work } from './work.ts';

/** Runs a container's postStart hook; one that takes time leaves the pod busy. */
export function runPostStartHook(work: Work, record: PodRecord, spec: Container): void {
  const handler = spec.lifecycle?.postStart;
  if (handler === undefined) return;
  const { name } = spec;
  const answer = runHook(work, record, spec, handler);
  if (answer.state === 'ended') {
    if (answer.failure !== undefined) postStartFailed(work, record, name, answer.failure);
    return;
  }
  const timer =
    answer.state === 'sleeping'
      ? schedule(work, 'postStart', answer.seconds * 1000, {
          do: 'started',
          uid: record.uid,
          container: name,
        })
      : undefined;
  record.busy = { on: 'postStart', container: name };
  record.hooks[name] = { on: 'postStart', timer, sinceMs: work.context.view.nowMs, graceSeconds: 0 };
}

/** A postStart hook that took time has ended, a command with an `end`; true when the pod waited for it and may go on. */
export function postStartEnded(work: Work, record: PodRecord, name: string, end?: HookEnd): boolean {
  forgetHook(work, record, name);
  if (record.busy?.on !== 'postStart' || record.busy.container !== name) return false;
  record.busy = undefined;
  const spec = findContainer(record.pod, name);
  const handler = spec?.lifecycle?.postStart;
  const failure =
    spec === undefined || handler === undefined || end === undefined
      ? undefined
      : execFailure(record, spec, handler, end);
  if (failure !== undefined) postStartFailed(work, record, name, failure);
  return record.busy === undefined;
}

/** A container whose hook fails is killed. What went wrong stands in its state alone: it may be secret. */
function postStartFailed(work: Work, record: PodRecord, name: string, failure: string): void {
  const message = 'PostStartHook failed';
  recordContainerEvent(work, record, name, { type: 'Warning', reason: 'FailedPostStartHook', message });
  recordContainerEvent(work, record, name, {
    type: 'Normal',
    reason: 'Killing',
    message: 'FailedPostStartHook',
  });
  record.containers[name]!.startError = { reason: 'PostStartHookError', message: failure };
  killContainers(work, record, [{ name, reason: 'other' }]);
}
