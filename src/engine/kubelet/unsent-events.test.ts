import { describe, expect, it } from 'vitest';
import type { Event } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

/** A pod whose container ends every half minute, on a machine that was cut off for so many seconds. */
function cutOff(seconds: number): { cluster: TestCluster; backMs: number; event: (reason: string) => Event } {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  tolerations: [{ operator: Exists }]
  containers: [{ name: app, image: 'busybox:1.36', command: [sleep, '30'] }]`);
  cluster.until('it runs', () => cluster.readyPods('web').length === 1);
  const network = (to: string) => cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: to } });
  network('Partitioned').advance(seconds);
  const backMs = cluster.cluster.nowMs;
  network('Connected').advance(20);
  const { view } = cluster.cluster;
  const event = (reason: string) => view.list<Event>('events').find((found) => found.reason === reason)!;
  return { cluster, backMs, event };
}

describe('Events of a kubelet that is cut off', () => {
  it('are told when it is back, with the time at which they happened', () => {
    const { cluster, backMs, event } = cutOff(50);
    const { count, firstTimestamp = '', lastTimestamp = '' } = event('Started');
    const { view } = cluster.cluster;
    expect(count).toBe(2);
    expect(view.toMs(lastTimestamp) - view.toMs(firstTimestamp)).toBeGreaterThan(28_000);
    expect(view.toMs(lastTimestamp)).toBeLessThan(backMs - 10_000);
  });

  it('are dropped one after the other when they were tried twelve times', () => {
    const { event } = cutOff(300);
    // The first two that wait are of the second start: the image was there, the container created.
    expect(event('Created').count).toBe(event('Started').count! - 1);
  });
});
