/**
 * The revision log: every change since the start, so that any past moment can be shown. Heartbeats that only say
 * "still here" are not kept one by one: a resting cluster's log does not grow.
 */
import { ChangeLinks } from './change-links.ts';
import { semanticallyEqual } from './equal.ts';
import type { AnyObject, KubeObject } from './object.ts';
import type { Change } from './store.ts';

/** What one key holds at the end of a walk: `undefined` means that it is not there. */
export type Difference = Map<string, { resource: string; object: KubeObject | undefined }>;

export class History {
  #changes: Change[] = [];
  #links = new ChangeLinks();
  /** A number for each resource in order of its first change, and that of each change. */
  #resources = new Map<string, number>();
  #resourceOf: number[] = [];
  /** Objects whose latest changes were heartbeats, as the log last knew them. */
  #behind = new Map<string, { resource: string; object: KubeObject | undefined }>();

  /** All kept changes in order of revision. Never mutated by readers. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  append(change: Change): void {
    const key = changeKey(change);
    const behind = this.#behind.get(key);
    if (isHeartbeat(change)) {
      if (behind === undefined) this.#behind.set(key, { resource: change.resource, object: change.previous });
      return;
    }
    this.#behind.delete(key);
    this.#changes.push(behind === undefined ? change : { ...change, previous: behind.object });
    this.#links.append(key);
    let resource = this.#resources.get(change.resource);
    if (resource === undefined) this.#resources.set(change.resource, (resource = this.#resources.size));
    this.#resourceOf.push(resource);
  }

  /** What must be shown instead of the present objects when a walk leaves the newest moment: heartbeats undone. */
  heartbeatsUndone(): Difference {
    return new Map(this.#behind);
  }

  /** The number of changes at or before a moment: a position to walk from or to. */
  positionAt(timeMs: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle]!.timeMs <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of kept changes with a revision up to and including this one. */
  positionAfter(revision: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle]!.revision <= revision) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The kept change with a revision. */
  atRevision(revision: number): Change | undefined {
    const found = this.#changes[this.positionAfter(revision) - 1];
    return found?.revision === revision ? found : undefined;
  }

  /** The kept changes of the object with a key, newest first. */
  *changesOf(key: string): Iterable<Change> {
    for (let at = this.#links.latest(key); at >= 0; at = this.#links.before(at)) yield this.#changes[at]!;
  }

  /**
   * What differs between two positions, as seen when walking from one to the other in either direction; of all
   * resources or of those that are wanted.
   */
  difference(from: number, to: number, isWanted?: (resource: string) => boolean): Difference {
    const result: Difference = new Map();
    this.walk(from, to, isWanted, (key, object, { resource }) => result.set(key, { resource, object }));
    return result;
  }

  /** The same, told one by one: each key once. */
  walk(
    from: number,
    to: number,
    isWanted: (resource: string) => boolean = () => true,
    visit: (key: string, object: KubeObject | undefined, change: Change) => unknown,
  ): void {
    const wanted = Array.from(this.#resources.keys(), isWanted);
    const resources = this.#resourceOf;
    const links = this.#links;
    for (let index = from; index < to; index++) {
      if (!wanted[resources[index]!] || !links.isLastBefore(index, to)) continue;
      const change = this.#changes[index]!;
      visit(links.keyOf(index), change.next, change);
    }
    for (let index = from - 1; index >= to; index--) {
      if (!wanted[resources[index]!] || links.before(index) >= to) continue;
      const change = this.#changes[index]!;
      visit(links.keyOf(index), change.previous, change);
    }
  }

  /** A log that shares everything up to a position: how a branch begins. */
  forkAt(position: number): History {
    const fork = new History();
    fork.#changes = this.#changes.slice(0, position);
    fork.#links = this.#links.forkAt(position);
    fork.#resources = new Map(this.#resources);
    fork.#resourceOf = this.#resourceOf.slice(0, position);
    if (position === this.#changes.length) fork.#behind = new Map(this.#behind);
    return fork;
  }
}

/** `resource/namespace/name`, the key by which the page knows an object. */
export function changeKey(change: Pick<Change, 'resource' | 'namespace' | 'name'>): string {
  return `${change.resource}/${change.namespace}/${change.name}`;
}

/** True for a change that only renews: a Lease's renewTime, or a Node's lastHeartbeatTime. */
export function isHeartbeat(change: Change): boolean {
  if (change.type !== 'MODIFIED') return false;
  if (change.resource === 'leases.coordination.k8s.io') return onlyRenews(change);
  return change.resource === 'nodes' && onlyReports(change);
}

function onlyRenews(change: Change): boolean {
  const [before, after] = [change.previous, change.next] as [AnyObject, AnyObject];
  const renewTimeOf = (lease: AnyObject) => (lease['spec'] as { renewTime?: string } | undefined)?.renewTime;
  if (renewTimeOf(before) === renewTimeOf(after)) return false;
  const without = (spec: unknown) => ({ ...(spec as object), renewTime: null });
  return semanticallyEqual(without(before['spec']), without(after['spec'])) && sameLabels(before, after);
}

interface Reported {
  conditions?: { lastHeartbeatTime?: string }[];
}

function heartbeatsOf(node: AnyObject): string {
  const { conditions = [] } = (node['status'] ?? {}) as Reported;
  return conditions.map(({ lastHeartbeatTime }) => lastHeartbeatTime).join();
}

function onlyReports(change: Change): boolean {
  const [before, after] = [change.previous, change.next] as [AnyObject, AnyObject];
  if (!semanticallyEqual(before['spec'], after['spec']) || !sameLabels(before, after)) return false;
  if (heartbeatsOf(before) === heartbeatsOf(after)) return false;
  const quiet = (status: Reported | undefined) => ({
    ...status,
    conditions: status?.conditions?.map((condition) => ({ ...condition, lastHeartbeatTime: null })),
  });
  return semanticallyEqual(quiet(before['status'] as Reported), quiet(after['status'] as Reported));
}

function sameLabels(before: KubeObject, after: KubeObject): boolean {
  return (
    semanticallyEqual(before.metadata?.labels, after.metadata?.labels) &&
    semanticallyEqual(before.metadata?.annotations, after.metadata?.annotations)
  );
}
