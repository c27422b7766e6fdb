import { describe, expect, test } from 'vitest';
import { TestCluster } from '../../testing/test-cluster.ts';
import type { Pod } from '../api/generated/types.ts';
import type { ApiResponse } from '../api/request.ts';
import type { SessionOutput } from '../api/streams.ts';

const path = '/api/v1/namespaces/default/pods/web';

function started(): TestCluster {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: nginx, resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 200m, memory: 64Mi}}}`);
  return cluster.advance(10);
}

function patch(cluster: TestCluster, subresource: string, spec: object): ApiResponse {
  return cluster.cluster.request({
    method: 'PATCH',
    path: `${path}/${subresource}`,
    contentType: 'application/strategic-merge-patch+json',
    body: { spec },
  });
}

function message({ code, body }: ApiResponse): string {
  return `${code} ${(body as { message?: string }).message}`;
}

describe('ephemeral containers', () => {
  const debug = { name: 'debugger', image: 'busybox', stdin: true, tty: true, targetContainerName: 'web' };

  test('start in the running pod, and a person types into them', () => {
    const cluster = started();
    expect(patch(cluster, 'ephemeralcontainers', { ephemeralContainers: [debug] }).code).toBe(200);
    cluster.advance(10);
    const { status, metadata, spec } = cluster.get<Pod>('pods', 'web');
    expect(metadata?.generation).toBe(2);
    expect(spec?.ephemeralContainers?.[0]?.imagePullPolicy).toBe('Always');
    const [found] = status?.ephemeralContainerStatuses ?? [];
    expect([found?.name, found?.ready, found?.state?.running !== undefined]).toEqual([
      'debugger',
      false,
      true,
    ]);
    expect([status?.phase, status?.containerStatuses?.length]).toEqual(['Running', 1]);
    expect(cluster.eventsOf('web').join('\n')).toContain('Started');

    const attach = (body: object) =>
      cluster.cluster.request({
        method: 'POST',
        path: `${path}/attach`,
        body: { container: 'debugger', ...body },
      });
    const { session } = attach({ stream: true, stdin: true, tty: true }).body as SessionOutput;
    attach({ session, input: 'wget -qO- localhost | head -n 1\r' });
    cluster.advance(1);
    const query = { session };
    const read = cluster.cluster.request({ method: 'GET', path: `${path}/attach`, query })
      .body as SessionOutput;
    expect(read.stdout).toContain('<!DOCTYPE html>');
    attach({ session, input: 'exit 3\r' });
    cluster.advance(60);
    const after = cluster.get<Pod>('pods', 'web').status?.ephemeralContainerStatuses?.[0];
    expect([after?.state?.terminated?.exitCode, after?.restartCount]).toEqual([3, 0]);
  });

  test('refusals', () => {
    const cluster = started();
    const add = (container: object) =>
      patch(cluster, 'ephemeralcontainers', { ephemeralContainers: [container] });
    expect(message(add({ ...debug, targetContainerName: 'none' }))).toBe(
      '422 Pod "web" is invalid: spec.ephemeralContainers[0].targetContainerName: Not found: "none"',
    );
    expect(message(add({ ...debug, name: 'web' }))).toContain('Duplicate value: "web"');
    add(debug);
    expect(message(add({ ...debug, image: 'alpine' }))).toContain(
      'spec.ephemeralContainers: Forbidden: existing ephemeral containers "debugger" may not be changed',
    );
    expect(
      patch(cluster, 'ephemeralcontainers', { containers: [{ name: 'web', image: 'other' }] }).code,
    ).toBe(200);
    expect(cluster.get<Pod>('pods', 'web').spec?.containers[0]?.image).toBe('nginx');
  });
});

test('resize changes resources of the running pod, within its class', () => {
  const cluster = started();
  const to = (resources: object) => patch(cluster, 'resize', { containers: [{ name: 'web', resources }] });
  expect(to({ requests: { cpu: '150m' } }).code).toBe(200);
  cluster.advance(5);
  const { status, metadata } = cluster.get<Pod>('pods', 'web');
  expect(status?.containerStatuses?.[0]?.allocatedResources).toEqual({ cpu: '150m', memory: '64Mi' });
  expect([
    status?.observedGeneration,
    metadata?.generation,
    status?.containerStatuses?.[0]?.restartCount,
  ]).toEqual([2, 2, 0]);
  expect(message(to({ requests: { cpu: '200m' } }))).toContain(
    'Pod QOS Class may not change as a result of resizing',
  );
});
