import { describe, expect, it } from 'vitest';
import { TestCluster } from '../testing/test-cluster.ts';
import { applyManifests } from './apply-manifests.ts';
import type { Send } from './apply-manifests.ts';
import { compareManifests } from './compare-manifests.ts';
import { parseManifests } from './manifests.ts';

const web = `# The shop's front.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3 # enough
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
      - name: web
        image: nginx:1.29
        resources:
          requests:
            cpu: 350m
`;

function start(): { test: TestCluster; send: Send; apply: (text: string) => Promise<unknown> } {
  const test = TestCluster.with(1);
  const send: Send = (request) => Promise.resolve(test.cluster.request(request));
  const apply = (text: string) =>
    applyManifests(
      parseManifests(text).documents.map(({ object }) => object),
      send,
    );
  return { test, send, apply };
}

describe('a manifest beside the cluster', () => {
  it('is absent, then the same', async () => {
    const { send, apply } = start();
    expect((await compareManifests(web, send))?.[0]?.state).toBe('absent');
    await apply(web);
    const [same] = (await compareManifests(web, send)) ?? [];
    expect(same).toMatchObject({ state: 'same', title: 'Deployment web', line: 2, differences: [] });
    expect(same?.live).toBe(same?.desired);
  });

  it('differs in the one field, and keeps comments and order', async () => {
    const { send, apply } = start();
    await apply(web);
    const [found] = (await compareManifests(web.replace('350m', '500m'), send)) ?? [];
    expect(found?.differences).toEqual([
      {
        path: 'spec.template.spec.containers[name=web].resources.requests.cpu',
        field: 'cpu',
        live: '350m',
        desired: '500m',
      },
    ]);
    expect(found?.live).toBe(web);
    expect(found?.desired).toBe(web.replace('350m', '500m'));
  });

  it('does not call another way to write the same amount a difference', async () => {
    const { send, apply } = start();
    await apply(web);
    const [found] = (await compareManifests(web.replace('350m', '"0.35"'), send)) ?? [];
    expect(found?.differences.length).toBeLessThanOrEqual(1);
  });

  it('shows what applying would remove and add', async () => {
    const { send, apply } = start();
    await apply(web.replace('  name: web\n', '  name: web\n  labels:\n    team: shop\n'));
    const next = web.replace(
      '      - name: web',
      '      - name: log\n        image: busybox:1.37\n      - name: web',
    );
    const [found] = (await compareManifests(next, send)) ?? [];
    expect(found?.differences.map(({ path }) => path).toSorted()).toEqual([
      'metadata.labels',
      'spec.template.spec.containers[name=log]',
    ]);
    expect(found?.live).toContain('team: shop');
    expect(found?.live).not.toContain('busybox');
    expect(found?.desired).toContain('busybox');
  });

  it('leaves alone what others have set and the manifest does not name', async () => {
    const { test, send, apply } = start();
    await apply(web);
    test.patch('deployments.apps', 'web', { metadata: { annotations: { note: 'by hand' } } });
    expect((await compareManifests(web, send))?.[0]?.state).toBe('same');
    test.patch('deployments.apps', 'web', { spec: { replicas: 5 } });
    const [found] = (await compareManifests(web, send)) ?? [];
    expect(found?.differences).toMatchObject([{ path: 'spec.replicas', live: 5, desired: 3 }]);
    expect(found?.live).toContain('replicas: 5 # enough');
  });

  it('tells of each document, the refused ones too', async () => {
    const { send, apply } = start();
    await apply(web);
    const text = `${web}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: {k: v}\n---\n${web.replace('replicas', 'replcias')}`;
    const found = (await compareManifests(text, send)) ?? [];
    expect(found.map(({ state }) => state)).toEqual(['same', 'absent', 'refused']);
  });
});
