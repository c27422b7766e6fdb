/** Custom kinds from their definition to their end, by requests alone. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cluster, Status } from '../engine/index.ts';
import { TestCluster } from './test-cluster.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const crontabs = '/apis/stable.example.com/v1/namespaces/default/crontabs';

const spec = {
  type: 'object',
  required: ['cronSpec'],
  properties: {
    cronSpec: { type: 'string', pattern: '^\\d+$' },
    image: { type: 'string' },
    replicas: { type: 'integer', minimum: 1, default: 2 },
  },
};

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'crontabs.stable.example.com' },
  spec: {
    group: 'stable.example.com',
    scope: 'Namespaced',
    names: { plural: 'crontabs', kind: 'CronTab', shortNames: ['ct'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec, status: { type: 'object' } } } },
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
        },
        additionalPrinterColumns: [{ name: 'Spec', type: 'string', jsonPath: '.spec.cronSpec' }],
      },
      {
        name: 'v1beta1',
        served: true,
        storage: false,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      },
    ],
  },
};

const crontab = (fields: object, name = 'a') => ({
  apiVersion: 'stable.example.com/v1',
  kind: 'CronTab',
  metadata: { name },
  spec: fields,
});

let cluster: Cluster;

const get = (path: string, accept = '') => cluster.request({ method: 'GET', path, accept });
const post = (path: string, body: unknown) =>
  cluster.request({ method: 'POST', path, body, query: { fieldValidation: 'Strict' } });
const messageOf = ({ body }: { readonly body: unknown }) => (body as Status).message;

function later(seconds: number): void {
  cluster.advanceTo(cluster.nowMs + seconds * 1000);
}

beforeEach(() => {
  cluster = TestCluster.with(1).cluster;
  later(10);
  expect(post(definitions, definition).code).toBe(201);
  later(1);
});

describe('a custom kind', () => {
  it('is in both forms of discovery and in OpenAPI', () => {
    const list = get('/apis/stable.example.com/v1').body as { resources: { name: string; kind: string }[] };
    expect(list.resources.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'crontabs CronTab',
      'crontabs/scale Scale',
      'crontabs/status CronTab',
    ]);
    const aggregated = get('/apis', 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    expect(aggregated.contentType).toContain('as=APIGroupDiscoveryList');
    expect(JSON.stringify(aggregated.body)).toContain('"shortNames":["ct"]');
    const document = get('/openapi/v3/apis/stable.example.com/v1').body as {
      components: { schemas: Record<string, { properties: { spec: unknown } }> };
    };
    expect(document.components.schemas['com.example.stable.v1.CronTab']?.properties.spec).toEqual(spec);
  });

  it('is defaulted, pruned and checked by its schema', () => {
    const created = post(crontabs, crontab({ cronSpec: '5' }));
    expect(created.body).toMatchObject({ spec: { cronSpec: '5', replicas: 2 } });
    expect(messageOf(post(crontabs, crontab({ cronSpec: '5', foo: 1 })))).toBe(
      'CronTab in version "v1" cannot be handled as a CronTab: strict decoding error: unknown field "spec.foo"',
    );
    expect(messageOf(post(crontabs, crontab({ replicas: 'x' }, 'b')))).toBe(
      'CronTab.stable.example.com "b" is invalid: [spec.cronSpec: Required value, spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"]',
    );
  });

  it('prints its columns, scales, and is served in its other version', () => {
    post(crontabs, crontab({ cronSpec: '5' }));
    const table = get(crontabs, 'application/json;as=Table;v=v1;g=meta.k8s.io').body as {
      rows: { cells: unknown[] }[];
    };
    expect(table.rows[0]?.cells).toEqual(['a', '5']);
    const contentType = 'application/merge-patch+json';
    const path = `${crontabs}/a/scale`;
    cluster.request({ method: 'PATCH', path, contentType, body: { spec: { replicas: 7 } } });
    expect(get(`${crontabs.replace('v1', 'v1beta1')}/a`).body).toMatchObject({
      apiVersion: 'stable.example.com/v1beta1',
      metadata: { generation: 2 },
      spec: { replicas: 7 },
    });
  });

  it('is known to a fork, and goes with its definition', () => {
    post(crontabs, crontab({ cronSpec: '5' }));
    const fork = cluster.forkFrom(cluster.checkpoint());
    cluster.request({ method: 'DELETE', path: `${definitions}/crontabs.stable.example.com` });
    expect(messageOf(post(crontabs, crontab({ cronSpec: '5' }, 'late')))).toBe(
      'create not allowed while custom resource definition is terminating',
    );
    later(10);
    expect(get(crontabs).code).toBe(404);
    expect(get(`${definitions}/crontabs.stable.example.com`).code).toBe(404);
    expect(fork.request({ method: 'GET', path: `${crontabs}/a` }).code).toBe(200);
  });

  it('goes with its owner and with its namespace', () => {
    const owner = post('/api/v1/namespaces/default/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'owner' },
    }).body as { metadata: { uid: string } };
    const owned = crontab({ cronSpec: '5' });
    const { uid } = owner.metadata;
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid }];
    post(crontabs, { ...owned, metadata: { ...owned.metadata, ownerReferences } });
    cluster.request({ method: 'DELETE', path: '/api/v1/namespaces/default/configmaps/owner' });
    post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
    post(crontabs.replace('default', 'other'), crontab({ cronSpec: '5' }));
    cluster.request({ method: 'DELETE', path: '/api/v1/namespaces/other' });
    later(30);
    expect((get('/apis/stable.example.com/v1/crontabs').body as { items: unknown[] }).items).toEqual([]);
  });
});

it('a definition that is no good is refused with every reason', () => {
  const versions = [
    { name: 'v1', served: true, storage: false, schema: { openAPIV3Schema: { properties: { a: {} } } } },
  ];
  const bad = { ...definition, metadata: { name: 'x' }, spec: { ...definition.spec, scope: 'X', versions } };
  const { causes = [] } = (post(definitions, bad).body as Status).details ?? {};
  expect(causes.map(({ field }) => field)).toEqual([
    'spec.scope',
    'spec.versions',
    'spec.versions[0].schema.openAPIV3Schema.type',
    'spec.versions[0].schema.openAPIV3Schema.properties[a].type',
    'metadata.name',
  ]);
});
