/** Requests of kubectl's commands: addresses from the kinds table, refusals as ServerError. */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { apiVersionOf } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import type { ApiRequest, ApiResponse } from '../engine/api/request.ts';
import type { Status } from '../engine/api/status-error.ts';
import type { ApiClient, WatchEvent } from './api-client.ts';
import { ServerError } from './kubectl-error.ts';
import { type ResourceMap, resourceMapOf, unknownType } from './resource-map.ts';

export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

const patchContentTypes: Readonly<Record<PatchType, string>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
};

/** What one object is called on the server. */
export interface ObjectReference {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
}

/** Whom the server is to take for the author; nobody in particular when empty. */
export type Identity = Pick<ApiRequest, 'user' | 'groups' | 'impersonator'>;

type Query = Readonly<Record<string, string>>;

interface ListOf<Item> {
  readonly items: readonly Item[];
  readonly metadata: { readonly resourceVersion: string };
}

/** The server as one command sees it. */
export class Server {
  readonly client: ApiClient;
  /** Hears each warning of the server once. */
  onWarning: (text: string) => void = () => {};
  readonly #warnings = new Set<string>();

  readonly #identity: Identity;
  readonly #signal: AbortSignal | undefined;

  constructor(client: ApiClient, identity: Identity = {}, signal?: AbortSignal) {
    this.client = client;
    this.#identity = identity;
    this.#signal = signal;
  }

  /** @throws ServerError when the server refuses. */
  async send(request: ApiRequest): Promise<unknown> {
    return (await this.answer(request)).body;
  }

  /** As send, with all that stands beside the body. @throws ServerError when the server refuses. */
  async answer(request: ApiRequest): Promise<ApiResponse> {
    const response = await this.client.request({ ...this.#identity, ...request });
    for (const text of response.warnings ?? []) {
      if (!this.#warnings.has(text)) this.onWarning(text);
      this.#warnings.add(text);
    }
    if (response.code >= 400) throw new ServerError(response.body as Status);
    return response;
  }

  /** The kind of that name. @throws KubectlError when the server has none, having looked again. */
  async kindByName(name: string): Promise<ResourceKind> {
    const kind = await this.#lookUp((map) => map.byName(name));
    if (kind === undefined) throw unknownType(name);
    return kind;
  }

  /** The kind of that name, or the members of a category such as `all`. @throws KubectlError when there is none. */
  async kindsOf(name: string): Promise<readonly ResourceKind[]> {
    const kinds = await this.#lookUp((map) => {
      const kind = map.byName(name);
      const members = kind === undefined ? map.ofCategory(name.toLowerCase()) : [kind];
      return members.length === 0 ? undefined : members;
    });
    if (kinds === undefined) throw unknownType(name);
    return kinds;
  }

  kindOfObject(apiVersion: string, kind: string): Promise<ResourceKind | undefined> {
    return this.#lookUp((map) => map.ofObject(apiVersion, kind));
  }

  resourceMap(fresh = false): Promise<ResourceMap> {
    return resourceMapOf(this.client, fresh);
  }

  /** What isn't known may have come since the server was asked for its kinds. */
  async #lookUp<Found>(find: (map: ResourceMap) => Found | undefined): Promise<Found | undefined> {
    return find(await this.resourceMap()) ?? find(await this.resourceMap(true));
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

  /**
   * Follows one object from a resourceVersion on until `onEvent` answers true; false when the time is up first. A
   * version of long ago is too old for the server: then what the object is now is told first.
   */
  async follow(
    reference: ObjectReference,
    resourceVersion: string,
    onEvent: (event: WatchEvent) => boolean,
    timeoutMs?: number,
  ): Promise<boolean> {
    const query = { fieldSelector: `metadata.name=${reference.name}` };
    const path = collectionPath(reference.kind, reference.namespace);
    const watchFrom = (version: string) =>
      this.watch(
        { method: 'GET', path, query: { ...query, watch: 'true', resourceVersion: version } },
        onEvent,
        timeoutMs,
      );
    try {
      return await watchFrom(resourceVersion);
    } catch (error) {
      if (!(error instanceof ServerError) || error.reason !== 'Expired') throw error;
    }
    const { items, metadata } = (await this.send({ method: 'GET', path, query })) as ListOf<AnyObject>;
    const [now] = items;
    if (now === undefined)
      return onEvent({ type: 'DELETED', object: { metadata: { name: reference.name } } });
    const hasChanged = now.metadata?.resourceVersion !== resourceVersion;
    if (hasChanged && onEvent({ type: 'MODIFIED', object: now })) return true;
    return watchFrom(metadata.resourceVersion);
  }

  watch(request: ApiRequest, onEvent: (event: WatchEvent) => boolean, timeoutMs?: number): Promise<boolean> {
    return this.client.watch({ ...this.#identity, ...request }, onEvent, timeoutMs, this.#signal);
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
