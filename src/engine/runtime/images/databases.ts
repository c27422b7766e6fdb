import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { alsoNamed, image, listening, mebibytes, official, program, server } from './builders.ts';

/** Databases, caches and queues. */

const redis: ServerDefinition = {
  ports: [6379],
  portFlags: ['--port'],
  needsFile: { log: "1:C # Fatal error, can't open config file '{file}': No such file or directory" },
  startupMs: 80,
  portTaken: {
    log: [
      '1:M # Warning: Could not create server TCP listening socket *:{port}: bind: Address already in use',
      '1:M # Failed listening on port {port} (tcp), aborting.',
    ],
    afterMs: 50,
  },
  memoryBytes: 8_000_000,
  log: [
    '1:C * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    '1:M * Running mode=standalone, port=6379.',
    '1:M * Ready to accept connections tcp',
  ],
};

const redisRest = {
  flagsGoTo: ['redis-server'],
  configurationSuffix: '.conf',
  tools: ['redis-cli'],
} as const;

const postgres: ServerDefinition = {
  ports: [5432],
  portFlags: ['-p'],
  startupMs: 2_500,
  memoryBytes: 30_000_000,
  leastMemoryBytes: 16_000_000,
  needs: {
    anyOf: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE', 'POSTGRES_HOST_AUTH_METHOD'],
    log: [
      'Error: Database is uninitialized and superuser password is not specified.',
      '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
      '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
      '',
      '       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all',
      '       connections without a password. This is *not* recommended.',
      '',
      '       See PostgreSQL documentation about "trust":',
      '       https://www.postgresql.org/docs/current/auth-trust.html',
    ],
  },
  log: [
    'PostgreSQL init process complete; ready for start up.',
    '',
    'LOG:  starting PostgreSQL on x86_64-pc-linux-gnu',
    'LOG:  listening on IPv4 address "0.0.0.0", port 5432',
    'LOG:  listening on Unix socket "/var/run/postgresql/.s.PGSQL.5432"',
    'LOG:  database system is ready to accept connections',
  ],
};

function mysql(name: 'mysql' | 'mariadb'): ServerDefinition {
  const prefix = name === 'mariadb' ? 'MARIADB' : 'MYSQL';
  const options = ['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD'];
  const asked = name === 'mariadb' ? [...options, 'ROOT_PASSWORD_HASH'] : options;
  return {
    ports: [3306],
    portFlags: ['--port', '-P'],
    startupMs: 8_000,
    memoryBytes: name === 'mysql' ? mebibytes(350) : mebibytes(90),
    leastMemoryBytes: name === 'mysql' ? mebibytes(200) : mebibytes(60),
    needs: {
      anyOf: asked.flatMap((option) => [
        `MYSQL_${option}`,
        `MYSQL_${option}_FILE`,
        `${prefix}_${option}`,
        `${prefix}_${option}_FILE`,
      ]),
      log: [
        `[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified`,
        '    You need to specify one of the following as an environment variable:',
        ...asked.map((option) => `    - ${prefix}_${option}`),
      ],
    },
    log:
      name === 'mysql'
        ? [
            '[Note] [Entrypoint]: Entrypoint script for MySQL Server started.',
            '[Note] [Entrypoint]: Initializing database files',
            '[Note] [Entrypoint]: MySQL init process done. Ready for start up.',
            "[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '9.4.0'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.",
          ]
        : [
            '[Note] [Entrypoint]: Entrypoint script for MariaDB Server started.',
            '[Note] [Entrypoint]: Initializing database files',
            '[Note] [Entrypoint]: MariaDB init process done. Ready for start up.',
            '[Note] mariadbd: ready for connections.',
            "Version: '12.0.2-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: 3306  mariadb.org binary distribution",
          ],
  };
}

const cassandra = listening(
  [9042, 7000],
  20_000,
  [
    'INFO  [main] StorageService.java - JOINING: Finish joining ring',
    'INFO  [main] PipelineConfigurator.java - Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)...',
    'INFO  [main] CassandraDaemon.java - Startup complete',
  ],
  {
    memoryBytes: mebibytes(1_100),
    leastMemoryBytes: mebibytes(400),
    stop: { afterMs: 2_000, exitCode: 143 },
  },
);

