import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../engine/index.ts';
import { runKubectl } from '../kubectl/index.ts';
import { SimulatedClient } from './simulated-client.ts';

let cluster: Cluster;
beforeEach(() => {
  cluster = createCluster({ seed: 'client', machines: { 'node-1': { cpu: '4', memory: '8Gi' } } });
  cluster.advanceTo(5000);
});

const run = (line: string) => runKubectl(line, { client: new SimulatedClient(cluster) });

describe('commands that wait make the time pass', () => {
  it('rollout status', async () => {
    await run('create deployment web --image=nginx --replicas=3');
    const { stdout, exitCode } = await run('rollout status deployment/web');
    expect(stdout).toMatch(
      /Waiting for deployment "web" rollout.*\n.*deployment "web" successfully rolled out\n$/s,
    );
    expect(exitCode).toBe(0);
    expect(cluster.nowMs).toBeGreaterThan(5500);
  });

  it('wait for a condition, for what comes to be, and in vain', async () => {
    await run('run one --image=nginx');
    expect((await run('wait --for=condition=Ready pod/one')).stdout).toBe('pod/one condition met\n');
    await run('create deployment late --image=nginx');
    expect((await run('wait --for=create pod -l app=late --timeout=10s')).exitCode).toBe(0);
    const before = cluster.nowMs;
    const vain = await run('wait --for=create pod/never --timeout=20s');
    expect(vain.stderr).toContain('timed out waiting for the condition');
    expect(vain.exitCode).toBe(1);
    expect(cluster.nowMs - before).toBeGreaterThanOrEqual(19_000);
  });

  it('logs that are followed to the end of their container', async () => {
    await run(
      'run told --image=busybox --restart=Never -- sh -c "for i in 1 2 3; do echo line $i; sleep 5; done"',
    );
    await run('wait --for=condition=Ready pod/told');
    expect((await run('logs -f told')).stdout).toBe('line 1\nline 2\nline 3\n');
    expect(cluster.get('pods', 'default', 'told')).toBeDefined();
  });

  it('a watch that nothing happens in', async () => {
    const before = cluster.nowMs;
    const client = new SimulatedClient(cluster, 7000);
    const path = '/api/v1/namespaces/default/secrets';
    expect(await client.watch({ method: 'GET', path, query: { watch: 'true' } }, () => true)).toBe(false);
    expect(cluster.nowMs - before).toBe(7000);
  });
});
