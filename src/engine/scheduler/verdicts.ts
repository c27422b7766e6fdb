import type { PluginRefusal } from './filtering.ts';
import type { NodeScores, Scoring } from './scoring.ts';

/** What the scheduler thought of one pod when it last tried to place it; plain data. */
export interface SchedulerVerdict {
  /** `namespace/name` */
  readonly pod: string;
  readonly uid: string;
  /** Simulated ms. */
  readonly timeMs: number;
  /** Where the pod goes; absent when it fits nowhere. */
  readonly nodeName?: string;
  /** Why it fits nowhere, as the Event says it. */
  readonly message?: string;
  /** Plugins that gave scores, in the order of `NodeVerdict.scores`. */
  readonly scorePlugins: readonly string[];
  /** The best nodes by score, best first. */
  readonly scores: readonly NodeVerdict[];
  readonly refusals: readonly NodeRefusal[];
  readonly feasibleCount: number;
  readonly refusedCount: number;
}

/** A verdict with the weight of each plugin that gave scores: what a person reads. */
export interface SchedulerVerdictShown extends SchedulerVerdict {
  /** In the order of `scorePlugins`; a full score is 100 times the weight. */
  readonly weights: readonly number[];
}

export interface NodeVerdict {
  readonly node: string;
  readonly total: number;
  /** Weighted. */
  readonly scores: readonly number[];
}

export interface NodeRefusal {
  readonly node: string;
  readonly plugin: string;
  readonly reasons: readonly string[];
}

/** So many nodes are told of in a verdict, and so many pods are remembered. */
const maxNodes = 16;
const maxPods = 1000;

/** The best by score, and always the chosen one: of many equal totals chance chose one. */
export function nodeVerdicts({ nodes }: Scoring, chosen: string): NodeVerdict[] {
  const best: NodeScores[] = [];
  for (const entry of nodes) {
    if (best.length === maxNodes && entry.total <= best.at(-1)!.total) continue;
    const at = best.findIndex((other) => other.total < entry.total);
    best.splice(at < 0 ? best.length : at, 0, entry);
    if (best.length > maxNodes) best.pop();
  }
  const winner = nodes.find(({ node }) => node.name === chosen);
  if (winner !== undefined && !best.includes(winner)) best[best.length - 1] = winner;
  return best.map(({ node, total, byPlugin }) => ({ node: node.name, total, scores: byPlugin }));
}

export function nodeRefusals(refusals: ReadonlyMap<string, PluginRefusal>): NodeRefusal[] {
  const told: NodeRefusal[] = [];
  for (const [node, { plugin, reasons }] of refusals) {
    if (told.length === maxNodes) break;
    told.push({ node, plugin, reasons });
  }
  return told;
}

/** The newest verdict of each of the latest thousand pods. */
export class Verdicts {
  #byUid = new Map<string, SchedulerVerdict>();

  put(verdict: SchedulerVerdict): void {
    this.#byUid.delete(verdict.uid);
    this.#byUid.set(verdict.uid, verdict);
    if (this.#byUid.size > maxPods) this.#byUid.delete(this.#byUid.keys().next().value!);
  }

  forget(uid: string): void {
    this.#byUid.delete(uid);
  }

  /** Oldest first. */
  list(): readonly SchedulerVerdict[] {
    return [...this.#byUid.values()];
  }

  get(uid: string): SchedulerVerdict | undefined {
    return this.#byUid.get(uid);
  }

  restore(verdicts: readonly SchedulerVerdict[]): void {
    this.#byUid = new Map(verdicts.map((verdict) => [verdict.uid, verdict]));
  }
}
