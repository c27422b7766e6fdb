/** An HTTP request to a port that the cluster opens on the person's computer. */
import type { ApiClient, ForwardedPort } from '../../kubectl/index.ts';

export interface PortQuestion {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface PortReply {
  readonly status: number;
  readonly body: string;
}

/** Asks a forwarded port, or (by number) the node port of a Service; undefined when nothing takes the connection. */
export async function askPort(
  client: ApiClient,
  to: ForwardedPort | number,
  question: PortQuestion,
): Promise<PortReply | undefined> {
  if (typeof to === 'number') {
    const path = `/podarium/nodeport/${to}${question.path}`;
    const method = question.method === 'POST' ? 'POST' : 'GET';
    const { code, body } = await client.request({ method, path, body: question.body });
    return code === 502 || code === 404 || typeof body !== 'string' ? undefined : { status: code, body };
  }
  const path = `/api/v1/namespaces/${encodeURIComponent(to.namespace)}/pods/${encodeURIComponent(to.pod)}/portforward`;
  const { code, body } = await client.request({ method: 'POST', path, body: { port: to.port, ...question } });
  return code >= 400 ? undefined : (body as PortReply);
}
