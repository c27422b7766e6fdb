/**
 * The log subresource: `pkg/registry/core/pod/rest/log.go`, the kubelet's choice of the container's run
 * (`validateContainerLogStatus` in `pkg/kubelet/kubelet_pods.go`) and of its lines (`pkg/kubelet/kuberuntime/logs`).
 */
import type { LogLine } from '../api/container-runtime.ts';
import type { ContainerStatus, Pod } from '../api/generated/types.ts';
import type { NodeRuntime } from '../api/node-runtime.ts';
import type { View } from '../api/part.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { uidOnMachine } from '../api/static-pod.ts';
import { bytesOfText, textOfBytes } from '../api/stream-bytes.ts';
import { refuse, type StatusCause } from '../api/status-error.ts';
import { badRequest } from './errors.ts';

type Query = Readonly<Record<string, string>>;

/** Where a reader stands in the log of one run of a container. */
interface Cursor {
  readonly containerId: string;
  readonly position: number;
  /** Bytes that may still be given; NaN without limit. */
  readonly bytesLeft: number;
}

/** @throws StatusError BadRequest, Invalid. */
export function readPodLog(
  view: View,
  runtime: NodeRuntime,
  pod: Pod,
  container: string,
  { query = {} }: ApiRequest,
): ApiResponse {
  const options = parseOptions(pod, query);
  const cursor = cursorOf(query['cursor']) ?? {
    containerId: runOf(pod, container, query['previous'] === 'true'),
    position: -1,
    bytesLeft: options.limitBytes ?? Number.NaN,
  };
  const log = runtime.containerLog(uidOnMachine(pod), container, cursor.containerId);
  if (log === undefined)
    return { code: 200, body: unreadable(cursor.containerId), ...streamOf(query, cursor, true) };
  const lines =
    cursor.position < 0
      ? firstLines(view, log.lines, options)
      : log.lines.slice(Math.max(0, cursor.position - log.start));
  const stamp = query['timestamps'] === 'true';
  const text = lines
    .map((line) => `${stamp ? `${nanoTimestamp(view, line.timeMs)} ` : ''}${line.text}\n`)
    .join('');
  const body = Number.isNaN(cursor.bytesLeft) ? text : cutTo(text, cursor.bytesLeft);
  const bytesLeft = Number.isNaN(cursor.bytesLeft)
    ? cursor.bytesLeft
    : cursor.bytesLeft - bytesOfText(body).length;
  const next = { containerId: cursor.containerId, position: log.start + log.lines.length, bytesLeft };
  return { code: 200, body, ...streamOf(query, next, log.ended || bytesLeft <= 0) };
}

/** Whoever follows the log of a pod that has gone has come to its end; undefined for everybody else. */
export function endOfLog({ query = {} }: ApiRequest): ApiResponse | undefined {
  const { cursor } = query;
  return cursor === undefined ? undefined : { code: 200, body: '', stream: { cursor, ended: true } };
}

function streamOf(
  query: Query,
  { containerId, position, bytesLeft }: Cursor,
  ended: boolean,
): Pick<ApiResponse, 'stream'> {
  if (query['follow'] !== 'true') return {};
  return {
    stream: { cursor: `${containerId}~${position}~${Number.isNaN(bytesLeft) ? '' : bytesLeft}`, ended },
  };
}

function cursorOf(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const found = /^([^~]+)~(\d+)~(\d*)$/.exec(text);
  if (found === null) throw badRequest(`invalid cursor "${text}"`);
  return {
    containerId: found[1]!,
    position: Number(found[2]),
    bytesLeft: found[3] === '' ? Number.NaN : Number(found[3]),
  };
}

interface LogOptions {
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
}

