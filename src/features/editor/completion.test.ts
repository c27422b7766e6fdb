import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../bridge/protocol.ts';
import { loadKubernetesReference } from '../../model/kubernetes-reference.ts';
import { suggest } from './completion.ts';
import { buildKubernetesSchema } from './kubernetes-schema.ts';
import { defaultOf, fieldAt } from './schema-walk.ts';
import { readCursor } from './yaml-cursor.ts';

const { structure, descriptions } = await loadKubernetesReference();
const crontab = {
  apiVersion: 'stable.example.com/v1',
  kind: 'CronTab',
  schema: {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        required: ['cronSpec'],
        properties: {
          cronSpec: { type: 'string', description: 'When.' },
          replicas: { type: 'integer', default: 1 },
        },
      },
    },
  },
};
const schema = buildKubernetesSchema(structure, descriptions, [crontab]);

const objects: Record<string, KubeObject[]> = {
  configmaps: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'default' },
      data: { mode: 'a' },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'elsewhere', namespace: 'other' } },
  ] as unknown as KubeObject[],
  nodes: [{ kind: 'Node', metadata: { name: 'node-1', labels: { disk: 'ssd' } } }] as unknown as KubeObject[],
  pods: [
    {
      kind: 'Pod',
      metadata: { name: 'web-1', namespace: 'default', labels: { app: 'web' } },
      spec: { containers: [{ image: 'nginx:1.27' }] },
    },
  ] as unknown as KubeObject[],
};
const cluster = {
  list: (resource: string) => objects[resource] ?? [],
  get: (key: string) => (key === 'configmaps/default/settings' ? objects['configmaps']?.[0] : undefined),
};

function at(marked: string): ReturnType<typeof suggest> {
  const before = marked.slice(0, marked.indexOf('‸')).split('\n');
  const lines = marked.replace('‸', '').split('\n');
  const text = { count: lines.length, line: (number: number) => lines[number - 1] ?? '' };
  return suggest(readCursor(text, before.length, (before.at(-1) ?? '').length + 1), schema, cluster);
}
const labels = (marked: string): string[] =>
  at(marked)
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ label }) => label);

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';

describe('suggest', () => {
  it('offers fields, the required ones first, without those that are there', () => {
    const found = labels(`${deployment}  replicas: 3\n  ‸`);
    expect(found.slice(0, 2)).toEqual(['selector', 'template']);
    expect(found).toContain('strategy');
    expect(found).not.toContain('replicas');
    expect(labels(`${pod}  ‸`)[0]).toBe('containers');
    expect(at(`${pod}  ‸`).find(({ label }) => label === 'containers')?.insert).toBe(
      'containers:\n  - name: $0',
    );
    expect(labels(`${pod}  containers:\n    ‸`)[0]).toBe('- name');
  });

  it('pairs kinds with their apiVersion', () => {
    expect(labels('kind: Deployment\napiVersion: ‸')).toEqual(['apps/v1']);
    const job = at('apiVersion: v1\nkind: ‸').find(({ label }) => label === 'Job');
    expect(job).toMatchObject({ detail: 'batch/v1', apiVersion: 'batch/v1' });
    expect(labels('apiVersion: podarium.dev/v1alpha1\nkind: ‸').slice(0, 3)).toEqual([
      'Fault',
      'Image',
      'Machine',
    ]);
    expect(labels('‸')).toEqual(['apiVersion', 'kind', 'metadata']);
  });

  it('offers allowed values', () => {
    expect(labels(`${pod}  restartPolicy: ‸`)).toEqual(['Always', 'OnFailure', 'Never']);
    expect(labels(`${pod}  hostNetwork: ‸`)).toEqual(['true', 'false']);
  });

  it('offers what the cluster has', () => {
    const env = `${pod}  containers:\n  - name: a\n    env:\n    - name: MODE\n      valueFrom:\n        configMapKeyRef:\n`;
    expect(labels(`${env}          name: ‸`)).toEqual(['settings']);
    expect(labels(`${env}          name: settings\n          key: ‸`)).toEqual(['mode']);
    expect(labels(`${pod}  nodeName: ‸`)).toEqual(['node-1']);
    expect(labels(`${pod}  nodeSelector:\n    ‸`)).toEqual(['disk']);
    expect(labels(`${deployment}  selector:\n    matchLabels:\n      app: ‸`)).toEqual(['web']);
    expect(labels(`${pod}  containers:\n  - image: ‸`)[0]).toBe('nginx:1.27');
  });

  it('knows custom kinds', () => {
    expect(labels('apiVersion: stable.example.com/v1\nkind: CronTab\nspec:\n  ‸')).toEqual([
      'cronSpec',
      'replicas',
    ]);
    const info = fieldAt(schema, crontab, ['spec', 'replicas']);
    expect(info).toMatchObject({ type: 'integer', required: false });
    expect(defaultOf(info!)).toBe('1');
  });
});

describe('fieldAt', () => {
  it('says what kubectl explain says', () => {
    const kind = { apiVersion: 'v1', kind: 'Pod' };
    expect(fieldAt(schema, kind, ['spec', 'containers'])).toMatchObject({
      type: '[]Container',
      required: true,
      owner: 'PodSpec',
    });
    const resources = fieldAt(schema, kind, ['spec', 'containers', 0, 'resources']);
    expect(resources).toMatchObject({ type: 'ResourceRequirements', required: false });
    expect(resources?.description).toMatch(/compute resource/i);
    expect(fieldAt(schema, kind, ['spec', 'nonsense'])).toBeUndefined();
    expect(defaultOf(fieldAt(schema, kind, ['spec', 'restartPolicy'])!)).toBe('Always');
  });
});
