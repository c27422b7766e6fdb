/** What ARCHITECTURE.md numbers as invariants, held against lives of clusters that chance has made up. */
import { describe, expect, it } from 'vitest';
import { clusterAt, keepMilestone, type LiveBranch, mainBranch } from '../bridge/branches.ts';
import type { WhyStep } from '../bridge/protocol.ts';
import { whyChain } from '../bridge/why.ts';
import { changeKey, type Change, type Cluster, type KubeObject, type Pod } from '../engine/index.ts';
import { createDice } from './random-dice.ts';
import { createLivingCluster, randomWaitMs, relived } from './random-life.ts';
import { RandomPerson } from './random-person.ts';

const lives = 14;
const commandsPerLife = 40;

interface Snapshot {
  readonly timeMs: number;
  readonly hash: string;
  /** All objects as JSON, heartbeats aside. */
  readonly shown: ReadonlyMap<string, string>;
}

interface Life {
  readonly seed: string;
  readonly cluster: Cluster;
  readonly branch: LiveBranch;
  readonly snapshots: readonly Snapshot[];
  readonly person: RandomPerson;
}

const told: Life[] = Array.from({ length: lives }, (_none, index) => live(index));

/** Lives once; every test looks at the same lives. Objects are frozen as they are stored. */
function live(index: number): Life {
  const seed = `life-${index}`;
  const dice = createDice(index * 7919 + 1);
  const cluster = createLivingCluster(seed);
  for (const [, object] of cluster.objects()) deepFreeze(object);
  cluster.subscribe((change) => deepFreeze(change.next));
  const branch = mainBranch(cluster);
  keepMilestone(branch);
  const snapshots: Snapshot[] = [];
  const person = new RandomPerson(cluster, dice);
  cluster.advanceTo(5000);
  for (let count = 0; count < commandsPerLife; count++) {
    person.act();
    cluster.advanceTo(cluster.nowMs + randomWaitMs(dice));
    keepMilestone(branch);
    if (count % 5 === 0) {
      snapshots.push({ timeMs: cluster.nowMs, hash: cluster.stateHash(), shown: shownBy(cluster) });
      // The next command comes later, so that a moment names one state.
      cluster.advanceTo(cluster.nowMs + 1);
    }
  }
  return { seed, cluster, branch, snapshots, person };
}

/** What the log can show: objects with the heartbeats since their last real change undone. */
function shownBy(cluster: Cluster): Map<string, string> {
  const undone = cluster.history.heartbeatsUndone();
  const shown = new Map<string, string>();
  for (const [key, object] of cluster.objects()) {
    const kept = undone.has(key) ? undone.get(key)!.object : object;
    if (kept !== undefined) shown.set(key, JSON.stringify(kept));
  }
  return shown;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}

describe.each(told.map((life) => [life.seed, life] as const))('%s', (_seed, life) => {
  const { cluster, branch, snapshots } = life;

  it('is the same again from its seed and commands, in one step or in many', () => {
    const hash = cluster.stateHash();
    expect(relived(life.seed, cluster, Number.POSITIVE_INFINITY).stateHash()).toBe(hash);
    expect(relived(life.seed, cluster, 777).stateHash()).toBe(hash);
  });

  it('goes on the same from a checkpoint in its middle, also one that has been text', () => {
    for (const { timeMs, hash } of snapshots) expect(clusterAt(branch, timeMs).stateHash()).toBe(hash);
    const early = clusterAt(branch, snapshots[2]!.timeMs);
    const checkpoint = early.checkpoint();
    const fork = early.forkFrom(JSON.parse(JSON.stringify(checkpoint)) as typeof checkpoint);
    for (const other of [early, fork]) other.advanceTo(other.nowMs + 900_000);
    expect(fork.stateHash()).toBe(early.stateHash());
  });

  it('shows every moment of the past as it was, walked backwards and forwards', () => {
    const { history } = cluster;
    const shown = shownBy(cluster);
    let position = history.changes.length;
    const order = [...snapshots.toReversed(), ...snapshots, ...snapshots.toReversed()];
    for (const snapshot of order) {
      const next = history.positionAt(snapshot.timeMs);
      for (const [key, { object }] of history.difference(position, next)) {
        if (object === undefined) shown.delete(key);
        else shown.set(key, JSON.stringify(object));
      }
      position = next;
      expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(snapshot.shown));
    }
  });

  it('tells every watch what makes it what is there', () => {
    const { person } = life;
    person.catchUp();
    for (const { path, seen, hasError, watch } of person.mirrors) {
      if (!hasError && !watch.ended) expect(seen, path).toEqual(person.listed(path));
    }
  });

  it('can say of every change why it was made', () => {
    for (const { revision } of cluster.history.changes) {
      const last = originOf(cluster, revision);
      const { cause } = last;
      const ends = cause.kind === 'command' || cause.kind === 'time';
      expect(ends, `revision ${revision}: ${JSON.stringify(last)}`).toBe(true);
    }
  });

  it('never moves a pod, and gives no address twice', () => {
    const pods = new Map<string, KubeObject>();
    for (const change of cluster.history.changes) {
      if (change.resource !== 'pods') continue;
      expectNotMoved(change);
      if (change.next === undefined) pods.delete(changeKey(change));
      else pods.set(changeKey(change), change.next);
      if (change.next !== undefined) expectOwnAddress(change.next, pods.values());
    }
  });
});

