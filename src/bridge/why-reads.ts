/**
 * What the author of a change had read when it wrote it: its moment is lived through once more, on a cluster of its
 * own, and what it asks the store in that look is noted. A cluster does the same again, so that is what it did.
 */
import type { Change, Cluster } from '../engine/index.ts';
import { type LiveBranch, replayTo } from './branches.ts';
import type { WhyRead } from './protocol.ts';
import { type Read, recordReads } from './recorded-reads.ts';
import { whatIsSaid } from './what-is-said.ts';
import type { Work } from './work.ts';

/** What is read once more is what was written near: further on, a checkpoint is nearer. */
const nearMs = 300_000;
/** A look that reads all there is has more to tell than anybody wants to know. */
const mostObjects = 2;
const mostLists = 1;

interface Replay {
  readonly cluster: Cluster;
  /** Of the look that goes on. */
  reads: Read[];
  /** Nothing has been written in it yet. */
  isDeciding: boolean;
  /** The revision that is waited for, and what its author had read when it came. */
  wanted: number;
  found: readonly Read[] | undefined;
}

/** Of each revision what its author had read, in the order of `revisions`; empty where there is nothing to tell. */
export function* whyReads(branch: LiveBranch, revisions: readonly number[]): Work<WhyRead[][]> {
  const found = new Map<number, WhyRead[]>();
  let replay: Replay | undefined;
  const wanted = revisions.toSorted((left, right) => left - right);
  for (const [at, revision] of wanted.entries()) {
    const change = branch.cluster.history.atRevision(revision);
    if (change === undefined || found.has(revision)) continue;
    yield { atMs: change.timeMs, share: at / wanted.length };
    replay = yield* replayNear(branch, replay, change);
    const reads = yield* readsFor(branch, replay, change);
    found.set(revision, toldReads(branch.cluster, change, reads));
  }
  return revisions.map((revision) => found.get(revision) ?? []);
}

/** A cluster just before the moment of a change. */
function* replayNear(
  branch: LiveBranch,
  known: Replay | undefined,
  { timeMs, revision }: Change,
): Work<Replay> {
  const beforeMs = Math.max(0, timeMs - 1);
  const isNear =
    known !== undefined &&
    known.cluster.revision < revision &&
    beforeMs - known.cluster.nowMs < nearMs &&
    known.cluster.nowMs <= timeMs;
  if (isNear) return known;
  const cluster = yield* replayTo(branch, beforeMs);
  const replay: Replay = { cluster, reads: [], isDeciding: false, wanted: 0, found: undefined };
  recordReads(
    cluster,
    (read) => {
      if (replay.isDeciding) replay.reads.push(read);
    },
    (change) => {
      // From the first write of a look on others hear of it, and read too.
      replay.isDeciding = false;
      if (change.revision === replay.wanted) replay.found = replay.reads;
    },
  );
  return replay;
}

/** Lets a cluster run until a revision is written; what its author had read by then. */
function* readsFor(branch: LiveBranch, replay: Replay, { timeMs, revision }: Change): Work<readonly Read[]> {
  const { cluster } = replay;
  replay.wanted = revision;
  replay.found = undefined;
  for (let count = 1; replay.found === undefined && cluster.revision < revision; count++) {
    replay.reads = [];
    replay.isDeciding = true;
    if (!nextLook(branch, cluster, timeMs)) break;
    if (count % 100 === 0) yield { atMs: cluster.nowMs, share: null };
  }
  return replay.found ?? [];
}

/** One event, or the command whose turn it is; false when neither comes before the end of the moment. */
function nextLook(branch: LiveBranch, cluster: Cluster, untilMs: number): boolean {
  const command = branch.cluster.commands[cluster.commands.length];
  const eventMs = cluster.nextEventMs() ?? Number.POSITIVE_INFINITY;
  if (command !== undefined && command.timeMs <= untilMs && command.timeMs < eventMs) {
    cluster.advanceTo(command.timeMs);
    cluster.request(command.request);
    return true;
  }
  if (eventMs > untilMs) return false;
  cluster.step();
  return true;
}

/** The most telling of what was read: what woke the author, what it writes, what has the same name, then the rest. */
function toldReads(cluster: Cluster, change: Change, reads: readonly Read[]): WhyRead[] {
  const woke = wokeBy(cluster, change);
  const objects = new Map<string, WhyRead>();
  const lists = new Map<string, Extract<Read, { kind: 'list' }>>();
  for (const read of reads) {
    if (read.kind === 'object') objects.set(keyOf(read), toldObject(cluster, change, read));
    else if (read.count > (lists.get(read.resource)?.count ?? 0)) lists.set(read.resource, read);
  }
  const rank = (key: string): number => {
    const places = [woke === undefined ? '' : keyOf(woke), keyOf(change)];
    if (places.includes(key)) return places.indexOf(key);
    return key.endsWith(`/${change.name}`) ? 2 : 3;
  };
  const ranked = [...objects]
    .filter(([key]) => !key.startsWith('namespaces/'))
    .toSorted(([left], [right]) => rank(left) - rank(right));
  const near = ranked.filter(([key]) => rank(key) < 3);
  const told = (near.length > 0 ? near : ranked).map(([, read]) => read);
  const listed = [...lists.values()].toSorted((left, right) => listRank(left) - listRank(right));
  const all = [...told.slice(0, mostObjects), ...listed.slice(0, mostLists)];
  return all.length > 0 ? all : toldOf(cluster, change, woke);
}

const listRank = ({ resource }: { readonly resource: string }): number =>
  resource === 'pods' ? 0 : resource === 'nodes' ? 1 : 2;

function wokeBy({ history }: Cluster, { cause }: Change): Change | undefined {
  const since = cause.kind === 'time' ? cause.since : cause;
  return since?.kind === 'revision' ? history.atRevision(since.revision) : undefined;
}

/** A part that keeps what it was told of need not read it again: the version that it had been told of last. */
function toldOf(cluster: Cluster, change: Change, woke: Change | undefined): WhyRead[] {
  const { resource, namespace, name } = woke ?? change;
  if (change.cause.kind === 'command') return [];
  const seen = lastBefore(cluster, keyOf({ resource, namespace, name }), change.revision);
  const object = seen?.next;
  return object === undefined
    ? []
    : [toldObject(cluster, change, { kind: 'object', resource, namespace, name, object })];
}

function lastBefore({ history }: Cluster, key: string, revision: number): Change | undefined {
  for (const change of history.changesOf(key)) if (change.revision < revision) return change;
  return undefined;
}

function toldObject(
  cluster: Cluster,
  { revision }: Change,
  read: Extract<Read, { kind: 'object' }>,
): WhyRead {
  const { object, resource } = read;
  const key = keyOf(read);
  if (object === undefined) return { kind: 'missing', key };
  const seen = Number(object.metadata?.resourceVersion ?? 0);
  return {
    kind: 'object',
    key,
    revision: seen,
    writtenMs: writtenMs(cluster, key, Math.min(seen, revision)),
    says: whatIsSaid(resource, object),
  };
}

/** null for a heartbeat: those are not kept one by one. */
function writtenMs(cluster: Cluster, key: string, revision: number): number | null {
  for (const change of cluster.history.changesOf(key)) {
    if (change.revision > revision) continue;
    return change.revision === revision ? change.timeMs : null;
  }
  return null;
}

function keyOf({ resource, namespace, name }: Pick<Change, 'resource' | 'namespace' | 'name'>): string {
  return `${resource}/${namespace}/${name}`;
}