/** etcd takes addresses, not names, for what it listens on. */
const etcd: ServerDefinition = listening(
  [2379, 2380],
  300,
  [
    '{"level":"info","caller":"etcdmain/etcd.go","msg":"Running: ","args":["etcd"]}',
    '{"level":"info","caller":"embed/serve.go","msg":"serving client traffic insecurely; this is strongly discouraged!","address":"127.0.0.1:2379"}',
  ],
  {
    portFlags: ['--listen-client-urls', '-listen-client-urls'],
    grpc: true,
    http: {
      status: 404,
      body: '404 page not found\n',
      paths: {
        '/health': { status: 200, body: '{"health":"true","reason":""}' },
        '/version': { status: 200, body: '{"etcdserver":"3.6.4","etcdcluster":"3.6.0"}' },
      },
    },
    memoryBytes: 25_000_000,
    checks: [
      'listen-peer-urls',
      'listen-client-urls',
      'initial-advertise-peer-urls',
      'advertise-client-urls',
    ].map((flag) => ({
      flags: [`--${flag}`, `-${flag}`],
      pattern: '^(https?|unixs?)://[\\w.:\\[\\]-]+(,(https?|unixs?)://[\\w.:\\[\\]-]+)*$',
      log: `error verifying flags, invalid value "{value}" for flag -${flag}: parse "{value}": invalid character "{" in host name. See 'etcd --help'.`,
      status: 1,
    })),
  },
);

const elasticsearch = listening(
  [9200, 9300],
  15_000,
  [
    '{"log.level":"INFO","message":"version[9.1.3], pid[1], build[docker]","log.logger":"org.elasticsearch.node.Node"}',
    '{"log.level":"INFO","message":"started","log.logger":"org.elasticsearch.node.Node"}',
  ],
  {
    http: {
      body: '{"cluster_name":"docker-cluster","tagline":"You Know, for Search"}\n',
      paths: {
        '/_cluster/health': { status: 200, body: '{"cluster_name":"docker-cluster","status":"green"}' },
      },
    },
    memoryBytes: mebibytes(1_300),
    leastMemoryBytes: mebibytes(512),
    stop: { afterMs: 1_500, exitCode: 143 },
  },
);

