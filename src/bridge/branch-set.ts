/** All branches of a session: their names are never equal, there is a first one, and their number is bounded. */
import type { Cluster } from '../engine/index.ts';
import {
  forkedBranch,
  type LiveBranch,
  mainBranch,
  replayBefore,
  summaryOf,
  type Undoing,
} from './branches.ts';
import { branchOfKept, keptBranch } from './kept-branches.ts';
import type { Branch, KeptBranch } from './protocol.ts';
import { runUnseen } from './run-on.ts';
import { type Work, within } from './work.ts';

/** Each branch is a whole cluster with its history. */
const maxBranches = 24;
const maxNameLength = 80;

export class BranchSet {
  #branches = new Map<string, LiveBranch>();
  #forks = 0;

  /** Forgets all there are, and begins with a cluster. */
  begin(cluster: Cluster): LiveBranch {
    this.#branches.clear();
    this.#forks = 0;
    const branch = mainBranch(cluster);
    this.#branches.set(branch.id, branch);
    return branch;
  }

  /** All of them as plain data, each after its parent. */
  kept(): KeptBranch[] {
    const all = [...this.#branches.values()];
    const depth = (branch: LiveBranch): number =>
      branch.parent === null ? 0 : 1 + depth(this.get(branch.parent));
    return all
      .toSorted((left, right) => depth(left) - depth(right))
      .map((branch) => keptBranch(branch, branch.parent === null ? undefined : this.get(branch.parent)));
  }

  /** In place of all there are, those that were kept. @throws Error when they do not belong together */
  *beginKept(kept: readonly KeptBranch[], create: () => Cluster): Work<void> {
    if (kept[0]?.parent !== null || kept.length > maxBranches) throw new Error('the branches are damaged');
    this.#branches.clear();
    this.#forks = 0;
    const wholeMs = kept.reduce((sum, { headMs }) => sum + headMs, 0) || 1;
    let doneMs = 0;
    for (const one of kept) {
      const parent = one.parent === null ? undefined : this.get(one.parent);
      const made = branchOfKept(one, parent, create);
      this.#branches.set(one.id, yield* within(made, doneMs / wholeMs, (doneMs + one.headMs) / wholeMs));
      doneMs += one.headMs;
      this.#forks = Math.max(this.#forks, Number(/\d+$/.exec(one.id)?.[0] ?? 1) - 1);
    }
  }

  /** @throws Error when there is none of that id */
  get(id: string): LiveBranch {
    const branch = this.#branches.get(id);
    if (branch === undefined) throw new Error(`there is no branch ${id}`);
    return branch;
  }

  has(id: string): boolean {
    return this.#branches.has(id);
  }

  find(isIt: (branch: LiveBranch) => boolean): LiveBranch | undefined {
    return [...this.#branches.values()].find(isIt);
  }

  summaries(): Branch[] {
    return Array.from(this.#branches.values(), summaryOf);
  }

  /** @throws Error when there are too many; ask before a cluster is made for it */
  expectRoom(): void {
    if (this.#branches.size < maxBranches) return;
    throw new Error(`There are ${maxBranches} branches, and no room for more: delete one first`);
  }

  /** A branch without a name is numbered, until something is done on it. */
  fork(
    parent: LiveBranch,
    cluster: Cluster,
    { name, undoing }: { readonly name?: string | undefined; readonly undoing?: Undoing },
  ): LiveBranch {
    this.expectRoom();
    this.#forks += 1;
    const number = this.#forks + 1;
    const branch = forkedBranch(parent, cluster, {
      id: `branch-${number}`,
      name: this.#unused(name ?? `branch ${number}`),
      isNameless: name === undefined,
      ...(undoing === undefined ? {} : { undoing }),
    });
    this.#branches.set(branch.id, branch);
    return branch;
  }

  /** The branch as if an act had not been, at a moment; the one that there is, when it was undone before. */
  *withoutAct(
    branch: LiveBranch,
    undoing: Undoing,
    shownMs: number,
    name: string | undefined,
  ): Work<LiveBranch> {
    const { index, label } = undoing;
    const again = this.find(
      (other) =>
        other.undoing?.branch === branch.id &&
        other.undoing.index === index &&
        other.cluster.commands.length === other.firstCommand,
    );
    if (again !== undefined) {
      yield* runUnseen(again, shownMs);
      return again;
    }
    this.expectRoom();
    const cluster = yield* within(replayBefore(branch, index), 0, 0.5);
    const fork = this.fork(branch, cluster, { name: name ?? `before ${label}`, undoing });
    let isLeft = true;
    try {
      yield* within(runUnseen(fork, shownMs), 0.5, 1);
      isLeft = false;
    } finally {
      if (isLeft) {
        this.#branches.delete(fork.id);
        this.#forks -= 1;
      }
    }
    return fork;
  }

  /** @throws Error when the name is empty or another branch has it */
  rename(id: string, name: string): void {
    const branch = this.get(id);
    const wanted = name.trim().slice(0, maxNameLength);
    if (wanted === '') throw new Error('A branch needs a name');
    if (this.find((other) => other !== branch && other.name === wanted) !== undefined)
      throw new Error(`There is a branch ${wanted} already`);
    branch.name = wanted;
    branch.isNameless = false;
  }

  /** What was done first on a branch that was forked by hand gives it its name. */
  nameAfter(branch: LiveBranch, label: string): void {
    if (!branch.isNameless) return;
    branch.name = this.#unused(label);
    branch.isNameless = false;
  }

  /** @throws Error when it is the first */
  delete(id: string): void {
    const branch = this.get(id);
    if (branch.parent === null) throw new Error('The first branch stays');
    for (const child of this.#branches.values()) {
      if (child.parent !== id) continue;
      child.parent = branch.parent;
      child.forkedAtMs = Math.min(child.forkedAtMs, branch.forkedAtMs);
    }
    this.#branches.delete(id);
  }

  #unused(name: string): string {
    const wanted = name.slice(0, maxNameLength);
    const isTaken = (candidate: string) => this.find((branch) => branch.name === candidate) !== undefined;
    if (!isTaken(wanted)) return wanted;
    let count = 2;
    while (isTaken(`${wanted} (${count})`)) count += 1;
    return `${wanted} (${count})`;
  }
}
