import { expect, it } from 'vitest';
import { valuesAt } from './column-path.ts';
import { customCells } from './columns.ts';

const object = {
  metadata: { name: 'a', creationTimestamp: '2026-03-02T09:00:00Z', annotations: { 'example.com/x': 'y' } },
  spec: {
    replicas: 3,
    ports: [
      { name: 'http', port: 80 },
      { name: 'tls', port: 443 },
    ],
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};

it.each([
  ['.spec.replicas', [3]],
  ['{.spec.replicas}', [3]],
  ['.spec.ports[1].port', [443]],
  ['.spec.ports[-1:].port', []],
  ['.spec.ports[*].name', ['http', 'tls']],
  ['.status.conditions[?(@.type=="Ready")].status', ['True']],
  [String.raw`.metadata.annotations.example\.com/x`, ['y']],
  [".metadata.annotations['example.com/x']", ['y']],
  ['.spec.nothing.below', []],
])('%s finds its values', (path, values) => {
  expect(valuesAt(object, path)).toEqual(values);
});

it('prints a cell by the type of its column', () => {
  const columns = [
    { name: 'Replicas', type: 'integer', jsonPath: '.spec.replicas' },
    { name: 'Ports', type: 'string', jsonPath: '.spec.ports[*].port' },
    { name: 'Nothing', type: 'boolean', jsonPath: '.spec.on' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ];
  const nowMs = Date.parse('2026-03-02T09:05:00Z');
  expect(customCells({ schema: {}, columns, isTerminating: false }, object, nowMs)).toEqual([
    'a',
    3,
    '80 443',
    '',
    '5m',
  ]);
});
