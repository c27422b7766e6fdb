import { describe, expect, it } from 'vitest';
import type { Container } from '../api/generated/types.ts';
import type { Image, ImageSpec } from '../api/podarium.ts';
import { RuntimeHarness } from './runtime-harness.ts';

function withImage(spec: ImageSpec, name = 'demo'): RuntimeHarness {
  const cluster = new RuntimeHarness().started();
  cluster.put('images.podarium.dev', { kind: 'Image', metadata: { name }, spec } as Image);
  return cluster;
}

const web: Partial<Container> = { image: 'shop/web:1' };

describe('an Image object', () => {
  it('is a server that starts up, prints and answers', () => {
    const cluster = withImage({
      image: 'shop/web',
      ports: [8080],
      startUpSeconds: 5,
      logLines: ['listening'],
      response: 'shop on {hostname}\n',
      env: { MODE: 'live' },
      workingDir: '/srv',
      user: '1000:1000',
      files: { '/srv/motd': 'hello\n' },
      resources: { cpu: '250m', memory: '64Mi' },
    });
    const { uid = '' } = cluster.run(web).metadata!;
    const ask = (): unknown => cluster.runtime.askPort(uid, 8080, '/');
    expect(ask()).toEqual({ kind: 'refused' });
    cluster.advance(5_000);
    expect(ask()).toMatchObject({ kind: 'http', status: 200, body: 'shop on web\n' });
    expect(cluster.logs()).toEqual(['listening']);
    expect(cluster.exec('sh', '-c', 'cat /srv/motd; pwd; id -u; echo $MODE').stdout).toBe(
      'hello\n/srv\n1000\nlive\n',
    );
    expect(cluster.runtime.usage(uid, 'main')).toMatchObject({ cpuMilli: 250, memoryBytes: 64 * 2 ** 20 });
  });

  it('runs a script, which may start the server', () => {
    const cluster = withImage({
      image: 'shop/web',
      script: 'echo preparing $1\nsleep 2\nexec serve',
      ports: [80],
      startUpSeconds: 0,
    });
    cluster.run({ ...web, args: ['it'] });
    expect(cluster.logs()).toEqual(['preparing it']);
    cluster.advance(2_100);
    expect(cluster.runtime.askPort('uid-web', 80, '/')).toMatchObject({
      body: 'docker.io/shop/web on web\n',
    });
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 30_000);
    cluster.advance(1_000);
    expect(cluster.exits()).toMatchObject([{ exitCode: 0 }]);
  });

  it('that can’t be read says so when it is started', () => {
    const cluster = withImage({ image: 'shop/web', script: 'if true; then' });
    const pod = cluster.run(web);
    expect(cluster.start(pod)).toMatchObject({
      reason: 'CreateContainerError',
      message: expect.stringMatching(/^the script of the image can't be read: /) as string,
    });
  });

  it('changes one of the catalogue for containers that start from then on, and for a fork', () => {
    const cluster = new RuntimeHarness().started();
    const pod = cluster.run({ image: 'nginx:1.27' });
    const put = (response: string): void =>
      cluster.put('images.podarium.dev', { metadata: { name: 'nginx' }, spec: { response } } as Image);
    put('mine');
    cluster.advance(1_000);
    const body = (harness = cluster): unknown => harness.runtime.askPort('uid-web', 80, '/');
    expect(body()).not.toMatchObject({ body: 'mine' });
    cluster.start(pod, 1);
    put('other');
    cluster.advance(1_000);
    expect(body()).toMatchObject({ body: 'mine' });
    expect(body(cluster.restored())).toMatchObject({ body: 'mine' });
  });

  it('is pulled, in the time that it says', () => {
    const cluster = withImage({ image: 'example.invalid/x:2', pullSeconds: 7, size: '3M' });
    cluster.runtime.pullImage('node-1', 'example.invalid/x:2');
    cluster.runtime.pullImage('node-1', 'example.invalid/x:3');
    cluster.advance(10_000);
    expect(cluster.events).toMatchObject([
      { kind: 'ImagePullFailed', image: 'example.invalid/x:3' },
      { kind: 'ImagePulled', image: 'example.invalid/x:2', timeMs: 7_000 },
    ]);
  });
});
