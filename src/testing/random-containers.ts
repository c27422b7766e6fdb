/**
 * What people do with containers, by chance: pods of every make that run random programs, things that are done to
 * them, and time that goes on, goes back, or goes two ways. A step is plain data, so a life can be told again, and
 * told shorter.
 */
import type { ApiRequest, Cluster, Container, FaultSpec, Pod, PodSpec } from '../engine/index.ts';
import type { Dice } from './random-dice.ts';
import { one } from './random-life.ts';
import { hostilePrograms, randomMainProgram, randomProgram } from './random-program.ts';

export type Step =
  | { readonly do: 'request'; readonly request: ApiRequest }
  | { readonly do: 'advance'; readonly ms: number }
  /** Something said to one of the sessions that are there. */
  | { readonly do: 'say'; readonly session: number; readonly words: object }
  /** Reads whatever can be read: that leaves no trace. */
  | { readonly do: 'look' }
  /** The cluster is written down as text, and one that was read from it goes on in its place. */
  | { readonly do: 'restore' }
  /** A second cluster goes on from here; the one before is let go. */
  | { readonly do: 'fork' }
  /** From now on the other one lives. */
  | { readonly do: 'switch' }
  /** Time goes back, and on from there. */
  | { readonly do: 'seek'; readonly backMs: number };

export const podsPath = '/api/v1/namespaces/default/pods';
const machinesPath = '/apis/podarium.dev/v1alpha1/machines';
const podNames = ['pod-0', 'pod-1', 'pod-2', 'pod-3', 'pod-4', 'pod-5', 'constructor'];
const containerNames = ['main', 'helper', 'constructor'];
const shells = ['busybox:1.36', 'busybox:1.36', 'alpine:3.20'];

/** Seldom more than seconds, for what runs in containers happens in them. */
function randomMs(dice: Dice): number {
  if (dice(30) === 0) return 10_000 + dice(60_000);
  return [0, dice(60), dice(900), 400 + dice(900), 1000 * (1 + dice(6))][dice(5)]!;
}

export function randomStep(cluster: Cluster, dice: Dice): Step {
  const act = acts[dice(acts.length)]!;
  return act(dice, cluster);
}

type Act = (dice: Dice, cluster: Cluster) => Step;

const acts: readonly Act[] = [
  ...repeated(16, (dice) => ({ do: 'advance', ms: randomMs(dice) })),
  ...repeated(8, (dice) => post(podsPath, randomPod(dice))),
  ...repeated(5, (dice) => remove(dice)),
  ...repeated(8, (dice) => post(`${podsPath}/${one(dice, podNames)}/exec`, execution(dice))),
  ...repeated(5, (dice) => post(`${podsPath}/${one(dice, podNames)}/exec`, session(dice))),
  ...repeated(9, (dice) => ({ do: 'say', session: dice(64), words: sayings[dice(sayings.length)]!(dice) })),
  ...repeated(3, (dice) => post('/apis/podarium.dev/v1alpha1/faults', fault(dice))),
  ...repeated(2, (dice) => machine(dice)),
  ...repeated(4, () => ({ do: 'look' })),
  ...repeated(2, () => ({ do: 'restore' })),
  () => ({ do: 'fork' }),
  ...repeated(2, () => ({ do: 'switch' })),
  (dice) => ({ do: 'seek', backMs: dice(6) === 0 ? dice(100_000) : dice(5000) }),
  (dice) =>
    post(`${podsPath}/${one(dice, podNames)}/attach`, { stream: true, stdin: true, tty: dice(2) === 0 }),
  (dice) => changed(dice, { spec: { containers: [{ name: 'main', image: one(dice, shells) }] } }),
  (dice) => changed(dice, { metadata: { labels: { app: one(dice, ['web', 'peers']) } } }),
  (dice) => ephemeral(dice),
  (dice) => settings(dice),
  (dice) => claim(dice),
  (dice) => ({ do: 'request', request: { method: 'DELETE', path: claimPath(dice) } }),
];

function repeated(times: number, act: Act): Act[] {
  return Array.from({ length: times }, () => act);
}

function post(path: string, body: object): Step {
  return { do: 'request', request: { method: 'POST', path, body } };
}

