import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { alsoNamed, image, listening, official, program, server } from './builders.ts';

/** What runs in clusters beside their users' programs: components, monitoring, logging. */

const health = (path: string, body = 'ok'): NonNullable<ServerDefinition['http']> => ({
  status: 404,
  body: '404 page not found\n',
  paths: {
    [path]: { status: 200, body },
    '/metrics': { status: 200, body: '# HELP go_goroutines Number of goroutines that currently exist.\n' },
  },
});

const fluentd = listening(
  [24_224],
  1_500,
  [
    '[info]: parsing config file is succeeded path="/fluentd/etc/fluent.conf"',
    '[info]: starting fluentd-1.19.0 pid=1 ruby="3.4.5"',
    '[info]: #0 fluentd worker is now running worker=0',
  ],
  { memoryBytes: 60_000_000 },
);

const images: readonly ImageDefinition[] = [
  ...alsoNamed(
    program(
      'registry.k8s.io/coredns/coredns',
      22,
      '/coredns',
      listening([53, 8080, 8181, 9153], 200, ['.:53', 'CoreDNS-1.12.1', 'linux/amd64, go1.24.1, 707c7c1'], {
        http: health('/health', 'OK'),
        memoryBytes: 15_000_000,
      }),
      { user: '65532', layers: 5 },
    ),
    'docker.io/coredns/coredns',
    'k8s.gcr.io/coredns/coredns',
  ),
  program(
    'registry.k8s.io/kube-proxy',
    31,
    '/usr/local/bin/kube-proxy',
    listening(
      [10_249, 10_256],
      400,
      ['I0101 00:00:00.000000       1 server_linux.go] "Using iptables proxy"'],
      { http: health('/healthz'), memoryBytes: 18_000_000 },
    ),
  ),
  program(
    'registry.k8s.io/metrics-server/metrics-server',
    20,
    '/metrics-server',
    listening(
      [10_250],
      1_000,
      ['I0101 00:00:00.000000       1 secure_serving.go] "Serving securely on [::]:10250"'],
      { portFlags: ['--secure-port'], http: health('/livez'), memoryBytes: 22_000_000 },
    ),
    { user: '65534' },
  ),
  program(
    'registry.k8s.io/kube-state-metrics/kube-state-metrics',
    15,
    '/kube-state-metrics',
    listening(
      [8080, 8081],
      300,
      ['I0101 00:00:00.000000       1 server.go] "Started metrics server" metricsServerAddress="[::]:8080"'],
      { portFlags: ['--port'], http: health('/livez', 'OK'), memoryBytes: 20_000_000 },
    ),
    { user: '65534' },
  ),
  program(
    'registry.k8s.io/cpa/cluster-proportional-autoscaler',
    15,
    '/cluster-proportional-autoscaler',
    listening([8080], 300, ['I0101 00:00:00.000000       1 autoscaler.go] "Scaling Namespace"'], {
      memoryBytes: 12_000_000,
      checks: [
        {
          flags: ['--target', '-target'],
          pattern: '^(deployment|replicationcontroller|replicaset)/[a-z0-9][a-z0-9.-]*$',
          log: 'E0101 00:00:00.000000       1 autoscaler.go] target format error. Please use deployment/*, replicationcontroller/* or replicaset/* (not case sensitive).',
          status: 1,
        },
      ],
    }),
  ),
  program(
    'registry.k8s.io/node-problem-detector',
    60,
    '/node-problem-detector',
    listening(
      [20_256, 20_257],
      300,
      ['I0101 00:00:00.000000       1 problem_detector.go] "Problem detector started"'],
      { memoryBytes: 25_000_000 },
    ),
    { programs: ['node-problem-detector'] },
  ),
  image('registry.k8s.io/event-exporter', 60, 'none', {
    cmd: ['/event-exporter'],
    programs: ['event-exporter'],
    server: listening([80], 200, ['I0101 00:00:00.000000       1 main.go] "Running prometheus exporter"'], {
      http: health('/metrics'),
    }),
  }),
  ...alsoNamed(
    server('k8s.gcr.io/fluentd-elasticsearch', 140, 'debian', 'run.sh', fluentd, { cmd: ['/run.sh'] }),
    'quay.io/fluentd_elasticsearch/fluentd',
    'registry.k8s.io/fluentd-elasticsearch',
    'gcr.io/google-containers/fluentd-elasticsearch',
  ),
  ...alsoNamed(
    server('fluentd', 20, 'alpine', 'fluentd', fluentd, {
      entrypoint: ['tini', '--', '/bin/entrypoint.sh'],
      newest: [1, 19],
      user: 'fluent',
      layers: 6,
    }),
    'docker.io/fluent/fluentd',
    'docker.io/fluent/fluentd-kubernetes-daemonset',
    'k8s.gcr.io/fluentd-gcp',
    'registry.k8s.io/fluentd-gcp',
  ),
  ...alsoNamed(
    server(
      'fluent/fluent-bit',
      33,
      'none',
      'fluent-bit',
      listening(
        [2020],
        150,
        [
          'Fluent Bit v4.1.0',
          '[info] [fluent bit] version=4.1.0, commit=, pid=1',
          '[info] [sp] stream processor started',
        ],
        { memoryBytes: 12_000_000 },
      ),
      { cmd: ['/fluent-bit/bin/fluent-bit', '-c', '/fluent-bit/etc/fluent-bit.conf'] },
    ),
    'cr.fluentbit.io/fluent/fluent-bit',
  ),
  program(
    'prom/prometheus',
    115,
    '/bin/prometheus',
    listening(
      [9090],
      500,
      [
        'time=2025-01-01T00:00:00.000Z level=INFO source=main.go msg="Starting Prometheus Server" mode=server version="(version=3.6.0)"',
        'time=2025-01-01T00:00:00.000Z level=INFO source=main.go msg="Loading configuration file" filename=/etc/prometheus/prometheus.yml',
        'time=2025-01-01T00:00:00.000Z level=INFO source=main.go msg="Server is ready to receive web requests."',
      ],
      {
        http: {
          body: '<title>Prometheus Time Series Collection and Processing Server</title>\n',
          paths: {
            '/-/ready': { status: 200, body: 'Prometheus Server is Ready.\n' },
            '/-/healthy': { status: 200, body: 'Prometheus Server is Healthy.\n' },
          },
        },
        needsFile: {
          flag: '--config.file',
          path: '/etc/prometheus/prometheus.yml',
          log: 'level=ERROR source=main.go msg="Error loading config (--config.file={file})" file={file} err="open {file}: no such file or directory"',
          status: 2,
          shipped: true,
        },
        memoryBytes: 45_000_000,
      },
    ),
    {
      cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      user: 'nobody',
      toolbox: 'busybox',
      layers: 11,
    },
  ),
  program(
    'prom/alertmanager',
    33,
    '/bin/alertmanager',
    listening(
      [9093, 9094],
      300,
      [
        'level=INFO source=main.go msg="Starting Alertmanager" version="(version=0.28.1)"',
        'level=INFO source=tls_config.go msg="Listening on" address=[::]:9093',
      ],
      {
        http: {
          body: '',
          paths: { '/-/ready': { status: 200, body: 'OK' }, '/-/healthy': { status: 200, body: 'OK' } },
        },
        memoryBytes: 18_000_000,
      },
    ),
    {
      cmd: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'],
      user: 'nobody',
      toolbox: 'busybox',
    },
  ),
  ...alsoNamed(
    program(
      'prom/node-exporter',
      12,
      '/bin/node_exporter',
      listening(
        [9100],
        100,
        [
          'level=INFO source=node_exporter.go msg="Starting node_exporter" version="(version=1.9.1)"',
          'level=INFO source=tls_config.go msg="Listening on" address=[::]:9100',
        ],
        { http: health('/metrics'), portFlags: ['--web.listen-address'], memoryBytes: 11_000_000 },
      ),
      { user: 'nobody', toolbox: 'busybox' },
    ),
    'quay.io/prometheus/node-exporter',
  ),
  image('grafana/grafana', 190, 'alpine', {
    entrypoint: ['/run.sh'],
    programs: ['run.sh', 'grafana'],
    user: '472',
    layers: 10,
    server: listening(
      [3000],
      3_000,
      [
        'logger=settings level=info msg="Starting Grafana" version=12.1.1',
        'logger=http.server level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http',
      ],
      {
        http: {
          status: 302,
          body: '<a href="/login">Found</a>.\n',
          paths: {
            '/api/health': { status: 200, body: '{"database":"ok","version":"12.1.1"}' },
            '/login': { status: 200, body: '<title>Grafana</title>\n' },
          },
        },
        memoryBytes: 90_000_000,
      },
    ),
  }),
  program(
    'grafana/loki',
    35,
    '/usr/bin/loki',
    listening([3100], 1_500, ['level=info msg="Loki started"'], {
      http: health('/ready', 'ready\n'),
      memoryBytes: 60_000_000,
    }),
    { cmd: ['-config.file=/etc/loki/local-config.yaml'], user: '10001', toolbox: 'busybox' },
  ),
  official(
    'kibana',
    480,
    ['kibana'],
    listening([5601], 20_000, ['[info][server][Kibana][http] http server running at http://0.0.0.0:5601'], {
      http: { status: 302, body: '' },
      memoryBytes: 700_000_000,
      leastMemoryBytes: 400_000_000,
    }),
    { newest: [9, 3], user: '1000', entrypoint: ['/bin/tini', '--'] },
  ),
  program(
    'jaegertracing/all-in-one',
    32,
    '/go/bin/all-in-one-linux',
    listening(
      [16_686, 14_268, 4317, 4318],
      300,
      ['{"level":"info","msg":"Health Check state change","status":"ready"}'],
      { http: { body: '<title>Jaeger UI</title>\n' }, memoryBytes: 30_000_000 },
    ),
  ),
  program(
    'quay.io/jetstack/cert-manager-controller',
    22,
    '/app/cmd/controller/controller',
    listening(
      [9402, 9403],
      500,
      ['I0101 00:00:00.000000       1 controller.go] "starting cert-manager controller"'],
      { memoryBytes: 30_000_000 },
    ),
    { user: '1000' },
  ),
  image('kubernetesui/dashboard', 75, 'none', {
    entrypoint: ['/dashboard', '--insecure-bind-address=0.0.0.0'],
    programs: ['dashboard'],
    server: listening([8443, 9090], 400, ['Starting overwatch', 'Serving securely on HTTPS port: 8443'], {
      http: { body: '<title>Kubernetes Dashboard</title>\n' },
      memoryBytes: 30_000_000,
    }),
  }),
  image('hashicorp/vault', 200, 'alpine', {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['server', '-dev'],
    programs: ['server', 'vault'],
    layers: 8,
    server: listening(
      [8200],
      500,
      ['==> Vault server configuration:', '==> Vault server started! Log data will stream in below:'],
      {
        http: {
          status: 307,
          body: '',
          paths: { '/v1/sys/health': { status: 200, body: '{"initialized":true,"sealed":false}' } },
        },
        memoryBytes: 120_000_000,
      },
    ),
  }),
  image('hashicorp/consul', 60, 'alpine', {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['agent', '-dev', '-client', '0.0.0.0'],
    programs: ['agent', 'consul'],
    server: listening(
      [8500, 8600, 8300, 8301],
      700,
      ['==> Starting Consul agent...', '==> Consul agent running!'],
      { http: { status: 301, body: '' }, memoryBytes: 60_000_000 },
    ),
  }),
];

export function clusterComponents(): readonly ImageDefinition[] {
  return images;
}
