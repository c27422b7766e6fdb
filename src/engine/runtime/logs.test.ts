import { expect, it } from 'vitest';
import type { Machine } from '../api/podarium.ts';
import { RuntimeHarness } from './runtime-harness.ts';

it('a log that grew too big is begun anew when the kubelet looks next', () => {
  const cluster = new RuntimeHarness().started();
  const spec = { kubelet: { containerLogMaxSize: '2Ki' } };
  cluster.put('machines.podarium.dev', { metadata: { name: 'node-1' }, spec } as Machine);
  const script = 'i=0; while true; do i=$((i+1)); echo line $i; sleep 0.2; done';
  cluster.run({ command: ['sh', '-c', script] });
  cluster.advance(9_000);
  expect(cluster.logs()[0]).toBe('line 1');
  cluster.advance(1_500);
  const first = Number(cluster.logs()[0]!.split(' ')[1]);
  expect(first).toBeGreaterThan(45);
  expect(cluster.restored().logs()).toEqual(cluster.logs());
  expect(JSON.stringify(cluster.runtime.snapshot()).length).toBeLessThan(20_000);
});

it('a log keeps its last lines only', () => {
  const cluster = new RuntimeHarness().started();
  cluster.run({ command: ['sh', '-c', 'seq 5000; sleep 100'] });
  expect(cluster.logs().length).toBe(500);
  expect(cluster.logs().at(-1)).toBe('5000');
});
