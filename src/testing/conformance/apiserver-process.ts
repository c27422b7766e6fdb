/** `npm run apiserver` as its own process, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finished, type RunOptions, type RunResult } from './real-kubectl.ts';
import { type RealBinaries, realBinaries } from './real-binaries.ts';

const entry = fileURLToPath(new URL('../../server/apiserver.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** How long a process may take to say that it is there, in wall ms: machines that test are busy. */
const patienceMs = 40_000;

export class ApiServerProcess {
  /** Working directory of the server and its clients. */
  readonly folder: string;
  #child: ChildProcess;
  #text = '';
  #ended: Promise<RunResult>;

  constructor(args: readonly string[], folder = mkdtempSync(join(tmpdir(), 'podarium-apiserver-'))) {
    this.folder = folder;
    this.#child = spawn(process.execPath, ['--import', loader, entry, ...args], { cwd: folder });
    this.#child.stdout?.on('data', (text: Buffer) => (this.#text += text.toString()));
    this.#ended = finished(this.#child, { timeoutMs: 120_000 });
  }

  get kubeconfig(): string {
    return join(this.folder, 'podarium.kubeconfig');
  }

  /** What it has said so far. */
  get text(): string {
    return this.#text;
  }

  /** Resolves to its address once it serves. @throws Error when it ends before */
  async address(): Promise<string> {
    const endMs = Date.now() + patienceMs;
    while (Date.now() < endMs && this.#child.exitCode === null) {
      const found = /server\s+(http:\S+)[\s\S]*Ctrl\+C/.exec(this.#text)?.[1];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the server does not serve; it says: ${this.#text}`);
  }

  /** Resolves when it has ended by itself. */
  get ended(): Promise<RunResult> {
    return this.#ended;
  }

  /** Memory that it holds; 0 where the system doesn't tell. */
  memoryBytes(): number {
    const path = `/proc/${this.#child.pid}/status`;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024;
  }

  interrupt(): Promise<RunResult> {
    this.#child.kill('SIGINT');
    return this.#ended;
  }

  /** Runs the real kubectl against it. */
  kubectl(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return finished(this.start('kubectl', args), options);
  }

  /** Starts a process that goes on; whoever starts it ends it. */
  start(binary: keyof RealBinaries, args: readonly string[]): ChildProcess {
    const env = { PATH: process.env['PATH'] ?? '', HOME: this.folder, KUBECONFIG: this.kubeconfig };
    return spawn(realBinaries()[binary], args, { cwd: this.folder, env });
  }

  async close(): Promise<void> {
    await this.interrupt();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
