import { describe, expect, it } from 'vitest';
import {
  applyJsonMergePatch,
  applyJsonPatch,
  applyStrategicMergePatch,
  threeWayStrategicMergePatch,
} from './index.ts';

const deployment = {
  metadata: { name: 'web', labels: { a: '1', b: '2' } },
  spec: {
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    template: {
      spec: {
        containers: [
          { name: 'nginx', image: 'nginx:1', env: [{ name: 'A', value: '1' }] },
          { name: 'side', image: 'busybox' },
        ],
      },
    },
  },
};

describe('patches', () => {
  it('merge containers by name and leave the original alone', () => {
    const before = structuredClone(deployment);
    const patch = { spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx:2' }] } } } };
    const result = applyStrategicMergePatch(deployment, patch, 'Deployment') as typeof deployment;
    expect(result.spec.template.spec.containers).toEqual([
      { name: 'nginx', image: 'nginx:2', env: [{ name: 'A', value: '1' }] },
      { name: 'side', image: 'busybox' },
    ]);
    expect(deployment).toEqual(before);
  });

  it('clear what $retainKeys does not name', () => {
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    const result = applyStrategicMergePatch(deployment, patch, 'Deployment') as typeof deployment;
    expect(result.spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('turn what was applied into what is wanted', () => {
    const modified = structuredClone(deployment);
    modified.spec.template.spec.containers.pop();
    modified.spec.replicas = 5;
    const change = { original: deployment, modified, current: deployment };
    const patch = threeWayStrategicMergePatch(change, 'Deployment');
    expect(applyStrategicMergePatch(deployment, patch, 'Deployment')).toEqual(modified);
  });

  it('delete with null, and replace lists whole, when they are merge patches', () => {
    expect(applyJsonMergePatch({ a: [1, 2], b: { c: 1, d: 2 } }, { a: [3], b: { c: null } })).toEqual({
      a: [3],
      b: { d: 2 },
    });
  });

  it('carry out operations on paths', () => {
    const patch = [
      { op: 'test', path: '/list/0', value: 'a' },
      { op: 'add', path: '/list/-', value: 'c' },
      { op: 'remove', path: '/list/0' },
      { op: 'move', from: '/x~1y', path: '/z' },
    ];
    expect(applyJsonPatch({ list: ['a', 'b'], 'x/y': 1 }, patch)).toEqual({ list: ['b', 'c'], z: 1 });
    expect(() => applyJsonPatch({}, [{ op: 'remove', path: '/missing' }])).toThrow('missing');
    expect(() => applyJsonPatch({ a: 1 }, [{ op: 'test', path: '/a', value: 2 }])).toThrow(
      'testing value /a failed',
    );
  });
});
