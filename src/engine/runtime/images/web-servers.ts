import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { alsoNamed, image, listening, official, program, server } from './builders.ts';
import { nginx, nginxRest } from './nginx.ts';

/** Web servers, proxies, and what is built on them. */

export const httpd: ServerDefinition = {
  ports: [80],
  http: {
    body: '<html><body><h1>It works!</h1></body></html>\n',
    root: '/usr/local/apache2/htdocs',
    server: 'Apache/2.4.65 (Unix)',
  },
  startupMs: 100,
  memoryBytes: 7_000_000,
  portTaken: {
    log: [
      '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:{port}',
      'no listening sockets available, shutting down',
      'AH00015: Unable to open logs',
    ],
    afterMs: 50,
  },
  log: [
    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using {podIp}. Set the 'ServerName' directive globally to suppress this message",
    '[mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.65 (Unix) configured -- resuming normal operations',
    "[core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'",
  ],
};

/** Apache of Debian, as PHP images have it. */
export function apachePhp(body: string, status = 200): ServerDefinition {
  return {
    ...httpd,
    http: { status, body, server: 'Apache/2.4.65 (Debian)' },
    startupMs: 300,
    memoryBytes: 20_000_000,
    log: [
      "AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using {podIp}. Set the 'ServerName' directive globally to suppress this message",
      '[mpm_prefork:notice] [pid 1:tid 1] AH00163: Apache/2.4.65 (Debian) configured -- resuming normal operations',
      "[core:notice] [pid 1:tid 1] AH00094: Command line: 'apache2 -D FOREGROUND'",
    ],
  };
}

const unprivileged: ServerDefinition = {
  ...nginx,
  ports: [8080],
  makes: [{ call: 'mkdir', paths: ['/tmp/client_temp'] }],
};

/** nginx in front of a Service: it looks its upstream up once, at its start. */
function nginxBefore(upstream: string, port = 80): ServerDefinition {
  return {
    ...nginx,
    http: { body: '{"message":"Hello"}\n' },
    needsHosts: [
      {
        host: upstream,
        log: `nginx: [emerg] 1#1: host not found in upstream "${upstream}" in /etc/nginx/conf.d/default.conf:2`,
      },
    ],
    ports: [port],
  };
}

