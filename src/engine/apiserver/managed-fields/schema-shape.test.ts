import { expect, it } from 'vitest';
import type { JSONSchemaProps } from '../../api/generated/types.ts';
import { mergeValues } from './merge.ts';
import { schemaErrors } from './schema-errors.ts';
import { customShape } from './schema-shape.ts';
import { fieldsOf } from './walk.ts';

const text = { type: 'string' };
const port = {
  type: 'object',
  properties: { port: { type: 'integer' }, protocol: { ...text, default: 'TCP' }, note: text },
};
const properties = {
  ports: {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['port', 'protocol'],
    items: port,
  },
  tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
  steps: { type: 'array', items: text },
  owner: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { name: text, mail: text } },
};
const spec = { type: 'object', properties };
const shape = customShape({ type: 'object', properties: { spec } } as unknown as JSONSchemaProps);

it('merges lists by the types that a definition states', () => {
  const base = {
    spec: {
      ports: [{ port: 80, note: 'a' }, { port: 443 }],
      tags: ['x', 'y'],
      steps: ['1', '2'],
      owner: { name: 'ann', mail: 'a@b' },
    },
  };
  const over = {
    spec: {
      ports: [{ port: 80, protocol: 'TCP', note: 'b' }],
      tags: ['z'],
      steps: ['3'],
      owner: { name: 'bob' },
    },
  };
  expect(mergeValues(base, over, shape)).toEqual({
    spec: {
      ports: [{ port: 80, protocol: 'TCP', note: 'b' }, { port: 443 }],
      tags: ['x', 'y', 'z'],
      steps: ['3'],
      owner: { name: 'bob' },
    },
  });
});

it('names items by their keys, with the defaults of the schema', () => {
  expect(fieldsOf({ spec: { ports: [{ port: 80 }], owner: { name: 'ann' } } }, shape)).toEqual({
    'f:spec': {
      'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } },
      'f:owner': {},
    },
  });
});

it('tells what does not fit', () => {
  expect(schemaErrors({ spec: { portz: [], ports: [{ port: 80 }, { port: 80 }] } }, shape)).toEqual([
    '.spec.portz: field not declared in schema',
    '.spec.ports: duplicate entries for key [port=80,protocol="TCP"]',
  ]);
});
