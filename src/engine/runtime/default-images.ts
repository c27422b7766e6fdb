import type { ImageCatalogue, ImageDefinition, ServerDefinition } from './image-definition.ts';
import {
  helloApp,
  httpd,
  httpEcho,
  listening,
  liveness,
  mysql,
  nginx,
  postgres,
  redis,
  whoami,
} from './image-servers.ts';

/** The images that manuals and courses use. Sizes are those of current amd64 images, rounded. */

const megabyte = 1_000_000;

type Rest = Partial<Omit<ImageDefinition, 'repository' | 'sizeBytes' | 'toolbox'>>;

function image(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  rest: Rest,
): ImageDefinition {
  const repository = name.split('/')[0]!.includes('.')
    ? name
    : `docker.io/${name.includes('/') ? '' : 'library/'}${name}`;
  return {
    repository,
    sizeBytes: Math.round(megabytes * megabyte),
    toolbox,
    entrypoint: [],
    cmd: [],
    ...rest,
  };
}

/** An image that is one server program. */
function server(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  program: string,
  definition: ServerDefinition,
  rest: Rest = {},
): ImageDefinition {
  return image(name, megabytes, toolbox, {
    cmd: [program],
    programs: [program],
    server: definition,
    ...rest,
  });
}

/** An image whose main program wants a terminal or arguments and ends at once without: a shell, an interpreter. */
function tools(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  cmd: readonly string[],
  rest: Rest = {},
): ImageDefinition {
  return image(name, megabytes, toolbox, { cmd, ...rest });
}

const nginxImage: Rest = {
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  programs: ['nginx'],
  newest: [1, 31],
  tools: ['curl'],
};

const helloWorld = [
  '',
  'Hello from Docker!',
  'This message shows that your installation appears to be working correctly.',
  '',
];

