/**
 * Request to response as plain data: what the API server is, without HTTP. Reads come from the store, writes go
 * through the object writer; every refusal is Kubernetes' own Status.
 */
import type { Binding } from '../api/generated/types.ts';
import { kindsOf } from '../api/custom-kinds.ts';
import { apiVersionOf, type ResourceKind } from '../api/kinds.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { type Status, StatusError } from '../api/status-error.ts';
import type { Store } from '../api/store.ts';
import type { OpenWatch } from '../api/watch.ts';
import type { Authorization } from './authorization/index.ts';
import { bindPod } from './binding.ts';
import type { Clock } from './clock.ts';
import { discover } from './discovery/index.ts';
import { methodNotAllowed, notFound, unknownPath } from './errors.ts';
import { evictPod } from './eviction.ts';
import { answerPatch, changedObject, type Patched } from './object-patch.ts';
import { answerScale } from './object-scale.ts';
import { answerUpdate } from './object-update.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import { createLedger, type FieldLedger, type Lineage } from './managed-fields/ledger.ts';
import { withManagedFields } from './managed-fields/show.ts';
import { listObjects } from './listing.ts';
import type { Past } from './past.ts';
import { formWanted, presentAnswer, presentList } from './presenting.ts';
import type { NodeProxy } from './node-proxy.ts';
import { answerReview } from './reviews.ts';
import { answerPodPart } from './pod-subresources.ts';
import { decodeBody, inNamespace } from './request-body.ts';
import { deleteOptions, optionsOf } from './request-options.ts';
import { parsePath, type ResourcePath } from './routes.ts';
import { answerTokenRequest } from './service-account-token.ts';
import { inServedVersion } from './served-versions.ts';
import { answerUnstored } from './unstored.ts';
import { tooLarge } from './resource-versions.ts';
import { openWatch } from './watching.ts';
import { WatchLogs } from './watch-log.ts';

/** Objects as clients see them, or just as they are stored: for who does not look at the answer. */
export type AnswerWanted = 'shown' | 'stored';

export class ApiServer {
  readonly writer: ObjectWriter;
  #store: Store;
  #nodes: NodeProxy;
  #clock: Clock;
  #past: Past;
  #watchLogs: WatchLogs;
  #lineage: Lineage;
  #keptLedger: FieldLedger | undefined;
  #authorization: Authorization;
  #wanted: AnswerWanted = 'shown';
  /** What the request that is being answered is warned of. */
  #warnings: string[] = [];

  constructor(
    store: Store,
    writer: ObjectWriter,
    nodes: NodeProxy,
    clock: Clock,
    past: Past,
    lineage: Lineage,
    authorization: Authorization,
  ) {
    this.#authorization = authorization;
    this.#past = past;
    this.#watchLogs = new WatchLogs(store);
    this.#store = store;
    this.writer = writer;
    this.#nodes = nodes;
    this.#clock = clock;
    this.#lineage = lineage;
  }

  /** Who manages which fields takes work to tell: it begins when somebody asks. */
  get #ledger(): FieldLedger {
    return (this.#keptLedger ??= createLedger(this.#lineage));
  }

