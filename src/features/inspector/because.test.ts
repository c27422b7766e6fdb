import { expect, it } from 'vitest';
import { whyOf } from '../../bridge/why.ts';
import type { Event, Pod } from '../../engine/api/generated/types.ts';
import { TestCluster } from '../../testing/test-cluster.ts';
import { becauseOf } from './because.ts';

const deployment = (container = "image: 'nginx:1.28'", replicas = 1): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: c, ${container} }] }`;

const started = (container?: string, replicas = 1): TestCluster =>
  TestCluster.with(2).apply(deployment(container, replicas)).advance(20);

const fault = (type: string): string =>
  `{ apiVersion: podarium.dev/v1alpha1, kind: Fault, metadata: { name: f }, spec: { type: ${type} } }`;

/** Why the youngest pod is as it is, without what stands out. */
function because(cluster: TestCluster, pod: Pod | undefined = cluster.pods().at(-1)): string | undefined {
  const { name = '' } = pod?.metadata ?? {};
  const events = cluster.cluster.view
    .list<Event>('events')
    .filter(({ involvedObject }) => involvedObject.name === name);
  const steps = whyOf(cluster.cluster, `pods/default/${name}`);
  return becauseOf(steps, { resource: 'pods', object: pod! }, events)?.replaceAll('**', '');
}

const fresh = (cluster: TestCluster, before: readonly Pod[]): Pod | undefined => {
  const known = new Set(before.map(({ metadata }) => metadata?.uid));
  return cluster.pods().find(({ metadata }) => !known.has(metadata?.uid));
};

it.each([
  [
    "image: busybox, command: ['sh', '-c', 'exit 1']",
    /^Because web was applied: its container c ends with .*1 each time/,
  ],
  [
    "image: 'nginx:1.28', envFrom: [{ configMapRef: { name: settings } }]",
    'Because ConfigMap settings does not exist.',
  ],
  ["image: 'nginx:nope'", 'Because image nginx:nope can’t be pulled.'],
  [
    "image: 'nginx:1.28', readinessProbe: { httpGet: { port: 81, path: / } }",
    'Because the readiness probe of container c fails.',
  ],
  [
    "image: 'nginx:1.28', livenessProbe: { httpGet: { port: 81, path: / }, periodSeconds: 3 }",
    'Because the liveness probe of container c failed too often, it was started again.',
  ],
  ["image: 'nginx:1.28', resources: { requests: { cpu: '9' } }", /^Because no node can take it: 0\/2 nodes/],
  ["image: 'nginx:1.28'", 'Because web was applied.'],
])('tells the trouble of %s', (container, words) => {
  expect(because(started(container).advance(20))).toMatch(words);
});

it('names the power cut, the silence and the toleration', () => {
  const cluster = started(undefined, 2);
  const before = cluster.pods();
  cluster.killMachine('node-2').advance(400);
  expect(because(cluster, fresh(cluster, before))).toMatch(
    /^Because node-2 lost its power, its kubelet fell silent for (4\d|50) s, and its pods were evicted 300 s later\.$/,
  );
});

it.each([
  ['ContainerExit', 'Because a fault was caused: f.'],
  ['OOMKill', 'Because container c was killed for want of memory. Because a fault was caused: f.'],
])('names a fault: %s', (type, words) => {
  expect(because(started().apply(fault(type)).advance(10))).toBe(words);
});

it('names the pressure that evicted, and the fault behind it', () => {
  const cluster = started();
  const [pod] = cluster.pods();
  cluster.apply(fault(`MemoryPressure, target: { node: ${pod!.spec!.nodeName!} }`)).advance(30);
  const evicted = cluster.pods().find(({ metadata }) => metadata?.uid === pod!.metadata?.uid);
  expect(because(cluster, evicted)).toMatch(
    /^Because node-\d was short of memory, .* Because a fault was caused: f\.$/,
  );
});

it.each<[string, (cluster: TestCluster) => void, string | RegExp]>([
  [
    'scale',
    (c) => c.patch('deployments.apps', 'web', { spec: { replicas: 3 } }),
    'Because web was scaled from 1 to 3.',
  ],
  [
    'rollout',
    (c) => c.apply(deployment("image: 'nginx:1.29'")),
    'Because the image of web was changed from nginx:1.28 to nginx:1.29.',
  ],
  ['delete', (c) => c.delete('pods', c.pods()[0]!.metadata!.name!), /^Because web-.* was deleted\.$/],
  [
    'taint',
    (c) =>
      c.patch('nodes', c.pods()[0]!.spec!.nodeName!, {
        spec: { taints: [{ key: 'x', effect: 'NoExecute' }] },
      }),
    /^Because node-\d got the taint x:NoExecute\.$/,
  ],
])('names what somebody did: %s', (_what, act, words) => {
  const cluster = started();
  const before = cluster.pods();
  act(cluster);
  cluster.advance(8);
  expect(because(cluster, fresh(cluster, before))).toMatch(words);
});

it('names the machine that made room', () => {
  const cluster = started("image: 'nginx:1.28', resources: { requests: { cpu: '3' } }", 3);
  cluster.apply(
    "{ apiVersion: podarium.dev/v1alpha1, kind: Machine, metadata: { name: node-9 }, spec: { cpu: '4', memory: 8Gi } }",
  );
  cluster.advance(60);
  const placed = cluster.pods().find(({ spec }) => spec?.nodeName === 'node-9');
  expect(because(cluster, placed)).toBe('Because node-9 joined the cluster.');
});