/** `ValidatePodLogOptions` in `pkg/apis/core/validation/validation.go` */
function parseOptions(pod: Pod, query: Query): LogOptions {
  const causes: StatusCause[] = [];
  const refuseValue = (field: string, value: number, detail: string): void => {
    const message = `Invalid value: ${value}: ${detail}`;
    causes.push({ reason: 'FieldValueInvalid', message, field });
  };
  const tailLines = integerOf(query, 'tailLines');
  const limitBytes = integerOf(query, 'limitBytes');
  const sinceSeconds = integerOf(query, 'sinceSeconds');
  const sinceTime = query['sinceTime'];
  if (tailLines !== undefined && tailLines < 0)
    refuseValue('tailLines', tailLines, 'must be greater than or equal to 0');
  if (limitBytes !== undefined && limitBytes < 1)
    refuseValue('limitBytes', limitBytes, 'must be greater than 0');
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified';
    causes.push({ reason: 'FieldValueForbidden', message, field: '' });
  } else if (sinceSeconds !== undefined && sinceSeconds < 1)
    refuseValue('sinceSeconds', sinceSeconds, 'must be greater than 0');
  if (causes.length > 0) throw invalidOptions(pod.metadata?.name ?? '', causes);
  return {
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(sinceTime === undefined ? {} : { sinceTime }),
  };
}

function integerOf(query: Query, name: string): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
}

function invalidOptions(name: string, causes: readonly StatusCause[]) {
  const lines = causes.map(({ field, message }) => (field === '' ? `${message}` : `${field}: ${message}`));
  const text = lines.length === 1 ? lines[0]! : `[${lines.join(', ')}]`;
  return refuse(422, 'Invalid', `PodLogOptions "${name}" is invalid: ${text}`, {
    name,
    kind: 'PodLogOptions',
    causes,
  });
}

/** The id of the run whose log is meant. */
export function runOf(pod: Pod, container: string, previous: boolean): string {
  const where = `container "${container}" in pod "${pod.metadata?.name ?? ''}"`;
  const status = statusOf(pod, container);
  if (status === undefined) throw badRequest(`${where} is not available`);
  const { state = {}, lastState } = status;
  const last = lastState?.terminated?.containerID ?? '';
  if (previous) {
    if (last === '') throw badRequest(`previous terminated ${where} not found`);
    return last;
  }
  if (state.running !== undefined) return status.containerID ?? '';
  if (state.terminated !== undefined || lastState?.terminated !== undefined) {
    const ended = state.terminated?.containerID || last;
    if (ended === '') throw badRequest(`${where} is terminated`);
    return ended;
  }
  if (state.waiting === undefined) throw badRequest(`${where} is waiting to start - no logs yet`);
  throw badRequest(`${where} is waiting to start: ${waitingFor(state.waiting.reason ?? '')}`);
}

function waitingFor(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled";
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason;
}

function statusOf({ status = {} }: Pod, container: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status;
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    ({ name }) => name === container,
  );
}

function firstLines(view: View, lines: readonly LogLine[], options: LogOptions): readonly LogLine[] {
  const { tailLines = lines.length, sinceSeconds, sinceTime } = options;
  const tail = lines.slice(Math.max(0, lines.length - tailLines));
  const sinceMs =
    sinceTime === undefined
      ? sinceSeconds === undefined
        ? 0
        : view.nowMs - sinceSeconds * 1_000
      : view.toMs(sinceTime);
  if (Number.isNaN(sinceMs))
    throw badRequest(
      `parsing time "${sinceTime}" as "2006-01-02T15:04:05Z07:00": cannot parse "${sinceTime}" as "2006"`,
    );
  return tail.filter(({ timeMs }) => timeMs >= sinceMs);
}

function unreadable(containerId: string): string {
  return `unable to retrieve container logs for ${containerId}`;
}

function cutTo(text: string, bytes: number): string {
  return text.length * 3 <= bytes ? text : textOfBytes(bytesOfText(text).slice(0, bytes));
}

/** `2026-03-02T09:00:01.250000000Z`, as the kubelet stamps lines. */
function nanoTimestamp(view: View, timeMs: number): string {
  return view
    .toTimestamp(timeMs)
    .replace('Z', `.${String(Math.floor(timeMs) % 1_000).padStart(3, '0')}000000Z`);
}
