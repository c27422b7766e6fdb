import { expect, it } from 'vitest';
import { interleaved } from './pod-log.ts';

it('puts the lines of all containers in order of time', () => {
  const logs = [
    { name: 'a', text: '2026-01-01T09:00:01Z one\n2026-01-01T09:00:03Z three\n' },
    { name: 'b', text: '2026-01-01T09:00:02.5Z two words\n' },
  ];
  expect(interleaved(logs, false)).toBe('[a] one\n[b] two words\n[a] three');
  expect(interleaved(logs, true)).toContain('[b] 2026-01-01T09:00:02.5Z two words');
});
