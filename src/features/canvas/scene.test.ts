import { describe, expect, it } from 'vitest';
import type { EndpointSlice, Node, Pod, Service } from '../../engine/api/generated/types.ts';
import { updateScene } from './scene.ts';
import type { ClusterObjects } from './scene.ts';
import { diffScenes } from './scene-diff.ts';

const node = (name: string, labels: Record<string, string> = {}): Node => ({ metadata: { name, labels } });
const pod = (name: string, nodeName?: string, namespace = 'default'): Pod => ({
  metadata: { name, namespace, uid: name },
  spec: { containers: [{ name: 'app' }], ...(nodeName === undefined ? {} : { nodeName }) },
});
const objects = (given: Partial<ClusterObjects>): ClusterObjects => ({
  nodes: [
    node('control-plane', { 'node-role.kubernetes.io/control-plane': '' }),
    node('node-10'),
    node('node-2'),
  ],
  machines: [],
  pods: [],
  services: [],
  endpointSlices: [],
  ...given,
});

describe('the scene', () => {
  it('sets the control plane apart and counts machines as people do', () => {
    const scene = updateScene(undefined, objects({}), 2);
    expect(scene.controlPlane?.name).toBe('control-plane');
    expect(scene.places).toEqual(['node-2', 'node-10']);
  });

  it('lets machines keep their places when one leaves and another joins', () => {
    const first = updateScene(undefined, objects({}), 2);
    const second = updateScene(first, objects({ nodes: [node('node-10')] }), 2);
    expect(second.places).toEqual([null, 'node-10']);
    const third = updateScene(second, objects({ nodes: [node('node-10'), node('node-3')] }), 2);
    expect(third.places).toEqual(['node-3', 'node-10']);
  });

  it('shows a pod whose node is unknown to the API, and one that waits', () => {
    const scene = updateScene(undefined, objects({ pods: [pod('a', 'ghost'), pod('b')] }), 2);
    expect(scene.places).toContain('ghost');
    expect(scene.queue.map(({ metadata }) => metadata?.name)).toEqual(['b']);
  });

  it('keeps the identity of machines on which nothing changed', () => {
    const a = pod('a', 'node-2');
    const base = objects({ pods: [a, pod('b', 'node-10')] });
    const first = updateScene(undefined, base, 2);
    const second = updateScene(first, { ...base, pods: [a, pod('b', 'node-10'), pod('c', 'node-10')] }, 2);
    expect(second.machines[0]).toBe(first.machines[0]);
    expect(second.machines[1]).not.toBe(first.machines[1]);
    expect(second.machines[1]?.seats[0]).toBe(first.machines[1]?.seats[0]);
  });

  it('folds pods of kube-system', () => {
    const scene = updateScene(
      undefined,
      objects({ pods: [pod('kube-proxy-abcde', 'node-2', 'kube-system')] }),
      2,
    );
    expect(scene.machines[0]?.seats).toEqual([]);
    expect(scene.machines[0]?.system).toEqual(['pods/kube-system/kube-proxy-abcde']);
  });

  it('leads a Service to the endpoints of its slices', () => {
    const service: Service = {
      metadata: { name: 'web', namespace: 'default' },
      spec: { selector: { app: 'web' } },
    };
    const slice: EndpointSlice = {
      metadata: { name: 'web-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.244.1.2'],
          conditions: { ready: false },
          targetRef: { kind: 'Pod', namespace: 'default', name: 'a' },
        },
      ],
    };
    const scene = updateScene(undefined, objects({ services: [service], endpointSlices: [slice] }), 2);
    expect(scene.services[0]?.endpoints).toEqual([{ podKey: 'pods/default/a', ready: false }]);
  });
});

describe('what happened between two scenes', () => {
  it('tells landings from the queue, departures and writes', () => {
    const gone = pod('gone', 'node-2');
    const before = updateScene(undefined, objects({ pods: [gone, pod('x'), pod('b')] }), 2);
    const after = updateScene(before, objects({ pods: [pod('b', 'node-2'), pod('x')] }), 2);
    const diff = diffScenes(before, after);
    expect(diff.landings.map(({ key, queueIndex }) => [key, queueIndex])).toEqual([['pods/default/b', 0]]);
    expect(diff.departures.map(({ key }) => key)).toEqual(['pods/default/gone']);
    expect(diff.changes.length).toBeGreaterThanOrEqual(2);
  });
});