const images: readonly ImageDefinition[] = [
  image('nginxinc/nginx-unprivileged', 72, 'debian', { ...nginxRest, user: '101', server: unprivileged }),
  ...alsoNamed(
    image('registry.k8s.io/nginx-slim', 42, 'debian', { ...nginxRest, server: nginx }),
    'k8s.gcr.io/nginx-slim',
    'gcr.io/google_containers/nginx-slim',
  ),
  image('bitnami/nginx', 78, 'debian', { ...nginxRest, user: '1001', server: unprivileged }),
  image('bprashanth/nginxhttps', 70, 'debian', {
    ...nginxRest,
    cmd: ['/home/auto-reload-nginx.sh'],
    programs: ['nginx', 'auto-reload-nginx.sh'],
    server: { ...nginx, ports: [80, 443] },
  }),
  image('gcr.io/google-samples/hello-frontend', 72, 'debian', {
    ...nginxRest,
    server: nginxBefore('hello'),
  }),
  server('httpd', 58, 'debian', 'httpd-foreground', httpd, {
    newest: [2, 4],
    layers: 6,
    programs: ['httpd-foreground', 'httpd'],
  }),
  server(
    'caddy',
    22,
    'alpine',
    'caddy',
    listening(
      [80, 443, 2019],
      80,
      [
        '{"level":"info","msg":"using config from file","file":"/etc/caddy/Caddyfile"}',
        '{"level":"info","logger":"admin","msg":"admin endpoint started","address":"localhost:2019"}',
        '{"level":"info","msg":"serving initial configuration"}',
      ],
      { http: { body: 'Caddy works!\n', root: '/usr/share/caddy' }, memoryBytes: 14_000_000 },
    ),
    {
      newest: [2, 11],
      layers: 5,
      cmd: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
    },
  ),
  image('traefik', 55, 'alpine', {
    entrypoint: ['/entrypoint.sh'],
    cmd: ['traefik'],
    programs: ['traefik'],
    flagsGoTo: ['traefik'],
    newest: [3, 7],
    layers: 4,
    server: listening(
      [80, 8080],
      200,
      [
        'INF Traefik version 3.5.0 built on 2025-07-23 version=3.5.0',
        'INF Starting provider aggregator *aggregator.ProviderAggregator',
      ],
      {
        http: {
          status: 404,
          body: '404 page not found\n',
          paths: { '/ping': { status: 200, body: 'OK' } },
        },
        memoryBytes: 60_000_000,
      },
    ),
  }),
  official(
    'haproxy',
    42,
    ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'],
    listening([], 80, ['[NOTICE]   (1) : New worker (8) forked', '[NOTICE]   (1) : Loading success.'], {
      needsFile: {
        flag: '-f',
        path: '/usr/local/etc/haproxy/haproxy.cfg',
        log: '[ALERT]    (1) : config : Cannot open configuration file/directory {file} : No such file or directory',
      },
      memoryBytes: 70_000_000,
      stop: { afterMs: 50, exitCode: 0 },
    }),
    { newest: [3, 3], user: 'haproxy', layers: 6 },
  ),
  official(
    'envoyproxy/envoy',
    70,
    ['envoy', '-c', '/etc/envoy/envoy.yaml'],
    listening(
      [10_000],
      400,
      [
        '[info][main] [source/server/server.cc:] initializing epoch 0',
        '[info][main] [source/server/server.cc:] starting main dispatch loop',
      ],
      { http: { status: 404, body: '' }, memoryBytes: 40_000_000 },
    ),
  ),
  server(
    'tomcat',
    210,
    'debian',
    'catalina.sh',
    listening(
      [8080],
      2_500,
      [
        'INFO [main] org.apache.coyote.AbstractProtocol.init Initializing ProtocolHandler ["http-nio-8080"]',
        'INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [2345] milliseconds',
      ],
      {
        http: {
          status: 404,
          body: 'HTTP Status 404 – Not Found\n',
          root: '/usr/local/tomcat/webapps/ROOT',
        },
        stop: { afterMs: 500, exitCode: 143 },
        memoryBytes: 110_000_000,
        leastMemoryBytes: 60_000_000,
      },
    ),
    { newest: [11, 0], layers: 8, cmd: ['catalina.sh', 'run'] },
  ),
  image('wordpress', 260, 'debian', {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    programs: ['apache2-foreground', 'php'],
    newest: [6, 9],
    layers: 22,
    server: {
      ...apachePhp('', 302),
      startupMs: 1_500,
      log: [
        'WordPress not found in /var/www/html - copying now...',
        'Complete! WordPress has been successfully copied to /var/www/html',
        ...apachePhp('').log,
      ],
    },
  }),
  official(
    'ghost',
    180,
    ['node', 'current/index.js'],
    listening([2368], 4_000, ['INFO Ghost is running in production...', 'INFO Ghost booted in 3.9s'], {
      http: { body: '<title>Ghost</title>\n' },
      memoryBytes: 160_000_000,
    }),
    { newest: [6, 20], layers: 10 },
  ),
  image('drupal', 190, 'debian', {
    entrypoint: ['docker-php-entrypoint'],
    cmd: ['apache2-foreground'],
    programs: ['apache2-foreground'],
    newest: [11, 3],
    layers: 17,
    server: apachePhp('', 302),
  }),
  image('phpmyadmin', 185, 'debian', {
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    programs: ['apache2-foreground'],
    newest: [5, 2],
    layers: 20,
    server: apachePhp('<title>phpMyAdmin</title>\n'),
  }),
  image('nextcloud', 330, 'debian', {
    entrypoint: ['/entrypoint.sh'],
    cmd: ['apache2-foreground'],
    programs: ['apache2-foreground'],
    newest: [32, 0],
    layers: 22,
    server: apachePhp('<title>Nextcloud</title>\n'),
  }),
  server(
    'registry',
    18,
    'alpine',
    'registry',
    listening([5000], 60, ['level=info msg="listening on [::]:5000" go.version=go1.23.7 version=3.0.0'], {
      http: { body: '', paths: { '/v2/': { status: 200, body: '{}' } } },
      memoryBytes: 12_000_000,
    }),
    {
      newest: [3, 1],
      entrypoint: ['/entrypoint.sh'],
      cmd: ['/etc/distribution/config.yml'],
      flagsGoTo: ['registry', 'serve'],
      configurationSuffix: '.yml',
      layers: 5,
    },
  ),
  program(
    'registry.k8s.io/ingress-nginx/controller',
    105,
    '/nginx-ingress-controller',
    listening(
      [80, 443, 10_254],
      1_500,
      [
        'NGINX Ingress controller',
        'I0101 00:00:00.000000       7 nginx.go] "Starting NGINX Ingress controller"',
      ],
      {
        http: { status: 404, body: '404 Not Found', paths: { '/healthz': { status: 200, body: 'ok' } } },
        memoryBytes: 75_000_000,
      },
    ),
    { user: '101', toolbox: 'alpine' },
  ),
];

export function webServers(): readonly ImageDefinition[] {
  return images;
}
