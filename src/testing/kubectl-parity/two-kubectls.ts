/**
 * The real kubectl and ours on the same command line. Lines that only read run side by side on one cluster; lines
 * that change things run on two clusters of one seed, whose time goes on together.
 */
import { runKubectl } from '../../kubectl/index.ts';
import { splitWords } from '../../kubectl/words.ts';
import { type Cluster, createCluster, formatTimestamp } from '../../engine/index.ts';
import { clusterOptionsOf } from '../../bridge/scenario.ts';
import { ClusterClient } from '../cluster-client.ts';
import { RealKubectl } from '../conformance/real-kubectl.ts';
import type { FixtureStep } from './fixture.ts';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export interface Comparison {
  readonly real: Printed;
  readonly ours: Printed;
}

/** How often the cluster moves on while the real kubectl waits for something, in wall and in simulated ms. */
const stepEveryMs = 20;
const stepMs = 250;

/** How finely the time that the real kubectl took is searched for the moment at which it measured ages. */
const lookEveryMs = 250;
const maxRounds = 3;

/** Ages are told at any moment of the host's that a test wants: the cluster's clock ends up at the host's. */
class ClientAt extends ClusterClient {
  readonly #momentMs: number | undefined;

  constructor(cluster: Cluster, momentMs: number | undefined) {
    super(cluster);
    this.#momentMs = momentMs;
  }

  override now(): string {
    return this.#momentMs === undefined ? super.now() : new Date(this.#momentMs).toISOString();
  }
}

function startCluster(steps: readonly FixtureStep[]): Cluster {
  const lasts = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const startedAt = formatTimestamp(Math.floor(Date.now() / 1000 - lasts) * 1000);
  const cluster = createCluster(clusterOptionsOf('parity', { startedAt }));
  for (const { act, seconds } of steps) {
    act(cluster);
    cluster.advanceTo(cluster.nowMs + seconds * 1000);
  }
  return cluster;
}

export class TwoKubectls {
  readonly real: RealKubectl;
  readonly ours: Cluster;
  readonly #files: Readonly<Record<string, string>>;

  private constructor(real: RealKubectl, ours: Cluster, files: Readonly<Record<string, string>>) {
    this.real = real;
    this.ours = ours;
    this.#files = files;
    for (const [name, text] of Object.entries(files)) real.write(name, text);
  }

  /** Both on one cluster. */
  static async reading(steps: readonly FixtureStep[], files: Readonly<Record<string, string>>) {
    const cluster = startCluster(steps);
    return new TwoKubectls(await RealKubectl.serve(cluster), cluster, files);
  }

  /** Each on a cluster of its own, both in the same state. */
  static async changing(steps: readonly FixtureStep[], files: Readonly<Record<string, string>>) {
    const real = await RealKubectl.serve(startCluster(steps));
    return new TwoKubectls(real, startCluster(steps), files);
  }

  /**
   * What both print about a line that changes nothing. The real one tells the time anew for each row: when a second
   * turns in between, its ages fit no moment, and it is asked again.
   */
  async read(line: string, stdin?: string): Promise<Comparison> {
    for (let round = 1; ; round++) {
      const comparison = await this.#readOnce(line, stdin);
      if (round === maxRounds || isSame(comparison.real, comparison.ours)) return comparison;
    }
  }

  async #readOnce(line: string, stdin: string | undefined): Promise<Comparison> {
    const startMs = Date.now();
    const real = await this.#runReal(line, stdin);
    const endMs = Date.now();
    for (let moment = startMs; ; moment += lookEveryMs) {
      const ours = await this.#runOurs(line, stdin, moment);
      if (isSame(real, ours) || moment >= endMs) return { real, ours };
    }
  }

  /** What both print about a line that changes something; time goes on while the real one waits, and for both after it. */
  async change(line: string, stdin?: string): Promise<Comparison> {
    const ticking = setInterval(() => this.real.advance(stepMs / 1000), stepEveryMs);
    const real = await this.#runReal(line, stdin);
    clearInterval(ticking);
    const ours = await this.#runOurs(line, stdin);
    const endMs = Math.max(this.real.cluster.nowMs, this.ours.nowMs) + stepMs;
    this.real.cluster.advanceTo(endMs);
    this.ours.advanceTo(endMs);
    return { real, ours };
  }

  async close(): Promise<void> {
    await this.real.close();
  }

  async #runReal(line: string, stdin: string | undefined): Promise<Printed> {
    return this.real.run(splitWords(line), stdin === undefined ? {} : { stdin });
  }

  async #runOurs(line: string, stdin: string | undefined, momentMs?: number): Promise<Printed> {
    const { stdout, stderr, exitCode } = await runKubectl(line, {
      client: new ClientAt(this.ours, momentMs),
      files: this.#files,
      ...(stdin === undefined ? {} : { stdin }),
    });
    return { stdout, stderr, code: exitCode };
  }
}

function isSame(a: Printed, b: Printed): boolean {
  return a.stdout === b.stdout && a.stderr === b.stderr && a.code === b.code;
}
