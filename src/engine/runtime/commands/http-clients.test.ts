import { describe, expect, it } from 'vitest';
import type { Pod, Service } from '../../index.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const client = `
apiVersion: v1
kind: Pod
metadata: { name: client }
spec: { containers: [{ name: app, image: nicolaka/netshoot, command: [sleep, infinity] }] }
`;
const server = (image: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: server, labels: { app: web } }
spec: { containers: [{ name: app, image: '${image}', ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
`;

function run(cluster: TestCluster, script: string): { exitCode: number; stdout: string; stderr: string } {
  const { body } = cluster.cluster.request({
    method: 'POST',
    path: '/api/v1/namespaces/default/pods/client/exec',
    body: { container: 'app', command: ['sh', '-c', script] },
  });
  return body as { exitCode: number; stdout: string; stderr: string };
}

function started(image = 'nginx', settings = {}): TestCluster {
  const cluster = TestCluster.with(1, { settings }).apply(server(image)).apply(client);
  cluster.until('both run', () => cluster.pods().every(({ status }) => status?.phase === 'Running'));
  return cluster.advance(3);
}

describe('curl', () => {
  it('shows the head of an answer, and what it said itself', () => {
    const cluster = started();
    expect(run(cluster, 'curl -sI web').stdout).toMatch(
      /^HTTP\/1\.1 200 OK\r\nServer: nginx.*\r\nContent-Type: text\/html/,
    );
    expect(run(cluster, 'curl -sv -o /dev/null -H "X-A: b" http://web/x').stderr).toMatch(
      /> GET \/x HTTP\/1\.1\n> Host: web\n> User-Agent: curl\/\S+\n> Accept: \*\/\*\n> X-A: b\n> \n[^]*< HTTP\/1\.1 404 Not Found\n/,
    );
  });

  it('sends headers and bodies, and goes where it is sent', () => {
    const cluster = started('kennethreitz/httpbin');
    expect(JSON.parse(run(cluster, 'curl -s -H "X-A: b" web/headers').stdout)).toMatchObject({
      headers: { Host: 'web', 'X-A': 'b' },
    });
    expect(JSON.parse(run(cluster, 'curl -s -d a=1 -d b=2 web/post').stdout)).toMatchObject({
      data: 'a=1&b=2',
    });
    expect(run(cluster, 'curl -s -w "%{http_code}" web/redirect/1').stdout).toBe('302');
    expect(
      run(cluster, 'curl -sL -o /dev/null -w "%{http_code} %{num_redirects}" web/redirect/1').stdout,
    ).toBe('200 1');
    expect(run(cluster, 'wget -qO- web/redirect/1').stdout).toContain('http://web/get');
  });
});

describe('the API server, seen from a pod', () => {
  const place = '/var/run/secrets/kubernetes.io/serviceaccount';
  const pods = 'https://kubernetes.default.svc/api/v1/namespaces/default/pods';
  const asked = `curl -sS --cacert ${place}/ca.crt -H "Authorization: Bearer $(cat ${place}/token)" ${pods}`;

  it('answers those who know it and are known', () => {
    const cluster = started();
    expect(run(cluster, `curl -sS ${pods}`)).toMatchObject({
      exitCode: 60,
      stderr: expect.stringContaining('unable to get local issuer certificate'),
    });
    expect(JSON.parse(run(cluster, `curl -sk ${pods}`).stdout)).toMatchObject({ kind: 'Status', code: 401 });
    expect(run(cluster, asked).stdout).toMatch(/^\{\n {2}"kind": "PodList",/);
    expect(run(cluster, 'curl -s http://$KUBERNETES_SERVICE_HOST:443').stdout).toBe(
      'Client sent an HTTP request to an HTTPS server.\n',
    );
  });

  it('gives what roles allow', () => {
    const cluster = started('nginx', { authorization: 'RBAC' });
    const user = 'User \\"system:anonymous\\" cannot list resource \\"pods\\"';
    expect(run(cluster, `curl -sk ${pods}`).stdout).toContain(user);
    expect(JSON.parse(run(cluster, asked).stdout)).toMatchObject({ code: 403 });
    cluster.apply(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: read }
subjects: [{ kind: ServiceAccount, name: default, namespace: default }]
roleRef: { kind: ClusterRole, name: edit, apiGroup: rbac.authorization.k8s.io }
`);
    expect(JSON.parse(run(cluster, asked).stdout)).toMatchObject({ kind: 'PodList' });
    expect(
      run(cluster, `${asked.replace('/pods', '/pods/server')} -X DELETE -o /dev/null -w '%{http_code}'`)
        .stdout,
    ).toBe('200');
    expect(cluster.advance(40).find('pods', 'server')).toBeUndefined();
  });
});

describe('the cluster’s name server', () => {
  it('knows what an address is called, and where a named port is', () => {
    const cluster = started();
    const { clusterIP = '' } = cluster.get<Service>('services', 'web').spec ?? {};
    const { podIP = '' } = cluster.get<Pod>('pods', 'server').status ?? {};
    expect(run(cluster, `nslookup ${clusterIP}`).stdout).toContain(
      `${clusterIP.split('.').toReversed().join('.')}.in-addr.arpa\tname = web.default.svc.cluster.local\n`,
    );
    const dashed = podIP.replaceAll('.', '-');
    expect(run(cluster, `dig +short -x ${podIP}`).stdout).toBe(`${dashed}.web.default.svc.cluster.local.\n`);
    expect(run(cluster, 'dig +short SRV _http._tcp.web.default.svc.cluster.local').stdout).toBe(
      '0 100 80 web.default.svc.cluster.local.\n',
    );
    expect(run(cluster, 'dig web.default.svc.cluster.local').stdout).toContain(`\tIN\tA\t${clusterIP}\n`);
    expect(run(cluster, 'nslookup 10.9.9.9')).toMatchObject({ exitCode: 1 });
  });
});
