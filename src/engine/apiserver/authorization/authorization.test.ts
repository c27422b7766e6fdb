import { describe, expect, test } from 'vitest';
import type { ApiRequest, ApiResponse } from '../../api/request.ts';
import type { Status } from '../../api/status-error.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

type Cluster = TestCluster['cluster'];

const rbac = '/apis/rbac.authorization.k8s.io/v1';

function clusterWithRoles(): Cluster {
  const settings = { authorization: 'RBAC' } as const;
  const { cluster } = new TestCluster({ seed: 'roles', machines: {}, settings });
  cluster.advanceTo(1000);
  return cluster;
}

function ask(
  cluster: Cluster,
  method: ApiRequest['method'],
  path: string,
  more: Partial<ApiRequest> = {},
): ApiResponse {
  return cluster.request({ method, path, ...more });
}

function messageOf({ body }: ApiResponse): string {
  return (body as Status).message ?? '';
}

function create(
  cluster: Cluster,
  path: string,
  kind: string,
  rest: object,
  more: Partial<ApiRequest> = {},
): ApiResponse {
  const apiVersion = path.startsWith('/apis/') ? path.split('/').slice(2, 4).join('/') : 'v1';
  return ask(cluster, 'POST', path, { body: { apiVersion, kind, ...rest }, ...more });
}

/** Lets jane view the default namespace. */
function letJaneView(cluster: Cluster): void {
  const answer = create(cluster, `${rbac}/namespaces/default/rolebindings`, 'RoleBinding', {
    metadata: { name: 'viewers' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'User', name: 'jane' }],
  });
  expect(answer.code).toBe(201);
}

describe('authorization by roles', () => {
  test('the administrator may do everything, a stranger nothing', () => {
    const cluster = clusterWithRoles();
    expect(ask(cluster, 'GET', '/api/v1/nodes').code).toBe(200);
    const refused = ask(cluster, 'GET', '/api/v1/namespaces/default/pods', { user: 'jane' });
    expect(refused.code).toBe(403);
    expect(messageOf(refused)).toBe(
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"',
    );
    expect(messageOf(ask(cluster, 'GET', '/metrics', { user: 'jane' }))).toBe(
      'forbidden: User "jane" cannot get path "/metrics"',
    );
    expect(messageOf(ask(cluster, 'DELETE', '/api/v1/nodes/a', { user: 'jane' }))).toBe(
      'nodes "a" is forbidden: User "jane" cannot delete resource "nodes" in API group "" at the cluster scope',
    );
  });

  test('an aggregated role lets read but not write, nor read secrets', () => {
    const cluster = clusterWithRoles();
    letJaneView(cluster);
    const place = '/api/v1/namespaces/default';
    expect(ask(cluster, 'GET', `${place}/pods`, { user: 'jane' }).code).toBe(200);
    expect(ask(cluster, 'GET', `${place}/secrets`, { user: 'jane' }).code).toBe(403);
    expect(ask(cluster, 'GET', '/api/v1/namespaces/kube-system/pods', { user: 'jane' }).code).toBe(403);
    expect(
      create(cluster, `${place}/configmaps`, 'ConfigMap', { metadata: { name: 'x' } }, { user: 'jane' }).code,
    ).toBe(403);
  });

  test('nobody grants what they have not got', () => {
    const cluster = clusterWithRoles();
    letJaneView(cluster);
    create(cluster, `${rbac}/namespaces/default/roles`, 'Role', {
      metadata: { name: 'role-maker' },
      rules: [
        { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['*'] },
      ],
    });
    create(cluster, `${rbac}/namespaces/default/rolebindings`, 'RoleBinding', {
      metadata: { name: 'role-makers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'role-maker' },
      subjects: [{ kind: 'User', name: 'jane' }],
    });
    const role = (resources: string[], verbs: string[]) => ({
      metadata: { name: 'mine' },
      rules: [{ apiGroups: ['apps'], resources, verbs }],
    });
    const path = `${rbac}/namespaces/default/roles`;
    // `*` on roles includes escalate; without it she is held to what she has.
    expect(create(cluster, path, 'Role', role(['deployments'], ['delete']), { user: 'jane' }).code).toBe(201);
    ask(cluster, 'PATCH', `${path}/role-maker`, {
      contentType: 'application/merge-patch+json',
      body: {
        rules: [
          { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create', 'delete'] },
        ],
      },
    });
    ask(cluster, 'DELETE', `${path}/mine`);
    const refused = create(cluster, path, 'Role', role(['deployments'], ['get', 'delete', 'patch']), {
      user: 'jane',
    });
    expect(messageOf(refused)).toBe(
      'roles.rbac.authorization.k8s.io "mine" is forbidden: user "jane" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:["apps"], Resources:["deployments"], Verbs:["delete" "patch"]}',
    );
  });

  test('asking in the name of another needs the right to', () => {
    const cluster = clusterWithRoles();
    const path = '/api/v1/namespaces/default/pods';
    const asked = { user: 'jane', groups: ['system:masters'] };
    expect(ask(cluster, 'GET', path, { ...asked, impersonator: {} }).code).toBe(200);
    const refused = ask(cluster, 'GET', path, { ...asked, impersonator: { user: 'bob' } });
    expect(messageOf(refused)).toBe(
      'users "jane" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
  });
});

describe('reviews and tokens', () => {
  test('a token stands for its service account until it ends', () => {
    const cluster = clusterWithRoles();
    const path = '/api/v1/namespaces/default/serviceaccounts/default/token';
    const answer = ask(cluster, 'POST', path, { body: { spec: { expirationSeconds: 600 } } });
    expect(answer.code).toBe(201);
    const { token } = (answer.body as { status: { token: string } }).status;
    const review = () =>
      create(cluster, '/apis/authentication.k8s.io/v1/tokenreviews', 'TokenReview', { spec: { token } })
        .body as { status: object };
    expect(review().status).toMatchObject({
      authenticated: true,
      user: {
        username: 'system:serviceaccount:default:default',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
      },
    });
    cluster.advanceTo(700_000);
    expect(review().status).not.toHaveProperty('authenticated');
  });

  test('who may do what, and why', () => {
    const cluster = clusterWithRoles();
    letJaneView(cluster);
    const can = (verb: string) =>
      (
        create(
          cluster,
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          'SelfSubjectAccessReview',
          { spec: { resourceAttributes: { namespace: 'default', verb, resource: 'pods' } } },
          { user: 'jane' },
        ).body as { status: object }
      ).status;
    expect(can('get')).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "viewers/default" of ClusterRole "view" to User "jane"',
    });
    expect(can('delete')).toEqual({ allowed: false });
  });
});
