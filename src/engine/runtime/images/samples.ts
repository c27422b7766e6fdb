import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { alsoNamed, image, listening, program, server } from './builders.ts';
import { apachePhp } from './web-servers.ts';

/** Small programs that manuals and courses show Kubernetes with. */

function says(
  port: number,
  body: string,
  log: readonly string[] = [],
  rest: Partial<ServerDefinition> = {},
): ServerDefinition {
  return listening([port], 40, log, { http: { body }, memoryBytes: 9_000_000, ...rest });
}

/** What `flag` of Go says of a flag that the program doesn't have. */
const goFlags = { text: 'flag provided but not defined: {name}', status: 2 } as const;

const helloApp = (version: string): ServerDefinition =>
  says(
    8080,
    `Hello, world!\nVersion: ${version}\nHostname: {hostname}\n`,
    ['Server listening on port 8080'],
    {
      portVariable: 'PORT',
    },
  );

const httpEcho: ServerDefinition = {
  ports: [5678],
  portFlags: ['-listen', '--listen'],
  textFlag: '-text',
  http: { body: 'hello-world\n', paths: { '/health': { status: 200, body: '{"status":"ok"}\n' } } },
  startupMs: 20,
  memoryBytes: 5_000_000,
  flags: { ...goFlags, known: ['listen', 'text', 'version', 'status-code'] },
  log: ['[INFO] server is listening on :5678'],
};

const whoami: ServerDefinition = {
  ports: [80],
  portFlags: ['--port', '-port'],
  portVariable: 'WHOAMI_PORT_NUMBER',
  http: {
    body: 'Hostname: {hostname}\nIP: 127.0.0.1\nIP: {podIp}\nGET {path} HTTP/1.1\n',
    paths: { '/health': { status: 200, body: '' } },
  },
  startupMs: 20,
  memoryBytes: 5_000_000,
  flags: { ...goFlags, known: ['port', 'name', 'cert', 'key', 'cacert', 'verbose'] },
  log: ['Starting up on port 80'],
};

/** `agnhost liveness` and the older liveness image: healthy for ten seconds. */
const liveness: ServerDefinition = {
  ports: [8080],
  portFlags: ['--port'],
  http: { body: '{path}', paths: { '/healthz': { status: 200, body: 'ok', untilMs: 10_000 } } },
  startupMs: 20,
  memoryBytes: 6_000_000,
  log: [],
};

const serveHostname = says(9376, '{hostname}', ['Serving on port 9376.'], {
  portFlags: ['--port', '-port'],
  http: { body: '{hostname}' },
});

const agnhostServers: Readonly<Record<string, ServerDefinition>> = {
  liveness,
  'serve-hostname': { ...serveHostname, log: ['Serving on port 9376.'] },
  netexec: says(
    8080,
    'NOW: {timestamp}',
    ['Started HTTP server on port 8080', 'Started UDP server on port  8081'],
    {
      portFlags: ['--http-port'],
      http: {
        body: 'NOW: {timestamp}',
        echoes: { '/echo': 'agnhost-echo', '/header': 'agnhost-header' },
        paths: {
          '/healthz': { status: 200, body: '' },
          '/hostname': { status: 200, body: '{hostname}' },
          '/hostName': { status: 200, body: '{hostname}' },
        },
      },
    },
  ),
  'test-webserver': says(80, '<pre></pre>\n', [], { portFlags: ['--port'] }),
  porter: says(80, '', []),
  'grpc-health-checking': listening([5000, 8080], 40, ['Http server starting to listen on :8080'], {
    grpc: true,
    portFlags: ['--port'],
  }),
  webhook: says(443, '', []),
  guestbook: says(3000, '<h1>Guestbook</h1>', [], { portFlags: ['--http-port'] }),
  nettest: says(8080, '', []),
};

