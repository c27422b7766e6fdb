/**
 * The story of the boards as Kubernetes objects: a rollout is under way, node-2 lost its power at 09:04:50, and it is
 * 09:06:24. For looking at the canvas without a cluster.
 */
import type { EndpointSlice, KubeObject, Node, Pod, Service } from '../engine/index.ts';
import { buildPod } from './story-pods.ts';

export const startedAt = '2026-03-02T09:00:00Z';
export const nowMs = 384_300;

const labels = (zone: string): Record<string, string> => ({ 'topology.kubernetes.io/zone': zone });

function node(name: string, address: string, zone: string): Node {
  return {
    metadata: { name, labels: labels(zone) },
    spec: {},
    status: {
      addresses: [{ type: 'InternalIP', address }],
      allocatable: { cpu: '1900m', memory: '3.4Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-03-02T09:06:00Z' }],
      nodeInfo: { kubeletVersion: 'v1.36.0' } as NonNullable<Node['status']>['nodeInfo'] & object,
    },
  };
}

function lostNode(): Node {
  const alive = node('node-2', '10.0.0.12', 'zone-a');
  const key = 'node.kubernetes.io/unreachable';
  return {
    ...alive,
    spec: {
      taints: [
        { key, effect: 'NoSchedule', timeAdded: '2026-03-02T09:05:36Z' },
        { key, effect: 'NoExecute', timeAdded: '2026-03-02T09:05:36Z' },
      ],
    },
    status: {
      ...alive.status,
      conditions: [{ type: 'Ready', status: 'Unknown', lastHeartbeatTime: '2026-03-02T09:04:50Z' }],
    },
  };
}

const nodes: readonly Node[] = [
  {
    ...node('control-plane', '10.0.0.10', 'zone-a'),
    metadata: { name: 'control-plane', labels: { 'node-role.kubernetes.io/control-plane': '' } },
  },
  node('node-1', '10.0.0.11', 'zone-a'),
  lostNode(),
  node('node-3', '10.0.0.13', 'zone-b'),
];

const reason =
  '0/4 nodes are available: 2 Insufficient cpu, 2 node(s) had untolerated taint(s). preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.';

const pods: readonly Pod[] = [
  buildPod('web', '2xkqp', { on: 'node-1', ip: '10.244.1.14' }),
  buildPod('web', '8m4tz', { on: 'node-1', ip: '10.244.1.15' }),
  buildPod('web', 'c6vjd', { on: 'node-1', ip: '10.244.1.17' }),
  buildPod('redis', '0', { on: 'node-1', ip: '10.244.1.9', owner: 'StatefulSet', cpu: '500m' }),
  buildPod('web', 'n7gk5', { on: 'node-2' }),
  buildPod('web', 'hw2xb', { on: 'node-2', deletedAt: '2026-03-02T09:06:32Z' }),
  buildPod('redis', '1', { on: 'node-2', owner: 'StatefulSet', cpu: '500m' }),
  buildPod('web', 'p4t8s', { on: 'node-3', ip: '10.244.3.9' }),
  buildPod('web', 'qv7hd', { on: 'node-3', state: 'notReady', ip: '10.244.3.10' }),
  buildPod('web', 'x7kd9', { on: 'node-3', state: 'creating' }),
  buildPod('orders', 'tz9fr', { on: 'node-3', state: 'init', cpu: '200m' }),
  buildPod('mailer', 'z4kxn', { on: 'node-3', state: 'backOff', cpu: '100m' }),
  buildPod('cart', '9wqzn', { on: 'node-3', deletedAt: '2026-03-02T09:06:42Z', cpu: '300m' }),
  buildPod('web', 'tj5wl', { state: 'queued', message: reason }),
  buildPod('cart', 'm2vlt', { state: 'queued', message: reason, cpu: '300m' }),
  ...['node-1', 'node-2', 'node-3'].flatMap((on, index) => [
    buildPod('kindnet', `aaaa${index}`, { on, namespace: 'kube-system', owner: 'DaemonSet', cpu: '100m' }),
    buildPod('kube-proxy', `bbbb${index}`, { on, namespace: 'kube-system', owner: 'DaemonSet', cpu: '0' }),
  ]),
];

const service: Service = {
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { app: 'web' }, clusterIP: '10.96.142.17', ports: [{ port: 80 }] },
};

const endpoints: readonly (readonly [suffix: string, ready: boolean])[] = [
  ['2xkqp', true],
  ['8m4tz', true],
  ['c6vjd', true],
  ['p4t8s', true],
  ['qv7hd', false],
  ['n7gk5', false],
  ['hw2xb', false],
];

const slice: EndpointSlice = {
  addressType: 'IPv4',
  metadata: { name: 'web-abcde', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: endpoints.map(([suffix, ready]) => ({
    addresses: ['10.244.0.1'],
    conditions: { ready },
    targetRef: { kind: 'Pod', namespace: 'shop', name: `web-7f6b9c8d54-${suffix}` },
  })),
};

const machine = (name: string, power: 'On' | 'Off'): KubeObject =>
  ({ metadata: { name }, spec: { power } }) as KubeObject;

/** Every object of the story with its resource. */
export const storyObjects: readonly (readonly [resource: string, object: KubeObject])[] = [
  ...nodes.map((object) => ['nodes', object] as const),
  ...['node-1', 'node-3'].map((name) => ['machines.podarium.dev', machine(name, 'On')] as const),
  ['machines.podarium.dev', machine('node-2', 'Off')],
  ...pods.map((object) => ['pods', object] as const),
  ['services', service],
  ['endpointslices.discovery.k8s.io', slice],
  ['persistentvolumeclaims', { metadata: { name: 'content', namespace: 'shop' } }],
];

/** A large cluster: what the far view and the measurements of panning look at. */
export function crowd(machines: number, podsEach: number): readonly (readonly [string, KubeObject])[] {
  const names = Array.from({ length: machines }, (_, index) => `node-${index + 1}`);
  return [
    ['nodes', nodes[0] ?? {}] as const,
    ...names.map((name, index) => ['nodes', node(name, `10.0.1.${index}`, `zone-${index % 3}`)] as const),
    ...names.flatMap((on, index) =>
      Array.from({ length: podsEach }, (_, pod) => {
        const suffix = `${String(index).padStart(2, '0')}${String(pod).padStart(3, '0')}`;
        const state =
          (index * podsEach + pod) % 97 === 5 ? 'backOff' : (index + pod) % 61 === 7 ? 'notReady' : 'ready';
        return [
          'pods',
          buildPod('web', suffix, { on, state, ip: `10.244.${index}.${pod}`, cpu: '10m' }),
        ] as const;
      }),
    ),
  ];
}
