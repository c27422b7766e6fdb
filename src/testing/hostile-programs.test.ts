/** Programs that mean no good, in a container and in a command that somebody runs: the cluster lives on. */
import { describe, expect, it } from 'vitest';
import type { Pod } from '../engine/index.ts';
import { hostilePrograms } from './random-program.ts';
import { isReady, TestCluster } from './test-cluster.ts';

const podsPath = '/api/v1/namespaces/default/pods';
/** A checkpoint of such a cluster may have so many characters. */
const largestState = 2_000_000;

function pod(name: string, command: readonly string[]): Pod {
  const containers = [{ name: 'c', image: 'busybox:1.36', command: [...command] }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { restartPolicy: 'Never', containers } };
}

describe.each(Object.entries(hostilePrograms))('%s', (_name, script) => {
  it('does no harm', () => {
    const cluster = TestCluster.with(1);
    const post = (path: string, body: object) => cluster.cluster.request({ method: 'POST', path, body });
    // A pod's command has $$ for each $.
    post(podsPath, pod('hostile', ['sh', '-c', script.replaceAll('$$', '$$$$$$$$')]));
    cluster.advance(120);
    post(podsPath, pod('good', ['sleep', 'infinity']));
    cluster.until('the other pod is ready', () =>
      cluster.readyPods().some(({ metadata }) => metadata?.name === 'good'),
    );
    expect(post(`${podsPath}/good/exec`, { command: ['sh', '-c', script] }).code).toBe(200);
    expect(isReady(cluster.get<Pod>('pods', 'good'))).toBe(true);
    expect(JSON.stringify(cluster.cluster.checkpoint()).length).toBeLessThan(largestState);
  });
});
