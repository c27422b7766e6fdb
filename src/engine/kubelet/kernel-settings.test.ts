import { expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function started(pod: string, container = 'command: [sleep, infinity]'): TestCluster {
  return TestCluster.with(1)
    .apply(
      `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { ${pod} containers: [{ name: web, image: 'busybox:1.36', ${container} }] }
`,
    )
    .advance(10);
}

function run(cluster: TestCluster, script: string): string {
  const path = '/api/v1/namespaces/default/pods/web/exec';
  const body = { container: 'web', command: ['sh', '-c', script] };
  return (cluster.cluster.request({ method: 'POST', path, body }).body as { stdout: string }).stdout;
}

it('safe settings of the kernel are set, others refused by the kubelet', () => {
  const wanted = (name: string, value: string): string =>
    `securityContext: { sysctls: [{ name: ${name}, value: '${value}' }] },`;
  const cluster = started(wanted('net.ipv4.ip_local_port_range', '1024 65000'));
  expect(run(cluster, 'sysctl net.ipv4.ip_local_port_range; cat /proc/sys/net/ipv4/tcp_fin_timeout')).toBe(
    'net.ipv4.ip_local_port_range = 1024\t65000\n60\n',
  );
  expect(started(wanted('kernel.msgmax', '65536')).get<Pod>('pods', 'web').status).toMatchObject({
    phase: 'Failed',
    reason: 'SysctlForbidden',
    message: 'Pod was rejected: forbidden sysctl: "kernel.msgmax" not allowlisted',
  });
});

it('a pod shows its own address, and on the network of its machine the machine’s', () => {
  const own = started('');
  const { podIP } = own.get<Pod>('pods', 'web').status ?? {};
  expect(run(own, 'ip a; hostname -i')).toContain(`    inet ${podIP}/24 brd 10.244.`);
  expect(run(own, 'ip route | head -n 1')).toMatch(/^default via 10\.244\.\d+\.1 dev eth0/);
  const shared = started('hostNetwork: true,');
  const address = shared.node('node-1').status?.addresses?.[0]?.address;
  expect(run(shared, 'hostname; hostname -i; ifconfig eth0')).toMatch(
    new RegExp(`^node-1\n${address}\neth0 [^]*inet addr:${address} `),
  );
});

it('a container is asked to stop with the signal that it names', () => {
  const script = 'trap "echo bye; exit 3" USR1; while true; do sleep 1; done';
  const cluster = started(
    'os: { name: linux }, restartPolicy: Never,',
    `lifecycle: { stopSignal: SIGUSR1 }, command: [sh, -c, '${script}']`,
  );
  cluster.delete('pods', 'web').advance(2.5);
  expect(cluster.find('pods', 'web')).toBeUndefined();
});
