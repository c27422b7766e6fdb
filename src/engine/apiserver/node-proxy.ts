/**
 * What the API server does not answer out of its store but passes on: to kubelets (logs, sessions, ports), to pods
 * and Services (proxies, node ports), and to the metrics server. `pkg/registry/core/pod/strategy.go`
 */
import type { Container, Pod } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import type { NodeRuntime, OutsideTraffic } from '../api/node-runtime.ts';
import type { View } from '../api/part.ts';
import type { Machine } from '../api/podarium.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { uidOnMachine } from '../api/static-pod.ts';
import { containerNotFound, refuse } from '../api/status-error.ts';
import type { OpenAttach, OpenExec, PortRequest, WriteSession } from '../api/streams.ts';
import { badRequest, methodNotAllowed, notFound } from './errors.ts';
import { answerMetrics } from './metrics.ts';
import { askNodePort, proxyTo } from './outside-traffic.ts';
import { endOfLog, readPodLog } from './pod-log.ts';
import { forwardPort } from './port-forward.ts';
import type { ResourcePath } from './routes.ts';

export interface NodeProxy {
  /** Undefined when the request is for the API server itself. @throws StatusError */
  answer(request: ApiRequest, path: ResourcePath | undefined): ApiResponse | undefined;
}

export function createNodeProxy(view: View, runtime: NodeRuntime, traffic: OutsideTraffic): NodeProxy {
  return {
    answer(request, path) {
      if (path === undefined) return askNodePort(traffic, request);
      if (path.kind.group === 'metrics.k8s.io') return answerMetrics(view, runtime, request, path);
      if (path.subresource === 'proxy') return proxyTo(view, runtime, traffic, request, path);
      if (path.kind.id !== 'pods' || !kubeletsOwn.has(path.subresource)) return undefined;
      const pod = view.get<Pod>('pods', path.namespace, path.name);
      if (pod === undefined) {
        const end = path.subresource === 'log' ? endOfLog(request) : undefined;
        if (end === undefined) throw notFound(resourceById('pods'), path.name);
        return end;
      }
      return answerOfKubelet(view, runtime, pod, request, path.subresource);
    },
  };
}

const kubeletsOwn = new Set(['exec', 'attach', 'log', 'portforward']);

function answerOfKubelet(
  view: View,
  runtime: NodeRuntime,
  pod: Pod,
  request: ApiRequest,
  subresource: string,
): ApiResponse {
  const body = (request.body ?? {}) as Partial<OpenExec & WriteSession & PortRequest>;
  if (subresource === 'log') return logOf(view, runtime, pod, request);
  const isRead = request.method === 'GET' && request.query?.['session'] !== undefined;
  if (request.method !== 'POST' && !isRead) throw methodNotAllowed();
  if (isRead || body.session !== undefined) return { code: 200, body: session(runtime, pod, request, body) };
  checkHost(pod);
  checkMachine(view, pod);
  const uid = uidOnMachine(pod);
  if (subresource === 'portforward') return { code: 200, body: forwardPort(runtime, pod, body) };
  const container = containerOf(pod, body.container);
  const command = body.command ?? [];
  if (subresource === 'attach')
    return { code: 200, body: runtime.streams.openAttach(uid, container, body as OpenAttach) };
  if (command.length === 0) throw badRequest('you must specify at least one command for the container');
  if (body.stream === true)
    return { code: 200, body: runtime.streams.openExec(uid, container, { ...body, stream: true, command }) };
  if (runtime.usage(uid, container) === undefined) throw containerNotFound(container);
  return { code: 200, body: runtime.exec(pod.spec?.nodeName ?? '', uid, container, command) };
}

function session(runtime: NodeRuntime, pod: Pod, { query = {} }: ApiRequest, body: Partial<WriteSession>) {
  const uid = uidOnMachine(pod);
  const id = query['session'];
  if (id !== undefined) return runtime.streams.readSession(uid, id, Number(query['from'] ?? 0) || 0);
  return runtime.streams.writeSession(uid, { ...body, session: body.session ?? '' });
}

/** The log of a pod that no node has taken yet is empty. */
function logOf(view: View, runtime: NodeRuntime, pod: Pod, request: ApiRequest): ApiResponse {
  if (request.method !== 'GET') throw methodNotAllowed();
  const container = containerOf(pod, request.query?.['container']);
  if ((pod.spec?.nodeName ?? '') === '') return { code: 200, body: '' };
  checkMachine(view, pod);
  return readPodLog(view, runtime, pod, container, request);
}

function checkHost(pod: Pod): void {
  if ((pod.spec?.nodeName ?? '') === '')
    throw badRequest(`pod ${pod.metadata?.name ?? ''} does not have a host assigned`);
}

const kubeletPort = 10250;

/** A machine without power or network cannot be asked. */
function checkMachine(view: View, pod: Pod): void {
  const machine = view.get<Machine>('machines.podarium.dev', '', pod.spec?.nodeName ?? '');
  if (machine?.spec?.power !== 'Off' && machine?.spec?.network !== 'Partitioned') return;
  const why = machine.spec.power === 'Off' ? 'connect: no route to host' : 'i/o timeout';
  const address = pod.status?.hostIP ?? '';
  throw refuse(500, 'InternalError', `error dialing backend: dial tcp ${address}:${kubeletPort}: ${why}`);
}

/** `validateContainer` in `pkg/registry/core/pod/strategy.go` */
function containerOf({ metadata, spec }: Pod, wanted = ''): string {
  const name = metadata?.name ?? '';
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec ?? {};
  if (wanted !== '') {
    const all: readonly Pick<Container, 'name'>[] = [
      ...containers,
      ...initContainers,
      ...ephemeralContainers,
    ];
    if (all.some((container) => container.name === wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  if (containers.length === 1) return containers[0]!.name;
  const names = (list: readonly Container[]): string => list.map((container) => container.name).join(' ');
  const inits =
    initContainers.length === 0 ? '' : ` or one of the init containers: [${names(initContainers)}]`;
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${names(containers)}]${inits}`,
  );
}
