/**
 * Request to response as plain data: what the API server is, without HTTP. Reads come from the store, writes go
 * through the object writer; every refusal is Kubernetes' own Status.
 */
import type { Binding } from '../api/generated/types.ts';
import { apiVersionOf, fidelityWarning, type ResourceKind } from '../api/kinds.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { type Status, StatusError } from '../api/status-error.ts';
import type { ExecResult } from '../api/container-runtime.ts';
import type { Store } from '../api/store.ts';
import { bindPod } from './binding.ts';
import type { Clock } from './clock.ts';
import type { DeleteOptions } from './deletion.ts';
import { discover } from './discovery.ts';
import { methodNotAllowed, notFound, unknownPath } from './errors.ts';
import { evictPod } from './eviction.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import { patched } from './patching.ts';
import { asTable, tableWanted } from './printing/index.ts';
import { checkName, decodeBody, inNamespace } from './request-body.ts';
import { parsePath, type ResourcePath } from './routes.ts';
import { scaledObject, scaleOf } from './scale.ts';
import { selectionOf } from './selection.ts';

/** What the API server asks of the rest of the cluster for subresources that are not stored. */
export interface NodeProxy {
  /** Text of a container's log. @throws StatusError */
  podLogs(namespace: string, name: string, query: Readonly<Record<string, string>>): string;
  /** Runs a command in a container to its end. @throws StatusError */
  podExec(namespace: string, name: string, container: string, command: readonly string[]): ExecResult;
}

export class ApiServer {
  readonly writer: ObjectWriter;
  #store: Store;
  #nodes: NodeProxy;
  #clock: Clock;

  constructor(store: Store, writer: ObjectWriter, nodes: NodeProxy, clock: Clock) {
    this.#store = store;
    this.writer = writer;
    this.#nodes = nodes;
    this.#clock = clock;
  }

  /** Answers a request; never throws for what a client can get wrong. */
  handle(request: ApiRequest): ApiResponse {
    try {
      return this.#answer(request);
    } catch (error) {
      if (error instanceof StatusError) return { code: error.status.code, body: error.status };
      throw error;
    }
  }

