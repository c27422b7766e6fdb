/**
 * Golden traces that are lists of requests (`s-validation`, `t-api`): each is sent to our API server in order, and
 * its answer held against the recorded one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiRequest, type ApiResponse, type Cluster, createCluster } from '../../engine/index.ts';
import type { TraceDifference } from './differences.ts';
import { beforehand, namespaceOf } from './request-list-objects.ts';
import { requestsThatDiffer, withoutVersionDifferences } from './request-list-differences.ts';
import type { Fields } from './trace.ts';

interface RecordedRequest {
  readonly method: ApiRequest['method'];
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

interface Case {
  readonly name: string;
  /** Absent where the recorder did something else: a watch, a kubectl command. */
  readonly request?: RecordedRequest & { readonly accept?: string };
  readonly status?: number;
  readonly response?: Fields | string | null;
  /** Of a table: what its columns are. */
  readonly columns?: readonly Fields[];
}

interface RequestList {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** All traces of a folder that are lists of requests, by name. */
export function readRequestLists(folder: string): RequestList[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.toSorted().flatMap((name) => {
    const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { cases?: readonly Case[] };
    return file.cases === undefined ? [] : [{ name: name.replace('.json', ''), cases: file.cases }];
  });
}

/** What our answers differ in. */
export function replayRequestList({ name, cases }: RequestList): readonly TraceDifference[] {
  const cluster = createCluster({ seed: name });
  prepare(cluster, [namespaceOf[name]!]);
  const tokens = new Map<string, string>();
  const preparation = beforehand[name] ?? { requests: [], before: '' };
  return cases.flatMap((recorded) => {
    const { request } = recorded;
    if (recorded.name === preparation.before) prepare(cluster, preparation.requests);
    if (request === undefined || requestsThatDiffer[recorded.name] !== undefined) return [];
    const sent = toApiRequest(cluster, request);
    const answer = cluster.request({ ...sent, query: withOurToken(sent.query ?? {}, tokens) });
    rememberToken(recorded.response, answer.body, tokens);
    return compare(recorded, answer);
  });
}

/** Continue tokens name revisions: each run has its own. */
function withOurToken(
  query: Record<string, string>,
  tokens: ReadonlyMap<string, string>,
): Record<string, string> {
  const token = tokens.get(query['continue'] ?? '');
  return token === undefined ? query : { ...query, continue: token };
}

function rememberToken(golden: Case['response'], replayed: unknown, tokens: Map<string, string>): void {
  const [theirs, ours] = [golden, replayed].map(
    (list) => (list as Fields | null | undefined)?.['metadata']?.continue as unknown,
  );
  if (typeof theirs === 'string' && typeof ours === 'string') tokens.set(theirs, ours);
}

function prepare(cluster: Cluster, requests: readonly ApiRequest[]): void {
  for (const request of requests) {
    const { code, body } = cluster.request(request);
    if (code !== 201) throw new Error(`cannot prepare: ${JSON.stringify(body)}`);
  }
  cluster.advanceTo(cluster.nowMs + 1000);
}

function compare({ name, status, response, columns }: Case, answer: ApiResponse): readonly TraceDifference[] {
  const differs = (what: string, golden: unknown, replayed: unknown): TraceDifference[] =>
    golden === replayed ? [] : [{ point: 'steps', about: `${name}: ${what}`, golden, replayed }];
  const codes = differs('code', status, answer.code);
  if (codes.length === 0 && columns !== undefined)
    return differs('columns', columnsOf(columns), columnsOf((answer.body as Fields)['columnDefinitions']));
  if (codes.length === 0 && name.startsWith('ssa ') && answer.code < 300)
    return differs('managed fields', managedFields(response), managedFields(answer.body));
  if (
    codes.length > 0 ||
    typeof response !== 'object' ||
    response === null ||
    response['status'] !== 'Failure'
  )
    return codes;
  const golden = withoutVersionDifferences(response);
  const replayed = withoutVersionDifferences(answer.body as Fields);
  return ['reason', 'message', 'details'].flatMap((field) =>
    differs(field, textOf(golden[field]), textOf(replayed[field])),
  );
}

/** Names, types, formats and priorities; descriptions are told by nobody's client. */
function columnsOf(columns: unknown): string {
  return textOf((columns as readonly Fields[]).map(({ description: _description, ...column }) => column));
}

/** Managers and what they manage, without the times of the run. */
function managedFields(object: unknown): string {
  const entries = (object as Fields)['metadata']?.managedFields as readonly Fields[] | undefined;
  return textOf(entries?.map(({ time: _time, ...entry }) => entry));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(sortedKeys(value) ?? null);
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortedKeys((value as Fields)[key])]));
}

/** API versions that are gone, and the ones that the same objects have now. */
const newerVersions: ReadonlyArray<readonly [string, string]> = [
  ['batch/v1beta1', 'batch/v1'],
  ['policy/v1beta1', 'policy/v1'],
  ['discovery.k8s.io/v1beta1', 'discovery.k8s.io/v1'],
];

/** What the recorder asked for where it says `Table v1`. */
const tableForm = 'application/json;as=Table;v=v1;g=meta.k8s.io';

function toApiRequest(cluster: Cluster, request: RecordedRequest & { readonly accept?: string }): ApiRequest {
  const [pathname = '', search = ''] = request.path.split('?');
  const path = newerVersions.reduce(
    (text, [from, to]) => text.replace(`/apis/${from}`, `/apis/${to}`),
    pathname,
  );
  const body = request.method === 'PUT' ? ofThisRun(cluster, path, request.body as Fields) : request.body;
  return {
    method: request.method,
    path,
    query: Object.fromEntries(new URLSearchParams(search)),
    ...(request.contentType === undefined ? {} : { contentType: request.contentType }),
    ...(request.accept === undefined ? {} : { accept: tableForm }),
    body: renamed(parsedBody(body, request.contentType ?? '')),
  };
}

/** Bodies that the HTTP adapter would have parsed. */
function parsedBody(body: unknown, contentType: string): unknown {
  return typeof body === 'string' && contentType.includes('patch+') ? (JSON.parse(body) as unknown) : body;
}

function renamed(body: unknown): unknown {
  const apiVersion = (body as Fields | undefined)?.['apiVersion'] as string | undefined;
  const newer = newerVersions.find(([from]) => from === apiVersion)?.[1];
  return newer === undefined ? body : { ...(body as Fields), apiVersion: newer };
}

/** The recorded object with what ours has of its own: uid (unless a wrong one is the point), version, token volume. */
function ofThisRun(cluster: Cluster, path: string, body: Fields): Fields {
  const current = cluster.request({ method: 'GET', path }).body as Fields;
  const { uid, resourceVersion } = (current['metadata'] ?? {}) as Fields;
  const isWrong = /^[0-]+$/.test(String(body['metadata']?.uid));
  const metadata = { ...body['metadata'], resourceVersion, ...(isWrong ? {} : { uid }) };
  if (body['kind'] !== 'Pod') return { ...body, metadata };
  const { volumes } = current['spec'] as Fields;
  const mounts = current['spec'].containers[0].volumeMounts as unknown;
  const containers = (body['spec'].containers as readonly Fields[]).map((one) =>
    one['volumeMounts'] === undefined ? one : { ...one, volumeMounts: mounts },
  );
  return { ...body, metadata, spec: { ...current['spec'], volumes, containers } };
}