  /** Answers a request; never throws for what a client can get wrong. */
  handle(request: ApiRequest, wanted: AnswerWanted = 'shown'): ApiResponse {
    // A command in a pod may ask while it is itself part of an answer.
    const outer = { warnings: this.#warnings, wanted: this.#wanted };
    this.#warnings = [];
    this.#wanted = wanted;
    try {
      this.#authorization.check(request);
      const response = this.#answer(request);
      if (this.#warnings.length === 0) return response;
      return { ...response, warnings: [...(response.warnings ?? []), ...this.#warnings] };
    } catch (error) {
      if (error instanceof StatusError) return { code: error.status.code, body: error.status };
      throw error;
    } finally {
      this.#warnings = outer.warnings;
      this.#wanted = outer.wanted;
    }
  }

  /** Opens a watch, or answers why not. */
  openWatch(request: ApiRequest): OpenWatch | ApiResponse {
    try {
      this.#authorization.check({ ...request, query: { ...request.query, watch: 'true' } });
      const path = parsePath(request.path, kindsOf(this.#store));
      if (path === undefined) throw unknownPath();
      const shown = (object: KubeObject) => this.#ledger.shown(path.kind, object);
      return openWatch(this.#past, this.#watchLogs, path, request, shown);
    } catch (error) {
      if (error instanceof StatusError) return { code: error.status.code, body: error.status };
      throw error;
    }
  }

  #answer(request: ApiRequest): ApiResponse {
    const kinds = kindsOf(this.#store);
    const path = parsePath(request.path, kinds);
    const elsewhere = this.#nodes.answer(request, path);
    if (elsewhere !== undefined) return elsewhere;
    if (path === undefined) {
      const found = request.method === 'GET' ? discover(request, kinds) : undefined;
      if (found === undefined) throw unknownPath();
      return found;
    }
    if (!path.kind.stored) {
      const review = answerReview(request, path, this.#authorization, this.#clock);
      return review ?? answerUnstored(request, path, kinds, this.#clock);
    }
    if (path.served === undefined) return this.#answerAt(request, path);
    return inServedVersion(path.served, request, path, this.#store, (stored) => this.#answerAt(stored, path));
  }

  #answerAt(request: ApiRequest, path: ResourcePath): ApiResponse {
    if (path.subresource !== '' && path.subresource !== 'status') return this.#subresource(request, path);
    if (this.#wanted === 'stored' && path.subresource === '') return this.#resource(request, path);
    const form = formWanted(request);
    if (path.name === '' && request.method === 'GET') return this.#list(request, path);
    return presentAnswer(form, path.kind, this.#answerObject(request, path), this.#clock.epochMs);
  }

  #answerObject(request: ApiRequest, path: ResourcePath): ApiResponse {
    const response =
      path.subresource === '' ? this.#resource(request, path) : this.#subresource(request, path);
    const served = { ledger: this.#ledger, store: this.#store, nowMs: this.#clock.nowMs };
    return withManagedFields(served, path.kind, request, response);
  }

  #resource(request: ApiRequest, path: ResourcePath): ApiResponse {
    switch (request.method) {
      case 'GET':
        return this.#read(request, path);
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
    const version = Number(request.query?.['resourceVersion'] ?? 0);
    if (version > this.#store.revision) throw tooLarge(version, this.#store.revision);
    return { code: 200, body: this.#get(path) };
  }

  #list(request: ApiRequest, path: ResourcePath): ApiResponse {
    const { items, metadata } = listObjects(this.#past, path, request);
    const form = formWanted(request);
    const shown = form.as === 'Table' ? items : this.#ledger.shownAll(path.kind, items);
    const body = presentList(form, path.kind, shown, metadata, this.#clock.epochMs);
    return { code: 200, body };
  }

  #create(request: ApiRequest, path: ResourcePath): ApiResponse {
    if (path.name !== '') throw methodNotAllowed();
    const { object, warnings: strict } = decodeBody(request, path);
    const created = this.writer.create(path.kind, inNamespace(object, path), this.#options(request));
    const fidelity = this.#authorization.fidelityWarning(path.kind, created);
    const warnings = fidelity === undefined ? strict : [...strict, fidelity];
    return { code: 201, body: created, ...(warnings.length > 0 ? { warnings } : {}) };
  }

  #update(request: ApiRequest, path: ResourcePath): ApiResponse {
    return answerUpdate(this.writer, this.#ledger, path, request, this.#options(request));
  }

  #patch(request: ApiRequest, path: ResourcePath): ApiResponse {
    return answerPatch(this.writer, this.#ledger, path, request, this.#options(request));
  }

  #delete(request: ApiRequest, path: ResourcePath): ApiResponse {
    const before = this.#get(path);
    const left = this.writer.delete(
      path.kind,
      path.namespace,
      path.name,
      deleteOptions(request),
      this.#options(request),
    );
    return { code: 200, body: left ?? (path.kind.id === 'pods' ? before : deletedStatus(path.kind, before)) };
  }

  #deleteCollection(request: ApiRequest, path: ResourcePath): ApiResponse {
    const { items: doomed } = listObjects(this.#past, path, request);
    for (const object of doomed) {
      const { namespace = '', name = '' } = object.metadata ?? {};
      this.writer.delete(path.kind, namespace, name, deleteOptions(request), this.#options(request));
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
        return answerScale(this.writer, this.#ledger, path, request, this.#options(request));
      case 'finalize':
        return {
          code: 200,
          body: this.writer.replace(path.kind, this.#changed(request, path).object, this.#options(request)),
        };
      case 'binding':
        return this.#bind(request, path);
      case 'token':
        return answerTokenRequest(request, path, this.#store, this.#clock);
      case 'ephemeralcontainers':
      case 'resize': {
        const changed = () => this.#changed(request, path).object;
        return answerPodPart(this.writer, request, path, this.#get(path), changed, this.#options(request));
      }
      case 'eviction':
        return evictPod(this.#store, this.writer, path, deleteOptions(request), this.#options(request));
      default:
        throw methodNotAllowed();
    }
  }

  #options(request: ApiRequest): WriteOptions {
    const warn = (text: string) => void this.#warnings.push(text);
    return { ...optionsOf(request), ...this.#authorization.guard(request), warn };
  }

  #status(request: ApiRequest, path: ResourcePath): ApiResponse {
    const current = this.#get(path);
    if (request.method === 'GET') return { code: 200, body: current };
    const { object, isNewVersion } = this.#changed(request, path);
    const options = { ...this.#options(request), isNewVersion };
    return { code: 200, body: this.writer.updateStatus(path.kind, object, options) };
  }

  #bind(request: ApiRequest, path: ResourcePath): ApiResponse {
    const binding = request.body as Binding;
    bindPod(
      this.writer,
      path.namespace,
      path.name,
      binding.target?.name ?? '',
      binding.metadata?.uid,
      this.#options(request),
    );
    const body: Status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
    return { code: 201, body };
  }

  /** The object that a PUT or PATCH of a subresource wants; what its body is warned of is kept. */
  #changed(request: ApiRequest, path: ResourcePath): Patched {
    const current = this.#get(path) as AnyObject;
    const { object, isNewVersion, warnings } = changedObject(
      this.#ledger,
      path,
      current,
      request,
      this.#clock.timestamp,
    );
    this.#warnings.push(...warnings);
    return { object, isNewVersion };
  }
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
