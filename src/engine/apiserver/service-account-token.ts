/**
 * Requests for tokens of service accounts, and whom a token stands for.
 * `pkg/registry/core/serviceaccount/storage/token.go`, `pkg/serviceaccount/claims.go`
 */
import {
  accountToken,
  type BoundReference,
  readToken,
  tokenIssuer,
  type TokenWanted,
} from '../api/account-token.ts';
import type { Node, Pod, ServiceAccount, TokenRequestSpec } from '../api/generated/types.ts';
import { type FieldError, invalid } from '../api/validation/field-error.ts';
import { invalidStatus } from '../api/validation/invalid-status.ts';
import { resourceById } from '../api/kinds.ts';
import type { KubeObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { Store } from '../api/store.ts';
import { accountGroups, accountOf, type User } from './authorization/user.ts';
import type { Clock } from './clock.ts';
import { badRequest, methodNotAllowed, notFound } from './errors.ts';
import { refuse } from '../api/status-error.ts';
import type { ResourcePath } from './routes.ts';

const defaultSeconds = 3600;

/** Answers a request for a token. @throws StatusError NotFound, MethodNotAllowed, Invalid, BadRequest, Conflict */
export function answerTokenRequest(
  { method, body }: ApiRequest,
  { namespace, name }: ResourcePath,
  store: Store,
  clock: Clock,
): ApiResponse {
  if (method !== 'POST') throw methodNotAllowed();
  const spec = (body as { spec?: TokenRequestSpec } | undefined)?.spec;
  const account = store.get('serviceaccounts', namespace, name) as ServiceAccount | undefined;
  if (account === undefined) throw notFound(resourceById('serviceaccounts'), name);
  const errors = lifeErrors(spec?.expirationSeconds);
  const kind = { ...resourceById('tokenreviews.authentication.k8s.io'), kind: 'TokenRequest' };
  if (errors.length > 0) throw invalidStatus(kind, '', errors);
  const given = spec?.audiences ?? [];
  const audiences = given.length === 0 ? [tokenIssuer] : given;
  const expirationSeconds = spec?.expirationSeconds ?? defaultSeconds;
  const expiresMs = clock.nowMs + expirationSeconds * 1000;
  const token = accountToken({
    account,
    audiences,
    expirationSeconds,
    issuedSeconds: Math.floor(clock.epochMs / 1000),
    ...boundTo(spec?.boundObjectRef, account, store),
  });
  const answer = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name, namespace, creationTimestamp: clock.timestamp },
    spec: { audiences, expirationSeconds, boundObjectRef: spec?.boundObjectRef ?? null },
    status: { token, expirationTimestamp: clock.toTimestamp(expiresMs) },
  };
  return { code: 201, body: answer };
}

/** `pkg/apis/authentication/validation/validation.go` ValidateTokenRequest */
function lifeErrors(seconds: number = defaultSeconds): FieldError[] {
  const field = 'spec.expirationSeconds';
  if (seconds < 600) return [invalid(field, seconds, 'may not specify a duration less than 10 minutes')];
  if (seconds <= 2 ** 32) return [];
  return [invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds')];
}

/** A token may last no longer than a pod, a Secret or a node does. */
function boundTo(
  reference: TokenRequestSpec['boundObjectRef'],
  account: ServiceAccount,
  store: Store,
): Pick<TokenWanted, 'pod' | 'node' | 'secret'> {
  if (reference === undefined || reference === null) return {};
  const { kind = '', name = '', uid = '' } = reference;
  const resource = boundResources[kind];
  if (resource === undefined) throw badRequest(`cannot bind token to object of type /v1, Kind=${kind}`);
  const namespace = kind === 'Node' ? '' : (account.metadata?.namespace ?? '');
  const object = store.get(resource, namespace, name);
  if (object === undefined) throw notFound(resourceById(resource), name);
  const bound = referenceTo(object);
  if (uid !== '' && uid !== bound.uid) {
    const why = `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw refuse(409, 'Conflict', `Operation cannot be fulfilled on ${kind} "${name}": ${why}`, {
      name,
      kind,
    });
  }
  if (kind === 'Secret') return { secret: bound };
  return kind === 'Node' ? { node: bound } : boundToPod(object as Pod, account, store);
}

const boundResources: Readonly<Record<string, string>> = { Pod: 'pods', Secret: 'secrets', Node: 'nodes' };

function boundToPod(pod: Pod, account: ServiceAccount, store: Store): Pick<TokenWanted, 'pod' | 'node'> {
  const { serviceAccountName = '', nodeName = '' } = pod.spec ?? {};
  const name = account.metadata?.name ?? '';
  if (serviceAccountName !== name)
    throw badRequest(
      `cannot bind token for serviceaccount ${JSON.stringify(name)} to pod running with different serviceaccount name.`,
    );
  const node = nodeName === '' ? undefined : (store.get('nodes', '', nodeName) as Node | undefined);
  return { pod: referenceTo(pod), ...(node === undefined ? {} : { node: referenceTo(node) }) };
}

function referenceTo({ metadata }: KubeObject): BoundReference {
  return { name: metadata?.name ?? '', uid: metadata?.uid ?? '' };
}

/** The service account that a token stands for, while it and what it is bound to last. */
export function authenticateToken(token: string, store: Store, clock: Clock): User | undefined {
  const claims = readToken(token);
  if (claims === undefined || claims.exp * 1000 <= clock.epochMs) return undefined;
  const place = accountOf(claims.sub);
  const { serviceaccount, pod, secret } = claims['kubernetes.io'] ?? {};
  const uid = serviceaccount?.uid;
  if (place === undefined || uid === undefined) return undefined;
  const isThere = (resource: string, { name, uid: wanted }: BoundReference): boolean =>
    store.get(resource, place.namespace, name)?.metadata?.uid === wanted;
  if (!isThere('serviceaccounts', { name: place.name, uid })) return undefined;
  if (pod !== undefined && !isThere('pods', pod)) return undefined;
  if (secret !== undefined && !isThere('secrets', secret)) return undefined;
  return { name: claims.sub, uid, groups: [...accountGroups(claims.sub), 'system:authenticated'] };
}