const definitions: readonly ImageDefinition[] = [
  image('nginx', 72, 'debian', { ...nginxImage, server: nginx }),
  image('nginxinc/nginx-unprivileged', 72, 'debian', {
    ...nginxImage,
    user: '101',
    server: { ...nginx, ports: [8080], makes: [{ call: 'mkdir', paths: ['/tmp/client_temp'] }] },
  }),
  image('registry.k8s.io/nginx-slim', 42, 'debian', { ...nginxImage, newest: [1, 31], server: nginx }),
  server('httpd', 58, 'debian', 'httpd-foreground', httpd, { newest: [2, 4] }),
  server(
    'caddy',
    19,
    'alpine',
    'caddy',
    listening([80, 443], 80, ['{"level":"info","msg":"serving initial configuration"}'], {
      http: { body: 'Caddy works!\n' },
    }),
    { newest: [2, 11] },
  ),
  server(
    'traefik',
    52,
    'alpine',
    'traefik',
    listening([80], 150, ['Configuration loaded from flags.'], {
      http: { status: 404, body: '404 page not found\n' },
    }),
    { newest: [3, 7] },
  ),
  server('haproxy', 42, 'debian', 'haproxy', listening([], 80, ['[NOTICE] New worker (8) forked']), {
    newest: [3, 3],
  }),
  server(
    'tomcat',
    210,
    'debian',
    'catalina.sh',
    listening(
      [8080],
      2_500,
      ['org.apache.catalina.startup.Catalina.start Server startup in [2345] milliseconds'],
      { http: { status: 404, body: 'HTTP Status 404 – Not Found\n' }, stop: { afterMs: 500, exitCode: 143 } },
    ),
    { newest: [11, 0] },
  ),
  server('redis', 46, 'debian', 'redis-server', redis, { newest: [8, 4] }),
  server('valkey/valkey', 44, 'debian', 'valkey-server', redis),
  server('memcached', 33, 'debian', 'memcached', listening([11_211], 30, []), { newest: [1, 6] }),
  server('postgres', 155, 'debian', 'postgres', postgres, { newest: [18, 3] }),
  server('mysql', 245, 'debian', 'mysqld', mysql('mysql'), { newest: [9, 6] }),
  server('mariadb', 118, 'debian', 'mariadbd', mysql('mariadb'), { newest: [12, 2] }),
  server(
    'mongo',
    310,
    'debian',
    'mongod',
    listening([27_017], 1_500, [
      '{"s":"I","c":"NETWORK","msg":"Waiting for connections","attr":{"port":27017}}',
    ]),
    { newest: [8, 2] },
  ),
  server(
    'rabbitmq',
    105,
    'debian',
    'rabbitmq-server',
    listening([5672, 15_692], 6_000, ['Server startup complete; 4 plugins started.']),
    { newest: [4, 2] },
  ),
  server('cassandra', 150, 'debian', 'cassandra', listening([9042, 7000], 20_000, ['Startup complete']), {
    newest: [5, 0],
  }),
  server(
    'elasticsearch',
    620,
    'debian',
    'elasticsearch',
    listening([9200, 9300], 15_000, ['{"message":"started"}'], {
      http: { body: '{"tagline":"You Know, for Search"}\n' },
    }),
    { newest: [9, 3], user: '1000' },
  ),
  server(
    'registry.k8s.io/etcd',
    55,
    'none',
    'etcd',
    listening([2379, 2380], 300, ['{"level":"info","msg":"serving client traffic insecurely"}'], {
      grpc: true,
      http: {
        status: 404,
        body: '404 page not found\n',
        paths: { '/health': { status: 200, body: '{"health":"true","reason":""}' } },
      },
    }),
  ),
  server(
    'wordpress',
    260,
    'debian',
    'apache2-foreground',
    { ...httpd, http: { status: 302, body: '' }, startupMs: 1_500 },
    { newest: [6, 9] },
  ),
  server(
    'ghost',
    180,
    'debian',
    'node',
    listening([2368], 4_000, ['Ghost booted in 3.9s'], { http: { body: '<title>Ghost</title>\n' } }),
    { newest: [6, 20] },
  ),
  server(
    'registry',
    10,
    'alpine',
    'registry',
    listening([5000], 60, ['level=info msg="listening on [::]:5000"'], { http: { body: '' } }),
    { newest: [3, 1] },
  ),
  server(
    'prom/prometheus',
    115,
    'busybox',
    'prometheus',
    listening([9090], 500, ['level=INFO msg="Server is ready to receive web requests."'], {
      http: { body: 'Prometheus Server is Ready.\n' },
    }),
    { user: 'nobody' },
  ),
  server(
    'grafana/grafana',
    190,
    'alpine',
    'grafana',
    listening([3000], 3_000, ['logger=http.server msg="HTTP Server Listen" address=[::]:3000'], {
      http: { body: '<title>Grafana</title>\n' },
    }),
    { user: '472' },
  ),
  server(
    'jenkins/jenkins',
    270,
    'debian',
    'jenkins.sh',
    listening([8080, 50_000], 20_000, ['Jenkins is fully up and running'], {
      http: { status: 403, body: 'Authentication required' },
    }),
    { user: 'jenkins' },
  ),
  server('hashicorp/http-echo', 4, 'none', 'http-echo', httpEcho, { entrypoint: ['/http-echo'], cmd: [] }),
  server('traefik/whoami', 3, 'none', 'whoami', whoami),
  server('containous/whoami', 3, 'none', 'whoami', whoami),
  server('gcr.io/google-samples/hello-app', 12, 'none', 'hello-app', helloApp('1.0.0')),
  server(
    'us-docker.pkg.dev/google-samples/containers/gke/hello-app',
    12,
    'none',
    'hello-app',
    helloApp('2.0.0'),
  ),
  server(
    'gcr.io/google-samples/node-hello',
    640,
    'debian',
    'node',
    listening([8080], 200, [], { http: { body: 'Hello Kubernetes!' } }),
  ),
  server(
    'gcr.io/google-samples/kubernetes-bootcamp',
    84,
    'debian',
    'node',
    listening([8080], 150, ['Kubernetes Bootcamp App Started'], {
      http: { body: 'Hello Kubernetes bootcamp! | Running on: {hostname} | v=1\n' },
    }),
  ),
  server(
    'nigelpoulton/k8sbook',
    28,
    'alpine',
    'node',
    listening([8080], 200, [], { http: { body: '<h1>The Kubernetes Book</h1><p>{hostname}</p>\n' } }),
  ),
  server(
    'k8s.gcr.io/serve_hostname',
    5,
    'none',
    'serve_hostname',
    listening([9376], 20, ['Serving on port 9376.'], { http: { body: '{hostname}' } }),
  ),
  server(
    'registry.k8s.io/serve_hostname',
    5,
    'none',
    'serve_hostname',
    listening([9376], 20, ['Serving on port 9376.'], { http: { body: '{hostname}' } }),
  ),
  server('registry.k8s.io/hpa-example', 190, 'debian', 'apache2-foreground', {
    ...httpd,
    http: { body: 'OK!' },
  }),
  server(
    'registry.k8s.io/echoserver',
    44,
    'debian',
    'nginx',
    listening([8080], 60, [], { http: { body: 'Hostname: {hostname}\nreal path={path}\n' } }),
  ),
  server('registry.k8s.io/liveness', 3, 'none', 'server', liveness),
  server(
    'registry.k8s.io/e2e-test-images/agnhost',
    45,
    'alpine',
    'agnhost',
    { ...liveness, http: { body: '{hostname}' } },
    { entrypoint: ['/agnhost'], cmd: ['pause'], tools: ['curl', 'wget'] },
  ),
  server('registry.k8s.io/goproxy', 2, 'none', 'goproxy', listening([8080], 20, [])),
  tools('busybox', 2.2, 'busybox', ['sh'], { newest: [1, 37] }),
  tools('registry.k8s.io/busybox', 0.8, 'busybox', ['sh']),
  tools('alpine', 3.8, 'alpine', ['/bin/sh'], { newest: [3, 24] }),
  tools('bash', 6.5, 'alpine', ['bash'], { entrypoint: ['docker-entrypoint.sh'], newest: [5, 3] }),
  tools('debian', 48, 'debian', ['bash'], { newest: [14] }),
  tools('ubuntu', 30, 'debian', ['/bin/bash'], { newest: [26, 10] }),
  tools('fedora', 65, 'debian', ['/bin/bash'], { tools: ['curl'], newest: [45] }),
  tools('centos', 80, 'debian', ['/bin/bash'], { tools: ['curl'], newest: [8, 4] }),
  tools('amazonlinux', 55, 'debian', ['/bin/bash'], { tools: ['curl'] }),
  tools('python', 370, 'debian', ['python3'], { tools: ['curl', 'wget'], newest: [3, 15] }),
  tools('node', 390, 'debian', ['node'], { tools: ['curl', 'wget'], newest: [26, 0] }),
  tools('golang', 300, 'debian', ['bash'], { tools: ['curl', 'wget'], newest: [1, 27] }),
  tools('ruby', 360, 'debian', ['irb'], { tools: ['curl', 'wget'], newest: [4, 1] }),
  tools('perl', 340, 'debian', ['perl'], { tools: ['curl', 'wget'], newest: [5, 43] }),
  tools('php', 180, 'debian', ['php'], { tools: ['curl'], newest: [8, 6] }),
  tools('openjdk', 230, 'debian', ['jshell'], { newest: [27] }),
  tools('eclipse-temurin', 230, 'debian', ['jshell'], { newest: [27] }),
  tools('curlimages/curl', 9, 'alpine', [], { entrypoint: ['curl'], tools: ['curl', 'wget'] }),
  tools('radial/busyboxplus', 5, 'busybox', ['sh'], { tools: ['curl'] }),
  tools('nicolaka/netshoot', 210, 'alpine', ['zsh'], { tools: ['curl', 'wget'] }),
  tools('polinux/stress', 4, 'alpine', ['stress'], { tools: ['stress'] }),
  tools('vish/stress', 1, 'none', ['stress'], { entrypoint: ['stress'], cmd: [], tools: ['stress'] }),
  image('hello-world', 0.01, 'none', { cmd: ['/hello'], prints: helloWorld }),
  ...['registry.k8s.io/pause', 'k8s.gcr.io/pause', 'gcr.io/google_containers/pause'].map((name) =>
    image(name, 0.3, 'none', { entrypoint: ['/pause'] }),
  ),
];

export const defaultImages: ImageCatalogue = Object.fromEntries(
  definitions.map((definition) => [definition.repository, definition]),
);
