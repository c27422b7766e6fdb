/** Asking a container how it is. `pkg/kubelet/prober/prober.go`, `pkg/probe` */
import type { ContainerRuntime, PortAnswer } from '../api/container-runtime.ts';
import type { Container, Probe } from '../api/generated/types.ts';
import { askFollowing, type HttpAnswer, type ProbeAnswer } from './probe-outcome.ts';
import { formatDuration } from './back-off.ts';
import {
  hostAddress,
  ProbeError,
  type ProbeTarget,
  probeTarget,
  probeUrl,
  targetOfUrl,
} from './probe-target.ts';
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
    if (probe.grpc !== undefined) return askGrpc(runtime, record, probe.grpc, timeoutMs);
  } catch (error) {
    if (error instanceof ProbeError) return { outcome: 'error', output: error.message };
    throw error;
  }
  return { outcome: 'error', output: 'missing probe handler' };
}

function failure(output: string): ProbeAnswer {
  return { outcome: 'failure', output };
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
    return failure(output);
  }
  return exitCode === 0 ? success : failure(stdout + stderr);
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
    // Most probes lead nowhere else: their address needs no second reading.
    if (asked === url) return askOnce(runtime, record, target, path, request.scheme === 'HTTPS', timeoutMs);
    const { path: next, isSecure, ...place } = targetOfUrl(asked);
    return askOnce(runtime, record, place, next, isSecure, timeoutMs);
  });
}

/** Why nobody answered, as text. */
function askOnce(
  runtime: ContainerRuntime,
  record: PodRecord,
  target: ProbeTarget,
  path: string,
  isSecure: boolean,
  timeoutMs: number,
): HttpAnswer | string {
  const answer = askPlace(runtime, record, target, path);
  if (typeof answer === 'string') return answer;
  if (answer.kind === 'refused') return refusedBy(target);
  if (answer.kind === 'timeout' || answer.delayMs > timeoutMs)
    return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  if (answer.kind === 'open')
    return isSecure ? 'tls: first record does not look like a TLS handshake' : 'EOF';
  if (answer.secure === true)
    return isSecure ? answer : { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' };
  return isSecure ? 'http: server gave HTTP response to HTTPS client' : answer;
}

function askTcp(
  runtime: ContainerRuntime,
  record: PodRecord,
  spec: Container,
  request: NonNullable<Probe['tcpSocket']>,
  timeoutMs: number,
): ProbeAnswer {
  const target = probeTarget(request, spec, record.sandbox?.ip ?? '');
  const answer = askPlace(runtime, record, target, undefined);
  if (typeof answer === 'string') return failure(answer);
  if (answer.kind === 'refused') return failure(refusedBy(target));
  if (answer.kind === 'timeout' || answer.delayMs > timeoutMs)
    return failure(`dial tcp ${placeOf(target)}: i/o timeout`);
  return success;
}

/** `pkg/probe/grpc/grpc.go`: it dials until its time is over, whatever keeps it from being connected. */
function askGrpc(
  runtime: ContainerRuntime,
  record: PodRecord,
  { port, service = '' }: NonNullable<Probe['grpc']>,
  timeoutMs: number,
): ProbeAnswer {
  const target = { host: record.sandbox?.ip ?? '', port };
  const answer = runtime.probePort(record.node, record.uid, port, undefined);
  if (answer.kind !== 'open' || answer.grpc === undefined || answer.delayMs > timeoutMs) {
    const place = JSON.stringify(placeOf(target));
    const time = formatDuration(timeoutMs);
    return failure(`timeout: failed to connect service ${place} within ${time}: context deadline exceeded`);
  }
  const status = answer.grpc[service];
  if (status === undefined)
    return failure('error: health rpc probe failed: rpc error: code = NotFound desc = unknown service');
  return status === 'SERVING'
    ? success
    : failure(`service unhealthy (responded with ${JSON.stringify(status)})`);
}

/** A pod's own address is asked in its network namespace, any other from the machine. Text: there is no such host. */
export function askPlace(
  runtime: ContainerRuntime,
  record: PodRecord,
  { host, port }: ProbeTarget,
  path: string | undefined,
): PortAnswer | string {
  if (host === record.sandbox?.ip) return runtime.probePort(record.node, record.uid, port, path);
  const address = hostAddress(host);
  if (address === undefined) return `dial tcp: lookup ${host}: no such host`;
  return runtime.probeAddress(record.node, address, port, path);
}

export function refusedBy(target: ProbeTarget): string {
  return `dial tcp ${placeOf(target)}: connect: connection refused`;
}

function placeOf({ host, port }: ProbeTarget): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
