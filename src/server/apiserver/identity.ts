/** Whom a request speaks for. `apiserver/pkg/endpoints/filters/{authentication,impersonation}.go` */
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiRequest, Cluster } from '../../engine/index.ts';
import { Refusal } from './refusal.ts';

type Identity = Pick<ApiRequest, 'user' | 'groups' | 'impersonator' | 'userAgent'>;

/**
 * Without credentials the person at this machine is the administrator, as with the kubeconfig of a new cluster.
 * @throws Refusal with 401 for a token that is none of the cluster's.
 */
export function identityOf(headers: IncomingHttpHeaders, cluster: Cluster): Identity {
  const agent = headers['user-agent'] === undefined ? {} : { userAgent: headers['user-agent'] };
  const own = { ...agent, ...bearer(headers.authorization, cluster) };
  const user = headers['impersonate-user'];
  if (typeof user !== 'string' || user === '') return own;
  const groups = [headers['impersonate-group'] ?? []].flat().flatMap((text) => text.split(/,\s*/));
  return { ...agent, user, groups, impersonator: own };
}

interface TokenReview {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly user?: { readonly username?: string; readonly groups?: readonly string[] };
  };
}

/** The cluster itself says whose a token is. */
function bearer(authorization: string | undefined, cluster: Cluster): Identity {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return {};
  const { body } = cluster.request({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/tokenreviews',
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
  });
  const { authenticated = false, user } = (body as TokenReview).status ?? {};
  if (!authenticated || user?.username === undefined) throw new Refusal(401, 'Unauthorized', 'Unauthorized');
  return { user: user.username, groups: user.groups ?? [] };
}
