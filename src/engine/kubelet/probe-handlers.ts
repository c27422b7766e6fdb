/** Asking a container how it is. `pkg/kubelet/prober/prober.go`, `pkg/probe` */
import type { ContainerRuntime } from '../api/container-runtime.ts';
import type { Container, Probe } from '../api/generated/types.ts';
import { askFollowing, type HttpAnswer, type ProbeAnswer } from './probe-outcome.ts';
import { ProbeError, type ProbeTarget, probeTarget, probeUrl } from './probe-target.ts';
import type { PodRecord } from './records.ts';

const success: ProbeAnswer = { outcome: 'success', output: '' };

export function hasHandler(probe: Probe): boolean {
  return ['exec', 'httpGet', 'tcpSocket', 'grpc'].some((handler) => handler in probe);
}

export function askProbe(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  probe: Probe,
): ProbeAnswer {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  try {
    if (probe.exec !== undefined) return askExec(runtime, record, spec, probe.exec.command ?? [], timeoutMs);
    if (probe.httpGet !== undefined) return askHttp(runtime, record, spec, probe.httpGet, timeoutMs);
    if (probe.tcpSocket !== undefined) return askTcp(runtime, record, spec, probe.tcpSocket, timeoutMs);
  } catch (error) {
    if (error instanceof ProbeError) return { outcome: 'error', output: error.message };
    throw error;
  }
  return hasHandler(probe) ? success : { outcome: 'error', output: 'missing probe handler' };
}

function askExec(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  command: readonly string[],
  timeoutMs: number,
): ProbeAnswer {
  const {
    exitCode,
    stdout,
    stderr,
    waitedMs = 0,
  } = runtime.exec(record.node, record.uid, spec.name, command);
  if (waitedMs > timeoutMs) {
    const output = `command timed out: ${JSON.stringify(command.join(' '))} timed out after ${timeoutMs / 1000}s`;
    return { outcome: 'failure', output };
  }
  return exitCode === 0 ? success : { outcome: 'failure', output: stdout + stderr };
}

function askHttp(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  request: NonNullable<Probe['httpGet']>,
  timeoutMs: number,
): ProbeAnswer {
  const target = probeTarget(request, spec, record.sandbox?.ip ?? '');
  const path = request.path === undefined || request.path === '' ? '/' : request.path;
  const url = probeUrl(request.scheme ?? 'HTTP', target, path);
  return askFollowing(url, (asked) => {
    const wanted = asked === url ? path : asked.replace(/^[a-z]+:\/\/[^/]*/i, '');
    return askOnce(runtime, record, target, wanted, timeoutMs);
  });
}

/** Why nobody answered, as text. */
function askOnce(
  runtime: ContainerRuntime,
  record: PodRecord,
  { host, port }: ProbeTarget,
  path: string,
  timeoutMs: number,
): HttpAnswer | string {
  const answer = runtime.probePort(record.node, record.uid, port, path);
  if (answer.kind === 'refused') return `dial tcp ${host}:${port}: connect: connection refused`;
  if (answer.kind === 'open') return 'EOF';
  if (answer.kind === 'timeout' || answer.delayMs > timeoutMs)
    return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  return answer;
}

function askTcp(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  request: NonNullable<Probe['tcpSocket']>,
  timeoutMs: number,
): ProbeAnswer {
  const { host, port } = probeTarget(request, spec, record.sandbox?.ip ?? '');
  const answer = runtime.probePort(record.node, record.uid, port, undefined);
  if (answer.kind === 'refused')
    return { outcome: 'failure', output: `dial tcp ${host}:${port}: connect: connection refused` };
  if (answer.kind === 'timeout' || answer.delayMs > timeoutMs)
    return { outcome: 'failure', output: `dial tcp ${host}:${port}: i/o timeout` };
  return success;
}
