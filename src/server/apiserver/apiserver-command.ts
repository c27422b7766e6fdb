/** `npm run apiserver`: from its command line to a server that runs until it is interrupted. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clusterOptionsOf } from '../../bridge/scenario.ts';
import { type Cluster, createCluster } from '../../engine/index.ts';
import { runKubectl } from '../../kubectl/index.ts';
import { ManifestError, readManifestFiles } from '../read-manifests.ts';
import { SimulatedClient } from '../simulated-client.ts';
import { UsageError } from '../usage-error.ts';
import { type ApiServerCommandOptions, parseApiServerOptions, usage } from './apiserver-options.ts';
import { ClusterTime } from './cluster-time.ts';
import { HttpApiServer } from './http-server.ts';
import { checkReplaceable, writeKubeconfig } from './kubeconfig.ts';

export interface Terminal {
  out(text: string): void;
  error(text: string): void;
}

/** A fresh cluster runs so long before anyone connects: its nodes are Ready then. */
const bootMs = 10_000;

/** Gives the exit code: 0 after an interruption, 1 when the server can't start, 2 for wrong usage. */
export async function runApiServer(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = parseApiServerOptions(args);
    if (options === undefined) {
      terminal.out(usage);
      return 0;
    }
    await serve(options, terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ManifestError) {
      terminal.error(`error: ${error.message}\n`);
      return error instanceof UsageError ? 2 : 1;
    }
    if (!isSystemError(error)) throw error;
    terminal.error(`error: ${systemMessage(error)}\n`);
    return 1;
  }
}

async function serve(options: ApiServerCommandOptions, terminal: Terminal): Promise<void> {
  const { seed, machines, authorization, kubeconfig } = options;
  checkReplaceable(kubeconfig);
  const cluster = createCluster(
    clusterOptionsOf(seed, { workers: machines, ...(authorization === 'RBAC' ? { authorization } : {}) }),
  );
  cluster.advanceTo(bootMs);
  await applyFiles(cluster, options.files, terminal);
  const time = new ClusterTime(cluster);
  const server = new HttpApiServer({ time, ...options });
  const address = await server.listen();
  try {
    writeKubeconfig(kubeconfig, address);
    time.start(options.speed);
    terminal.out(greeting(address, options));
    await interrupted();
  } finally {
    time.stop();
    await server.close();
  }
}

async function applyFiles(cluster: Cluster, files: readonly string[], terminal: Terminal): Promise<void> {
  const client = new SimulatedClient(cluster);
  for (const { object } of readManifestFiles(files, () => readFileSync(0, 'utf8'))) {
    const { stdout, stderr } = await runKubectl(['apply', '-f', '-'], {
      client,
      stdin: JSON.stringify(object),
    });
    terminal.out(stdout);
    terminal.error(stderr);
  }
}

function greeting(address: string, options: ApiServerCommandOptions): string {
  const { machines, speed } = options;
  const kubeconfig = resolve(options.kubeconfig);
  const workers = machines === 1 ? '1 worker' : `${machines} workers`;
  return `Podarium: a simulated Kubernetes cluster, one control plane and ${workers}, time at ${speed}x.
No containers run; nothing here is real but the API.

  server      ${address}
  kubeconfig  ${kubeconfig}
  time        ${address}/podarium/time

  export KUBECONFIG=${kubeconfig}
  kubectl get nodes

Ctrl+C ends it; nothing is kept.
`;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { port?: number } {
  return error instanceof Error && 'syscall' in error;
}

function systemMessage(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === 'EADDRINUSE')
    return `port ${error.port} is in use; choose another with --port, or 0 for a free one`;
  return error.message;
}
