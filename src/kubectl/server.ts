/** Requests of kubectl's commands: addresses from the kinds table, refusals as ServerError. */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { apiVersionOf } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import type { ApiRequest } from '../engine/api/request.ts';
import type { Status } from '../engine/api/status-error.ts';
import type { ApiClient, WatchEvent } from './api-client.ts';
import { ServerError } from './kubectl-error.ts';

export type PatchType = 'strategic' | 'merge' | 'json';

const patchContentTypes: Readonly<Record<PatchType, string>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
};

/** What one object is called on the server. */
export interface ObjectReference {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
}

type Query = Readonly<Record<string, string>>;

/** The server as one command sees it; warnings of all its answers gather in `warnings`. */
export class Server {
  readonly client: ApiClient;
  readonly warnings: string[] = [];

  constructor(client: ApiClient) {
    this.client = client;
  }

  /** @throws ServerError when the server refuses. */
  async send(request: ApiRequest): Promise<unknown> {
    const response = await this.client.request(request);
    this.warnings.push(...(response.warnings ?? []).filter((text) => !this.warnings.includes(text)));
    if (response.code >= 400) throw new ServerError(response.body as Status);
    return response.body;
  }

  async get(reference: ObjectReference): Promise<AnyObject> {
    return (await this.send({ method: 'GET', path: objectPath(reference) })) as AnyObject;
  }

  /** The object, or undefined when there is none of that name. */
  async find(reference: ObjectReference): Promise<AnyObject | undefined> {
    try {
      return await this.get(reference);
    } catch (error) {
      if (error instanceof ServerError && error.reason === 'NotFound') return undefined;
      throw error;
    }
  }

  async list(kind: ResourceKind, namespace: string, query: Query = {}): Promise<AnyObject[]> {
    const list = (await this.send({ method: 'GET', path: collectionPath(kind, namespace), query })) as {
      items?: AnyObject[];
    };
    // Items of a list carry neither apiVersion nor kind; kubectl fills them in.
    return (list.items ?? []).map((item) => ({ apiVersion: apiVersionOf(kind), kind: kind.kind, ...item }));
  }

  async create(
    kind: ResourceKind,
    namespace: string,
    body: AnyObject,
    query: Query = {},
  ): Promise<AnyObject> {
    return (await this.send({
      method: 'POST',
      path: collectionPath(kind, namespace),
      query,
      body,
    })) as AnyObject;
  }

  async patch(
    reference: ObjectReference,
    type: PatchType,
    body: unknown,
    options: { readonly subresource?: string; readonly query?: Query } = {},
  ): Promise<AnyObject> {
    const path = objectPath(reference) + (options.subresource === undefined ? '' : `/${options.subresource}`);
    const request: ApiRequest = {
      method: 'PATCH',
      path,
      body,
      contentType: patchContentTypes[type],
      query: options.query ?? {},
    };
    return (await this.send(request)) as AnyObject;
  }

  async delete(reference: ObjectReference, body: unknown, query: Query = {}): Promise<unknown> {
    return this.send({ method: 'DELETE', path: objectPath(reference), body, query });
  }

  /** Follows one object from a resourceVersion on until `onEvent` answers true; false when the time is up first. */
  async follow(
    reference: ObjectReference,
    resourceVersion: string,
    onEvent: (event: WatchEvent) => boolean,
    timeoutMs?: number,
  ): Promise<boolean> {
    const query = { watch: 'true', resourceVersion, fieldSelector: `metadata.name=${reference.name}` };
    const path = collectionPath(reference.kind, reference.namespace);
    return this.client.watch({ method: 'GET', path, query }, onEvent, timeoutMs);
  }
}

export function collectionPath(kind: ResourceKind, namespace: string): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const inside = kind.namespaced && namespace !== '' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${inside}/${kind.plural}`;
}

export function objectPath({ kind, namespace, name }: ObjectReference): string {
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
}

/** `deployment.apps`, `pod`: how results name a kind. */
export function kindTitle(kind: ResourceKind): string {
  return kind.group === '' ? kind.singular : `${kind.singular}.${kind.group}`;
}

/** `deployment.apps/web`, `pod/p`. */
export function objectTitle(reference: { readonly kind: ResourceKind; readonly name: string }): string {
  return `${kindTitle(reference.kind)}/${reference.name}`;
}
