import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../api/generated/types.ts';
import type { KubeObject } from '../api/object.ts';
import { RuntimeHarness } from './runtime-harness.ts';

function running(container: Partial<Container>, spec: Partial<PodSpec> = {}): RuntimeHarness {
  const cluster = new RuntimeHarness().started();
  cluster.run({ command: ['sleep', '1000'], ...container }, spec as never);
  return cluster;
}

function say(cluster: RuntimeHarness, script: string): string {
  const { stdout, stderr } = cluster.exec('sh', '-c', script);
  return (stdout + stderr).trimEnd();
}

const data = {
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
};
const emptyDir = { volumes: [{ name: 'data', emptyDir: {} }] };

describe('files have owners and modes', () => {
  it('that root sets and others feel', () => {
    const cluster = running(data, { ...emptyDir, securityContext: { runAsUser: 1000, runAsGroup: 3000 } });
    expect(say(cluster, 'id; whoami')).toBe('uid=1000 gid=3000 groups=3000\nwhoami: unknown uid 1000');
    expect(say(cluster, 'echo x > /etc/x')).toBe("sh: can't create /etc/x: Permission denied");
    expect(say(cluster, 'echo x > /data/mine; stat -c "%a %u %g" /data /data/mine')).toBe(
      '777 0 0\n644 1000 3000',
    );
    expect(say(cluster, 'chmod 400 /data/mine; ls -l /data; echo y > /data/mine')).toMatch(
      /^-r--------    1 1000     3000             2 \w+ +\d+ \d\d:\d\d mine\nsh: can't create \/data\/mine: Permission denied$/,
    );
    expect(say(cluster, 'chown 0 /data/mine')).toBe('chown: /data/mine: Operation not permitted');
    expect(say(cluster, 'ls /root; touch /tmp/a && stat -c %A /tmp')).toBe(
      "drwxrwxrwt\nls: can't open '/root': Permission denied",
    );
  });

  it('volumes belong to the group of the pod', () => {
    const cluster = running(data, { ...emptyDir, securityContext: { runAsUser: 1000, fsGroup: 2000 } });
    const script =
      'echo x > /data/a; mkdir /data/d; echo y > /data/d/b; cd /data; stat -c "%A %u %g" . a d d/b; id';
    expect(say(cluster, script).split('\n')).toEqual([
      'drwxrwsrwx 0 2000',
      '-rw-r--r-- 1000 2000',
      'drwxr-sr-x 1000 2000',
      '-rw-r--r-- 1000 2000',
      'uid=1000 gid=0(root) groups=0(root),2000',
    ]);
  });

  it('a Secret that only root may read is closed to others, and open to the group of the pod', () => {
    const volumes = [{ name: 'data', secret: { secretName: 'key', defaultMode: 0o400 } }];
    const read = (securityContext: object): string => {
      const cluster = new RuntimeHarness().started();
      cluster.put('secrets', {
        metadata: { namespace: 'default', name: 'key' },
        data: { key: 'aGk=' },
      } as KubeObject);
      cluster.run({ command: ['sleep', '100'], ...data }, { volumes, securityContext } as never);
      return say(cluster, 'cat /data/key');
    };
    expect(read({})).toBe('hi');
    expect(read({ runAsUser: 7 })).toBe("cat: can't open '/data/key': Permission denied");
    expect(read({ runAsUser: 7, fsGroup: 8 })).toBe('hi');
  });

  it('a root without capabilities is a user like others', () => {
    const cluster = running({ securityContext: { capabilities: { drop: ['ALL'] } } });
    expect(say(cluster, 'touch /a; chown 5 /a; chmod 600 /a; stat -c %a /a')).toBe(
      '600\nchown: /a: Operation not permitted',
    );
  });

  it('survive a checkpoint', () => {
    const cluster = running(data, emptyDir);
    say(cluster, 'echo 1 > /data/x; chown 7:8 /data/x; chmod u=rw,go= /data/x; chmod 700 /tmp');
    expect(say(cluster.restored(), 'stat -c "%a %u:%g" /data/x /tmp')).toBe('600 7:8\n700 0:0');
  });

  it('the termination log is everybody’s, whatever is read-only', () => {
    const cluster = running({
      command: ['sh', '-c', 'echo bye > /dev/termination-log; exit 3'],
      securityContext: { readOnlyRootFilesystem: true, runAsUser: 9 },
    });
    cluster.advance(1_000);
    expect(cluster.events.at(-1)).toMatchObject({ exitCode: 3, message: 'bye\n' });
  });
});
