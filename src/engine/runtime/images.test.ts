import { describe, expect, it, test } from 'vitest';
import { defaultImages } from './default-images.ts';
import { parseImageName } from './image-name.ts';
import { whyNotPulled } from './image-pulls.ts';
import { RuntimeHarness } from './runtime-harness.ts';

describe('image names', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.29', 'docker.io/library/nginx:1.29'],
    ['hashicorp/http-echo', 'docker.io/hashicorp/http-echo:latest'],
    ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10'],
    ['localhost:5000/a/b', 'localhost:5000/a/b:latest'],
    ['nginx@sha256:abc', 'docker.io/library/nginx@sha256:abc'],
  ])('reads %s', (name, reference) => {
    expect(parseImageName(name).reference).toBe(reference);
  });
});

describe('pulls', () => {
  it.each([
    'nginx',
    'nginx:1.29',
    'nginx:1.29.1-alpine3.22-slim',
    'nginx:stable',
    'busybox:1.28',
    'redis:7-bookworm',
    'mysql:8.0',
    'example/app:v3',
    'my-app:1.0',
    'ghcr.io/someone/thing',
    'bash:5',
    'registry.k8s.io/nginx-slim:0.24',
  ])('finds %s', (name) => expect(whyNotPulled(name, defaultImages)).toBeUndefined());

  it.each<[string, string]>([
    [
      'nginx:does-not-exist',
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:does-not-exist": failed to resolve reference "docker.io/library/nginx:does-not-exist": docker.io/library/nginx:does-not-exist: not found',
    ],
    ['nginx:1.161', 'not found'],
    ['nginx:99.99', 'not found'],
    ['ngnix', 'pull access denied'],
    ['nonexistent-image:v1', 'pull access denied'],
    ['registry.invalid/app:1', 'no such host'],
  ])('does not find %s', (name, message) => {
    expect(whyNotPulled(name, defaultImages)).toContain(message);
  });

  it('takes longer for bigger images, and little for one that is there', () => {
    const cluster = new RuntimeHarness().started();
    cluster.runtime.pullImage('node-1', 'nginx');
    cluster.runtime.pullImage('node-1', 'nginx:latest');
    cluster.runtime.pullImage('node-1', 'node:22');
    cluster.advance(60_000);
    const [nginx, node] = cluster.events;
    expect(cluster.events).toHaveLength(2);
    expect(nginx).toMatchObject({ kind: 'ImagePulled', image: 'nginx' });
    expect(node!.timeMs).toBeGreaterThan(2 * nginx!.timeMs);
    expect(cluster.runtime.hasImage('node-1', 'docker.io/library/nginx')).toBe(true);
    expect(cluster.runtime.hasImage('node-2', 'nginx')).toBe(false);
    cluster.runtime.pullImage('node-1', 'nginx');
    cluster.advance(500);
    expect(cluster.events).toHaveLength(3);
  });
});

describe('what images do', () => {
  it('stands in for unknown images on the declared ports, and says so', () => {
    const cluster = new RuntimeHarness().started();
    cluster.run({ image: 'example/shop:2', ports: [{ containerPort: 7000 }] });
    cluster.advance(200);
    expect(cluster.logs()).toEqual([
      'podarium: example/shop:2 is not in the catalogue; this stand-in answers on port 7000',
    ]);
    expect(cluster.runtime.probePort('node-1', 'uid-web', 7000, '/any')).toMatchObject({ status: 200 });
  });

  it.each<[string, object, Record<string, string>, number | undefined, string]>([
    ['hello-world', { image: 'hello-world' }, {}, 0, 'Hello from Docker!'],
    ['a shell without script', { image: 'busybox' }, {}, 0, ''],
    ['a shell with a terminal', { image: 'busybox', stdin: true, tty: true }, {}, undefined, ''],
    ['mysql without password', { image: 'mysql:8.0' }, {}, 1, 'MYSQL_ROOT_PASSWORD'],
    [
      'mysql with password',
      { image: 'mysql:8.0' },
      { MYSQL_ROOT_PASSWORD: 'x' },
      undefined,
      'ready for connections',
    ],
    [
      'stress above the limit',
      {
        image: 'polinux/stress',
        command: ['stress'],
        args: ['--vm', '1', '--vm-bytes', '250M'],
        resources: { limits: { memory: '100Mi' } },
      },
      {},
      137,
      'dispatching hogs',
    ],
    [
      'stress below the limit',
      {
        image: 'polinux/stress',
        command: ['stress'],
        args: ['--vm', '1', '--vm-bytes', '150M'],
        resources: { limits: { memory: '200Mi' } },
      },
      {},
      undefined,
      'dispatching hogs',
    ],
    ['nginx in the background', { image: 'nginx', command: ['nginx'] }, {}, 0, ''],
    [
      'a page written before nginx starts',
      {
        image: 'nginx',
        command: ['sh', '-c', "echo hi > /usr/share/nginx/html/index.html && exec nginx -g 'daemon off;'"],
      },
      {},
      undefined,
      'nginx/',
    ],
    [
      'pi',
      { image: 'perl', command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(30)'] },
      {},
      0,
      '3.14159265358979323846264338327',
    ],
    ['pause', { image: 'registry.k8s.io/pause:3.10' }, {}, undefined, ''],
  ])('knows %s', (_, container, environment, exitCode, log) => {
    const cluster = new RuntimeHarness().started();
    const pod = cluster.run(container);
    cluster.start(pod, 1, environment);
    cluster.advance(60_000);
    expect(cluster.exits().at(-1)?.exitCode).toBe(exitCode);
    expect(cluster.logs().join('\n')).toContain(log);
  });

  it('answers as the arguments of http-echo and the files of nginx say', () => {
    const cluster = new RuntimeHarness().started();
    cluster.run({ image: 'hashicorp/http-echo', args: ['-text=hello', '-listen=:8081'] }, {}, 'echo');
    cluster.run({ image: 'nginx' });
    cluster.advance(100);
    expect(cluster.runtime.probePort('node-1', 'uid-echo', 8081, '/')).toMatchObject({ body: 'hello\n' });
    cluster.exec('sh', '-c', 'echo mine > /usr/share/nginx/html/own.html');
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/own.html?x=1')).toMatchObject({
      status: 200,
      body: 'mine\n',
    });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/none')).toMatchObject({ status: 404 });
  });

  it('lets one container of a pod have a port, and ends the second', () => {
    const cluster = new RuntimeHarness().started();
    const pod = cluster.run({ image: 'nginx' });
    const second = { name: 'second', image: 'nginx' };
    cluster.runtime.startContainer({ node: 'node-1', pod, container: second, attempt: 0, environment: {} });
    cluster.advance(5_000);
    expect(cluster.exits()).toMatchObject([{ exitCode: 1, reason: 'Error' }]);
    expect(cluster.logs('uid-web', 'second').join()).toContain('Address already in use');
  });
});

