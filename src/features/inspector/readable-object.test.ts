import { expect, it } from 'vitest';
import { readableObject } from './readable-object.ts';

it('orders fields as people write them and hides what machines keep', () => {
  const object = {
    status: {},
    spec: {},
    type: 'Opaque',
    metadata: {
      name: 'a',
      managedFields: [],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    },
    kind: 'Pod',
    apiVersion: 'v1',
  };
  expect(Object.keys(readableObject(object as never))).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'type',
    'status',
  ]);
  expect(readableObject(object as never)['metadata']).toEqual({ name: 'a' });
});
