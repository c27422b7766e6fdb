import type { ContainerFiles } from './files.ts';
import type { ContainerRecord } from './records.ts';

const maxLength = 4_096;
const maxLogLength = 2_048;
const maxLogLines = 80;

/**
 * What a container says as it ends: its termination log, or the end of its log when it failed and asked for that
 * (`terminationMessagePolicy`, pkg/kubelet/kuberuntime/kuberuntime_container.go).
 */
export function terminationMessage(
  container: ContainerRecord,
  files: ContainerFiles,
  exitCode: number,
): string {
  const written = files.read(container.terminationPath) ?? '';
  if (written !== '' || exitCode === 0 || !container.terminationFromLog) return written.slice(0, maxLength);
  const { entries, partial } = container.log;
  const lines = entries.slice(-maxLogLines).map((entry) => `${entry.text}\n`);
  return (lines.join('') + partial).slice(-maxLogLength);
}