  #answer(request: ApiRequest): ApiResponse {
    const path = parsePath(request.path);
    if (path === undefined) {
      const found = request.method === 'GET' ? discover(request.path) : undefined;
      if (found === undefined) throw unknownPath();
      return { code: 200, body: found };
    }
    if (path.subresource !== '') return this.#subresource(request, path);
    switch (request.method) {
      case 'GET':
        return path.name === '' ? this.#list(request, path) : this.#read(request, path);
      case 'POST':
        return this.#create(request, path);
      case 'PUT':
        return this.#update(request, path);
      case 'PATCH':
        return this.#patch(request, path);
      case 'DELETE':
        return path.name === '' ? this.#deleteCollection(request, path) : this.#delete(request, path);
    }
  }

  #get(path: ResourcePath): KubeObject {
    const object = this.#store.get(path.kind.id, path.namespace, path.name);
    if (object === undefined) throw notFound(path.kind, path.name);
    return object;
  }

  #read(request: ApiRequest, path: ResourcePath): ApiResponse {
    const object = this.#get(path);
    const metadata = { resourceVersion: object.metadata?.resourceVersion };
    return { code: 200, body: this.#inColumns(request, path.kind, [object], metadata) ?? object };
  }

  /** The objects as a table, when the request asks for one. */
  #inColumns(
    request: ApiRequest,
    kind: ResourceKind,
    objects: readonly KubeObject[],
    metadata: object,
  ): AnyObject | undefined {
    const included = tableWanted(request);
    return included === undefined
      ? undefined
      : asTable(kind, objects, metadata, included, this.#clock.epochMs);
  }

  #list(request: ApiRequest, path: ResourcePath): ApiResponse {
    const selected = selectionOf(path.kind, request.query);
    const items = this.#store
      .list(path.kind.id, path.namespace)
      .filter(selected)
      .toSorted(byNamespaceAndName);
    const metadata = { resourceVersion: String(this.#store.revision) };
    const table = this.#inColumns(request, path.kind, items, metadata);
    if (table !== undefined) return { code: 200, body: table };
    const body = { kind: `${path.kind.kind}List`, apiVersion: apiVersionOf(path.kind), metadata, items };
    return { code: 200, body };
  }

  #create(request: ApiRequest, path: ResourcePath): ApiResponse {
    if (path.name !== '') throw methodNotAllowed();
    const { object, warnings: strict } = decodeBody(request, path);
    const created = this.writer.create(path.kind, inNamespace(object, path), optionsOf(request));
    const fidelity = fidelityWarning(path.kind);
    const warnings = fidelity === undefined ? strict : [...strict, fidelity];
    return { code: 201, body: created, ...(warnings.length > 0 ? { warnings } : {}) };
  }

  #update(request: ApiRequest, path: ResourcePath): ApiResponse {
    const { object, warnings } = decodeBody(request, path);
    checkName(object, path);
    const updated = this.writer.update(path.kind, inNamespace(object, path), optionsOf(request));
    return { code: 200, body: updated, ...(warnings.length > 0 ? { warnings } : {}) };
  }

  #patch(request: ApiRequest, path: ResourcePath): ApiResponse {
    const current = this.#get(path) as AnyObject;
    const next = patched(path.kind, current, request.contentType, request.body);
    const strict = { ...request, body: next };
    const { object, warnings } = decodeBody(strict, path);
    checkName(object, path);
    const stored = this.writer.update(path.kind, object, optionsOf(request));
    return { code: 200, body: stored, ...(warnings.length > 0 ? { warnings } : {}) };
  }

  #delete(request: ApiRequest, path: ResourcePath): ApiResponse {
    const before = this.#get(path);
    const left = this.writer.delete(
      path.kind,
      path.namespace,
      path.name,
      deleteOptions(request),
      optionsOf(request),
    );
    return { code: 200, body: left ?? (path.kind.id === 'pods' ? before : deletedStatus(path.kind, before)) };
  }

  #deleteCollection(request: ApiRequest, path: ResourcePath): ApiResponse {
    const selected = selectionOf(path.kind, request.query);
    const doomed = this.#store.list(path.kind.id, path.namespace).filter(selected);
    for (const object of doomed) {
      const { namespace = '', name = '' } = object.metadata ?? {};
      this.writer.delete(path.kind, namespace, name, deleteOptions(request), optionsOf(request));
    }
    const metadata = { resourceVersion: String(this.#store.revision) };
    return {
      code: 200,
      body: { kind: `${path.kind.kind}List`, apiVersion: apiVersionOf(path.kind), metadata, items: doomed },
    };
  }

  #subresource(request: ApiRequest, path: ResourcePath): ApiResponse {
    switch (path.subresource) {
      case 'status':
        return this.#status(request, path);
      case 'scale':
        return this.#scale(request, path);
      case 'finalize':
        return {
          code: 200,
          body: this.writer.replace(path.kind, this.#changed(request, path), optionsOf(request)),
        };
      case 'binding':
        return this.#bind(request, path);
      case 'eviction':
        return evictPod(this.#store, this.writer, path, deleteOptions(request), optionsOf(request));
      case 'exec':
        return this.#exec(request, path);
      case 'log':
        return { code: 200, body: this.#nodes.podLogs(path.namespace, path.name, request.query ?? {}) };
      default:
        throw methodNotAllowed();
    }
  }

  #status(request: ApiRequest, path: ResourcePath): ApiResponse {
    const current = this.#get(path);
    if (request.method === 'GET') return { code: 200, body: current };
    return {
      code: 200,
      body: this.writer.updateStatus(path.kind, this.#changed(request, path), optionsOf(request)),
    };
  }

  #scale(request: ApiRequest, path: ResourcePath): ApiResponse {
    const current = this.#get(path) as AnyObject;
    if (request.method === 'GET') return { code: 200, body: scaleOf(current) };
    const wanted =
      request.method === 'PATCH'
        ? patched(path.kind, scaleOf(current), request.contentType, request.body)
        : request.body;
    const stored = this.writer.update(
      path.kind,
      scaledObject(current, wanted as AnyObject),
      optionsOf(request),
    );
    return { code: 200, body: scaleOf(stored as AnyObject) };
  }

  #bind(request: ApiRequest, path: ResourcePath): ApiResponse {
    const binding = request.body as Binding;
    bindPod(
      this.writer,
      path.namespace,
      path.name,
      binding.target?.name ?? '',
      binding.metadata?.uid,
      optionsOf(request),
    );
    const body: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
    return { code: 201, body };
  }

  /** Without a stream to attach to: `{container, command}` in, the result of the finished command out. */
  #exec(request: ApiRequest, path: ResourcePath): ApiResponse {
    if (request.method !== 'POST') throw methodNotAllowed();
    const { container = '', command = [] } = (request.body ?? {}) as {
      container?: string;
      command?: string[];
    };
    return { code: 200, body: this.#nodes.podExec(path.namespace, path.name, container, command) };
  }

  /** The object that a PUT or PATCH of a subresource wants. */
  #changed(request: ApiRequest, path: ResourcePath): KubeObject {
    const current = this.#get(path) as AnyObject;
    if (request.method === 'PUT') return inNamespace(request.body as KubeObject, path);
    if (request.method === 'PATCH') return patched(path.kind, current, request.contentType, request.body);
    throw methodNotAllowed();
  }
}

function optionsOf(request: ApiRequest): WriteOptions {
  return { author: request.user ?? 'user', dryRun: request.query?.['dryRun'] === 'All' };
}

function deleteOptions(request: ApiRequest): DeleteOptions {
  const { query } = request;
  const body = (request.body ?? {}) as DeleteOptions & { deleteOptions?: DeleteOptions };
  const seconds = query?.['gracePeriodSeconds'];
  const policy = query?.['propagationPolicy'];
  return {
    ...(body.deleteOptions ?? body),
    ...(seconds === undefined ? {} : { gracePeriodSeconds: Number(seconds) }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
  };
}

function deletedStatus(kind: ResourceKind, object: KubeObject): Status {
  const { name = '', uid = '' } = object.metadata ?? {};
  const group = kind.group === '' ? {} : { group: kind.group };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, ...group, kind: kind.plural, uid },
    code: 200,
  };
}

function byNamespaceAndName(left: KubeObject, right: KubeObject): number {
  const [a, b] = [left.metadata ?? {}, right.metadata ?? {}];
  return compare(a.namespace ?? '', b.namespace ?? '') || compare(a.name ?? '', b.name ?? '');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
