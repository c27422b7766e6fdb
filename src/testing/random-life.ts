/**
 * A cluster that lives by chance: seeded commands that a person could give, so that what must always hold can be
 * looked at in states that nobody thought of. The same seed gives the same life.
 */
import { customActs } from './random-custom-kind.ts';
import { type Act, type Dice, one } from './random-dice.ts';
import { faultRequest, mergePatch } from './random-requests.ts';
import {
  type ApiRequest,
  type Cluster,
  createCluster,
  type Deployment,
  type MachineSpec,
  type Pod,
} from '../engine/index.ts';

const machines: Readonly<Record<string, MachineSpec>> = Object.fromEntries(
  [1, 2, 3].map((index) => [`node-${index}`, { cpu: '4', memory: '8Gi' }]),
);

export function createLivingCluster(seed: string): Cluster {
  return createCluster({ seed, machines });
}

/** A life again from its seed and commands, time in steps of `stepMs`. */
export function relived(seed: string, { commands, nowMs }: Cluster, stepMs: number): Cluster {
  const again = createLivingCluster(seed);
  const advance = (toMs: number): void => {
    while (again.nowMs + stepMs < toMs) again.advanceTo(again.nowMs + stepMs);
    again.advanceTo(toMs);
  };
  for (const { timeMs, request } of commands) {
    advance(timeMs);
    again.request(request);
  }
  advance(nowMs);
  return again;
}

/** One thing that a person might do now. It may well be refused. */
export function randomRequest(cluster: Cluster, dice: Dice): ApiRequest {
  const act = acts[dice(acts.length)]!;
  return act(cluster, dice);
}

/** How long a person waits, in ms: mostly seconds, at times minutes, at times not at all. */
export function randomWaitMs(dice: Dice): number {
  return [0, 1 + dice(50), 200 + dice(3000), 5000 + dice(20_000), 60_000 + dice(400_000)][dice(5)]!;
}

const deploymentsPath = '/apis/apps/v1/namespaces/default/deployments';
const podsPath = '/api/v1/namespaces/default/pods';
const names = ['red', 'green', 'blue'];
const images = ['nginx:1.29', 'nginx:1.30', 'busybox', 'no-such.example/Image:1', 'redis'];

const acts: readonly Act[] = [
  (_cluster, dice) => ({ method: 'POST', path: deploymentsPath, body: deployment(dice) }),
  (_cluster, dice) => ({ method: 'POST', path: deploymentsPath, body: deployment(dice) }),
  (_cluster, dice) => mergePatch(`${deploymentsPath}/${one(dice, names)}`, { spec: { replicas: dice(7) } }),
  (_cluster, dice) =>
    mergePatch(`${deploymentsPath}/${one(dice, names)}`, {
      spec: { template: { metadata: { annotations: { turn: String(dice(4)) } } } },
    }),
  (_cluster, dice) => ({
    method: 'DELETE',
    path: `${deploymentsPath}/${one(dice, names)}`,
    body: { propagationPolicy: one(dice, ['Background', 'Foreground', 'Orphan']) },
  }),
  (_cluster, dice) => ({ method: 'POST', path: podsPath, body: barePod(dice) }),
  (cluster, dice) => ({
    method: 'DELETE',
    path: `${podsPath}/${randomPodName(cluster, dice)}`,
    body: one(dice, [{}, { gracePeriodSeconds: 0 }, { gracePeriodSeconds: 3 }]),
  }),
  (_cluster, dice) => machine(dice, { power: 'Off' }),
  (_cluster, dice) => machine(dice, { power: 'On' }),
  (_cluster, dice) => machine(dice, { power: 'On', network: 'Connected' }),
  (_cluster, dice) => machine(dice, { network: 'Partitioned' }),
  (cluster, dice) =>
    faultRequest({ type: 'ContainerExit', exitCode: dice(3), target: { pod: randomPodName(cluster, dice) } }),
  (cluster, dice) => faultRequest({ type: 'OOMKill', target: { pod: randomPodName(cluster, dice) } }),
  (_cluster, dice) =>
    faultRequest({
      type: 'ProbeFailure',
      durationSeconds: 5 + dice(60),
      target: { labels: { app: one(dice, names) } },
    }),
  (_cluster, dice) =>
    faultRequest({
      type: 'ImageUnpullable',
      durationSeconds: 5 + dice(60),
      target: { image: one(dice, images) },
    }),
  (_cluster, dice) =>
    mergePatch(`/api/v1/nodes/node-${1 + dice(3)}`, { spec: { unschedulable: dice(2) === 0 } }),
  (_cluster, dice) => ({ method: 'POST', path: '/api/v1/namespaces/default/services', body: service(dice) }),
  (_cluster, dice) => applied(dice),
  (_cluster, dice) => applied(dice),
  ...customActs,
];

/** Server-side apply: managers that meet in the same fields, at times with force, at times without a say. */
function applied(dice: Dice): ApiRequest {
  const app = one(dice, names);
  const query = {
    fieldManager: one(dice, ['ann', 'bob']),
    ...(dice(2) === 0 ? { force: 'true' } : {}),
    ...(dice(6) === 0 ? { dryRun: 'All' } : {}),
  };
  const labels = Object.fromEntries(['x', 'y'].filter(() => dice(2) === 0).map((key) => [key, app]));
  const body =
    dice(2) === 0
      ? { ...deployment(dice), metadata: { name: app, labels } }
      : { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { labels }, spec: { replicas: dice(5) } };
  const contentType = 'application/apply-patch+yaml';
  return { method: 'PATCH', path: `${deploymentsPath}/${app}`, contentType, query, body };
}

function deployment(dice: Dice): Deployment {
  const app = one(dice, names);
  const labels = { app };
  const probe = { httpGet: { path: '/', port: 80 }, periodSeconds: 1 + dice(5) };
  const container = {
    name: 'c',
    image: one(dice, images),
    ...(dice(2) === 0 ? { readinessProbe: probe } : {}),
    ...(dice(3) === 0 ? { command: ['sh', '-c', `sleep ${1 + dice(30)}; exit ${dice(2)}`] } : {}),
    resources: { requests: { cpu: one(dice, ['10m', '500m', '3']) } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app },
    spec: {
      replicas: dice(6),
      selector: { matchLabels: labels },
      strategy: { type: one(dice, ['RollingUpdate', 'Recreate']) },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  };
}

function barePod(dice: Dice): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `bare-${dice(5)}`, labels: { app: one(dice, names) } },
    spec: {
      restartPolicy: one(dice, ['Always', 'OnFailure', 'Never']),
      terminationGracePeriodSeconds: dice(40),
      containers: [
        { name: 'c', image: 'busybox', command: ['sh', '-c', `sleep ${dice(90)}; exit ${dice(2)}`] },
      ],
    },
  };
}

function service(dice: Dice): object {
  const app = one(dice, names);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app },
    spec: { selector: { app }, ports: [{ port: 80 }] },
  };
}

function machine(dice: Dice, spec: MachineSpec): ApiRequest {
  return mergePatch(`/apis/podarium.dev/v1alpha1/machines/node-${1 + dice(3)}`, { spec });
}

export function randomPodName(cluster: Cluster, dice: Dice): string {
  const pods = cluster.view.list<Pod>('pods', 'default');
  return pods.length === 0 ? 'none' : (pods[dice(pods.length)]!.metadata?.name ?? '');
}
