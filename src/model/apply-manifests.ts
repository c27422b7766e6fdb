/**
 * Applies manifests as `kubectl apply` does: create what is not there, else a three-way patch against what was
 * applied last. All documents are tried without storing first, so one mistake leaves the cluster unchanged.
 */
import type { ApiRequest, ApiResponse, KubeObject } from '../bridge/protocol.ts';
import { definitionsResource, kindsOf } from '../engine/api/custom-kinds.ts';
import { findKind, resourceById, type ResourceKind } from '../engine/api/kinds.ts';
import { threeWayJsonMergePatch, threeWayStrategicMergePatch } from '../engine/api/patch/index.ts';
import { pathOf } from '../engine/api/paths.ts';
import { refuse } from '../engine/api/status-error.ts';
import type { AnyObject, Status } from '../engine/index.ts';

const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

export type Send = (request: ApiRequest) => Promise<ApiResponse>;

export interface Applied {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly result: 'created' | 'configured' | 'unchanged';
}

export interface Refused {
  /** Index of the document. */
  readonly document: number;
  readonly status: Status;
}

export interface ApplyResult {
  readonly applied: readonly Applied[];
  /** When anything was refused, nothing was applied. */
  readonly refused: readonly Refused[];
  /** What the server said beside doing it: fields it does not know, kinds that nothing acts on yet. */
  readonly warnings: readonly string[];
}

/** For long lists: told of each step, and able to stop between two of them. */
export interface ApplyWatch {
  /** Each object counts twice: once tried, once stored. */
  readonly onStep?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

export async function applyManifests(
  objects: readonly AnyObject[],
  send: Send,
  { onStep, signal }: ApplyWatch = {},
): Promise<ApplyResult> {
  const tell = (done: number): void => onStep?.(done, objects.length * 2);
  const refused = await tryAll(objects, send, tell, signal);
  if (refused.length > 0 || isStopped(signal)) return { applied: [], refused, warnings: [] };
  const applied: Applied[] = [];
  const warnings: string[] = [];
  for (const [document, object] of objects.entries()) {
    if (isStopped(signal)) break;
    tell(objects.length + document);
    const outcome = await applyOne(object, send, false);
    if ('status' in outcome) return { applied, refused: [{ document, status: outcome.status }], warnings };
    applied.push(outcome.applied);
    warnings.push(...(outcome.warnings ?? []));
  }
  return { applied, refused: [], warnings: [...new Set(warnings)] };
}

/** Asked anew each time: it changes while one waits. */
function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

async function tryAll(
  objects: readonly AnyObject[],
  send: Send,
  tell: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  const comingNamespaces = new Set(
    objects.filter((object) => object.kind === 'Namespace').map((object) => object.metadata?.name),
  );
  const comingKinds = new Set(objects.map(definedKind));
  for (const [document, object] of objects.entries()) {
    if (isStopped(signal)) break;
    tell(document);
    const outcome = await applyOne(object, send, true);
    if (!('status' in outcome)) continue;
    const { status } = outcome;
    const missing = status.details?.kind === 'namespaces' ? status.details.name : undefined;
    if (missing !== undefined && comingNamespaces.has(missing)) continue;
    if (comingKinds.has(`${object.apiVersion?.split('/')[0]}/${object.kind}`)) continue;
    refused.push({ document, status });
  }
  return refused;
}

/** `group/Kind` that a CustomResourceDefinition among the manifests defines. */
function definedKind(object: AnyObject): string | undefined {
  if (object.kind !== 'CustomResourceDefinition') return undefined;
  const { group, names } = (object['spec'] ?? {}) as { group?: string; names?: { kind?: string } };
  return `${group}/${names?.kind}`;
}

/** The kind of an object: built in, or defined in the cluster as it is now. */
async function kindOf(
  { apiVersion = '', kind = '' }: AnyObject,
  send: Send,
): Promise<ResourceKind | undefined> {
  const builtIn = findKind(apiVersion, kind);
  if (builtIn !== undefined) return builtIn;
  const { body } = await send({ method: 'GET', path: pathOf(resourceById(definitionsResource), '') });
  const { items = [] } = body as { items?: readonly KubeObject[] };
  return kindsOf({ count: () => items.length, list: () => items }).byKind(apiVersion, kind);
}

/** What applying one object would do; nothing is stored. `live` is undefined when it would be created. */
export type Trial =
  { readonly live: AnyObject | undefined; readonly after: AnyObject } | { readonly status: Status };

/** Asks the server what an object would become if it were applied now. */
export async function tryApply(object: AnyObject, send: Send): Promise<Trial> {
  const kind = await kindOf(object, send);
  if (kind === undefined) return { status: noMatch(object) };
  const namespace = kind.namespaced ? (object.metadata?.namespace ?? 'default') : '';
  const path = pathOf(kind, namespace, object.metadata?.name ?? '');
  const current = await send({ method: 'GET', path });
  if (current.code === 404) return { live: undefined, after: object };
  if (current.code >= 400) return { status: current.body as Status };
  const live = current.body as AnyObject;
  const configured = withLastApplied(kind.namespaced ? inNamespace(object, namespace) : object);
  const { patch, contentType } = patchOf(kind, configured, live);
  if (isEmpty(patch)) return { live, after: live };
  const query = { fieldValidation: 'Strict', dryRun: 'All' };
  const answer = await send({ method: 'PATCH', path, query, contentType, body: patch });
  return answer.code >= 400 ? { status: answer.body as Status } : { live, after: answer.body as AnyObject };
}

type Outcome =
  | { readonly applied: Applied; readonly warnings?: readonly string[] | undefined }
  | { readonly status: Status };

async function applyOne(object: AnyObject, send: Send, dryRun: boolean): Promise<Outcome> {
  const kind = await kindOf(object, send);
  if (kind === undefined) return { status: noMatch(object) };
  const namespace = kind.namespaced ? (object.metadata?.namespace ?? 'default') : '';
  const name = object.metadata?.name ?? '';
  const configured = withLastApplied(kind.namespaced ? inNamespace(object, namespace) : object);
  const query: Record<string, string> = { fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}) };
  const current =
    name === '' ? undefined : await send({ method: 'GET', path: pathOf(kind, namespace, name) });
  const about = { apiVersion: object.apiVersion ?? '', kind: kind.kind, namespace };
  if (current === undefined || current.code === 404) {
    const answer = await send({ method: 'POST', path: pathOf(kind, namespace), query, body: configured });
    if (answer.code >= 400) return { status: answer.body as Status };
    return {
      applied: { ...about, name: (answer.body as KubeObject).metadata?.name ?? name, result: 'created' },
      warnings: answer.warnings,
    };
  }
  const { patch, contentType } = patchOf(kind, configured, current.body as AnyObject);
  if (isEmpty(patch)) return { applied: { ...about, name, result: 'unchanged' } };
  const answer = await send({
    method: 'PATCH',
    path: pathOf(kind, namespace, name),
    query,
    contentType,
    body: patch,
  });
  if (answer.code >= 400) return { status: answer.body as Status };
  const changed = versionOf(answer.body) !== versionOf(current.body) || dryRun;
  return { applied: { ...about, name, result: changed ? 'configured' : 'unchanged' } };
}

