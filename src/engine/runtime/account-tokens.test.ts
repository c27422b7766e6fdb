import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../api/base64.ts';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

const directory = '/var/run/secrets/kubernetes.io/serviceaccount';

function withPod(spec: string): TestCluster {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers: [{ name: app, image: nginx }]${spec}`);
  cluster.until('it runs', () => cluster.readyPods('web').length === 1);
  return cluster;
}

function read({ cluster }: TestCluster, path: string): string {
  const { body } = cluster.request({
    method: 'POST',
    path: '/api/v1/namespaces/default/pods/web/exec',
    body: { container: 'app', command: ['cat', path] },
  });
  const { stdout, stderr } = body as { stdout: string; stderr: string };
  return stdout + stderr;
}

/** What the API server says of a token. */
function review({ cluster }: TestCluster, token: string): unknown {
  const { body } = cluster.request({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/tokenreviews',
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
  });
  return (body as { status: unknown }).status;
}

interface Claims {
  exp: number;
  iat: number;
  aud: string[];
  [claim: string]: unknown;
}

function claimsOf(token: string): Claims {
  const [, payload = ''] = token.split('.');
  return JSON.parse(decodeBase64(payload + '='.repeat((4 - (payload.length % 4)) % 4))) as Claims;
}

describe('the token of a service account', () => {
  it('stands in each container, bound to its pod, and is what the API server would give', () => {
    const cluster = withPod('');
    const token = read(cluster, `${directory}/token`);
    const { metadata, spec } = cluster.get<Pod>('pods', 'web');
    const claims = claimsOf(token);
    expect(claims).toMatchObject({
      sub: 'system:serviceaccount:default:default',
      'kubernetes.io': {
        namespace: 'default',
        node: { name: spec?.nodeName },
        pod: { name: 'web', uid: metadata?.uid },
        warnafter: claims.iat + 3607,
      },
    });
    expect(claims.exp - claims.iat).toBe(365 * 86_400);
    expect(review(cluster, token)).toMatchObject({ authenticated: true });
    expect(read(cluster, `${directory}/namespace`)).toBe('default');
    expect(read(cluster, `${directory}/ca.crt`)).toContain('BEGIN CERTIFICATE');
  });

  it('is another one when four fifths of its life have gone by, and ends with its pod', () => {
    const cluster = withPod('');
    const first = read(cluster, `${directory}/token`);
    expect(read(cluster.advance(2800), `${directory}/token`)).toBe(first);
    expect(read(cluster.advance(120), `${directory}/token`)).not.toBe(first);
    cluster.delete('pods', 'web').advance(60);
    expect(review(cluster, first)).not.toHaveProperty('authenticated');
  });

  it('is not there for a pod that does without', () => {
    const cluster = withPod('\n  automountServiceAccountToken: false');
    expect(read(cluster, `${directory}/token`)).toContain('No such file or directory');
  });

  it('may be asked for with a path, an audience and a life of its own', () => {
    const source = '{ serviceAccountToken: { path: vault/token, audience: vault, expirationSeconds: 7200 } }';
    const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers: [{ name: app, image: nginx, volumeMounts: [{ name: own, mountPath: /tokens }] }]
  volumes: [{ name: own, projected: { sources: [${source}] } }]`);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    const claims = claimsOf(read(cluster, '/tokens/vault/token'));
    expect(claims.aud).toEqual(['vault']);
    expect(claims.exp - claims.iat).toBe(7200);
  });
});
