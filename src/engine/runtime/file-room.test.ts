import { describe, expect, it } from 'vitest';
import { RuntimeHarness } from './runtime-harness.ts';

function start(emptyDir: object, resources: object = {}): RuntimeHarness {
  const cluster = new RuntimeHarness().started();
  cluster.run(
    {
      command: ['sleep', 'infinity'],
      volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
      resources,
    },
    { volumes: [{ name: 'cache', emptyDir }] },
  );
  return cluster;
}

describe('a volume in memory', () => {
  it('takes no more than its size, and lets files go to make room', () => {
    const cluster = start({ medium: 'Memory', sizeLimit: '64Mi' });
    expect(cluster.exec('dd', 'if=/dev/zero', 'of=/cache/big', 'bs=1M', 'count=100')).toMatchObject({
      exitCode: 1,
      stderr: "dd: error writing '/cache/big': No space left on device\n65+0 records in\n64+0 records out\n",
    });
    expect(cluster.exec('sh', '-c', 'stat -c %s /cache/big').stdout).toBe('67108864\n');
    expect(cluster.exec('sh', '-c', 'echo more > /cache/small; echo $?; cat /cache/small')).toMatchObject({
      stdout: '1\n',
      stderr: 'sh: write error: No space left on device\n',
    });
    expect(
      cluster.exec('sh', '-c', 'echo more > /tmp/small && rm /cache/big && cp /tmp/small /cache'),
    ).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('is no bigger than what the pod may have', () => {
    const cluster = start({ medium: 'Memory', sizeLimit: '1Gi' }, { limits: { memory: '32Mi' } });
    const { stderr } = cluster.exec('dd', 'if=/dev/zero', 'of=/cache/big', 'bs=1M');
    expect(stderr).toContain('32+0 records out');
  });
});

it('a disk that is full takes nothing more, and an empty file still', () => {
  const cluster = start({});
  expect(cluster.exec('fallocate', '-l', '87G', '/cache/big').exitCode).toBe(0);
  expect(cluster.exec('fallocate', '-l', '2G', '/tmp/more').stderr).toContain('No space left on device');
  expect(cluster.exec('dd', 'if=/dev/zero', 'of=/tmp/rest').stderr).toContain('No space left on device');
  expect(cluster.exec('sh', '-c', '> /tmp/empty && echo more >> /tmp/empty').exitCode).toBe(1);
  expect(cluster.exec('sh', '-c', 'rm /tmp/rest && echo more >> /tmp/empty').exitCode).toBe(0);
});
