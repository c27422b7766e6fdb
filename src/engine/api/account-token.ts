/**
 * Tokens of service accounts. They have the shape of a JSON Web Token and are signed by nobody: what stands where
 * the signature would be says so. `pkg/serviceaccount/claims.go`
 */
import { hashJson, hashText, type Json } from '../kernel/index.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { ServiceAccount } from './generated/types.ts';
import { nameOf, namespaceOf } from './object.ts';

/** Who issues tokens, and for whom they are when nobody says otherwise. */
export const tokenIssuer = 'https://kubernetes.default.svc.cluster.local';

/** Tokens of this odd length for the API server itself live for a year, and warn after their time. */
const extendedSeconds = 3607;
const yearSeconds = 365 * 86_400;

export interface BoundReference {
  readonly name: string;
  readonly uid: string;
}

export interface TokenWanted {
  readonly account: ServiceAccount;
  readonly audiences: readonly string[];
  readonly expirationSeconds: number;
  /** Seconds since 1970. */
  readonly issuedSeconds: number;
  readonly pod?: BoundReference;
  readonly node?: BoundReference;
  readonly secret?: BoundReference;
}

export interface TokenClaims {
  readonly sub: string;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly 'kubernetes.io'?: {
    readonly namespace?: string;
    readonly serviceaccount?: { readonly uid?: string };
    readonly pod?: BoundReference;
    readonly secret?: BoundReference;
  };
}

const header = { alg: 'none', typ: 'JWT', kid: 'podarium-simulated' };

/** The token itself: a pure function of what is wanted. */
export function accountToken(wanted: TokenWanted): string {
  const { account, audiences, issuedSeconds, expirationSeconds, pod, node, secret } = wanted;
  const [namespace, name] = [namespaceOf(account), nameOf(account)];
  const isExtended =
    pod !== undefined &&
    expirationSeconds === extendedSeconds &&
    audiences.every((audience) => audience === tokenIssuer);
  const exp = issuedSeconds + (isExtended ? yearSeconds : expirationSeconds);
  const sub = `system:serviceaccount:${namespace}:${name}`;
  const claims = {
    aud: [...audiences],
    exp,
    iat: issuedSeconds,
    iss: tokenIssuer,
    jti: identifier(`${sub} ${issuedSeconds} ${exp} ${audiences.join(' ')} ${pod?.uid ?? ''}`),
    'kubernetes.io': {
      namespace,
      ...(node === undefined ? {} : { node: referred(node) }),
      ...(pod === undefined ? {} : { pod: referred(pod) }),
      ...(secret === undefined ? {} : { secret: referred(secret) }),
      serviceaccount: { name, uid: account.metadata?.uid ?? '' },
      ...(isExtended ? { warnafter: issuedSeconds + extendedSeconds } : {}),
    },
    nbf: issuedSeconds,
    sub,
  };
  return [encodeJson(header), encodeJson(claims), signatureOf(claims)].join('.');
}

/** What a token says; undefined when it is none of this cluster's. */
export function readToken(token: string): TokenClaims | undefined {
  const [, payload = '', signature] = token.split('.');
  const claims = decodeClaims(payload);
  const isOurs = claims !== undefined && signature === signatureOf(claims as unknown as Json);
  return isOurs ? claims : undefined;
}

function referred({ name, uid }: BoundReference): { name: string; uid: string } {
  return { name, uid };
}

/** Looks like a UUID. */
function identifier(text: string): string {
  const digits = hashText(text) + hashText(`${text} again`);
  return [8, 12, 16, 20, 32].map((end, part) => digits.slice([0, 8, 12, 16, 20][part], end)).join('-');
}

function decodeClaims(payload: string): TokenClaims | undefined {
  try {
    const padded =
      payload.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (payload.length % 4)) % 4);
    const claims = JSON.parse(decodeBase64(padded)) as Partial<TokenClaims> | null;
    const isWhole = typeof claims?.sub === 'string' && typeof claims.exp === 'number';
    return isWhole ? (claims as TokenClaims) : undefined;
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
