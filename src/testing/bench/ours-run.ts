/**
 * Our engine under measurement, in a process of its own, as the peer's is: the scenario is run several times and
 * the medians of what it measured are printed as JSON. CPU is this process's own, all threads. Before that the
 * scenario is run `warmUps` times with at most a hundred pods, so that it is the code that is measured and not its
 * compilation.
 */
import {
  type Cluster,
  createCluster,
  type Deployment,
  type KubeObject,
  type MachineSpec,
} from '../../engine/index.ts';

const [scenario = 'apply', count = '100', runs = '1', ...rest] = process.argv.slice(2);
const warmedUp = new Set(['apply', 'rollout', 'table', 'watch']);
/** Where CPU is counted; the peer has as many. */
const warmUps = rest[0] ?? (warmedUp.has(scenario) ? '25' : '0');
const mostWarmUpPods = 100;
let pods = Math.min(Number(count), mostWarmUpPods);
/** A node takes 110 pods; a machine for every hundred leaves none Pending. */
const machineCount = Math.max(3, Math.ceil(Number(count) / 100));

const hourMs = 3_600_000;

const probes = {
  readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 10 },
  livenessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 10 },
};

const podsPath = '/api/v1/namespaces/default/pods';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const populations = new Map<number, Cluster>();

const scenarios: Record<string, () => Record<string, number>> = {
  apply,
  rollout,
  running,
  containers,
  state,
  memory,
  seek,
  checkpoint,
  table,
  watch,
};
const run = scenarios[scenario];
if (run === undefined) throw new Error(`no scenario ${scenario}`);
for (let warmUp = 0; warmUp < Number(warmUps); warmUp++) run();
pods = Number(count);
const results = Array.from({ length: Number(runs) }, run);
const fields = Object.keys(results[0]!);
console.log(
  JSON.stringify(
    Object.fromEntries(fields.map((field) => [field, medianOf(results.map((result) => result[field]!))])),
  ),
);

function medianOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!;
}

function apply(): Record<string, number> {
  const cluster = freshCluster();
  const cpu = cpuSeconds(() => applyAndWait(cluster, 'nginx:1.29', pods));
  return { cpuSeconds: cpu };
}

function rollout(): Record<string, number> {
  const cluster = freshCluster();
  applyAndWait(cluster, 'nginx:1.29', pods);
  return { cpuSeconds: cpuSeconds(() => applyAndWait(cluster, 'nginx:1.30', pods)) };
}

/** How much simulated time a second of CPU buys while pods run and are probed. */
function running(): Record<string, number> {
  const cluster = freshCluster();
  applyAndWait(cluster, 'nginx:1.29', pods, probes);
  cluster.advanceTo(cluster.nowMs + 60_000);
  const fromMs = cluster.nowMs;
  let cpu = 0;
  while (cpu < 1) cpu += cpuSeconds(() => cluster.advanceTo(cluster.nowMs + 30_000));
  return { simulatedPerSecond: (cluster.nowMs - fromMs) / 1000 / cpu };
}

/** What a simulated minute costs while all containers run and are probed. Grown once for all runs. */
function containers(): Record<string, number> {
  const cluster = populated(probes);
  return { minuteCpuSeconds: cpuSeconds(() => cluster.advanceTo(cluster.nowMs + 60_000)) };
}

/**
 * What the engine keeps of its own for one more running, probed container of a pod: checkpoint parts and queue as
 * JSON, of pods that have it less pods that don't. What all such containers have in common is spread over them.
 */
function state(): Record<string, number> {
  const action = { tcpSocket: { port: 6379 }, periodSeconds: 10 };
  const redis = { name: 'store', image: 'redis:8', readinessProbe: action, livenessProbe: action };
  const bytesWith = (more: readonly object[]): number => {
    const cluster = freshCluster();
    applyAndWait(cluster, 'nginx:1.29', pods, probes, more);
    cluster.advanceTo(cluster.nowMs + 60_000);
    return privateBytes(cluster);
  };
  return { bytesPerContainer: (bytesWith([redis]) - bytesWith([])) / pods };
}

/** What the engine keeps of its own for a pod, beside the API objects: checkpoint parts and queue as JSON, and heap. */
function memory(): Record<string, number> {
  const cluster = freshCluster();
  const before = privateBytes(cluster);
  applyAndWait(cluster, 'nginx:1.29', pods, probes);
  cluster.advanceTo(cluster.nowMs + 60_000);
  const own = (privateBytes(cluster) - before) / pods;
  // The first hours drop what the start left behind: Events end after one.
  cluster.advanceTo(cluster.nowMs + 2 * hourMs);
  const heaps = Array.from({ length: 9 }, () => heapAfter(() => cluster.advanceTo(cluster.nowMs + hourMs)));
  return { privateBytesPerPod: own, heapGrowthAtRestBytesPerHour: slopeOf(heaps) };
}

/** The median of the slopes between all pairs (Theil and Sen): one odd sample does not count. */
function slopeOf(samples: readonly number[]): number {
  const slopes = samples.flatMap((late, end) =>
    samples.slice(0, end).map((early, start) => (late - early) / (end - start)),
  );
  return medianOf(slopes);
}

function privateBytes(cluster: Cluster): number {
  const { kernel, parts } = cluster.checkpoint();
  return JSON.stringify(parts).length + JSON.stringify(kernel.queue).length;
}

