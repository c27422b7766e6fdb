import type { Container } from '../api/generated/types.ts';
import { killContainers } from './container-kill.ts';
import type { PodRecord } from './records.ts';
import { recordContainerEvent, type Work } from './work.ts';

/** Runs a postStart command; a container whose hook fails is killed. `kuberuntime_container.go` startContainer */
export function runPostStartHook(work: Work, record: PodRecord, spec: Container): void {
  const command = spec.lifecycle?.postStart?.exec?.command;
  if (command === undefined) return;
  const { exitCode } = work.runtime.exec(record.node, record.uid, spec.name, command);
  if (exitCode === 0) return;
  const { name } = spec;
  recordContainerEvent(work, record, name, {
    type: 'Warning',
    reason: 'FailedPostStartHook',
    message: 'PostStartHook failed',
  });
  recordContainerEvent(work, record, name, {
    type: 'Normal',
    reason: 'Killing',
    message: 'FailedPostStartHook',
  });
  record.containers[name]!.startError = { reason: 'PostStartHookError', message: 'PostStartHook failed' };
  killContainers(work, record, [{ name, reason: 'other' }]);
}
