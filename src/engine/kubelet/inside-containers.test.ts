import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

/** What a script prints in the pod's container, errors too. */
function run(cluster: TestCluster, script: string): string {
  const path = '/api/v1/namespaces/default/pods/web/exec';
  const body = { container: 'web', command: ['sh', '-c', script] };
  const answer = cluster.cluster.request({ method: 'POST', path, body }).body;
  const { stdout, stderr } = answer as { stdout: string; stderr: string };
  return stdout + stderr;
}

/** `pod` and `container`: further fields, as YAML in flow style. */
function started(pod: string, container = '', before = ''): TestCluster {
  return TestCluster.with(1)
    .apply(
      `${before}
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { ${pod} containers: [{ name: web, ${container.includes('image:') ? '' : "image: 'busybox:1.36', command: [sleep, '100000'],"} ${container} }] }
`,
    )
    .advance(10);
}

const settings = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { colour: blue, size: large }
---`;
const mounted = 'volumes: [{ name: settings, configMap: { name: settings, defaultMode: 256 } }],';

function waitingReason(cluster: TestCluster): string | undefined {
  return cluster.get<Pod>('pods', 'web').status?.containerStatuses?.[0]?.state?.waiting?.reason;
}

describe('names in a container', () => {
  it('follow hostname, subdomain, hostAliases and dnsConfig', () => {
    const cluster = started(
      `hostname: one, subdomain: nets, hostAliases: [{ ip: 10.1.2.3, hostnames: [db, db.local] }],
       dnsConfig: { searches: [my.example], options: [{ name: ndots, value: '2' }] },`,
    );
    expect(run(cluster, 'hostname; hostname -f; hostname -d')).toBe(
      'one\none.nets.default.svc.cluster.local\nnets.default.svc.cluster.local\n',
    );
    expect(run(cluster, 'tail -n 1 /etc/hosts')).toBe('10.1.2.3\tdb\tdb.local\n');
    expect(run(cluster, 'cat /etc/resolv.conf')).toBe(
      'search default.svc.cluster.local svc.cluster.local cluster.local my.example\nnameserver 10.96.0.10\noptions ndots:2\n',
    );
  });

  it('that are too long for the kernel keep the pod from starting', () => {
    const name = 'a-host-name-that-is-rather-long-already';
    const cluster = started(`hostname: ${name}, subdomain: nets, setHostnameAsFQDN: true,`);
    expect(cluster.eventsOf('web').join()).toContain(
      `FailedCreatePodSandBox: Failed to create pod sandbox: failed to construct FQDN from pod hostname and cluster domain, FQDN ${name}.nets.default.svc.cluster.local is too long (64 characters is the max, 70 characters requested)`,
    );
    expect(waitingReason(cluster)).toBe('ContainerCreating');
  });
});

describe('a configMap volume', () => {
  it('shows links into a directory, with their modes behind', () => {
    const cluster = started(
      mounted,
      'volumeMounts: [{ name: settings, mountPath: /etc/settings }]',
      settings,
    );
    expect(run(cluster, 'ls /etc/settings')).toBe('colour\nsize\n');
    expect(run(cluster, 'ls -l /etc/settings')).toMatch(/^lrwxrwxrwx .* colour -> \.\.data\/colour\n/);
    expect(run(cluster, 'ls -l /etc/settings/..data/')).toMatch(/^-r-------- .* colour\n/);
    expect(run(cluster, 'echo red > /etc/settings/colour')).toBe(
      "sh: can't create /etc/settings/colour: Read-only file system\n",
    );
  });

  it('is brought up to date when its kubelet looks, a part mounted by subPath never', () => {
    const cluster = started(
      mounted,
      `volumeMounts: [{ name: settings, mountPath: /etc/settings },
        { name: settings, mountPath: /etc/colour, subPath: colour }]`,
      settings,
    );
    cluster.patch('configmaps', 'settings', { data: { colour: 'red', size: null } });
    expect(run(cluster, 'cat /etc/settings/colour /etc/settings/size')).toBe('bluelarge');
    cluster.until('red', () => run(cluster, 'cat /etc/settings/colour') === 'red', 90);
    expect(run(cluster, 'ls /etc/settings; cat /etc/colour')).toBe('colour\nblue');
  });

  it('stays as it was when the ConfigMap is gone', () => {
    const cluster = started(
      mounted,
      'volumeMounts: [{ name: settings, mountPath: /etc/settings }]',
      settings,
    );
    cluster.delete('configmaps', 'settings').advance(200);
    expect(run(cluster, 'cat /etc/settings/colour')).toBe('blue');
  });

  it.each([
    [mounted, 'configmap "settings" not found'],
    [
      'volumes: [{ name: settings, projected: { sources: [{ configMap: { name: a } }, { secret: { name: b } }] } }],',
      '[configmap "a" not found, secret "b" not found]',
    ],
    [
      'volumes: [{ name: settings, hostPath: { path: /nowhere, type: Directory } }],',
      'hostPath type check failed: /nowhere is not a directory',
    ],
  ])('that cannot be set up is told of: %s', (volumes, why) => {
    const cluster = started(volumes, 'volumeMounts: [{ name: settings, mountPath: /etc/settings }]');
    expect(cluster.eventsOf('web').join()).toContain(
      `FailedMount: MountVolume.SetUp failed for volume "settings" : ${why} (x`,
    );
    expect(waitingReason(cluster)).toBe('ContainerCreating');
  });

  it('can show only what is there', () => {
    const volume = 'configMap: { name: settings, items: [{ key: weight, path: w }] }';
    const cluster = started(
      `volumes: [{ name: settings, ${volume} }],`,
      'volumeMounts: [{ name: settings, mountPath: /s }]',
      settings,
    );
    expect(cluster.eventsOf('web').join()).toContain('configmap references non-existent config key: weight');
  });
});

describe('users and rights', () => {
  it('are those of the security context', () => {
    const cluster = started(
      `securityContext: { runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000 },
       volumes: [{ name: data, emptyDir: {} }],`,
      'volumeMounts: [{ name: data, mountPath: /data/demo }]',
    );
    expect(run(cluster, 'id')).toBe('uid=1000 gid=3000 groups=3000,2000\n');
    expect(run(cluster, 'ls -l /data')).toMatch(/^drwxrwsrwx +2 root +2000 .* demo\n$/);
    expect(run(cluster, 'echo hello > /data/demo/file; ls -l /data/demo')).toMatch(
      /^-rw-r--r-- +1 1000 +2000 +6 /,
    );
    expect(run(cluster, 'touch /file')).toBe('touch: /file: Permission denied\n');
    expect(run(cluster, 'ps')).toContain('1 1000      0:00 sleep 100000\n');
  });

  it('make the root read-only and its volumes not', () => {
    const cluster = started(
      'volumes: [{ name: data, emptyDir: {} }],',
      `securityContext: { readOnlyRootFilesystem: true },
       volumeMounts: [{ name: data, mountPath: /data }]`,
    );
    expect(run(cluster, 'mkdir /new; touch /data/new; ls /data')).toBe(
      "new\nmkdir: can't create directory '/new': Read-only file system\n",
    );
  });
});

describe('a sub path', () => {
  it('is made of variables', () => {
    const cluster = started(
      'volumes: [{ name: data, hostPath: { path: /srv/logs, type: DirectoryOrCreate } }],',
      `env: [{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }],
       volumeMounts: [{ name: data, mountPath: /logs, subPathExpr: $(POD) }, { name: data, mountPath: /all }]`,
    );
    expect(run(cluster, 'echo x > /logs/file; cat /all/web/file')).toBe('x\n');
  });

  it('without a value keeps the container from being configured', () => {
    const cluster = started(
      'volumes: [{ name: data, emptyDir: {} }],',
      'volumeMounts: [{ name: data, mountPath: /logs, subPathExpr: $(POD) }]',
    );
    expect(waitingReason(cluster)).toBe('CreateContainerConfigError');
  });
});

describe('nginx', () => {
  it.each([
    ['readOnlyRootFilesystem: true', '30: Read-only file system'],
    ['runAsUser: 1000', '13: Permission denied'],
  ])('cannot start with %s', (context, why) => {
    const cluster = started(
      '',
      `image: 'nginx:1.29', command: [nginx, -g, daemon off;], securityContext: { ${context} }`,
    );
    const path = '/api/v1/namespaces/default/pods/web/log';
    const log = cluster.cluster.request({ method: 'GET', path, query: { previous: 'false' } });
    expect(JSON.stringify(log)).toContain(`mkdir() \\"/var/cache/nginx/client_temp\\" failed (${why})`);
  });
});

describe('a debugging container', () => {
  it('that shares the processes of a container ends with its first process', () => {
    const script = "image: 'busybox:1.36', command: [sh, -c, 'sleep 20; exit 0'],";
    const cluster = started('restartPolicy: Never,', script);
    const contentType = 'application/strategic-merge-patch+json';
    const path = '/api/v1/namespaces/default/pods/web/ephemeralcontainers';
    const debug = { name: 'debug', image: 'busybox:1.36', command: ['sleep', '100000'] };
    const body = { spec: { ephemeralContainers: [{ ...debug, targetContainerName: 'web' }] } };
    cluster.cluster.request({ method: 'PATCH', path, contentType, body });
    const stateOfDebug = () => cluster.get<Pod>('pods', 'web').status?.ephemeralContainerStatuses?.[0]?.state;
    cluster.advance(5);
    expect(stateOfDebug()?.running).toBeDefined();
    cluster.advance(10);
    expect(stateOfDebug()?.terminated?.exitCode).toBe(137);
  });
});
