import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { swapPods } from './scene-swap.ts';
import { updateScene } from './scene.ts';
import type { ClusterObjects } from './scene.ts';

const nodes: readonly Node[] = [{ metadata: { name: 'node-1' } }, { metadata: { name: 'node-2' } }];
const pod = (name: string, nodeName: string | undefined, phase: string, created = '0'): Pod => ({
  metadata: { name, namespace: 'default', creationTimestamp: created },
  spec: { containers: [], ...(nodeName === undefined ? {} : { nodeName }) },
  status: { phase },
});
const machines: ClusterObjects['machines'] = [];
const services: ClusterObjects['services'] = [];
const endpointSlices: ClusterObjects['endpointSlices'] = [];
const objects = (...pods: Pod[]): ClusterObjects => ({ nodes, machines, pods, services, endpointSlices });

const a = pod('a', 'node-1', 'Pending');
const b = pod('b', 'node-2', 'Running');
const waiting = pod('c', undefined, 'Pending');
const before = objects(a, b, waiting);
const scene = updateScene(undefined, before, 2);

describe('pods that report', () => {
  it('give the scene that is made from nothing but the objects', () => {
    const after = objects(pod('a', 'node-1', 'Running'), b, pod('c', undefined, 'Failed'));
    expect(swapPods(scene, before, after)).toEqual(updateScene(scene, after, 2));
  });

  it('leave machines alone that none of them is on', () => {
    const swapped = swapPods(scene, before, objects(pod('a', 'node-1', 'Running'), b, waiting));
    expect(swapped?.machines[0]).not.toBe(scene.machines[0]);
    expect(swapped?.machines[1]).toBe(scene.machines[1]);
    expect(swapped?.queue).toBe(scene.queue);
  });

  it.each([
    ['one that is bound', objects(a, b, pod('c', 'node-1', 'Pending'))],
    ['one that is gone', objects(a, b)],
    ['one that has come', objects(a, b, waiting, pod('d', 'node-1', 'Pending'))],
    ['another of the same name', objects(pod('a', 'node-1', 'Running', '1'), b, waiting)],
    ['another node', { ...before, nodes: [...nodes] }],
  ])('are not all there is to %s', (_what, after) => {
    expect(swapPods(scene, before, after)).toBeUndefined();
  });
});
