import { describe, expect, it } from 'vitest';
import { revisionHash, templateHash } from './hash.ts';

describe('hashes in names', () => {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };

  it('do not depend on the order of fields and have no vowels', () => {
    const reordered = {
      spec: { containers: [{ image: 'nginx', name: 'web' }] },
      metadata: { labels: { app: 'web' } },
    };
    expect(templateHash(reordered)).toBe(templateHash(template));
    expect(templateHash(template)).toMatch(/^[4-9bcdf]{6,10}$/);
  });

  it('change with the count of collisions', () => {
    expect(new Set([undefined, 0, 1].map((count) => templateHash(template, count))).size).toBe(3);
  });

  it('of revisions are FNV-1 of the bytes in UTF-8, then of the probe', () => {
    expect(revisionHash('')).toBe('65bb57b6b5');
    expect(revisionHash('é{}', 0)).toBe('7596cf7dd7');
  });
});
