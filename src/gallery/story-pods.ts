/** Pods of the story, each as a kubelet would report it. */
import type { ContainerStatus, Pod, PodStatus } from '../engine/index.ts';

export interface PodTraits {
  readonly on?: string;
  readonly namespace?: string;
  readonly owner?: 'ReplicaSet' | 'StatefulSet' | 'DaemonSet';
  readonly state?: 'ready' | 'notReady' | 'creating' | 'init' | 'backOff' | 'queued';
  readonly ip?: string;
  readonly cpu?: string;
  readonly deletedAt?: string;
  /** The scheduler's, for a pod that waits. */
  readonly message?: string;
}

const hash = '7f6b9c8d54';
let born = 0;

export function buildPod(app: string, suffix: string, traits: PodTraits): Pod {
  const { owner = 'ReplicaSet', namespace = 'shop', state = 'ready' } = traits;
  const ownerName = owner === 'ReplicaSet' ? `${app}-${hash}` : app;
  const name = `${ownerName}-${suffix}`;
  return {
    metadata: {
      name,
      namespace,
      uid: name,
      creationTimestamp: new Date(Date.UTC(2026, 2, 2, 8, 0, born++)).toISOString(),
      labels: owner === 'ReplicaSet' ? { app, 'pod-template-hash': hash } : { app },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: owner, name: ownerName, uid: ownerName, controller: true },
      ],
      ...(traits.deletedAt === undefined
        ? {}
        : { deletionTimestamp: traits.deletedAt, deletionGracePeriodSeconds: 30 }),
    },
    spec: {
      ...(traits.on === undefined ? {} : { nodeName: traits.on }),
      containers: containersOf(app, traits.cpu ?? '350m'),
      ...(state === 'init' ? { initContainers: [{ name: 'migrate' }, { name: 'seed' }] } : {}),
      ...(app === 'web' ? { volumes: webVolumes } : {}),
      tolerations: [
        {
          key: 'node.kubernetes.io/unreachable',
          effect: 'NoExecute',
          operator: 'Exists',
          tolerationSeconds: 300,
        },
      ],
    },
    status: statusOf(app, state, traits),
  };
}

const webVolumes = [
  { name: 'logs', emptyDir: {} },
  { name: 'content', persistentVolumeClaim: { claimName: 'content' } },
];

function containersOf(app: string, cpu: string): NonNullable<Pod['spec']>['containers'] {
  const resources = { requests: { cpu, memory: '256Mi' } };
  if (app !== 'web') return [{ name: app, image: `ghcr.io/acme/${app}:2.4.1`, resources }];
  return [
    {
      name: 'web',
      image: 'nginx:1.29',
      ports: [{ containerPort: 8080 }],
      resources,
      volumeMounts: [
        { name: 'logs', mountPath: '/var/log/nginx' },
        { name: 'content', mountPath: '/usr/share/nginx/html', readOnly: true },
      ],
    },
  ];
}

function statusOf(app: string, state: NonNullable<PodTraits['state']>, traits: PodTraits): PodStatus {
  if (state === 'queued') {
    return {
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: traits.message ?? '' },
      ],
    };
  }
  const status: ContainerStatus = {
    name: app,
    image: app,
    imageID: '',
    restartCount: state === 'backOff' ? 3 : 0,
    ready: state === 'ready',
    state: containerState(state),
    ...(state === 'backOff'
      ? { lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-03-02T09:06:07Z' } } }
      : {}),
  };
  return {
    phase: state === 'creating' || state === 'init' ? 'Pending' : 'Running',
    ...(traits.ip === undefined ? {} : { podIP: traits.ip }),
    containerStatuses: [status],
    ...(state === 'init' ? { initContainerStatuses: initStatuses } : {}),
  };
}

function containerState(state: string): ContainerStatus['state'] {
  switch (state) {
    case 'creating':
      return { waiting: { reason: 'ContainerCreating' } };
    case 'init':
      return { waiting: { reason: 'PodInitializing' } };
    case 'backOff':
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 40s restarting failed container=mailer pod=mailer',
        },
      };
    default:
      return { running: { startedAt: '2026-03-02T09:00:10Z' } };
  }
}

const initStatuses: ContainerStatus[] = [
  {
    name: 'migrate',
    image: 'migrate',
    imageID: '',
    ready: true,
    restartCount: 0,
    state: { terminated: { exitCode: 0, reason: 'Completed' } },
  },
  { name: 'seed', image: 'seed', imageID: '', ready: false, restartCount: 0, state: { running: {} } },
];
