import { beforeEach, expect, it } from 'vitest';
import { ClusterClient } from '../testing/cluster-client.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import { runKubectl } from './index.ts';

const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: nginx, image: 'nginx:1.28' }] }
`;

const talker = `
apiVersion: v1
kind: Pod
metadata: { name: talker }
spec:
  containers:
  - { name: a, image: busybox, command: [sh, -c, 'echo one; echo two; sleep 1000'] }
  - { name: b, image: busybox, command: [sh, -c, 'echo other; sleep 1000'] }
`;

let cluster: TestCluster;

const run = (line: string, stdin?: string) => {
  const client = new ClusterClient(cluster.cluster, 60_000);
  return runKubectl(line, stdin === undefined ? { client } : { client, stdin });
};

beforeEach(() => {
  cluster = TestCluster.with(2);
  cluster.advance(30);
});

it('get -w adds a line for each change, in the columns of the first', async () => {
  await run('apply -f -', web);
  const { stdout } = await run('get deploy web -w');
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toBe('NAME   READY   UP-TO-DATE   AVAILABLE   AGE');
  expect(lines[1]).toMatch(/^web {4}0\/2 {5}0 {12}0 {11}0s$/);
  expect(lines.at(-1)).toMatch(/^web {4}2\/2 {5}2 {12}2 {11}\d+s$/);
  expect(lines.filter((line) => line.startsWith('NAME'))).toHaveLength(1);
});

it('wait follows conditions, fields and deletion', async () => {
  await run('apply -f -', web);
  expect(await run('wait deploy/web --for=condition=Available')).toEqual({
    stdout: 'deployment.apps/web condition met\n',
    stderr: '',
    exitCode: 0,
  });
  expect((await run(`wait pod -l app=web --for=jsonpath='{.status.phase}'=Running`)).stdout).toMatch(
    /^(pod\/web-\w+-\w+ condition met\n){2}$/,
  );
  expect(await run('wait deploy/web --for=condition=Progressing=False --timeout=2s')).toEqual({
    stdout: '',
    stderr: 'error: timed out waiting for the condition on deployments/web\n',
    exitCode: 1,
  });
  expect(await run('wait pod/nope --for=delete')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  await run('delete deploy web --wait=false');
  expect((await run('wait pod -l app=web --for=delete')).exitCode).toBe(0);
  expect(cluster.pods('web')).toEqual([]);
});

it('logs come from one container, the first unless another is named', async () => {
  await run('apply -f -', talker);
  await run('wait pod/talker --for=condition=Ready');
  expect(await run('logs talker')).toEqual({
    stdout: 'one\ntwo\n',
    stderr: 'Defaulted container "a" out of: a, b\n',
    exitCode: 0,
  });
  expect((await run('logs talker -c b')).stdout).toBe('other\n');
  expect((await run('logs talker --all-containers --prefix --tail=1')).stdout).toBe(
    '[pod/talker/a] two\n[pod/talker/b] other\n',
  );
  expect((await run('logs talker -c a --timestamps --tail=1')).stdout).toMatch(/^\S+T\S+Z two\n$/);
  expect((await run('logs talker -c a --tail=0')).stdout).toBe('');
  cluster.advance(60);
  expect((await run('logs talker -c a --since=30s')).stdout).toBe('');
  expect((await run('logs nope')).stderr).toBe(
    'error: error from server (NotFound): pods "nope" not found in namespace "default"\n',
  );
});

it('drain moves pods away, and says what stands in the way', async () => {
  await run('apply -f -', web);
  await run('apply -f -', talker);
  await run('rollout status deploy/web');
  await run('wait pod/talker --for=condition=Ready');
  const node = cluster.find('pods', 'talker')!['spec' as never]['nodeName'] as string;
  const refused = await run(`drain ${node}`);
  expect(refused.stderr).toBe(
    `error: unable to drain node "${node}" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/talker, continuing command...\nThere are pending nodes to be drained:\n ${node}\ncannot delete cannot delete Pods that declare no controller (use --force to override): default/talker\n`,
  );
  const { stdout, stderr, exitCode } = await run(`drain ${node} --force`);
  expect(stderr).toBe('Warning: deleting Pods that declare no controller: default/talker\n');
  expect(stdout).toContain(`node/${node} already cordoned\n`);
  expect(stdout).toContain('evicting pod default/talker\n');
  expect(stdout).toContain('pod/talker evicted\n');
  expect(stdout).toMatch(new RegExp(`node/${node} drained\n$`));
  expect(exitCode).toBe(0);
  await run('rollout status deploy/web');
  expect(cluster.pods('web').map((pod) => pod.spec?.nodeName)).not.toContain(node);
});

it('describe tells of nodes and of kinds without a description of their own', async () => {
  const node = (await run('describe node node-1')).stdout;
  expect(node).toMatch(/^Name: +node-1\nRoles: +<none>\nLabels: +beta\.kubernetes\.io\/arch=amd64\n/);
  expect(node).toMatch(/\n {2}Ready +True +.*KubeletReady +kubelet is posting ready status\n/);
  expect(node).toContain(
    '\nAllocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n',
  );
  const machine = (await run('describe machine node-1')).stdout;
  expect(machine).toMatch(
    /\nAPI Version: +podarium\.dev\/v1alpha1\nKind: +Machine\nMetadata:\n {2}Creation Timestamp: /,
  );
});

it('exposes what declares its ports, or is told of them', async () => {
  await run('apply -f -', web);
  expect((await run('expose deploy web')).stderr).toBe(
    "error: couldn't find port via --port flag or introspection\n",
  );
  expect((await run('expose deploy web --port=80 --target-port=8080 --type=NodePort')).stdout).toBe(
    'service/web exposed\n',
  );
  expect((await run('get svc web -o jsonpath={.spec.selector}:{.spec.ports[0].targetPort}')).stdout).toBe(
    '{"app":"web"}:8080',
  );
});

it('runs commands in containers to their end', async () => {
  await run('apply -f -', talker);
  await run('wait pod/talker --for=condition=Ready');
  expect(await run('exec talker -c b -- echo hello')).toEqual({ stdout: 'hello\n', stderr: '', exitCode: 0 });
  expect(await run('exec talker -c a -- sh -c "exit 3"')).toEqual({
    stdout: '',
    stderr: 'command terminated with exit code 3\n',
    exitCode: 3,
  });
  expect((await run('exec nope -- ls')).stderr).toBe('Error from server (NotFound): pods "nope" not found\n');
});

it('explains kinds and their fields', async () => {
  const { stdout } = await run('explain deploy.spec.replicas');
  expect(stdout).toMatch(
    /^GROUP: {6}apps\nKIND: {7}Deployment\nVERSION: {4}v1\n\nFIELD: replicas <integer>\n\n\nDESCRIPTION:\n {4}\w/,
  );
  expect((await run('explain pod.spec')).stdout).toMatch(
    /\n {2}containers\t<\[\]Container> -required-\n {4}List of/,
  );
  expect((await run('explain pod.spec.nope')).stderr).toBe('error: field "nope" does not exist\n');
});

it('lists what the server has', async () => {
  const { stdout } = await run('api-resources');
  expect(stdout).toMatch(
    /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\n[^]*configmaps +cm +v1 +true +ConfigMap\n/,
  );
  expect((await run('version')).stdout).toBe(
    'Client Version: v1.36.0\nKustomize Version: v5.7.1\nServer Version: v1.36.0+podarium-simulated\n',
  );
});
