/**
 * What people do with containers, by chance: pods of every make that run random programs, things that are done to
 * them, and time that goes on, goes back, or goes two ways. A step is plain data, so a life can be told again, and
 * told shorter.
 */
import type { ApiRequest, Cluster, Pod } from '../engine/index.ts';
import { type Dice, one } from './random-dice.ts';
import { containerNames, podNames, program, randomPod, sh, shells } from './random-pod.ts';
import { randomMainProgram, randomProgram } from './random-program.ts';
import {
  claimDeletion,
  claimGrowth,
  faultDeletion,
  imageDeletion,
  machineManifests,
  machinePower,
  randomClaim,
  randomFault,
  randomImage,
  randomSettings,
} from './random-surroundings.ts';

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

/** Seldom more than seconds, for what runs in containers happens in them. */
function randomMs(dice: Dice): number {
  if (dice(50) === 0) return 10_000 + dice(60_000);
  return [0, dice(60), dice(900), 400 + dice(900), 1000 * (1 + dice(3))][dice(5)]!;
}

export function randomStep(cluster: Cluster, dice: Dice): Step {
  const act = acts[dice(acts.length)]!;
  return act(dice, cluster);
}

type Act = (dice: Dice, cluster: Cluster) => Step;

const acts: readonly Act[] = [
  ...repeated(16, (dice) => ({ do: 'advance', ms: randomMs(dice) })),
  ...repeated(8, (dice) => ask(post(podsPath, randomPod(dice)))),
  ...repeated(5, (dice, cluster) => ask(deletion(dice, cluster))),
  ...repeated(2, (dice, cluster) => entering(dice, cluster, execution(dice))),
  ...repeated(4, (dice, cluster) => entering(dice, cluster, session(dice))),
  ...repeated(9, (dice) => ({ do: 'say', session: dice(8), words: sayings[dice(sayings.length)]!(dice) })),
  ...repeated(4, (dice) => ask(randomFault(dice))),
  (dice, cluster) => ask(faultDeletion(dice, namesOf(cluster, 'faults.podarium.dev'))),
  ...repeated(2, (dice) => ask(machinePower(dice))),
  (dice) => ask(machineManifests(dice)),
  ...repeated(4, () => ({ do: 'look' })),
  () => ({ do: 'restore' }),
  () => ({ do: 'fork' }),
  ...repeated(2, () => ({ do: 'switch' })),
  (dice) => ({ do: 'seek', backMs: dice(6) === 0 ? dice(100_000) : dice(5000) }),
  (dice, cluster) => ask(post(`${podPath(dice, cluster)}/attach`, attachment(dice))),
  (dice, cluster) => changed(podPath(dice, cluster), newImage(dice)),
  (dice, cluster) => changed(podPath(dice, cluster), { metadata: { labels: { app: one(dice, apps) } } }),
  (dice, cluster) => changed(`${podPath(dice, cluster)}/ephemeralcontainers`, ephemeral(dice)),
  (dice) => ask(randomSettings(dice)),
  ...repeated(2, (dice) => ask(randomClaim(dice))),
  (dice) => ask(claimGrowth(dice)),
  (dice) => ask(claimDeletion(dice)),
  ...repeated(2, (dice) => ask(randomImage(dice))),
  (dice) => ask(imageDeletion(dice)),
];

function repeated(times: number, act: Act): Act[] {
  return Array.from({ length: times }, () => act);
}

function ask(request: ApiRequest): Step {
  return { do: 'request', request };
}

function post(path: string, body: object): ApiRequest {
  return { method: 'POST', path, body };
}

function changed(path: string, body: object): Step {
  return ask({ method: 'PATCH', path, contentType: 'application/strategic-merge-patch+json', body });
}

/** Mostly of a pod that is there. */
function podPath(dice: Dice, cluster: Cluster): string {
  const names = namesOf(cluster, 'pods');
  return `${podsPath}/${one(dice, names.length === 0 || dice(6) === 0 ? podNames : names)}`;
}

function namesOf(cluster: Cluster, resource: string): string[] {
  return cluster.view.list<Pod>(resource).flatMap(({ metadata }) => metadata?.name ?? []);
}

/** Mostly of a container that runs. */
function entering(dice: Dice, cluster: Cluster, body: object): Step {
  const running = cluster.view.list<Pod>('pods').flatMap(({ metadata, status }) => {
    const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
    const names = all.flatMap(({ name, state }) => (state?.running === undefined ? [] : name));
    return names.map((container) => ({ path: `${podsPath}/${metadata?.name}/exec`, container }));
  });
  const isAnywhere = running.length === 0 || dice(6) === 0;
  const { path, container } = isAnywhere
    ? { path: `${podPath(dice, cluster)}/exec`, container: one(dice, containerNames) }
    : one(dice, running);
  return ask(post(path, { ...body, container }));
}

function deletion(dice: Dice, cluster: Cluster): ApiRequest {
  const body = one(dice, [
    {},
    { gracePeriodSeconds: 0 },
    { gracePeriodSeconds: 1 },
    { gracePeriodSeconds: 5 },
  ]);
  return { method: 'DELETE', path: podPath(dice, cluster), body };
}

function execution(dice: Dice): object {
  return {
    command: one(dice, [['sh', '-c', program(dice, randomProgram)], ['ps'], ['kill', '1'], ['none']]),
  };
}

function session(dice: Dice): object {
  const command = dice(2) === 0 ? ['sh'] : ['sh', '-c', program(dice, randomProgram)];
  return { stream: true, stdin: dice(4) > 0, tty: dice(2) === 0, command };
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

function attachment(dice: Dice): object {
  return { stream: true, stdin: true, tty: dice(2) === 0 };
}

const apps = ['web', 'peers'];

function newImage(dice: Dice): object {
  return { spec: { containers: [{ name: 'main', image: one(dice, shells) }] } };
}

function ephemeral(dice: Dice): object {
  const name = `debug-${dice(3)}`;
  const target = { targetContainerName: 'main' };
  const container = { name, image: one(dice, shells), ...sh(randomMainProgram(dice)), ...target };
  return { spec: { ephemeralContainers: [container] } };
}
