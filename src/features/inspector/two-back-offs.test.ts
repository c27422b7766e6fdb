/** Two containers of a pod that both back off: each has counts and a wait of its own. */
import { expect, it } from 'vitest';
import { backOffOf } from '../../bridge/appearance.ts';
import { containerLives } from '../../bridge/container-lives.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { containerMachine } from '../../engine/lifecycle/container.machine.ts';
import { TestCluster } from '../../testing/test-cluster.ts';
import { chartOf } from './chart-of-machine.ts';
import { pathTaken } from './path-taken.ts';
import { podSentence } from './pod-sentence.ts';
import { waitOf } from './waits.tsx';

const twoOfThem = `
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
  - { name: quick, image: busybox, command: ['sh', '-c', 'exit 1'] }
  - { name: slow, image: busybox, command: ['sh', '-c', 'sleep 25; exit 2'] }`;

/** Until both wait, the quick one for longer. */
function bothWait(): { readonly pod: Pod; readonly cluster: TestCluster } {
  const cluster = TestCluster.with(1).apply(twoOfThem);
  const read = (): Pod => cluster.cluster.get('pods', 'default', 'p') as Pod;
  cluster.until('both back off', () => {
    const statuses = read().status?.containerStatuses ?? [];
    const waits = statuses.map((status) => backOffOf(status)?.seconds ?? 0);
    return waits.length === 2 && waits.every((wait) => wait > 0) && waits[0] !== waits[1];
  });
  return { pod: read(), cluster };
}

it('waits, restarts and moves are each container’s own', () => {
  const { pod, cluster } = bothWait();
  const [quick, slow] = pod.status!.containerStatuses!;
  expect(quick!.restartCount).toBeGreaterThan(slow!.restartCount);
  for (const status of [quick!, slow!]) expect(backOffOf(status)!.seconds).toBe(waitOf(pod, status.name));
  const chart = chartOf(containerMachine.definition);
  const lives = containerLives(cluster.cluster.history, 'pods/default/p');
  for (const { name, restartCount } of [quick!, slow!]) {
    const { stretches } = lives.find((life) => life.name === name)!;
    const { counts } = pathTaken(chart, stretches, cluster.cluster.nowMs, false);
    const again =
      (counts['terminated>waiting.crashLoopBackOff'] ?? 0) + (counts['terminated>waiting.creating'] ?? 0);
    // The one that it waits for has not come yet.
    expect(again, name).toBe(restartCount + 1);
  }
});

it('the sentence speaks of one of them, with its own wait', () => {
  const { pod } = bothWait();
  const [quick] = pod.status!.containerStatuses!;
  const { sinceEpochMs, seconds } = backOffOf(quick)!;
  const nowEpochMs = sinceEpochMs + (seconds - 3) * 1000;
  expect(podSentence(pod, { nowEpochMs } as Parameters<typeof podSentence>[1])).toContain('3 s');
});
