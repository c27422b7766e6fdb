import type { ImageDefinition } from '../image-definition.ts';
import { alsoNamed, image, listening, mebibytes, official, server } from './builders.ts';

/** Queues, and what keeps them together. */

const kafka = listening(
  [9092, 9093],
  6_000,
  [
    '[RaftManager id=1] Completed transition to Leader',
    'INFO Kafka version: 4.1.0 (org.apache.kafka.common.utils.AppInfoParser)',
    'INFO [KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)',
  ],
  { memoryBytes: mebibytes(350), leastMemoryBytes: mebibytes(200), stop: { afterMs: 1_500, exitCode: 143 } },
);

const zookeeper = listening(
  [2181, 2888, 3888, 8080],
  2_500,
  [
    'ZooKeeper JMX enabled by default',
    'INFO  [main:o.a.z.s.NIOServerCnxnFactory] - binding to port 0.0.0.0/0.0.0.0:2181',
    'INFO  [main:o.a.z.s.ZooKeeperServer] - Snapshot taken in 4 ms',
  ],
  { memoryBytes: mebibytes(90), leastMemoryBytes: mebibytes(50), stop: { afterMs: 300, exitCode: 143 } },
);

const images: readonly ImageDefinition[] = [
  official('zookeeper', 120, ['zkServer.sh', 'start-foreground'], zookeeper, {
    newest: [3, 9],
    layers: 11,
  }),
  official(
    'rabbitmq',
    105,
    ['rabbitmq-server'],
    listening(
      [5672, 15_692, 25_672],
      6_000,
      [
        '  Starting broker... completed with 4 plugins.',
        '[info] <0.599.0> Server startup complete; 4 plugins started.',
      ],
      { memoryBytes: mebibytes(130), leastMemoryBytes: mebibytes(90) },
    ),
    { newest: [4, 2], layers: 10, tools: ['rabbitmq-diagnostics', 'rabbitmqctl'] },
  ),
  ...alsoNamed(
    server('registry.k8s.io/kubernetes-zookeeper', 130, 'debian', 'start-zookeeper', zookeeper, {
      tools: ['zookeeper-ready'],
    }),
    'gcr.io/google_containers/kubernetes-zookeeper',
    'k8s.gcr.io/kubernetes-zookeeper',
  ),
  image('apache/kafka', 215, 'alpine', {
    entrypoint: ['/__cacert_entrypoint.sh'],
    cmd: ['/etc/kafka/docker/run'],
    programs: ['run'],
    user: 'appuser',
    layers: 11,
    server: kafka,
  }),
  image('bitnami/kafka', 330, 'debian', {
    entrypoint: ['/opt/bitnami/scripts/kafka/entrypoint.sh'],
    cmd: ['/opt/bitnami/scripts/kafka/run.sh'],
    programs: ['run.sh'],
    user: '1001',
    server: kafka,
  }),
  server(
    'confluentinc/cp-kafka',
    480,
    'debian',
    'run',
    {
      ...kafka,
      needs: {
        anyOf: ['KAFKA_ZOOKEEPER_CONNECT', 'KAFKA_PROCESS_ROLES'],
        log: [
          '===> User',
          'uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)',
          '===> Configuring ...',
          'KAFKA_ZOOKEEPER_CONNECT is required.',
          'Command [/usr/local/bin/dub ensure KAFKA_ZOOKEEPER_CONNECT] FAILED !',
        ],
      },
    },
    { cmd: ['/etc/confluent/docker/run'], user: 'appuser', layers: 12 },
  ),
  server(
    'confluentinc/cp-zookeeper',
    480,
    'debian',
    'run',
    {
      ...zookeeper,
      needs: {
        anyOf: ['ZOOKEEPER_CLIENT_PORT'],
        log: [
          '===> User',
          '===> Configuring ...',
          'ZOOKEEPER_CLIENT_PORT is required.',
          'Command [/usr/local/bin/dub ensure ZOOKEEPER_CLIENT_PORT] FAILED !',
        ],
      },
    },
    { cmd: ['/etc/confluent/docker/run'], user: 'appuser', layers: 12 },
  ),
  server(
    'nats',
    9,
    'none',
    'nats-server',
    listening(
      [4222, 8222, 6222],
      60,
      [
        '[1] [INF] Starting nats-server',
        '[1] [INF] Listening for client connections on 0.0.0.0:4222',
        '[1] [INF] Server is ready',
      ],
      { http: { body: 'nats: ok', paths: { '/healthz': { status: 200, body: '{"status":"ok"}' } } } },
    ),
    { newest: [2, 12], entrypoint: ['/nats-server'], cmd: ['--config', 'nats-server.conf'] },
  ),
];

export function queues(): readonly ImageDefinition[] {
  return images;
}