/** Runs a container for a minute: its exit code, undefined while it runs, and its log. */
function afterAMinute(container: object, environment: Record<string, string> = {}) {
  const cluster = new RuntimeHarness().started();
  const pod = cluster.run(container);
  cluster.start(pod, 1, environment);
  cluster.advance(60_000);
  return { cluster, exitCode: cluster.exits().at(-1)?.exitCode, log: cluster.logs().join('\n') };
}

describe('servers', () => {
  it.each<[string, object, number, string]>([
    [
      'etcd with a name for an address',
      {
        image: 'registry.k8s.io/etcd:3.6.4-0',
        command: ['etcd', '--listen-client-urls', 'http://${IP}:2379'],
      },
      1,
      'error verifying flags',
    ],
    [
      'http-echo with a flag it has not',
      { image: 'hashicorp/http-echo', args: ['-txet=hi'] },
      2,
      'flag provided but not defined: -txet',
    ],
    ['haproxy without its configuration', { image: 'haproxy:3.2' }, 1, 'Cannot open configuration file'],
    [
      'nginx before a Service that is not there',
      { image: 'gcr.io/google-samples/hello-frontend:1.0' },
      1,
      'host not found in upstream "hello"',
    ],
    [
      'agnhost with a word it does not know',
      { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: ['livenes'] },
      1,
      'unknown command "livenes"',
    ],
    [
      'redis with a configuration that is not there',
      { image: 'redis', args: ['/etc/redis.conf'] },
      1,
      "can't open config file",
    ],
    [
      'nginx with a directive it does not know',
      {
        image: 'nginx',
        command: [
          'sh',
          '-c',
          'echo "servre { listen 80; }" > /etc/nginx/conf.d/default.conf; exec nginx -g "daemon off;"',
        ],
      },
      1,
      'unknown directive "servre" in /etc/nginx/conf.d/default.conf:1',
    ],
  ])('end: %s', (_, container, exitCode, log) => {
    const run = afterAMinute(container);
    expect(run.log).toContain(log);
    expect(run.exitCode).toBe(exitCode);
  });

  it('take flags alone for their server, as entry points do', () => {
    const { cluster } = afterAMinute({ image: 'redis', args: ['--port', '7000'] });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 7000, undefined)).toMatchObject({ kind: 'open' });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 6379, undefined)).toEqual({ kind: 'refused' });
  });

  it('listen where their configuration says', () => {
    const site = 'server { listen 8081; location / { return 200 "here\\n"; } }';
    const { cluster, exitCode } = afterAMinute({
      image: 'nginx',
      command: ['sh', '-c', `echo '${site}' > /etc/nginx/conf.d/default.conf; exec nginx -g 'daemon off;'`],
    });
    expect(exitCode).toBeUndefined();
    expect(cluster.runtime.probePort('node-1', 'uid-web', 8081, '/')).toMatchObject({
      status: 200,
      body: 'here\n',
    });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/')).toMatchObject({ kind: 'refused' });
  });

  it('are what their subcommand says', () => {
    const { cluster } = afterAMinute({
      image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
      args: ['netexec', '--http-port=8888'],
    });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 8888, '/hostname')).toMatchObject({
      status: 200,
      body: 'web',
    });
  });
});

test('the catalogue is wide, and every image of it starts', () => {
  const repositories = defaultImages.repositories();
  expect(new Set(repositories.map((name) => name.split('/').at(-1))).size).toBeGreaterThan(100);
  const silent = repositories.filter((image) => {
    const definition = defaultImages.find(image)!;
    const needed = Object.fromEntries((definition.server?.needs?.anyOf ?? []).map((name) => [name, 'x']));
    const cluster = new RuntimeHarness().started();
    const pod = cluster.run({ image });
    return !('containerId' in cluster.start(pod, 1, needed));
  });
  expect(silent).toEqual([]);
});
