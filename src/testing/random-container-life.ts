/**
 * A life of containers: steps performed one after the other on a cluster that is now and then written down and read
 * again, forked, or taken back in time. Every so often it is told again from the last such moment, and looked over.
 */
import { clusterAt, keepMilestone, type LiveBranch, mainBranch } from '../bridge/branches.ts';
import type { ApiRequest, Checkpoint, Cluster, Pod } from '../engine/index.ts';
import { type Activity, noteActivity } from './container-activity.ts';
import { findDisorder, firstDifference, notPlain } from './container-invariants.ts';
import { podsPath, type Step } from './random-containers.ts';
import { createLivingCluster, relived } from './random-life.ts';

/** A cluster that lives, and the moment up to which its life is known to tell itself the same again. */
interface Line {
  branch: LiveBranch;
  /** A checkpoint as text. */
  since: string;
}

/** So often a life is told again and looked over, in steps. */
const checkEvery = 50;

/** So many of the sessions that were opened last are spoken to. */
const mostSessions = 8;

export class ContainerLife {
  /** What has happened in it; steps by what they do. */
  readonly activity: Activity = new Map();
  readonly #seed: string;
  #lines: Line[];
  #live = 0;
  #steps = 0;
  /** Sessions that were opened, also those that have ended since, or that no longer are to come. */
  #sessions: { readonly path: string; readonly id: string }[] = [];

  constructor(seed: string) {
    this.#seed = seed;
    const cluster = createLivingCluster(seed);
    cluster.request(services('web', {}));
    cluster.request(services('peers', { clusterIP: 'None' }));
    cluster.advanceTo(3000);
    this.#lines = [lineOf(cluster)];
  }

  get cluster(): Cluster {
    return this.#line.branch.cluster;
  }

  get #line(): Line {
    return this.#lines[this.#live]!;
  }

  /** @throws Error when something is as it must not be */
  perform(step: Step): void {
    this.#do(step);
    this.#note(step.do, String(this.#steps));
    keepMilestone(this.#line.branch);
    if (++this.#steps % checkEvery === 0) this.check();
  }

  /** Looks everything over. @throws Error */
  check(): void {
    // What the last command set off in its own instant is part of that moment.
    this.cluster.advanceTo(this.cluster.nowMs);
    noteActivity(this.activity, this.cluster);
    const checkpoint = this.cluster.checkpoint();
    const odd = notPlain(checkpoint);
    if (odd !== undefined) throw new Error(`not plain data: ${odd}`);
    const disorder = findDisorder(this.cluster, checkpoint);
    if (disorder.length > 0) throw new Error(disorder.join('\n'));
    const again = retold(this.#line.branch.cluster, JSON.parse(this.#line.since) as Checkpoint);
    const text = JSON.stringify(checkpoint);
    const difference = firstDifference(again.checkpoint(), checkpoint);
    if (difference !== undefined) throw new Error(`told again, it is another: ${difference}`);
    checkProcessNumbers(again);
    this.#line.since = text;
  }

  /** All of it again from its seed and commands, time in steps of `stepMs`. @throws Error when that is another */
  checkFromStart(stepMs: number): void {
    const { cluster } = this;
    cluster.advanceTo(cluster.nowMs);
    const again = relived(this.#seed, cluster, stepMs);
    const difference = firstDifference(again.checkpoint(), cluster.checkpoint());
    if (difference !== undefined) throw new Error(`told again from its start, it is another: ${difference}`);
  }

  #do(step: Step): void {
    switch (step.do) {
      case 'request':
        return this.#ask(step.request);
      case 'advance':
        return this.cluster.advanceTo(this.cluster.nowMs + step.ms);
      case 'say':
        return this.#say(step.session, step.words);
      case 'look':
        return look(this.cluster);
      case 'restore':
        this.#lines[this.#live] = restored(this.cluster);
        return;
      case 'fork':
        this.#lines = [this.#line, restored(this.cluster)];
        this.#live = 0;
        return;
      case 'switch':
        this.#live = (this.#live + 1) % this.#lines.length;
        return;
      case 'seek': {
        const { branch } = this.#line;
        const first = branch.milestones[0]?.timeMs ?? 0;
        this.#lines[this.#live] = lineOf(
          clusterAt(branch, Math.max(first, this.cluster.nowMs - step.backMs)),
        );
        return;
      }
    }
  }

  #ask(request: ApiRequest): void {
    const { body } = this.cluster.request(request);
    const id = (body as { readonly session?: string } | undefined)?.session;
    if (id === undefined) return;
    this.#sessions = [{ path: request.path, id }, ...this.#sessions].slice(0, mostSessions);
    this.#note('session', id);
  }

  #say(which: number, words: object): void {
    const session = this.#sessions[which % Math.max(1, this.#sessions.length)];
    if (session === undefined) return;
    const body = { session: session.id, ...words };
    const { code } = this.cluster.request({ method: 'POST', path: session.path, body });
    if (code < 300) this.#note('said', String(this.#steps));
  }

  #note(what: string, whom: string): void {
    this.activity.set(what, (this.activity.get(what) ?? new Set()).add(whom));
  }
}

function lineOf(cluster: Cluster, since = JSON.stringify(cluster.checkpoint())): Line {
  const branch = mainBranch(cluster);
  keepMilestone(branch);
  return { branch, since };
}

/** The cluster as it is read from the text that it is written down as. */
function restored(cluster: Cluster): Line {
  const text = JSON.stringify(cluster.checkpoint());
  return lineOf(cluster.forkFrom(JSON.parse(text) as Checkpoint), text);
}

function services(name: string, spec: object): Parameters<Cluster['request']>[0] {
  const body = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
  };
  return { method: 'POST', path: '/api/v1/namespaces/default/services', body };
}

/** The commands since a checkpoint once more. */
function retold(cluster: Cluster, since: Checkpoint): Cluster {
  const again = cluster.forkFrom(since);
  for (const { timeMs, request } of cluster.commands.slice(since.commandCount)) {
    again.advanceTo(timeMs);
    again.request(request);
  }
  again.advanceTo(cluster.nowMs);
  return again;
}

/** Reads logs, use and sessions. */
function look(cluster: Cluster): void {
  const get = (path: string, query: Record<string, string> = {}): void =>
    void cluster.request({ method: 'GET', path, query });
  for (const { metadata, spec } of cluster.view.list<Pod>('pods', 'default')) {
    const path = `${podsPath}/${metadata?.name}`;
    for (const { name } of [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]) {
      get(`${path}/log`, { container: name, timestamps: 'true' });
      get(`${path}/log`, { container: name, previous: 'true' });
    }
  }
  get('/apis/metrics.k8s.io/v1beta1/pods');
  get('/apis/metrics.k8s.io/v1beta1/nodes');
}

/** In a process namespace every process has a number of its own. Changes the cluster. @throws Error */
function checkProcessNumbers(cluster: Cluster): void {
  for (const { metadata, spec } of cluster.view.list<Pod>('pods', 'default')) {
    for (const container of spec?.containers ?? []) {
      const path = `${podsPath}/${metadata?.name}/exec`;
      const body = { command: ['ps'], container: container.name };
      const answer = cluster.request({ method: 'POST', path, body });
      const text = answer.code === 200 ? (answer.body as { readonly stdout: string }).stdout : '';
      const numbers = text
        .split('\n')
        .slice(1)
        .filter(Boolean)
        .map((line) => Number.parseInt(line, 10));
      if (new Set(numbers).size < numbers.length)
        throw new Error(`a process number is given twice:\n${text}`);
    }
  }
}
