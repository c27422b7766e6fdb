import type { LabelSelector } from '../api/generated/types.ts';
import { labelSelectorMatches } from '../api/label-selector.ts';
import { canonicalJson } from '../kernel/index.ts';
import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';

interface Tracked {
  readonly namespace: string;
  readonly selector: LabelSelector;
  readonly byNode: Map<string, number>;
}

/** So many selectors are counted at once; the one asked for longest ago is forgotten first. */
const maxTracked = 256;

/**
 * How many pods of each node a selector matches, kept up to date from the first question on: spreading asks it
 * for every pod that is placed, and counting afresh each time would cost the square of the number of pods.
 */
export class SelectorCounts {
  #tracked = new Map<string, Tracked>();

  /** Matching pods by node name; pods that are being deleted don't count. */
  countsFor(
    namespace: string,
    selector: LabelSelector,
    nodes: Iterable<NodeInfo>,
  ): ReadonlyMap<string, number> {
    const key = `${namespace}/${canonicalJson(selector)}`;
    const known = this.#tracked.get(key);
    if (known !== undefined) {
      this.#tracked.delete(key);
      this.#tracked.set(key, known);
      return known.byNode;
    }
    const tracked: Tracked = { namespace, selector, byNode: new Map() };
    for (const node of nodes) for (const pod of node.pods.values()) count(tracked, node.name, pod, 1);
    this.#tracked.set(key, tracked);
    if (this.#tracked.size > maxTracked) this.#tracked.delete(this.#tracked.keys().next().value!);
    return tracked.byNode;
  }

  add(node: string, pod: PodInfo): void {
    for (const tracked of this.#tracked.values()) count(tracked, node, pod, 1);
  }

  remove(node: string, pod: PodInfo): void {
    for (const tracked of this.#tracked.values()) count(tracked, node, pod, -1);
  }

  clear(): void {
    this.#tracked.clear();
  }
}

/** Number of pods that a selector matches among those given. */
export function countMatchingPods(
  pods: Iterable<PodInfo>,
  namespace: string,
  selector: LabelSelector,
): number {
  let matching = 0;
  for (const pod of pods) if (isMatch(pod, namespace, selector)) matching++;
  return matching;
}

function isMatch(pod: PodInfo, namespace: string, selector: LabelSelector): boolean {
  if (pod.namespace !== namespace || pod.pod.metadata?.deletionTimestamp !== undefined) return false;
  return labelSelectorMatches(selector, pod.labels);
}

function count({ namespace, selector, byNode }: Tracked, node: string, pod: PodInfo, sign: 1 | -1): void {
  if (isMatch(pod, namespace, selector)) byNode.set(node, (byNode.get(node) ?? 0) + sign);
}
