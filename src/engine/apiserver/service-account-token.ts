/**
 * Tokens of service accounts. They have the shape of a JSON Web Token and are signed by nobody: what stands where
 * the signature would be says so. `pkg/serviceaccount/claims.go`, `pkg/registry/core/serviceaccount/storage/token.go`
 */
import { decodeBase64, encodeBase64 } from '../api/base64.ts';
import type { ServiceAccount, TokenRequestSpec } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import { nameOf, namespaceOf } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { Store } from '../api/store.ts';
import { hashJson, type Json } from '../kernel/index.ts';
import { accountGroups, accountOf, accountUser, type User } from './authorization/user.ts';
import type { Clock } from './clock.ts';
import { methodNotAllowed, notFound } from './errors.ts';
import type { ResourcePath } from './routes.ts';

const audience = 'https://kubernetes.default.svc.cluster.local';
const defaultSeconds = 3600;
const header = { alg: 'none', typ: 'JWT', kid: 'podarium-simulated' };

/** Answers a request for a token. @throws StatusError NotFound, MethodNotAllowed */
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
  const given = spec?.audiences ?? [];
  const audiences = given.length === 0 ? [audience] : given;
  const expirationSeconds = spec?.expirationSeconds ?? defaultSeconds;
  const expiresMs = clock.nowMs + expirationSeconds * 1000;
  const answer = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name, namespace, creationTimestamp: clock.timestamp },
    spec: { audiences, expirationSeconds, boundObjectRef: spec?.boundObjectRef ?? null },
    status: {
      token: tokenOf(account, audiences, expirationSeconds, clock),
      expirationTimestamp: clock.toTimestamp(expiresMs),
    },
  };
  return { code: 201, body: answer };
}

function tokenOf(
  account: ServiceAccount,
  audiences: readonly string[],
  seconds: number,
  clock: Clock,
): string {
  const [namespace, name] = [namespaceOf(account), nameOf(account)];
  const issued = Math.floor(clock.epochMs / 1000);
  const uid = account.metadata?.uid ?? '';
  const claims = {
    aud: [...audiences],
    exp: issued + seconds,
    iat: issued,
    iss: audience,
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: issued,
    sub: accountUser(namespace, name),
  };
  return [encodeJson(header), encodeJson(claims), signatureOf(claims)].join('.');
}

/** The service account that a token stands for, while both last; undefined when it is no token of this cluster. */
export function authenticateToken(token: string, store: Store, clock: Clock): User | undefined {
  const [, payload = '', signature] = token.split('.');
  const claims = decodeClaims(payload);
  if (claims === undefined || signature !== signatureOf(claims as unknown as Json)) return undefined;
  if (claims.exp * 1000 <= clock.epochMs) return undefined;
  const place = accountOf(claims.sub);
  const uid = claims['kubernetes.io']?.serviceaccount?.uid;
  const account = place && store.get('serviceaccounts', place.namespace, place.name);
  if (account === undefined || account.metadata?.uid !== uid || uid === undefined) return undefined;
  return { name: claims.sub, uid, groups: [...accountGroups(claims.sub), 'system:authenticated'] };
}

interface Claims {
  readonly sub: string;
  readonly exp: number;
  readonly 'kubernetes.io'?: { readonly serviceaccount?: { readonly uid?: string } };
}

function decodeClaims(payload: string): Claims | undefined {
  try {
    const padded =
      payload.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (payload.length % 4)) % 4);
    const claims = JSON.parse(decodeBase64(padded)) as Partial<Claims> | null;
    return typeof claims?.sub === 'string' && typeof claims.exp === 'number' ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function signatureOf(claims: Json): string {
  return toUrlAlphabet(encodeBase64(`simulated, not signed: ${hashJson(claims)}`));
}

function encodeJson(value: Json): string {
  return toUrlAlphabet(encodeBase64(JSON.stringify(value)));
}

function toUrlAlphabet(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
