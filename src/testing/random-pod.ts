/** Pods of every make, by chance: what they run, mount, are asked by probes, and share with each other. */
import type { Volume } from '../engine/api/generated/types.ts';
import type { Container, Pod, PodSpec } from '../engine/index.ts';
import { type Dice, maybe, one } from './random-dice.ts';
import { hostilePrograms, randomMainProgram, randomProgram, randomStatement } from './random-program.ts';

export const podNames = ['pod-0', 'pod-1', 'pod-2', 'pod-3', 'pod-4', 'pod-5', 'constructor'];
export const staticPodNames = ['static-0', 'static-1'];
export const claimNames = ['claim-0', 'claim-1'];
export const containerNames = ['main', 'helper', 'constructor'];
export const shells = ['busybox:1.36', 'busybox:1.36', 'alpine:3.20'];
/** The last is of no registry until an Image says what it does. */
export const servers = ['nginx:1.29', 'redis:7', 'nowhere.example/app:1'];

/** One in a hundred and twenty programs means no good. */
export function program(dice: Dice, usual: (dice: Dice) => string): string {
  return dice(120) === 0 ? one(dice, Object.values(hostilePrograms)) : usual(dice);
}

export function sh(script: string): Pick<Container, 'command'> {
  return { command: ['sh', '-c', script] };
}

export function randomPod(dice: Dice): Pod {
  const volumes: Volume[] = [
    ...localVolumes(dice),
    { name: 'settings', configMap: { name: 'settings', optional: true } },
    ...(dice(3) === 0
      ? [{ name: 'claim', persistentVolumeClaim: { claimName: one(dice, claimNames) } }]
      : []),
  ];
  const spec: PodSpec = {
    ...randomSpec(dice, volumes),
    ...maybe(dice, 3, () => ({ hostname: 'pod-1', subdomain: 'peers' })),
  };
  const labels = { app: one(dice, ['web', 'peers']) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: one(dice, podNames), labels }, spec };
}

/** What a machine's folder of manifests may hold: pods that need nothing of the API server. */
export function randomManifest(dice: Dice, name: string): Pod {
  const spec = randomSpec(dice, localVolumes(dice));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: 'web' } }, spec };
}

function localVolumes(dice: Dice): Volume[] {
  const emptyDir = one(dice, [
    {},
    {},
    { sizeLimit: '1Mi' },
    { medium: 'Memory' },
    { medium: 'Memory', sizeLimit: '2Mi' },
  ]);
  return [
    { name: 'data', emptyDir },
    { name: 'host', hostPath: { path: '/srv/shared', type: 'DirectoryOrCreate' } },
  ];
}

function randomSpec(dice: Dice, volumes: readonly Volume[]): PodSpec {
  const containers = containerNames
    .slice(0, one(dice, [1, 1, 2, 3]))
    .map((name) => randomContainer(dice, name, volumes));
  return {
    restartPolicy: one(dice, ['Always', 'OnFailure', 'Never']),
    terminationGracePeriodSeconds: dice(12),
    containers,
    volumes: [...volumes],
    ...maybe(dice, 3, () => ({ initContainers: randomInits(dice, volumes) })),
    ...maybe(dice, 3, () => ({ shareProcessNamespace: true })),
    ...maybe(dice, 6, () => ({ hostNetwork: true })),
    ...maybe(dice, 12, () => ({ hostPID: true, shareProcessNamespace: undefined })),
    ...maybe(dice, 8, () => ({ activeDeadlineSeconds: 5 + dice(60) })),
    ...maybe(dice, 8, () => ({ nodeName: `node-${1 + dice(3)}` })),
  };
}

function randomInits(dice: Dice, volumes: readonly Volume[]): Container[] {
  const quick = `${randomProgram(dice)}\nsleep ${dice(3)}; exit ${dice(4) === 0 ? 1 : 0}`;
  return [
    { ...randomContainer(dice, 'init', volumes), ...sh(quick), ...noProbes },
    ...(dice(2) === 0 ? [{ ...randomContainer(dice, 'sidecar', volumes), restartPolicy: 'Always' }] : []),
  ];
}

const noProbes = { lifecycle: undefined, livenessProbe: undefined, readinessProbe: undefined };

function randomContainer(dice: Dice, name: string, volumes: readonly Volume[]): Container {
  const mounts = volumes.filter(() => dice(3) > 0);
  const isServer = dice(6) === 0;
  return {
    name,
    image: one(dice, isServer ? servers : shells),
    ...(isServer ? {} : sh(program(dice, randomMainProgram))),
    env: [{ name: 'constructor', value: 'given' }],
    volumeMounts: mounts.map((volume) => ({ name: volume.name, mountPath: `/${volume.name}` })),
    ...maybe(dice, 3, () => ({ livenessProbe: { ...probe(dice), periodSeconds: 2 + dice(5) } })),
    ...maybe(dice, 3, () => ({ readinessProbe: probe(dice) })),
    ...maybe(dice, 3, () => ({ lifecycle: hooks(dice) })),
    ...maybe(dice, 6, () => ({ stdin: true, tty: dice(2) === 0 })),
    ...maybe(dice, 4, () => ({ resources: { limits: limits(dice) } })),
    ...maybe(dice, 8, () => ({ ports: [{ containerPort: 8080, ...maybe(dice, 2, () => hostPort) }] })),
    ...maybe(dice, 8, () => ({ securityContext: { runAsUser: 1000 } })),
    ...maybe(dice, 8, () => ({ terminationMessagePolicy: 'FallbackToLogsOnError' })),
  };
}

const hostPort = { hostPort: 8080 };

function limits(dice: Dice): Record<string, string> {
  return one<Record<string, string>>(dice, [
    { memory: '64Mi' },
    { cpu: '100m', memory: '32Mi' },
    { 'ephemeral-storage': '1Mi' },
  ]);
}

function probe(dice: Dice): object {
  return {
    periodSeconds: 1 + dice(5),
    timeoutSeconds: 1 + dice(2),
    ...one(dice, [
      { exec: sh(randomStatement(dice)) },
      { httpGet: { path: '/', port: 8080 } },
      { tcpSocket: { port: 80 } },
    ]),
  };
}

function hooks(dice: Dice): object {
  const handler = (): object =>
    one(dice, [
      { exec: sh(randomProgram(dice)) },
      { exec: { command: ['sleep', String(dice(6))] } },
      { sleep: { seconds: 1 + dice(4) } },
    ]);
  return {
    ...maybe(dice, 2, () => ({ postStart: handler() })),
    ...maybe(dice, 2, () => ({ preStop: handler() })),
  };
}
