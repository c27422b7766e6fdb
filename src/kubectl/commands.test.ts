import { beforeEach, expect, it } from 'vitest';
import { ClusterClient } from '../testing/cluster-client.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import type { ApiRequest } from '../engine/index.ts';
import type { ApiClient } from './api-client.ts';
import { filesInMemory, type KubectlOptions, runKubectl, simulatedKubeconfig } from './index.ts';

const talker = `
apiVersion: v1
kind: Pod
metadata: { name: talker, labels: { app: talk } }
spec:
  containers:
  - { name: a, image: busybox, command: [sh, -c, 'echo one; sleep 5; echo two; sleep 1000'] }
`;

let cluster: TestCluster;

const run = (line: string, options: Partial<KubectlOptions> = {}) =>
  runKubectl(line, { client: new ClusterClient(cluster.cluster), ...options });

beforeEach(() => {
  cluster = TestCluster.with(2);
  cluster.advance(30);
});

it('the kubeconfig is the caller’s, and its context says which namespace is meant', async () => {
  const { stdout, kubeconfig } = await run('config set-context --current --namespace=kube-system');
  expect(stdout).toBe('Context "podarium" modified.\n');
  expect(kubeconfig?.contexts['podarium']?.namespace).toBe('kube-system');
  const listed = await run('get pods', { kubeconfig: kubeconfig ?? simulatedKubeconfig });
  expect(listed.stderr).toContain('No resources found in kube-system namespace.');
  expect((await run('config use-context nope')).stderr).toBe(
    'error: no context exists with the name: "nope"\n',
  );
});

it('diff tells what apply would change, with exit code 1', async () => {
  const files = filesInMemory({
    'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "1"}\n',
  });
  await run('apply -f c.yaml', { files });
  expect((await run('diff -f c.yaml', { files })).exitCode).toBe(0);
  files.write('c.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "2"}\n');
  const { stdout, exitCode } = await run('diff -f c.yaml', { files });
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    '@@ -1,6 +1,6 @@\n apiVersion: v1\n data:\n-  a: "1"\n+  a: "2"\n kind: ConfigMap\n',
  );
});

it('edit comes back with what was wrong until it can be saved', async () => {
  await run('create configmap c --from-literal=a=1');
  const seen: string[] = [];
  const edit = (text: string) => {
    seen.push(text);
    return Promise.resolve(
      seen.length === 1 ? text.replace('a: "1"', 'a: 1') : text.replace('a: 1', 'a: "3"'),
    );
  };
  expect((await run('edit configmap c', { edit })).stdout).toBe('configmap/c edited\n');
  expect(seen[0]).toMatch(/^# Please edit the object below/);
  expect(seen).toHaveLength(2);
  expect((await run('edit configmap c', { edit: () => Promise.resolve(undefined) })).stderr).toBe(
    'Edit cancelled, no changes made.\n',
  );
});

it('logs -f goes on until Ctrl+C, and streams', async () => {
  await run('apply -f -', { stdin: talker });
  cluster.advance(3);
  const controller = new AbortController();
  let heard = '';
  const onStdout = (text: string) => {
    heard += text;
    if (heard.includes('two')) controller.abort();
  };
  const { exitCode } = await run('logs -f talker', { onStdout, signal: controller.signal });
  expect(heard).toBe('one\ntwo\n');
  expect(exitCode).toBe(130);
});

it('exec talks over the server, and cp brings files in and out', async () => {
  await run('apply -f -', { stdin: talker });
  cluster.advance(10);
  expect((await run('exec talker -- echo hi')).stdout).toBe('hi\n');
  expect(await run('exec talker -- false')).toMatchObject({
    exitCode: 1,
    stderr: 'command terminated with exit code 1\n',
  });
  const files = filesInMemory({ 'in.txt': 'hello\n' });
  await run('cp in.txt talker:/tmp/there.txt', { files });
  await run('cp talker:/tmp/there.txt out.txt', { files });
  expect(files.read('out.txt')).toBe('hello\n');
});

it('--as asks in the name of somebody, for which the one at the keyboard needs the right', async () => {
  const client = new ClusterClient(cluster.cluster);
  const asked: ApiRequest[] = [];
  const listening: ApiClient = {
    request(request) {
      asked.push(request);
      return client.request(request);
    },
    watch: (...wanted) => client.watch(...wanted),
    tick: () => client.tick(),
    now: () => client.now(),
  };
  await run('get pods --as=alice --as-group=team', { client: listening });
  expect(asked.at(-1)).toMatchObject({ user: 'alice', groups: ['team'], impersonator: {} });
});
