/**
 * The real kubectl and helm against a server in this process, with time in the test's hands: what a person at a
 * shell would see. Also the yardstick for our own kubectl.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOptionsOf } from '../../bridge/scenario.ts';
import { type Cluster, type ClusterOptions, createCluster } from '../../engine/index.ts';
import { ClusterTime } from '../../server/apiserver/cluster-time.ts';
import { HttpApiServer } from '../../server/apiserver/http-server.ts';
import { kubeconfigFor } from '../../server/apiserver/kubeconfig.ts';
import type { ServerLimits } from '../../server/apiserver/server-limits.ts';
import { type RealBinaries, realBinaries } from './real-binaries.ts';

export interface RunOptions {
  readonly stdin?: string;
  /** Wall milliseconds before the process is ended; default 30 s. */
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code; -1 when the process was ended from outside. */
  readonly code: number;
}

export class RealKubectl {
  readonly cluster: Cluster;
  readonly time: ClusterTime;
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** A folder of its own: working directory and home of what runs, with `kubeconfig` in it. */
  readonly folder: string;
  readonly binaries: RealBinaries;
  #server: HttpApiServer;

  private constructor(time: ClusterTime, server: HttpApiServer, address: string) {
    this.time = time;
    this.cluster = time.cluster;
    this.address = address;
    this.binaries = realBinaries();
    this.folder = mkdtempSync(join(tmpdir(), 'podarium-kubectl-'));
    this.#server = server;
    this.write('kubeconfig', kubeconfigFor(address));
  }

  /** A server on a free port, its nodes Ready. Its time stands still until `advance`, or flows after `time.start`. */
  static async start(options: Partial<ClusterOptions> = {}): Promise<RealKubectl> {
    const cluster = createCluster({ ...clusterOptionsOf('conformance', {}), ...options });
    cluster.advanceTo(10_000);
    return RealKubectl.serve(cluster);
  }

  /** Serves a cluster that is already there. */
  static async serve(cluster: Cluster, limits: Partial<ServerLimits> = {}): Promise<RealKubectl> {
    const time = new ClusterTime(cluster);
    const server = new HttpApiServer({ time, port: 0, host: '127.0.0.1', allowRemote: false, limits });
    return new RealKubectl(time, server, await server.listen());
  }

  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  /** Simulated seconds. */
  advance(seconds: number): void {
    this.time.advance(seconds);
  }

  /** Writes a file into the working directory. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Runs kubectl to its end. */
  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return finished(this.spawn('kubectl', args, options), options);
  }

  /** Runs helm to its end. */
  helm(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return finished(this.spawn('helm', args, options), options);
  }

  /** Starts a process that goes on; whoever starts it ends it. */
  spawn(binary: keyof RealBinaries, args: readonly string[], { env }: RunOptions = {}): ChildProcess {
    return spawn(this.binaries[binary], args, {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.folder,
        KUBECONFIG: this.kubeconfig,
        TZ: 'UTC',
        ...env,
      },
    });
  }

  async close(): Promise<void> {
    this.time.stop();
    await this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a process, feeding its input. */
export function finished(
  child: ChildProcess,
  { stdin = '', timeoutMs = 30_000 }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, code: code ?? -1 });
    });
    // A process that ends early closes its input; what is then written is of no interest.
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin);
  });
}