const images: readonly ImageDefinition[] = [
  program('hashicorp/http-echo', 4, '/http-echo', httpEcho, { layers: 3 }),
  ...alsoNamed(
    program('traefik/whoami', 3, '/whoami', whoami, { layers: 3 }),
    'docker.io/containous/whoami',
    'docker.io/jwilder/whoami',
  ),
  ...alsoNamed(
    server('gcr.io/google-samples/hello-app', 12, 'none', 'hello-app', helloApp('1.0.0'), {
      cmd: ['./hello-app'],
      layers: 2,
    }),
    'gcr.io/google-samples/hello-app-cdn',
    'gcr.io/google-samples/hello-go-gke',
  ).map((one) =>
    one.repository.endsWith('gke') ? { ...one, server: says(80, '{"message":"Hello"}\n') } : one,
  ),
  server(
    'us-docker.pkg.dev/google-samples/containers/gke/hello-app',
    12,
    'none',
    'hello-app',
    helloApp('2.0.0'),
    { cmd: ['/hello-app'], user: 'nonroot', layers: 9 },
  ),
  server(
    'gcr.io/google-samples/node-hello',
    640,
    'debian',
    'node',
    says(8080, 'Hello Kubernetes!', [], { startupMs: 200, memoryBytes: 35_000_000 }),
    { cmd: ['/bin/sh', '-c', 'node server.js'] },
  ),
  ...alsoNamed(
    server(
      'gcr.io/google-samples/kubernetes-bootcamp',
      84,
      'debian',
      'node',
      says(
        8080,
        'Hello Kubernetes bootcamp! | Running on: {hostname} | v=1\n',
        ['Kubernetes Bootcamp App Started At: {timestamp} | Running On:  {hostname}'],
        { startupMs: 150, memoryBytes: 32_000_000 },
      ),
      { cmd: ['/bin/sh', '-c', 'node server.js'], tools: ['curl'] },
    ),
    'docker.io/jocatalin/kubernetes-bootcamp',
    'docker.io/docker/kubernetes-bootcamp',
  ),
  server(
    'nigelpoulton/k8sbook',
    28,
    'alpine',
    'node',
    says(8080, '<h1>The Kubernetes Book</h1><p>{hostname}</p>\n', [], {
      startupMs: 200,
      memoryBytes: 35_000_000,
    }),
    { cmd: ['node', './app.js'] },
  ),
  server(
    'paulbouwer/hello-kubernetes',
    60,
    'alpine',
    'node',
    says(
      8080,
      '<title>Hello Kubernetes!</title><p>Hello world!</p><p>{hostname}</p>\n',
      ['Listening on: http://{hostname}:8080'],
      { portVariable: 'PORT', startupMs: 250, memoryBytes: 35_000_000 },
    ),
    { cmd: ['npm', 'start'], programs: ['npm', 'node'] },
  ),
  server(
    'kodekloud/webapp-color',
    38,
    'alpine',
    'python',
    says(
      8080,
      '<body><h1>Hello from {hostname}!</h1></body>\n',
      [' * Running on http://0.0.0.0:8080/ (Press CTRL+C to quit)'],
      { startupMs: 400, memoryBytes: 24_000_000 },
    ),
    { entrypoint: ['python', 'app.py'], cmd: [] },
  ),
  server(
    'stefanprodan/podinfo',
    30,
    'alpine',
    'podinfo',
    listening([9898, 9797], 50, ['{"level":"info","msg":"Starting podinfo","port":"9898"}'], {
      http: {
        body: '{"hostname":"{hostname}","message":"greetings from podinfo"}\n',
        paths: {
          '/healthz': { status: 200, body: '{"status":"OK"}' },
          '/readyz': { status: 200, body: '{"status":"OK"}' },
        },
      },
      portFlags: ['--port'],
      memoryBytes: 16_000_000,
    }),
    { cmd: ['./podinfo'], user: 'app', tools: ['curl'] },
  ),
  ...alsoNamed(
    server('registry.k8s.io/serve_hostname', 5, 'none', 'serve_hostname', serveHostname, {
      entrypoint: ['/serve_hostname'],
      cmd: [],
    }),
    'k8s.gcr.io/serve_hostname',
    'gcr.io/google_containers/serve_hostname',
    'gcr.io/kubernetes-e2e-test-images/serve-hostname',
    'registry.k8s.io/serve-hostname',
  ),
  ...alsoNamed(
    server('registry.k8s.io/hpa-example', 190, 'debian', 'apache2-foreground', apachePhp('OK!'), {
      cmd: ['apache2-foreground'],
      layers: 19,
    }),
    'k8s.gcr.io/hpa-example',
    'gcr.io/google_containers/hpa-example',
  ),
  ...alsoNamed(
    server(
      'registry.k8s.io/echoserver',
      44,
      'debian',
      'run.sh',
      says(8080, '\n\nHostname: {hostname}\n\nRequest Information:\n\tmethod=GET\n\treal path={path}\n', [
        'Generating self-signed cert',
        'Starting nginx',
      ]),
      { cmd: ['/usr/local/bin/run.sh'] },
    ),
    'k8s.gcr.io/echoserver',
    'gcr.io/google_containers/echoserver',
    'gcr.io/kubernetes-e2e-test-images/echoserver',
  ),
  ...alsoNamed(
    server(
      'ealen/echo-server',
      40,
      'alpine',
      'node',
      says(
        80,
        '{"host":{"hostname":"{hostname}"},"http":{"method":"GET","originalUrl":"{path}"}}\n',
        ['Listening on port 80.'],
        { portVariable: 'PORT', memoryBytes: 40_000_000 },
      ),
    ),
    'docker.io/jmalloc/echo-server',
    'docker.io/mendhak/http-https-echo',
  ),
  ...alsoNamed(
    server('registry.k8s.io/liveness', 3, 'none', 'server', liveness, { cmd: ['/server'] }),
    'k8s.gcr.io/liveness',
    'gcr.io/google_containers/liveness',
  ),
  ...alsoNamed(
    image('registry.k8s.io/e2e-test-images/agnhost', 52, 'alpine', {
      entrypoint: ['/agnhost'],
      cmd: ['pause'],
      programs: ['agnhost'],
      tools: ['curl', 'wget'],
      layers: 7,
      server: says(8080, '{hostname}', []),
      servers: agnhostServers,
    }),
    'k8s.gcr.io/e2e-test-images/agnhost',
    'us.gcr.io/k8s-artifacts-prod/e2e-test-images/agnhost',
    'gcr.io/kubernetes-e2e-test-images/agnhost',
  ),
  program('registry.k8s.io/goproxy', 2, '/goproxy', listening([8080], 20, [])),
  ...alsoNamed(
    server(
      'gcr.io/google-samples/gb-frontend',
      170,
      'debian',
      'apache2-foreground',
      apachePhp('<html ng-app="redis">\n<title>Guestbook</title>\n</html>\n'),
      { cmd: ['apache2-foreground'], layers: 20 },
    ),
    'us-docker.pkg.dev/google-samples/containers/gke/gb-frontend',
    'docker.io/corelab/gb-frontend',
  ),
  ...alsoNamed(
    server(
      'gcr.io/google-samples/gb-redis-follower',
      38,
      'debian',
      'run.sh',
      listening(
        [6379],
        120,
        ['1:S * Connecting to MASTER redis-leader:6379', '1:S * MASTER <-> REPLICA sync started'],
        { memoryBytes: 8_000_000 },
      ),
      { cmd: ['/run.sh'], tools: ['redis-cli'] },
    ),
    'us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower',
    'gcr.io/google_samples/gb-redis-follower',
    'gcr.io/google_samples/gb-redisslave',
  ),
  server(
    'dockersamples/examplevotingapp_vote',
    55,
    'debian',
    'gunicorn',
    says(80, '<title>Cats vs Dogs!</title>\n', ['[INFO] Listening at: http://0.0.0.0:80 (1)'], {
      startupMs: 500,
      memoryBytes: 60_000_000,
    }),
  ),
  server(
    'dockersamples/examplevotingapp_result',
    70,
    'debian',
    'node',
    says(80, '<title>Cats vs Dogs -- Result</title>\n', ['App running on port 80', 'Waiting for db'], {
      startupMs: 400,
      memoryBytes: 50_000_000,
    }),
  ),
  server(
    'dockersamples/examplevotingapp_worker',
    90,
    'debian',
    'dotnet',
    listening([], 400, ['Connected to db', 'Connecting to redis'], { memoryBytes: 45_000_000 }),
  ),
  server(
    'jenkins/jenkins',
    270,
    'debian',
    'jenkins.sh',
    listening(
      [8080, 50_000],
      20_000,
      [
        'Running from: /usr/share/jenkins/jenkins.war',
        'INFO hudson.lifecycle.Lifecycle#onReady: Jenkins is fully up and running',
      ],
      {
        http: { status: 403, body: 'Authentication required' },
        memoryBytes: 600_000_000,
        leastMemoryBytes: 250_000_000,
      },
    ),
    { user: 'jenkins', entrypoint: ['/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'], cmd: [] },
  ),
  server(
    'sonarqube',
    480,
    'debian',
    'entrypoint.sh',
    listening([9000], 45_000, ['INFO  app[][o.s.a.SchedulerImpl] SonarQube is operational'], {
      http: { body: '<title>SonarQube</title>\n' },
      memoryBytes: 1_600_000_000,
      leastMemoryBytes: 1_100_000_000,
    }),
    { cmd: ['/opt/sonarqube/docker/entrypoint.sh'], newest: [25, 9], user: 'sonarqube' },
  ),
  server(
    'selenium/hub',
    290,
    'debian',
    'start-selenium-grid-hub.sh',
    listening([4444, 4442, 4443], 3_000, ['INFO [Hub.execute] - Started Selenium Hub 4.35.0'], {
      http: { body: '<title>Selenium Grid</title>\n' },
      memoryBytes: 210_000_000,
      leastMemoryBytes: 120_000_000,
    }),
    { user: '1200' },
  ),
  server(
    'k8s.gcr.io/elasticsearch',
    300,
    'debian',
    'run.sh',
    listening([9200, 9300], 15_000, ['{"message":"started"}']),
  ),
];

export function samples(): readonly ImageDefinition[] {
  return images;
}
