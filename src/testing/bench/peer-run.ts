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

const [scenario = 'apply', count = '100', runs = '1'] = process.argv.slice(2);
const pods = Number(count);
let cluster = new Cluster();

const results: number[] = [];
for (let run = 0; run < Number(runs); run++) results.push(await measure());
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
  await until(() => allReady('nginx:1.29'));
  if (scenario === 'apply') return finish(before);
  const beforeRollout = process.cpuUsage();
  await cluster.apply([deployment('nginx:1.30')]);
  await until(() => allReady('nginx:1.30'));
  return finish(beforeRollout);
}

/** CPU seconds since; the cluster is closed, so that it takes nothing from the next run. */
async function finish(since: NodeJS.CpuUsage): Promise<number> {
  const { user, system } = process.cpuUsage(since);
  await cluster.close();
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

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 200));
}
