import type { Namespace, PodAffinityTerm } from '../../api/generated/types.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import type { ClusterState } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

/**
 * Whether a term of `owner` is about the pod `other`: its namespace and its labels.
 * `pkg/scheduler/framework/types.go` AffinityTerm.Matches
 */
export function termMatches(
  term: PodAffinityTerm,
  owner: PodInfo,
  other: PodInfo,
  cluster: Pick<ClusterState, 'objects'>,
): boolean {
  if (term.labelSelector === undefined || !labelSelectorMatches(term.labelSelector, other.labels))
    return false;
  const { namespaces = [], namespaceSelector } = term;
  if (namespaces.includes(other.namespace)) return true;
  if (namespaceSelector === undefined) return namespaces.length === 0 && owner.namespace === other.namespace;
  const namespace = cluster.objects.get<Namespace>('namespaces', '', other.namespace);
  return labelSelectorMatches(namespaceSelector, namespace?.metadata?.labels ?? {});
}

/** The same without knowing the labels of namespaces: says yes where they would decide. */
export function termMayMatch(term: PodAffinityTerm, owner: PodInfo, other: PodInfo): boolean {
  if (term.labelSelector === undefined || !labelSelectorMatches(term.labelSelector, other.labels))
    return false;
  const { namespaces = [], namespaceSelector } = term;
  if (namespaceSelector !== undefined || namespaces.includes(other.namespace)) return true;
  return namespaces.length === 0 && owner.namespace === other.namespace;
}

/** Numbers by topology key and value. */
export class TopologyCounts {
  #counts = new Map<string, Map<string, number>>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  /** Adds for the domain that the labels lie in; labels without the key lie in none. */
  add(key: string, labels: Readonly<Record<string, string>>, amount: number): void {
    const value = labels[key];
    if (value === undefined) return;
    let values = this.#counts.get(key);
    if (values === undefined) this.#counts.set(key, (values = new Map()));
    values.set(value, (values.get(value) ?? 0) + amount);
  }

  get(key: string, value: string): number {
    return this.#counts.get(key)?.get(value) ?? 0;
  }

  /** Sum over all keys of what stands under the labels' values. */
  sumFor(labels: Readonly<Record<string, string>>): number {
    let sum = 0;
    for (const [key, values] of this.#counts) {
      const value = labels[key];
      if (value !== undefined) sum += values.get(value) ?? 0;
    }
    return sum;
  }
}