const images: readonly ImageDefinition[] = [
  official('redis', 46, ['redis-server'], redis, { ...redisRest, newest: [8, 4], layers: 7 }),
  official('valkey/valkey', 44, ['valkey-server'], redis, {
    flagsGoTo: ['valkey-server'],
    configurationSuffix: '.conf',
    tools: ['valkey-cli', 'redis-cli'],
  }),
  server(
    'bitnami/redis',
    65,
    'debian',
    'redis-server',
    {
      ...redis,
      needs: {
        anyOf: ['ALLOW_EMPTY_PASSWORD', 'REDIS_PASSWORD', 'REDIS_PASSWORD_FILE'],
        log: [
          'redis INFO  ==> ** Starting Redis setup **',
          'redis ERROR ==> The REDIS_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development.',
        ],
      },
    },
    {
      user: '1001',
      entrypoint: ['/opt/bitnami/scripts/redis/entrypoint.sh'],
      cmd: ['redis-server'],
      tools: ['redis-cli'],
    },
  ),
  server('registry.k8s.io/redis', 45, 'debian', 'redis-server', redis, redisRest),
  ...alsoNamed(
    server(
      'gcr.io/kubernetes-e2e-test-images/redis',
      45,
      'debian',
      'run.sh',
      { ...redis, portsByVariable: { SENTINEL: 26_379 } },
      { tools: ['redis-cli'] },
    ),
    'docker.io/kubernetes/redis',
  ),
  official(
    'memcached',
    33,
    ['memcached'],
    listening([11_211], 30, [], { portFlags: ['-p', '--port'], memoryBytes: 3_000_000 }),
    { newest: [1, 6], layers: 6, user: 'memcache' },
  ),
  official('postgres', 157, ['postgres'], postgres, {
    newest: [18, 3],
    layers: 14,
    tools: ['pg_isready', 'psql'],
  }),
  official('mysql', 245, ['mysqld'], mysql('mysql'), {
    newest: [9, 6],
    layers: 10,
    tools: ['mysql', 'mysqladmin'],
  }),
  official('mariadb', 118, ['mariadbd'], mysql('mariadb'), {
    newest: [12, 2],
    layers: 8,
    programs: ['mariadbd', 'mysqld'],
    tools: ['mysql', 'mysqladmin', 'mariadb', 'mariadb-admin', 'healthcheck.sh'],
  }),
  official(
    'mongo',
    310,
    ['mongod'],
    listening(
      [27_017],
      1_500,
      [
        '{"s":"I","c":"CONTROL","id":4615611,"ctx":"initandlisten","msg":"MongoDB starting","attr":{"pid":1,"port":27017,"dbPath":"/data/db"}}',
        '{"s":"I","c":"NETWORK","id":23016,"ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}',
      ],
      { portFlags: ['--port'], memoryBytes: mebibytes(180), leastMemoryBytes: mebibytes(90) },
    ),
    { newest: [8, 2], layers: 8, tools: ['mongosh', 'mongo'] },
  ),
  image('mongo-express', 60, 'alpine', {
    entrypoint: ['/sbin/tini', '--', '/docker-entrypoint.sh'],
    cmd: ['mongo-express'],
    programs: ['mongo-express'],
    newest: [1, 0],
    server: listening(
      [8081],
      1_500,
      ['Welcome to mongo-express 1.0.2', 'Mongo Express server listening at http://0.0.0.0:8081'],
      { http: { status: 401, body: 'Unauthorized' }, memoryBytes: 60_000_000 },
    ),
  }),
  official('cassandra', 150, ['cassandra', '-f'], cassandra, {
    flagsGoTo: ['cassandra', '-f'],
    newest: [5, 0],
    layers: 9,
    tools: ['nodetool', 'cqlsh'],
  }),
  server('gcr.io/google-samples/cassandra', 250, 'debian', 'run.sh', cassandra, {
    cmd: ['/run.sh'],
    tools: ['nodetool', 'cqlsh'],
  }),
  image('elasticsearch', 620, 'debian', {
    entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'],
    cmd: ['eswrapper'],
    programs: ['eswrapper', 'elasticsearch'],
    newest: [9, 3],
    layers: 10,
    user: '1000',
    server: elasticsearch,
  }),
  image('docker.elastic.co/elasticsearch/elasticsearch', 620, 'debian', {
    entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'],
    cmd: ['eswrapper'],
    programs: ['eswrapper', 'elasticsearch'],
    user: '1000',
    server: elasticsearch,
  }),
  ...alsoNamed(
    program('registry.k8s.io/etcd', 58, '/usr/local/bin/etcd', etcd, {
      entrypoint: [],
      cmd: ['etcd'],
      tools: ['etcdctl'],
    }),
    'k8s.gcr.io/etcd',
    'quay.io/coreos/etcd',
    'gcr.io/etcd-development/etcd',
  ),
  image('influxdb', 95, 'debian', {
    entrypoint: ['/entrypoint.sh'],
    cmd: ['influxd'],
    programs: ['influxd'],
    flagsGoTo: ['influxd'],
    newest: [3, 5],
    server: listening(
      [8086],
      900,
      ['lvl=info msg=Listening service=tcp-listener transport=http addr=:8086 port=8086'],
      {
        http: {
          status: 404,
          body: '',
          paths: {
            '/health': { status: 200, body: '{"name":"influxdb","status":"pass"}' },
            '/ping': { status: 204, body: '' },
          },
        },
        memoryBytes: mebibytes(70),
      },
    ),
  }),
  image('minio/minio', 60, 'none', {
    entrypoint: ['/usr/bin/docker-entrypoint.sh'],
    cmd: ['minio'],
    programs: ['minio'],
    flagsGoTo: ['minio'],
    server: listening(
      [9000, 9001],
      400,
      ['MinIO Object Storage Server', 'API: http://{podIp}:9000  http://127.0.0.1:9000'],
      {
        http: {
          status: 403,
          body: 'AccessDenied',
          paths: {
            '/minio/health/live': { status: 200, body: '' },
            '/minio/health/ready': { status: 200, body: '' },
          },
        },
        memoryBytes: mebibytes(120),
      },
    ),
  }),
  image('gcr.io/google-samples/xtrabackup', 120, 'debian', {
    cmd: ['bash'],
    tools: ['ncat', 'xtrabackup', 'xbstream', 'mysql', 'mysqladmin'],
  }),
];

export function databases(): readonly ImageDefinition[] {
  return images;
}
