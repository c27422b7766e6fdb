import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function waitingOf(image: string, context: string): unknown {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: app, image: ${image}, securityContext: { ${context} } }]
`);
  const status = cluster.advance(30).get<Pod>('pods', 'web').status?.containerStatuses?.[0];
  return status?.state?.waiting ?? 'none';
}

describe('runAsNonRoot', () => {
  it('keeps an image that runs as root from starting', () => {
    expect(waitingOf('nginx', 'runAsNonRoot: true')).toMatchObject({
      reason: 'CreateContainerConfigError',
      message: expect.stringMatching(
        /^container has runAsNonRoot and image will run as root \(pod: "web_default\(.+\)", container: app\)$/,
      ),
    });
  });

  it('cannot tell of an image that names its user', () => {
    expect(waitingOf('prom/prometheus', 'runAsNonRoot: true')).toMatchObject({
      message: expect.stringContaining('image has non-numeric user (nobody), cannot verify user is non-root'),
    });
  });

  it('lets others run', () => {
    expect(waitingOf('redis', 'runAsNonRoot: true, runAsUser: 1000')).toBe('none');
    expect(waitingOf('nginxinc/nginx-unprivileged', 'runAsNonRoot: true')).toBe('none');
    expect(waitingOf('example.org/shop:1', 'runAsNonRoot: true')).toBe('none');
  });
});
