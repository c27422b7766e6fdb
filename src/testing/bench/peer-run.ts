/**
 * The peer engine (@ngrok/webernetes) under measurement, in a process of its own: CPU seconds from apply until every
 * pod is Ready, or of a rolling update; the median of several runs. Its clock is the wall's, its CPU is what counts.
 */
import { BaseImage, Cluster, type ProcessContext } from '@ngrok/webernetes';

class Server extends BaseImage {
  static readonly imageName: string = 'nginx';
  static readonly imageVersion: string = '1.29';
  readonly defaultCommand = ['server'];

  override async exec(context: ProcessContext): Promise<number> {
    return await context.waitUntilKilled();
  }
}

class NewServer extends Server {
  static override readonly imageVersion = '1.30';
}

const [scenario = 'apply', count = '100', runs = '1', warmUps = '25'] = process.argv.slice(2);
/** What takes longer (a thousand pods took more than 200 s) is given up: the figure is then a lower bound. */
const mostCpuSeconds = 30;
const mostWarmUpPods = 100;
let pods = Math.min(Number(count), mostWarmUpPods);
let cluster = new Cluster();

for (let warmUp = 0; warmUp < Number(warmUps); warmUp++) await measure();
pods = Number(count);

const results: number[] = [];
while (results.length < Number(runs) && (results.at(-1) ?? 0) < mostCpuSeconds) results.push(await measure());
results.sort((left, right) => left - right);
console.log((results[results.length >> 1] ?? Number.NaN).toFixed(4));
process.exit(0);

async function measure(): Promise<number> {
  cluster = new Cluster();
  cluster.registerImage(Server);
  cluster.registerImage(NewServer);
  await cluster.init();
  const before = process.cpuUsage();
  await cluster.apply([deployment('nginx:1.29')]);
  await until(() => allReady('nginx:1.29'), before);
  if (scenario === 'apply') return finish(before);
  const beforeRollout = process.cpuUsage();
  await cluster.apply([deployment('nginx:1.30')]);
  await until(() => allReady('nginx:1.30'), beforeRollout);
  return finish(beforeRollout);
}

/** CPU seconds since; the cluster is closed, so that it takes nothing from the next run. */
async function finish(since: NodeJS.CpuUsage): Promise<number> {
  const seconds = cpuSeconds(since);
  await cluster.close();
  return seconds;
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function deployment(image: string) {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1' as const,
    kind: 'Deployment' as const,
    metadata: { name: 'web' },
    spec: {
      replicas: pods,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
    },
  };
}

/** Pods of an image that are Ready, and all pods: the peer's Deployment status can be of before the change. */
async function counts(image: string): Promise<{ ready: number; total: number }> {
  const { items } = await cluster.api.corev1.listNamespacedPod({ namespace: 'default' });
  const ready = items.filter(
    (pod) =>
      pod.spec?.containers[0]?.image === image &&
      pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
  );
  return { ready: ready.length, total: items.length };
}

async function allReady(image: string): Promise<boolean> {
  const { ready, total } = await counts(image);
  return ready === pods && total === pods;
}

async function until(holds: () => Promise<boolean>, since: NodeJS.CpuUsage): Promise<void> {
  while (!(await holds()) && cpuSeconds(since) < mostCpuSeconds)
    await new Promise((resolve) => setTimeout(resolve, 200));
}