function changed(dice: Dice, body: object): Step {
  const contentType = 'application/strategic-merge-patch+json';
  const path = `${podsPath}/${one(dice, podNames)}`;
  return { do: 'request', request: { method: 'PATCH', path, contentType, body } };
}

function remove(dice: Dice): Step {
  const body = one(dice, [
    {},
    { gracePeriodSeconds: 0 },
    { gracePeriodSeconds: 1 },
    { gracePeriodSeconds: 5 },
  ]);
  return { do: 'request', request: { method: 'DELETE', path: `${podsPath}/${one(dice, podNames)}`, body } };
}

function machine(dice: Dice): Step {
  const spec = one(dice, [
    { power: 'Off' },
    { power: 'On', network: 'Connected' },
    { power: 'On', network: 'Connected' },
    { network: 'Partitioned' },
  ]);
  const contentType = 'application/merge-patch+json';
  const path = `${machinesPath}/node-${1 + dice(2)}`;
  return { do: 'request', request: { method: 'PATCH', path, contentType, body: { spec } } };
}

const faultTypes: readonly FaultSpec['type'][] = [
  'ContainerExit',
  'OOMKill',
  'ProbeFailure',
  'ImageUnpullable',
];

function fault(dice: Dice): object {
  const type = one(dice, faultTypes);
  const target = one<object>(dice, [
    { pod: one(dice, podNames) },
    { container: one(dice, containerNames) },
    { node: `node-${1 + dice(2)}` },
    { image: one(dice, shells) },
  ]);
  const lasting = dice(2) === 0 ? { durationSeconds: 1 + dice(20) } : {};
  const spec = { type, target, ...(type === 'ContainerExit' ? { exitCode: dice(3) } : {}), ...lasting };
  return { apiVersion: 'podarium.dev/v1alpha1', kind: 'Fault', metadata: { generateName: 'f-' }, spec };
}

/** One in sixty programs means no good. */
function program(dice: Dice, usual: (dice: Dice) => string): string {
  return dice(60) === 0 ? one(dice, Object.values(hostilePrograms)) : usual(dice);
}

function execution(dice: Dice): object {
  const command = one(dice, [['sh', '-c', program(dice, randomProgram)], ['ps'], ['kill', '1'], ['none']]);
  return { command, container: one(dice, containerNames) };
}

function session(dice: Dice): object {
  const command = dice(2) === 0 ? ['sh'] : ['sh', '-c', program(dice, randomProgram)];
  return {
    stream: true,
    stdin: dice(4) > 0,
    tty: dice(2) === 0,
    command,
    container: one(dice, containerNames),
  };
}

const sayings: readonly ((dice: Dice) => object)[] = [
  (dice) => ({ input: `${randomProgram(dice)}\n` }),
  (dice) => ({ input: `${randomProgram(dice)}\n` }),
  (dice) => ({
    input: one(dice, ['\u0003', 'exit 3\n', 'sleep 3 & wait\n', 'kill 1\n', 'cat\n', 'half', '\n']),
  }),
  () => ({ closeInput: true }),
  () => ({ close: true }),
];

function ephemeral(dice: Dice): Step {
  const name = `debug-${dice(3)}`;
  const target = { targetContainerName: 'main' };
  const container = { name, image: one(dice, shells), ...sh(randomMainProgram(dice)), ...target };
  const path = `${podsPath}/${one(dice, podNames)}/ephemeralcontainers`;
  const contentType = 'application/strategic-merge-patch+json';
  const body = { spec: { ephemeralContainers: [container] } };
  return { do: 'request', request: { method: 'PATCH', path, contentType, body } };
}

function settings(dice: Dice): Step {
  const path = '/api/v1/namespaces/default/configmaps/settings';
  const body = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { a: `echo ${dice(9)}`, b: 'text' },
  };
  const query = { fieldManager: 'someone' };
  return {
    do: 'request',
    request: { method: 'PATCH', path, contentType: 'application/apply-patch+yaml', query, body },
  };
}

function claimPath(dice: Dice): string {
  return `/api/v1/namespaces/default/persistentvolumeclaims/claim-${dice(2)}`;
}

function claim(dice: Dice): Step {
  return post('/api/v1/namespaces/default/persistentvolumeclaims', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `claim-${dice(2)}` },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
}

function sh(script: string): Pick<Container, 'command'> {
  return { command: ['sh', '-c', script] };
}

