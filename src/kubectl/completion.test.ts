import { beforeAll, describe, expect, it } from 'vitest';
import { ClusterClient } from '../testing/cluster-client.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import { completeWords } from './completion.ts';
import { runKubectl } from './index.ts';

const pair = `
apiVersion: v1
kind: Pod
metadata: { name: pair }
spec:
  initContainers: [{ name: first, image: busybox, command: ['true'] }]
  containers:
  - { name: main, image: nginx }
  - { name: helper, image: busybox, command: [sleep, infinity] }
`;

let client: ClusterClient;

/** The last word of the line is being typed; a space at its end begins a new one. */
const complete = (line: string) =>
  completeWords(line.split(' '), { client, namespace: 'default', fileNames: ['web.yaml', 'other.yaml'] });

beforeAll(async () => {
  const cluster = TestCluster.with(2);
  cluster.advance(20);
  client = new ClusterClient(cluster.cluster);
  await runKubectl('apply -f -', { client, stdin: pair });
  await runKubectl('create configmap settings -n kube-system', { client });
});

describe('completion', () => {
  it.each([
    ['rollo', ['rollout']],
    ['rollout re', ['restart', 'resume']],
    ['-n kube-system ge', ['get']],
    ['get deploym', ['deployments']],
    ['get pod p', ['pair']],
    ['get pod/p', ['pod/pair']],
    ['get -n kube-system configmaps se', ['settings']],
    ['get configmaps --namespace=kube-system se', ['settings']],
    ['get configmaps -n kube-s', ['kube-system']],
    ['get configmaps --namespace kube-s', ['kube-system']],
    ['get configmaps --namespace=kube-s', ['--namespace=kube-system']],
    ['get pods -o js', ['json', 'jsonpath=']],
    ['get pods --output=y', ['--output=yaml']],
    ['get pods --show-l', ['--show-labels']],
    ['get pods --field-s', ['--field-selector=']],
    ['apply -f w', ['web.yaml']],
    ['apply --filename=o', ['--filename=other.yaml']],
    ['apply --recu', ['--recursive']],
    ['logs pair -c ', ['first', 'helper', 'main']],
    ['logs -c helper p', ['pair']],
    ['exec -it pair -c m', ['main']],
    ['exec pair --container=h', ['--container=helper']],
    ['cordon no', ['node-1', 'node-2']],
    ['nothing like it', []],
  ])('kubectl %s', async (line, expected) => {
    expect(await complete(line)).toEqual(expected);
  });
});
