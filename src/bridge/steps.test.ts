import { describe, expect, it } from 'vitest';
import type { Change } from '../engine/index.ts';
import { nextStop, previousStop, stopOf } from './steps.ts';

const change = (timeMs: number, author: string, resource = 'pods', type = 'Normal'): Change =>
  ({ timeMs, author, resource, namespace: 'default', name: 'web', next: { type } }) as unknown as Change;

const changes = [
  change(10, 'user'),
  change(20, 'deployment-controller', 'deployments.apps'),
  change(20, 'deployment-controller', 'events'),
  change(30, 'scheduler'),
  change(40, 'kubelet/node-1', 'events', 'Warning'),
  change(50, 'kubelet/node-1'),
];

describe('steps', () => {
  it('finds what controllers and the scheduler wrote, not what they told', () => {
    const stop = stopOf('action')!;
    expect(nextStop(changes, 0, stop)?.timeMs).toBe(20);
    expect(nextStop(changes, 2, stop)?.timeMs).toBe(30);
    expect(nextStop(changes, 4, stop)).toBeUndefined();
    expect(previousStop(changes, changes.length, 30, stop)?.resource).toBe('deployments.apps');
  });

  it('finds warnings, and changes of one object', () => {
    expect(nextStop(changes, 0, stopOf('warning')!)?.timeMs).toBe(40);
    const ofWeb = stopOf('change', 'pods/default/web')!;
    expect(nextStop(changes, 1, ofWeb)?.timeMs).toBe(30);
    expect(previousStop(changes, 6, 50, ofWeb)?.timeMs).toBe(30);
  });

  it('looks at no change for events of the queue and for seconds', () => {
    expect(stopOf('event')).toBeUndefined();
    expect(stopOf('second')).toBeUndefined();
  });
});
