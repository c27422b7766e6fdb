/** An HTTP request to a port on localhost of a pod: what `kubectl port-forward` carries. */
import type { PortAnswer } from '../api/container-runtime.ts';
import { contentTypeOf } from '../api/http-answer.ts';
import type { Pod } from '../api/generated/types.ts';
import type { NodeRuntime } from '../api/node-runtime.ts';
import { uidOnMachine } from '../api/static-pod.ts';
import { refuse } from '../api/status-error.ts';
import type { PortRequest, PortResponse } from '../api/streams.ts';
import { badRequest } from './errors.ts';

/** @throws StatusError with containerd's text when nothing listens there. */
export function forwardPort(runtime: NodeRuntime, pod: Pod, request: Partial<PortRequest>): PortResponse {
  const { port = 0, path = '/' } = request;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw badRequest(`invalid port ${port}`);
  const uid = uidOnMachine(pod);
  const answer = runtime.askPort(uid, port, path);
  if (answer.kind === 'http') return responseOf(answer);
  if (answer.kind === 'open') return { status: 0, headers: {}, body: '' };
  const reason = `failed to connect to localhost:${port} inside namespace "${uid}", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found`;
  throw refuse(
    500,
    'InternalError',
    `error forwarding port ${port} to pod ${uid}, uid : failed to execute portforward in network namespace: ${reason}`,
  );
}

/** What a server sends with its page. */
export function responseOf({ status, body }: Extract<PortAnswer, { kind: 'http' }>): PortResponse {
  return { status, headers: { 'content-type': contentTypeOf(body) }, body };
}
