/** Asking a container how it is. `pkg/kubelet/prober/prober.go`, `pkg/probe` */
import type { ContainerRuntime } from '../api/container-runtime.ts';
import type { Container, Probe } from '../api/generated/types.ts';
import type { PodRecord } from './records.ts';
import type { ProbeResult } from './pod-reality.ts';

export interface ProbeAnswer {
  readonly result: ProbeResult;
  /** What is told of a failure. */
  readonly output: string;
}

const success: ProbeAnswer = { result: 'success', output: '' };

export function askProbe(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  probe: Probe,
): ProbeAnswer {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  if (probe.exec !== undefined) return askExec(runtime, record, spec, probe.exec.command ?? [], timeoutMs);
  if (probe.httpGet !== undefined) return askHttp(runtime, record, spec, probe.httpGet, timeoutMs);
  if (probe.tcpSocket !== undefined) return askTcp(runtime, record, spec, probe.tcpSocket.port, timeoutMs);
  return success;
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
    return { result: 'failure', output };
  }
  return exitCode === 0 ? success : { result: 'failure', output: stdout + stderr };
}

function askHttp(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  request: NonNullable<Probe['httpGet']>,
  timeoutMs: number,
): ProbeAnswer {
  const port = portNumber(spec, request.port);
  const path = request.path === undefined || request.path === '' ? '/' : request.path;
  const ip = record.sandbox?.ip ?? '';
  const url = `${(request.scheme ?? 'HTTP').toLowerCase()}://${request.host ?? ip}:${port}${path}`;
  const answer = runtime.probePort(record.node, record.uid, port, path);
  switch (answer.kind) {
    case 'http':
      if (answer.delayMs > timeoutMs) return timedOut(url);
      if (answer.status >= 200 && answer.status < 400) return success;
      return { result: 'failure', output: `HTTP probe failed with statuscode: ${answer.status}` };
    case 'open':
      return { result: 'failure', output: `Get ${JSON.stringify(url)}: EOF` };
    case 'refused':
      return {
        result: 'failure',
        output: `Get ${JSON.stringify(url)}: dial tcp ${ip}:${port}: connect: connection refused`,
      };
    case 'timeout':
      return timedOut(url);
  }
}

function askTcp(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  wanted: number | string,
  timeoutMs: number,
): ProbeAnswer {
  const port = portNumber(spec, wanted);
  const address = `${record.sandbox?.ip ?? ''}:${port}`;
  const answer = runtime.probePort(record.node, record.uid, port, undefined);
  if (answer.kind === 'refused') {
    return { result: 'failure', output: `dial tcp ${address}: connect: connection refused` };
  }
  if (answer.kind === 'timeout' || answer.delayMs > timeoutMs) {
    return { result: 'failure', output: `dial tcp ${address}: i/o timeout` };
  }
  return success;
}

/** A port may be given by the name that the container gives it. `pkg/probe/util.go` ResolveContainerPort */
export function portNumber(spec: Container, wanted: number | string): number {
  if (typeof wanted === 'number') return wanted;
  const named = spec.ports?.find(({ name }) => name === wanted);
  return named?.containerPort ?? (Number.parseInt(wanted, 10) || 0);
}

function timedOut(url: string): ProbeAnswer {
  const why = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  return { result: 'failure', output: `Get ${JSON.stringify(url)}: ${why}` };
}
