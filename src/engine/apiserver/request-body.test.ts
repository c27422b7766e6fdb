import { expect, it } from 'vitest';
import { type ApiRequest, createCluster, type Status } from '../index.ts';

const path = '/api/v1/namespaces/default/configmaps';

function post(request: Partial<ApiRequest>) {
  const cluster = createCluster({ seed: 'bodies' });
  const { code, body, warnings } = cluster.request({ method: 'POST', path, ...request });
  return { code, message: (body as Status).message, warnings };
}

const named = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };

it('warns of unknown and duplicate fields, refuses them when asked, or says nothing', () => {
  const request = { body: { ...named, dataz: {} }, duplicateFields: ['metadata.name'] };
  expect(post(request).warnings).toEqual(['duplicate field "metadata.name"', 'unknown field "dataz"']);
  expect(post({ ...request, query: { fieldValidation: 'Ignore' } }).warnings).toBeUndefined();
  expect(post({ ...request, query: { fieldValidation: 'Strict' } }).message).toBe(
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "metadata.name", unknown field "dataz"',
  );
});

it('does not look into unknown fields', () => {
  const request = { body: { ...named, dataz: { a: 1 } }, duplicateFields: ['dataz', 'dataz.a', 'data'] };
  expect(post(request).warnings).toEqual(['duplicate field "data"', 'unknown field "dataz"']);
});

it('takes keys that mean something to JavaScript as data', () => {
  const body: unknown = JSON.parse(
    '{"metadata":{"name":"c"},"data":{"__proto__":"x","constructor":"y"},"__proto__":{"a":1}}',
  );
  expect(post({ body })).toMatchObject({ code: 201, warnings: ['unknown field "__proto__"'] });
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

it('tells what is wrong with other kinds and shapes', () => {
  expect(post({ body: { ...named, kind: 'Foo' } }).message).toContain('no kind "Foo" is registered');
  expect(post({ body: { ...named, kind: 'Pod' } }).message).toContain(
    'converting (v1.Pod) to (core.ConfigMap)',
  );
  expect(post({ body: [] }).message).toContain('json: cannot unmarshal array into Go value of type struct');
  expect(post({ body: named, contentType: 'text/plain' }).code).toBe(415);
  expect(post({ body: null }).message).toContain('name or generateName is required');
});
