import { expect, it } from 'vitest';
import { type ApiRequest, createCluster, type ManagedFieldsEntry, type Status } from '../index.ts';

const collection = '/apis/apps/v1/namespaces/default/deployments';
const web = `${collection}/web`;

function clusterWithWeb() {
  const cluster = createCluster({ seed: 'patches' });
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } };
  const spec = { replicas: 1, selector: { matchLabels: labels }, template };
  const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
  const query = { fieldManager: 'kubectl-create' };
  cluster.request({ method: 'POST', path: collection, query, body });
  const send = (request: Partial<ApiRequest>) => {
    const { code, body, warnings } = cluster.request({ method: 'PATCH', path: web, ...request });
    const { message } = body as Status;
    return { code, message, warnings, body };
  };
  return { cluster, send };
}

const strategic = 'application/strategic-merge-patch+json';
const merge = 'application/merge-patch+json';
const strict = { fieldValidation: 'Strict' };

it('refuses unknown fields of a patch when asked, with what was sent', () => {
  const { send } = clusterWithWeb();
  const body = { spec: { replicaz: 2 } };
  expect(send({ contentType: strategic, body }).warnings).toEqual(['unknown field "spec.replicaz"']);
  expect(send({ contentType: strategic, query: strict, body })).toMatchObject({
    code: 422,
    message:
      ' "" is invalid: patch: Invalid value: "map[spec:map[replicaz:2]]": strict decoding error: unknown field "spec.replicaz"',
  });
  expect(send({ contentType: merge, query: strict, body })).toMatchObject({ code: 422 });
});

it('tells values of a wrong type as the way of patching meets them', () => {
  const { send } = clusterWithWeb();
  const told = (body: object, contentType = strategic) => send({ contentType, body }).message;
  expect(told({ spec: { replicas: 'two' } })).toBe(
    ' "" is invalid: patch: Invalid value: "map[spec:map[replicas:two]]": unrecognized type: int32',
  );
  expect(told({ metadata: { labels: 'x' } }, merge)).toContain(
    'json: cannot unmarshal string into Go struct',
  );
});

it('names the patches that it takes', () => {
  const { send } = clusterWithWeb();
  for (const contentType of ['application/apply-patch+cbor', 'application/apply-patch+x', 'text/plain'])
    expect(send({ contentType, body: {} })).toMatchObject({
      code: 415,
      message:
        'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml',
    });
});

it('applies a scale, and tells other managers as managers of scales', () => {
  const { send } = clusterWithWeb();
  const scale = {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'web' },
    spec: { replicas: 3 },
  };
  const apply = (query: Record<string, string>, body: object = scale) =>
    send({ path: `${web}/scale`, contentType: 'application/apply-patch+yaml', query, body });
  expect(apply({ fieldManager: 'scaler' }).message).toBe(
    'Apply failed with 1 conflict: conflict with "kubectl-create" using autoscaling/v1: .spec.replicas',
  );
  expect(apply({ fieldManager: 'scaler' }, { ...scale, apiVersion: 'apps/v1' }).code).toBe(400);
  expect(apply({ fieldManager: 'scaler', force: 'true' }).body).toMatchObject({ spec: { replicas: 3 } });
  const { metadata } = send({ method: 'GET' }).body as { metadata: { managedFields: ManagedFieldsEntry[] } };
  expect(metadata.managedFields[0]).toMatchObject({
    manager: 'scaler',
    operation: 'Apply',
    apiVersion: 'apps/v1',
    subresource: 'scale',
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  });
});

it('applies a status, and warns of what its bodies have too much', () => {
  const { send } = clusterWithWeb();
  const body = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    status: { collisionCount: 4 },
  };
  const path = `${web}/status`;
  const query = { fieldManager: 'judge' };
  expect(send({ path, contentType: 'application/apply-patch+yaml', query, body }).body).toMatchObject({
    status: { collisionCount: 4 },
    metadata: { managedFields: [{ manager: 'judge', subresource: 'status', operation: 'Apply' }, {}] },
  });
  expect(send({ path, contentType: merge, body: { status: { foo: 1 } } }).warnings).toEqual([
    'unknown field "status.foo"',
  ]);
});

it('keeps a change of owners alone, also of what beats', () => {
  const cluster = createCluster({ seed: 'owners' });
  const machine = {
    apiVersion: 'podarium.dev/v1alpha1',
    kind: 'Machine',
    metadata: { name: 'worker' },
    spec: {},
  };
  cluster.request({ method: 'POST', path: '/apis/podarium.dev/v1alpha1/machines', body: machine });
  cluster.advanceTo(60_000);
  const path = '/api/v1/nodes/worker';
  const body = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker', labels: { tier: 'gold' } } };
  const contentType = 'application/apply-patch+yaml';
  for (const fieldManager of ['alice', 'bob'])
    cluster.request({ method: 'PATCH', path, contentType, query: { fieldManager }, body });
  const shown = cluster.request({ method: 'GET', path }).body as {
    metadata: { managedFields: ManagedFieldsEntry[] };
  };
  const appliers = shown.metadata.managedFields.filter(({ operation }) => operation === 'Apply');
  expect(appliers.map(({ manager }) => manager)).toEqual(['alice', 'bob']);
});

it('tells the managers of objects whose metadata alone is listed and watched', () => {
  const { cluster } = clusterWithWeb();
  const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
  const list = cluster.request({
    method: 'GET',
    path: collection,
    accept: accept.replace('Metadata;', 'MetadataList;'),
  });
  const manager = { manager: 'kubectl-create', operation: 'Update' };
  expect(list.body).toMatchObject({ items: [{ metadata: { managedFields: [manager] } }] });
  const watch = cluster.openWatch({ method: 'GET', path: collection, accept });
  if ('code' in watch) throw new Error('no watch');
  expect(watch.take()).toMatchObject([{ object: { metadata: { managedFields: [manager] } } }]);
});