function maybe<Part extends object>(dice: Dice, oneIn: number, part: () => Part): Part | object {
  return dice(oneIn) === 0 ? part() : {};
}

function randomPod(dice: Dice): Pod {
  const volumes = [
    { name: 'data', ...one(dice, [{ emptyDir: {} }, { emptyDir: { medium: 'Memory' } }]) },
    { name: 'host', hostPath: { path: '/srv/shared', type: 'DirectoryOrCreate' } },
    { name: 'settings', configMap: { name: 'settings', optional: true } },
    ...(dice(4) === 0 ? [{ name: 'claim', persistentVolumeClaim: { claimName: `claim-${dice(2)}` } }] : []),
  ];
  const containers = containerNames.slice(0, 1 + dice(3)).map((name) => randomContainer(dice, name, volumes));
  const spec: PodSpec = {
    restartPolicy: one(dice, ['Always', 'OnFailure', 'Never']),
    terminationGracePeriodSeconds: dice(12),
    containers,
    volumes,
    ...maybe(dice, 3, () => ({ initContainers: randomInits(dice, volumes) })),
    ...maybe(dice, 3, () => ({ shareProcessNamespace: true })),
    ...maybe(dice, 6, () => ({ hostNetwork: true })),
    ...maybe(dice, 8, () => ({ activeDeadlineSeconds: 5 + dice(60) })),
    ...maybe(dice, 3, () => ({ hostname: 'pod-1', subdomain: 'peers' })),
  };
  const labels = { app: one(dice, ['web', 'peers']) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: one(dice, podNames), labels }, spec };
}

function randomInits(dice: Dice, volumes: readonly { name: string }[]): Container[] {
  const quick = `${randomProgram(dice)}\nsleep ${dice(3)}; exit ${dice(4) === 0 ? 1 : 0}`;
  return [
    { ...randomContainer(dice, 'init', volumes), ...sh(quick), ...noProbes },
    ...(dice(2) === 0 ? [{ ...randomContainer(dice, 'sidecar', volumes), restartPolicy: 'Always' }] : []),
  ];
}

const noProbes = { lifecycle: undefined, livenessProbe: undefined, readinessProbe: undefined };

function randomContainer(dice: Dice, name: string, volumes: readonly { name: string }[]): Container {
  const mounts = volumes.filter(() => dice(3) > 0);
  const isServer = dice(6) === 0;
  return {
    name,
    image: isServer ? one(dice, ['nginx:1.29', 'redis:7', 'nowhere.example/app:1']) : one(dice, shells),
    ...(isServer ? {} : sh(program(dice, randomMainProgram))),
    env: [{ name: 'constructor', value: 'given' }],
    volumeMounts: mounts.map((volume) => ({ name: volume.name, mountPath: `/${volume.name}` })),
    ...maybe(dice, 3, () => ({ livenessProbe: { ...probe(dice), periodSeconds: 2 + dice(5) } })),
    ...maybe(dice, 3, () => ({ readinessProbe: probe(dice) })),
    ...maybe(dice, 3, () => ({ lifecycle: hooks(dice) })),
    ...maybe(dice, 6, () => ({ stdin: true, tty: dice(2) === 0 })),
    ...maybe(dice, 6, () => ({ resources: { limits: { memory: '64Mi' } } })),
    ...maybe(dice, 8, () => ({ terminationMessagePolicy: 'FallbackToLogsOnError' })),
  };
}

function probe(dice: Dice): object {
  return {
    periodSeconds: 1 + dice(5),
    timeoutSeconds: 1 + dice(2),
    ...one(dice, [
      { exec: { command: ['sh', '-c', randomProgram(dice)] } },
      { httpGet: { path: '/', port: 8080 } },
      { tcpSocket: { port: 80 } },
    ]),
  };
}

function hooks(dice: Dice): object {
  const handler = (): object =>
    one(dice, [
      { exec: { command: ['sh', '-c', randomProgram(dice)] } },
      { exec: { command: ['sleep', String(dice(6))] } },
      { sleep: { seconds: 1 + dice(4) } },
    ]);
  return {
    ...maybe(dice, 2, () => ({ postStart: handler() })),
    ...maybe(dice, 2, () => ({ preStop: handler() })),
  };
}
