import { describe, expect, test } from 'vitest';
import { TestCluster } from '../../testing/test-cluster.ts';
import type { Pod } from '../api/generated/types.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { SessionOutput } from '../api/streams.ts';

const pods = '/api/v1/namespaces/default/pods';

function started(containers: string, after = 10_000): TestCluster {
  const cluster = TestCluster.with(2).apply(`
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
${containers}`);
  cluster.cluster.advanceTo(after);
  return cluster;
}

const nginx = '  - {name: web, image: nginx, ports: [{containerPort: 80}]}';
const loud = `  - name: loud
    image: busybox
    command: [sh, -c, 'i=0; while true; do echo line $i; i=$((i+1)); sleep 1; done']`;

function ask(
  cluster: TestCluster,
  method: ApiRequest['method'],
  path: string,
  more: Partial<ApiRequest> = {},
) {
  return cluster.cluster.request({ method, path, ...more });
}

function message(response: ApiResponse): string {
  return `${response.code} ${(response.body as { message?: string }).message}`;
}

function log(cluster: TestCluster, query: Record<string, string> = {}): ApiResponse {
  return ask(cluster, 'GET', `${pods}/web/log`, { query });
}

describe('logs', () => {
  test('tail, timestamps, since and bytes', () => {
    const cluster = started(loud);
    const lines = String(log(cluster).body).split('\n');
    expect(lines.slice(0, 2)).toEqual(['line 0', 'line 1']);
    expect(log(cluster, { tailLines: '1', timestamps: 'true' }).body).toMatch(
      /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z line \d+\n$/,
    );
    expect(
      String(log(cluster, { sinceSeconds: '2' }).body)
        .trim()
        .split('\n'),
    ).toHaveLength(2);
    expect(log(cluster, { limitBytes: '9' }).body).toBe('line 0\nli');
  });

  test('follow ends quietly when its pod has gone', () => {
    const cluster = started(loud);
    const { stream } = log(cluster, { follow: 'true' });
    ask(cluster, 'DELETE', `${pods}/web`, { query: { gracePeriodSeconds: '0' } });
    cluster.advance(60);
    expect(message(log(cluster, { follow: 'true' }))).toBe('404 pods "web" not found');
    const last = log(cluster, { follow: 'true', cursor: stream!.cursor });
    expect(last).toMatchObject({ code: 200, body: '', stream: { ended: true } });
  });

  test('follow goes on where it stopped and ends with the container', () => {
    const cluster = started(
      "  - {name: c, image: busybox, command: [sh, -c, 'echo a; sleep 20; echo b']}",
      5_000,
    );
    const first = log(cluster, { follow: 'true' });
    expect([first.body, first.stream?.ended]).toEqual(['a\n', false]);
    cluster.cluster.advanceTo(15_000);
    const second = log(cluster, { follow: 'true', cursor: first.stream!.cursor });
    expect([second.body, second.stream?.ended]).toEqual(['', false]);
    cluster.cluster.advanceTo(23_500);
    const third = log(cluster, { follow: 'true', cursor: second.stream!.cursor });
    expect([third.body, third.stream?.ended]).toEqual(['b\n', true]);
  });

  test('refusals in the words of the kubelet', () => {
    const cluster = started(nginx, 0);
    expect([log(cluster).code, log(cluster).body]).toEqual([200, '']);
    cluster.cluster.advanceTo(300);
    expect(message(log(cluster))).toBe(
      '400 container "web" in pod "web" is waiting to start: ContainerCreating',
    );
    cluster.cluster.advanceTo(10_000);
    expect(message(log(cluster, { previous: 'true' }))).toBe(
      '400 previous terminated container "web" in pod "web" not found',
    );
    expect(message(log(cluster, { container: 'x' }))).toBe('400 container x is not valid for pod web');
    expect(message(log(cluster, { tailLines: '-1', limitBytes: '0' }))).toBe(
      '422 PodLogOptions "web" is invalid: [tailLines: Invalid value: -1: must be greater than or equal to 0, limitBytes: Invalid value: 0: must be greater than 0]',
    );
    expect(message(ask(cluster, 'GET', `${pods}/none/log`))).toBe('404 pods "none" not found');
    cluster.killMachine(cluster.get<Pod>('pods', 'web').spec!.nodeName!);
    expect(message(log(cluster))).toMatch(
      /^500 error dialing backend: dial tcp [\d.]+:10250: connect: no route/,
    );
  });

  test('of a container that is waiting to start again, and of the one before', () => {
    const cluster = started("  - {name: c, image: busybox, command: [sh, -c, 'echo run; exit 1']}", 20_000);
    expect(log(cluster).body).toBe('run\n');
    expect(log(cluster, { previous: 'true' }).body).toBe('run\n');
  });
});

