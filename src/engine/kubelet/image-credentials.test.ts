import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

const pod = `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  imagePullSecrets: [{ name: registry-key }]
  containers: [{ name: app, image: 'registry.example.com/team/private/web:1.0' }]`;

/** As `kubectl create secret docker-registry` makes it. */
function secretFor(server: string): string {
  const auths = { [server]: { username: 'ada', password: 'secret', auth: 'YWRhOnNlY3JldA==' } };
  return `
apiVersion: v1
kind: Secret
metadata: { name: registry-key }
type: kubernetes.io/dockerconfigjson
stringData: { .dockerconfigjson: '${JSON.stringify({ auths })}' }
---`;
}

function waitingReason(cluster: TestCluster): string | undefined {
  return cluster.get<Pod>('pods', 'web').status?.containerStatuses?.[0]?.state?.waiting?.reason;
}

describe('an image that not everybody may have', () => {
  it('is pulled with a Secret for its registry', () => {
    const cluster = TestCluster.with(1).apply(secretFor('https://registry.example.com') + pod);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
  });

  it('is not pulled with one for another', () => {
    const cluster = TestCluster.with(1).apply(secretFor('https://index.docker.io/v1/') + pod);
    cluster.until('it fails', () => waitingReason(cluster) === 'ErrImagePull');
    expect(cluster.eventsOf('web').join('\n')).toContain(
      'pull access denied, repository does not exist or may require authorization',
    );
  });

  it('is told of when its Secret is not there, and comes once it is', () => {
    const cluster = TestCluster.with(1).apply(pod);
    cluster.until('it backs off', () => waitingReason(cluster) === 'ImagePullBackOff');
    expect(cluster.eventsOf('web').join('\n')).toContain(
      'FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (registry-key); attempting to pull the image may not succeed.',
    );
    cluster.apply(secretFor('registry.example.com').replace(/---$/, ''));
    cluster.until('it runs', () => cluster.readyPods('web').length === 1, 90);
  });
});
