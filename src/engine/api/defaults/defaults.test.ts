import { describe, expect, it } from 'vitest';
import { resourceKinds } from '../kinds.ts';
import { applyDefaults } from './index.ts';

const pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } };

describe('applyDefaults', () => {
  it('gives the same object back when nothing is missing', () => {
    const once = applyDefaults('pods', pod);
    expect(once).not.toBe(pod);
    expect(applyDefaults('pods', once)).toBe(once);
  });

  it('is idempotent for every kind, also for an object without anything', () => {
    for (const { id } of resourceKinds) {
      const once = applyDefaults(id, Object.freeze({ metadata: Object.freeze({ name: 'x' }) }));
      expect(applyDefaults(id, once), id).toEqual(once);
    }
  });

  it('pulls always what is tagged latest or not at all', () => {
    const policies = ['nginx', 'nginx:latest', 'nginx:1.27', 'localhost:5000/nginx'].map((image) => {
      const object = { metadata: {}, spec: { containers: [{ name: 'c', image }] } };
      const { spec } = applyDefaults('pods', object) as unknown as {
        spec: { containers: { imagePullPolicy: string }[] };
      };
      return spec.containers[0]?.imagePullPolicy;
    });
    expect(policies).toEqual(['Always', 'Always', 'IfNotPresent', 'Always']);
  });

  it('moves stringData of a Secret into data', () => {
    const secret = { stringData: { key: 'Schlüssel' }, data: { other: 'YQ==' } };
    expect(applyDefaults('secrets', secret as object)).toEqual({
      type: 'Opaque',
      data: { other: 'YQ==', key: 'U2NobMO8c3NlbA==' },
    });
  });
});