function heapAfter(action: () => void): number {
  action();
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Random jumps over a history of `pods` changes. */
function seek(): Record<string, number> {
  const cluster = freshCluster();
  applyAndWait(cluster, 'nginx:1.29', 1000);
  for (let round = 1; cluster.history.changes.length < pods; round++)
    applyAndWait(cluster, `nginx:1.${29 + (round % 2)}`, 1000);
  const { changes } = cluster.history;
  const times: number[] = [];
  let position = changes.length;
  let seed = 7;
  for (let jump = 0; jump < 400; jump++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const toMs = (seed / 0x7fffffff) * cluster.nowMs;
    const start = process.hrtime.bigint();
    const next = cluster.history.positionAt(toMs);
    cluster.history.difference(position, next);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    position = next;
  }
  times.sort((left, right) => left - right);
  return { p50Ms: times[200]!, p95Ms: times[380]!, changes: changes.length };
}

function checkpoint(): Record<string, number> {
  const cluster = freshCluster();
  applyAndWait(cluster, 'nginx:1.29', pods);
  const saved = cpuSeconds(() => cluster.checkpoint());
  const point = cluster.checkpoint();
  const restored = cpuSeconds(() => cluster.forkFrom(point));
  return { saveMs: saved * 1000, forkMs: restored * 1000 };
}

/** A list of running pods as a table, to its last byte, after one of them has changed. */
function table(): Record<string, number> {
  const cluster = populated();
  labelFirstPod(cluster, cluster.revision);
  let body = '';
  const cpu = cpuSeconds(() => {
    body = JSON.stringify(cluster.request({ method: 'GET', path: podsPath, accept: tableType }).body);
  });
  return { cpuMs: cpu * 1000, megabytes: body.length / 1e6 };
}

/** What a watch of pods that change a hundred times a second adds, to its last byte, as a share of a core. */
function watch(): Record<string, number> {
  const cluster = populated();
  const query = { watch: 'true', resourceVersion: String(cluster.revision), allowWatchBookmarks: 'true' };
  const opened = cluster.openWatch({ method: 'GET', path: podsPath, query });
  if ('code' in opened) throw new Error(JSON.stringify(opened.body));
  const seconds = 20;
  let cpu = 0;
  let events = 0;
  for (let second = 0; second < seconds; second++) {
    for (let count = 0; count < 100; count++) labelFirstPod(cluster, count);
    cpu += cpuSeconds(() => {
      for (const event of opened.take()) events += JSON.stringify(event).length > 0 ? 1 : 0;
    });
  }
  opened.close();
  if (events < seconds * 100) throw new Error(`only ${events} events`);
  return { corePercent: (cpu / seconds) * 100, idleMs: idleWatches(cluster) };
}

/** Milliseconds that ten thousand watches of other things add to a hundred changes. */
function idleWatches(cluster: Cluster): number {
  const change = (): number =>
    cpuSeconds(() => {
      for (let count = 0; count < 100; count++) labelFirstPod(cluster, count);
    });
  const alone = change();
  const query = { watch: 'true', resourceVersion: String(cluster.revision) };
  const idle = Array.from({ length: 10_000 }, () =>
    cluster.openWatch({ method: 'GET', path: '/api/v1/secrets', query }),
  );
  const beside = change();
  for (const watch of idle) if ('close' in watch) watch.close();
  return Math.max(0, beside - alone) * 1000;
}

/** One cluster for all runs: it takes long to grow. */
function populated(container: object = {}): Cluster {
  let cluster = populations.get(pods);
  if (cluster === undefined) {
    cluster = freshCluster();
    applyAndWait(cluster, 'nginx:1.29', pods, container);
    populations.set(pods, cluster);
  }
  return cluster;
}

function labelFirstPod(cluster: Cluster, round: number): void {
  const [first] = cluster.view.list('pods', 'default');
  const path = `${podsPath}/${first?.metadata?.name ?? ''}`;
  const body = { metadata: { labels: { round: String(round) } } };
  const answer = cluster.request({
    method: 'PATCH',
    path,
    contentType: 'application/merge-patch+json',
    body,
  });
  if (answer.code !== 200) throw new Error(JSON.stringify(answer.body));
}

function freshCluster(): Cluster {
  const spec: MachineSpec = { cpu: '64', memory: '256Gi' };
  const machines = Object.fromEntries(
    Array.from({ length: machineCount }, (_none, index) => [`node-${index + 1}`, spec]),
  );
  const cluster = createCluster({ seed: 'bench', machines });
  cluster.advanceTo(20_000);
  return cluster;
}

function applyAndWait(
  cluster: Cluster,
  image: string,
  replicas: number,
  container: object = {},
  more: readonly object[] = [],
): void {
  const exists = cluster.get('deployments.apps', 'default', 'web') !== undefined;
  const body = deployment(replicas, [{ name: 'web', image, ...container }, ...more]);
  const path = '/apis/apps/v1/namespaces/default/deployments';
  const answer = exists
    ? cluster.request({ method: 'PATCH', path: `${path}/web`, body: { spec: body.spec } })
    : cluster.request({ method: 'POST', path, body });
  if (answer.code >= 400) throw new Error(JSON.stringify(answer.body));
  for (let step = 0; !isRolledOut(cluster, replicas); step++) {
    if (step > 20_000)
      throw new Error(
        `not Ready after ${cluster.nowMs} ms: ${JSON.stringify(cluster.get('deployments.apps', 'default', 'web'))}`,
      );
    cluster.advanceTo(cluster.nowMs + 200);
  }
}

function isRolledOut(cluster: Cluster, replicas: number): boolean {
  const found = cluster.get('deployments.apps', 'default', 'web') as Deployment & KubeObject;
  const { readyReplicas, updatedReplicas, replicas: total, observedGeneration } = found.status ?? {};
  const current = observedGeneration === found.metadata?.generation;
  return current && readyReplicas === replicas && updatedReplicas === replicas && total === replicas;
}

function deployment(replicas: number, containers: readonly object[]) {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
}

function cpuSeconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
