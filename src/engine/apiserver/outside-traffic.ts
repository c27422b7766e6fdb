/**
 * Requests that go through the API server to pods, Services and nodes, and those that come in at node ports.
 * `pkg/registry/core/service/storage/storage.go ResourceLocation`, `pkg/registry/core/pod/strategy.go`
 */
import type { PortAnswer } from '../api/container-runtime.ts';
import type { EndpointSlice, Node, Pod, Service } from '../api/generated/types.ts';
import type { NodeRuntime, OutsideTraffic } from '../api/node-runtime.ts';
import type { View } from '../api/part.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { uidOnMachine } from '../api/static-pod.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import { badRequest, notFound } from './errors.ts';
import { responseOf } from './port-forward.ts';
import type { ResourcePath } from './routes.ts';

const nodePortPath = /^\/podarium\/nodeport\/(\d+)(\/.*)?$/;

/** `/podarium/nodeport/30080/path`: undefined when it is no such path. @throws StatusError NotFound, ServiceUnavailable */
export function askNodePort(traffic: OutsideTraffic, request: ApiRequest): ApiResponse | undefined {
  const found = nodePortPath.exec(request.path);
  if (found === null) return undefined;
  const port = Number(found[1]);
  const answer = traffic.askNodePort(port, withQuery(found[2] ?? '/', request));
  if (answer === undefined) throw refuse(404, 'NotFound', `no Service has the node port ${port}`);
  return passedOn(answer, `:${port}`);
}

/** @throws StatusError NotFound, BadRequest, ServiceUnavailable */
export function proxyTo(
  view: View,
  runtime: NodeRuntime,
  traffic: OutsideTraffic,
  request: ApiRequest,
  path: ResourcePath,
): ApiResponse {
  const rest = withQuery(`/${path.rest ?? ''}`, request);
  switch (path.kind.id) {
    case 'pods':
      return proxyToPod(view, runtime, path, rest);
    case 'services':
      return proxyToService(view, traffic, path, rest);
    default:
      return proxyToNode(view, path);
  }
}

function withQuery(path: string, { query = {} }: ApiRequest): string {
  const words = Object.entries(query).map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
  );
  return words.length === 0 ? path : `${path}?${words.join('&')}`;
}

/** `https:web:443`, `web:http` or `web`. `apimachinery/pkg/util/net/port_split.go` */
function splitName(text: string): { readonly name: string; readonly port: string } {
  const parts = text.split(':');
  if (parts.length === 3) return { name: parts[1]!, port: parts[2]! };
  return { name: parts[0]!, port: parts[1] ?? '' };
}

function proxyToPod(view: View, runtime: NodeRuntime, path: ResourcePath, rest: string): ApiResponse {
  const { name, port: wanted } = splitName(path.name);
  const pod = view.get<Pod>('pods', path.namespace, name);
  if (pod === undefined) throw notFound(path.kind, name);
  if ((pod.status?.podIP ?? '') === '') throw badRequest('address not allowed');
  const declared = pod.spec?.containers.flatMap((container) => container.ports ?? []) ?? [];
  const port = wanted === '' ? (declared[0]?.containerPort ?? 80) : Number(wanted);
  if (!Number.isInteger(port)) throw badRequest(`invalid pod request "${path.name}"`);
  return passedOn(runtime.askPort(uidOnMachine(pod), port, rest), `${pod.status?.podIP}:${port}`);
}

function proxyToService(view: View, traffic: OutsideTraffic, path: ResourcePath, rest: string): ApiResponse {
  const { name, port: wanted } = splitName(path.name);
  const service = view.get<Service>('services', path.namespace, name);
  if (service === undefined) throw notFound(path.kind, name);
  const ports = service.spec?.ports ?? [];
  const port = ports.find((candidate) =>
    wanted === ''
      ? ports.length === 1 || candidate.name === ''
      : candidate.name === wanted || String(candidate.port) === wanted,
  );
  if (port === undefined) throw unavailable(`no service port "${wanted}" found for service "${name}"`);
  const slices = view
    .list<EndpointSlice>('endpointslices.discovery.k8s.io', path.namespace)
    .filter((slice) => slice.metadata?.labels?.['kubernetes.io/service-name'] === name);
  for (const slice of slices) {
    const target = slice.ports?.find((candidate) => (candidate.name ?? '') === (port.name ?? ''))?.port;
    const address = slice.endpoints?.find(({ conditions }) => conditions?.ready !== false)?.addresses[0];
    if (target !== undefined && address !== undefined)
      return passedOn(traffic.askAddress(address, target, rest), `${address}:${target}`);
  }
  throw unavailable(`no endpoints available for service "${path.name}"`);
}

/** Of a kubelet's own server only its health and its pods are simulated. */
function proxyToNode(view: View, path: ResourcePath): ApiResponse {
  const { name } = splitName(path.name);
  const node = view.get<Node>('nodes', '', name);
  if (node === undefined) throw notFound(path.kind, name);
  if (path.rest === 'healthz') return text(200, 'ok');
  if (path.rest !== 'pods' && path.rest !== 'pods/') return text(404, '404 page not found\n');
  const items = view.podsOnNode<Pod>(name);
  return { code: 200, body: { kind: 'PodList', apiVersion: 'v1', metadata: {}, items } };
}

function passedOn(answer: PortAnswer, address: string): ApiResponse {
  if (answer.kind === 'http') {
    const { status, headers, body } = responseOf(answer);
    return { code: status, body, headers };
  }
  const why = {
    open: 'EOF',
    refused: `dial tcp ${address}: connect: connection refused`,
    timeout: `dial tcp ${address}: i/o timeout`,
  };
  throw unavailable(`error trying to reach service: ${why[answer.kind]}`);
}

function text(code: number, body: string): ApiResponse {
  return { code, body, headers: { 'content-type': 'text/plain; charset=utf-8' } };
}

function unavailable(message: string): StatusError {
  return refuse(503, 'ServiceUnavailable', message);
}