function patchOf(
  kind: ResourceKind,
  modified: AnyObject,
  current: AnyObject,
): { patch: unknown; contentType: string } {
  const original = JSON.parse(current.metadata?.annotations?.[lastAppliedAnnotation] ?? '{}') as Record<
    string,
    unknown
  >;
  const three = {
    original,
    modified: modified as Record<string, unknown>,
    current: current as Record<string, unknown>,
  };
  if (kind.group === 'podarium.dev' || kind.custom !== undefined) {
    return { patch: threeWayJsonMergePatch(three), contentType: 'application/merge-patch+json' };
  }
  return {
    patch: threeWayStrategicMergePatch(three, kind.kind),
    contentType: 'application/strategic-merge-patch+json',
  };
}

function withLastApplied(object: AnyObject): AnyObject {
  const { [lastAppliedAnnotation]: _old, ...annotations } = object.metadata?.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  const text = `${JSON.stringify(plain)}\n`;
  return {
    ...plain,
    metadata: { ...plain.metadata, annotations: { ...annotations, [lastAppliedAnnotation]: text } },
  };
}

function inNamespace(object: AnyObject, namespace: string): AnyObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** kubectl's words for a kind that the server does not have. */
function noMatch(object: AnyObject): Status {
  const { apiVersion = '', kind = '', metadata } = object;
  const name = metadata?.name ?? '';
  const why =
    kind === ''
      ? 'kind not set'
      : apiVersion === ''
        ? 'apiVersion not set'
        : `no matches for kind "${kind}" in version "${apiVersion}"`;
  const message =
    kind === '' || apiVersion === ''
      ? `error validating data: ${why}`
      : `resource mapping not found for name: "${name}" namespace: "": ${why}`;
  const field = kind === '' ? 'kind' : 'apiVersion';
  const causes = [{ reason: 'FieldValueNotSupported', message, field }];
  return refuse(404, 'NotFound', message, { causes }).status;
}

function versionOf(body: unknown): string | undefined {
  return (body as KubeObject).metadata?.resourceVersion;
}

function isEmpty(patch: unknown): boolean {
  return typeof patch === 'object' && patch !== null && Object.keys(patch).length === 0;
}
