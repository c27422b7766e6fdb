import { expect, test } from 'vitest';
import type { Pod } from '../api/generated/types.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function podWith(containers: string, initContainers = ''): TestCluster {
  const cluster = TestCluster.with(1).advance(20);
  return cluster.apply(`
apiVersion: v1
kind: Pod
metadata: {name: job}
spec:
  restartPolicy: Never
${initContainers}
  containers:
${containers}
`);
}

const pod = (cluster: TestCluster): Pod => cluster.get<Pod>('pods', 'job');

test('a container with a restart policy of its own comes back in a pod that would let it be', () => {
  const cluster = podWith(`
  - {name: main, image: 'busybox:1.36', command: [sleep, '1000']}
  - {name: again, image: 'busybox:1.36', command: [sh, -c, 'sleep 1; exit 3'], restartPolicy: OnFailure}`);
  const again = () => pod(cluster).status?.containerStatuses?.find(({ name }) => name === 'again');
  cluster.until('it was started again', () => again()?.restartCount === 2);
  expect(pod(cluster).status?.phase).toBe('Running');
});

test('its rules go by the exit code: the pod ends when none says restart', () => {
  const rules = `restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]`;
  const command = `[sh, -c, 'sleep 1; test -f /data/once && exit 1; touch /data/once; exit 42']`;
  const cluster = podWith(`
  - name: main
    image: 'busybox:1.36'
    command: ${command}
    restartPolicy: Never
    ${rules}
    volumeMounts: [{name: data, mountPath: /data}]
  volumes: [{name: data, emptyDir: {}}]`);
  cluster.until('the pod has failed', () => pod(cluster).status?.phase === 'Failed');
  expect(pod(cluster).status?.containerStatuses?.[0]).toMatchObject({
    restartCount: 1,
    state: { terminated: { exitCode: 1 } },
  });
});

test('an init container that may try again does not fail its pod', () => {
  const init = `  initContainers:
  - {name: wait, image: 'busybox:1.36', command: [sh, -c, 'sleep 1; exit 1'], restartPolicy: OnFailure}`;
  const cluster = podWith(`  - {name: main, image: 'busybox:1.36'}`, init);
  cluster.until(
    'it was tried again',
    () => pod(cluster).status?.initContainerStatuses?.[0]?.restartCount === 2,
  );
  expect(pod(cluster).status?.phase).toBe('Pending');
});
