import { expect, it } from 'vitest';
import { whyOf } from '../../bridge/why.ts';
import type { KubeObject } from '../../bridge/protocol.ts';
import { TestCluster } from '../../testing/test-cluster.ts';
import { fieldToAsk } from './field-to-ask.ts';

const pod = {
  metadata: { name: 'p', labels: { 'a.b/c': 'x' } },
  spec: { containers: [{ name: 'c', image: 'nginx' }], nodeSelector: { 'kubernetes.io/os': 'linux' } },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], podIPs: [{ ip: '10.0.0.1' }] },
};

it.each([
  [['status', 'phase'], 'status.phase'],
  [['status', 'conditions', 0, 'status'], 'status.conditions[Ready].status'],
  [['status', 'podIPs', 0, 'ip'], 'status.podIPs[0].ip'],
  [['spec', 'containers', 0, 'image'], 'spec.containers[c].image'],
  [['status', 'conditions'], undefined],
  [['metadata', 'name'], undefined],
  [['spec', 'nodeSelector', 'kubernetes.io/os'], undefined],
  [['status', 'gone'], undefined],
])('%j is asked about as %s', (path, field) => {
  expect(fieldToAsk(pod, path)).toBe(field);
});

it('every value of a running pod that can be asked about has an answer', () => {
  const cluster = TestCluster.with(1)
    .apply(
      '{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: { containers: [{ name: c, image: nginx }] } }',
    )
    .advance(20);
  const object = cluster.cluster.get('pods', 'default', 'p') as KubeObject;
  const fields = pathsIn(object, []).flatMap((path) => fieldToAsk(object, path) ?? []);
  expect(fields.length).toBeGreaterThan(20);
  for (const field of fields)
    expect(whyOf(cluster.cluster, 'pods/default/p', field).at(-1), field).toMatchObject({ type: 'COMMAND' });
});

function pathsIn(value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? value.map((_item, at) => at) : Object.keys(value);
  return steps.flatMap((step) => pathsIn((value as Record<string | number, unknown>)[step], [...path, step]));
}