/** Where the chain of causes begins; one that was cut for its length goes on from where it was cut. */
function originOf(cluster: Cluster, revision: number): WhyStep {
  for (let from = revision; ;) {
    const last = whyChain(cluster, from).at(-1)!;
    if (last.cause.kind !== 'revision' || last.revision === undefined || last.revision >= from) return last;
    from = last.revision;
  }
}

function expectNotMoved({ previous, next }: Change): void {
  const [before, after] = [previous as Pod | undefined, next as Pod | undefined];
  if (before === undefined || after === undefined || before.metadata?.uid !== after.metadata?.uid) return;
  if (before.spec?.nodeName !== undefined) expect(after.spec?.nodeName).toBe(before.spec.nodeName);
}

function expectOwnAddress(pod: Pod, all: Iterable<Pod>): void {
  const address = pod.status?.podIP;
  if (address === undefined || !isLiving(pod)) return;
  const holders = [...all].filter((other) => isLiving(other) && other.status?.podIP === address);
  expect(holders.map((other) => other.metadata?.name)).toEqual([pod.metadata?.name]);
}

function isLiving({ status }: Pod): boolean {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

it('these lives are full of what people do', () => {
  const sum = (name: keyof RandomPerson['counts']): number =>
    told.reduce((total, { person }) => total + person.counts[name], 0);
  expect(sum('sessions')).toBeGreaterThan(lives);
  expect(sum('written')).toBeGreaterThan(lives);
  expect(sum('printed')).toBeGreaterThan(lives);
  expect(sum('followed')).toBeGreaterThan(lives);
  expect(sum('pages')).toBeGreaterThan(lives);
  expect(sum('told')).toBeGreaterThan(lives * 10);
  const custom = told.filter(({ cluster }) =>
    cluster.history.changes.some(({ resource }) => resource.startsWith('widgets.')),
  );
  expect(custom.length).toBeGreaterThan(2);
});

describe('a cluster at rest', () => {
  it('does not grow', () => {
    const cluster = createLivingCluster('rest');
    cluster.advanceTo(10_000);
    const container = { name: 'c', image: 'nginx', readinessProbe: { httpGet: { path: '/', port: 80 } } };
    const labels = { app: 'web' };
    cluster.request({
      method: 'POST',
      path: '/apis/apps/v1/namespaces/default/deployments',
      body: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          replicas: 6,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      },
    });
    // Beyond the hour after which Events are forgotten.
    cluster.advanceTo(2 * 3_600_000);
    const kept = cluster.history.changes.length;
    const size = (): number => JSON.stringify(cluster.checkpoint()).length;
    const before = size();
    cluster.advanceTo(26 * 3_600_000);
    expect(cluster.history.changes).toHaveLength(kept);
    // Revisions and times get longer to write, by a few digits each.
    expect(size()).toBeLessThan(before * 1.02);
  });
});
