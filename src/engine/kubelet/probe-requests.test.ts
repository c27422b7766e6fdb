import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../testing/test-cluster.ts';

/** What the Events say of a pod's probes, after half a minute. */
function told(image: string, probe: string, container = ''): string[] {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: asked }
spec:
  containers: [{ name: app, image: ${image}, readinessProbe: ${probe}${container} }]`);
  cluster.advance(30);
  return cluster.eventsOf('asked').filter((line) => line.includes('probe'));
}

const etcd = 'registry.k8s.io/etcd:3.6.4-0';
const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.40';

describe('gRPC probes', () => {
  it('ask the health service of a server that has one', () => {
    expect(told(etcd, '{ grpc: { port: 2379 } }')).toEqual([]);
    expect(told(etcd, '{ grpc: { port: 2379, service: other } }')[0]).toContain(
      'Readiness probe failed: error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
    );
  });

  it('fail where nobody speaks gRPC, when their time is over', () => {
    const refused = /failed to connect service "10\.244\.1\.\d+:81" within 1s: context deadline exceeded/;
    expect(told('nginx', '{ grpc: { port: 81 } }')[0]).toMatch(refused);
    expect(told('nginx', '{ grpc: { port: 80 } }')[0]).toContain('context deadline exceeded');
  });

  it('hear of a service that is not well', () => {
    const args = ', args: [grpc-health-checking, --port=5000, --delay-unhealthy-sec=5]';
    expect(told(agnhost, '{ grpc: { port: 5000 }, periodSeconds: 2 }', args)[0]).toContain(
      'Readiness probe failed: service unhealthy (responded with "NOT_SERVING")',
    );
  });
});

describe('HTTP and TCP probes', () => {
  it('speak TLS to those that do not', () => {
    expect(told('nginx', '{ httpGet: { port: 80, scheme: HTTPS } }')[0]).toMatch(
      /Get "https:\/\/10\.244\.1\.\d+:80\/": http: server gave HTTP response to HTTPS client/,
    );
  });

  it('ask the host that they name, from the machine', () => {
    expect(told('nginx', '{ httpGet: { port: 80, host: 127.0.0.1 } }')[0]).toContain(
      'Get "http://127.0.0.1:80/": dial tcp 127.0.0.1:80: connect: connection refused',
    );
    expect(told('nginx', '{ httpGet: { port: 80, host: db } }')[0]).toContain(
      'dial tcp: lookup db: no such host',
    );
    expect(told('nginx', '{ tcpSocket: { port: 80, host: 10.9.9.9 } }')[0]).toContain(
      'dial tcp 10.9.9.9:80: i/o timeout',
    );
  });
});