describe('sessions', () => {
  const open = { stream: true, command: ['sh'], stdin: true, tty: true };

  test('through the API, and again from the command log', () => {
    const cluster = started(loud);
    const post = (body: unknown) => ask(cluster, 'POST', `${pods}/web/exec`, { body }).body as SessionOutput;
    const { session } = post(open);
    post({ session, input: 'sleep 3; hostname\r' });
    cluster.cluster.advanceTo(14_000);
    const read = (from: string) =>
      ask(cluster, 'GET', `${pods}/web/exec`, { query: { session, from } }).body as SessionOutput;
    expect(read('0').stdout).toBe('/ # sleep 3; hostname\r\nweb\r\n/ # ');
    expect(read(String(read('0').next)).stdout).toBe('');

    const again = TestCluster.with(2);
    for (const { request, timeMs } of cluster.cluster.commands) {
      again.cluster.advanceTo(timeMs);
      again.cluster.request(request);
    }
    again.cluster.advanceTo(cluster.cluster.nowMs);
    expect(again.cluster.stateHash()).toBe(cluster.cluster.stateHash());
    const fork = cluster.cluster.forkFrom(cluster.cluster.checkpoint());
    expect(fork.stateHash()).toBe(cluster.cluster.stateHash());
  });

  test('attach sees what is printed', () => {
    const cluster = started(loud);
    const { session } = ask(cluster, 'POST', `${pods}/web/attach`, { body: { stream: true } })
      .body as SessionOutput;
    cluster.cluster.advanceTo(12_000);
    const output = ask(cluster, 'GET', `${pods}/web/attach`, { query: { session } }).body as SessionOutput;
    expect(output.stdout).toMatch(/^line \d+\nline \d+\n$/);
  });

  test('refusals', () => {
    const cluster = started(nginx, 0);
    const exec = (body: unknown) => message(ask(cluster, 'POST', `${pods}/web/exec`, { body }));
    expect(exec(open)).toBe('400 pod web does not have a host assigned');
    const before = cluster.cluster.commands.length;
    cluster.cluster.advanceTo(10_000);
    expect(exec({ ...open, command: ['nosuch'] })).toContain(
      'exec: "nosuch": executable file not found in $PATH',
    );
    expect(exec({ session: 's9', input: 'x' })).toBe('404 session "s9" not found');
    const gone = ask(cluster, 'PATCH', `${pods}/web/ephemeralcontainers`, {
      contentType: 'application/merge-patch+json',
      body: { spec: { ephemeralContainers: [{ name: 'late', image: 'nosuch.example/x:1' }] } },
    });
    expect(gone.code).toBe(200);
    for (const stream of [true, false])
      expect(exec({ stream, container: 'late', command: ['ls'] })).toBe(
        '500 unable to upgrade connection: container not found ("late")',
      );
    expect(exec({ stream: true })).toBe('400 you must specify at least one command for the container');
    expect(cluster.cluster.commands).toHaveLength(before + 1);
  });
});

describe('ports', () => {
  const service = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 8080, targetPort: 80, nodePort: 30080}]}`;

  test('port-forward asks localhost of the pod', () => {
    const cluster = started(nginx);
    const forward = (port: number) => ask(cluster, 'POST', `${pods}/web/portforward`, { body: { port } });
    expect(forward(80).body).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } });
    expect(message(forward(81))).toContain('failed to connect to localhost:81 inside namespace');
  });

  test('proxies to pods, Services and nodes', () => {
    const cluster = started(nginx).apply(service);
    cluster.cluster.advanceTo(15_000);
    const get = (path: string) => ask(cluster, 'GET', `/api/v1/${path}`);
    expect(get('namespaces/default/pods/web/proxy/').body).toContain('Welcome to nginx!');
    expect(get('namespaces/default/pods/web:80/proxy/none').code).toBe(404);
    expect(message(get('namespaces/default/pods/web:81/proxy/'))).toContain('connect: connection refused');
    for (const name of ['web', 'web:http', 'web:8080', 'http:web:http'])
      expect(get(`namespaces/default/services/${name}/proxy/`).body).toContain('Welcome to nginx!');
    expect(message(get('namespaces/default/services/web:9/proxy'))).toBe(
      '503 no service port "9" found for service "web"',
    );
    expect(get('nodes/node-1/proxy/healthz').body).toBe('ok');
    cluster.delete('pods', 'web');
    cluster.cluster.advanceTo(60_000);
    expect(message(get('namespaces/default/services/web/proxy/'))).toBe(
      '503 no endpoints available for service "web"',
    );
  });

  test('node ports', () => {
    const cluster = started(nginx).apply(service);
    cluster.cluster.advanceTo(15_000);
    const get = (path: string) => ask(cluster, 'GET', `/podarium/nodeport/${path}`);
    expect(get('30080/').body).toContain('Welcome to nginx!');
    expect(get('30080/none').code).toBe(404);
    expect(get('31111/').code).toBe(404);
    cluster.patch('services', 'web', { spec: { externalTrafficPolicy: 'Local' } });
    cluster.cluster.advanceTo(16_000);
    expect(get('30080').body).toContain('Welcome to nginx!');
  });
});

describe('metrics', () => {
  const metrics = '/apis/metrics.k8s.io/v1beta1';

  test('of pods and nodes, after two looks', () => {
    const cluster = started(`  - name: load
    image: polinux/stress
    command: [stress, --cpu, '1', --vm, '1', --vm-bytes, 150M]
    resources: {limits: {cpu: 500m}}`);
    const pod = () => ask(cluster, 'GET', `${metrics}/namespaces/default/pods/web`);
    expect(message(pod())).toBe('404 podmetrics.metrics.k8s.io "default/web" not found');
    cluster.cluster.advanceTo(60_000);
    const { containers } = pod().body as { containers: { name: string; usage: Record<string, string> }[] };
    const { cpu = '', memory = '' } = containers[0]!.usage;
    expect(Number(/^(\d+)n$/.exec(cpu)![1]) / 1e9).toBeCloseTo(0.5, 0);
    expect(Number(/^(\d+)Ki$/.exec(memory)![1]) / 1024).toBeGreaterThan(140);
    const nodes = ask(cluster, 'GET', `${metrics}/nodes`).body as { kind: string; items: unknown[] };
    expect([nodes.kind, nodes.items.length]).toEqual(['NodeMetricsList', 2]);
    const none = ask(cluster, 'GET', `${metrics}/pods`, { query: { labelSelector: 'app=other' } });
    expect((none.body as { items: unknown[] }).items).toEqual([]);
  });
});
