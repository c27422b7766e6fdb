import type { LabelSelector, Node, Pod } from '../api/generated/types.ts';
import { addPodToNode, createNodeInfo, type NodeInfo, removePodFromNode, replaceNode } from './node-info.ts';
import type { ClusterState } from './plugin.ts';
import { createPodInfo, type PodInfo } from './pod-info.ts';
import { SelectorCounts } from './selector-counts.ts';

/**
 * The scheduler's picture of nodes and of the pods on them, kept up to date change by change and rebuilt from the
 * store after a restore. `pkg/scheduler/backend/cache/cache.go`
 */
export class ClusterCache implements ClusterState {
  readonly objects: ClusterState['objects'];
  #nodes = new Map<string, NodeInfo>();
  /** Pods by key whose node isn't known (yet). */
  #homeless = new Map<string, { node: string; pod: PodInfo }>();
  #nodeOfPod = new Map<string, string>();
  #inOrder: readonly NodeInfo[] | undefined;
  #counts = new SelectorCounts();

  constructor(objects: ClusterState['objects']) {
    this.objects = objects;
  }

  get nodes(): readonly NodeInfo[] {
    return (this.#inOrder ??= inZoneOrder([...this.#nodes.values()]));
  }

  node(name: string): NodeInfo | undefined {
    return this.#nodes.get(name);
  }

  matchingPods(namespace: string, selector: LabelSelector): ReadonlyMap<string, number> {
    return this.#counts.countsFor(namespace, selector, this.#nodes.values());
  }

  /** The pod as the cache has it, if it is on a node. */
  placedPod(key: string): PodInfo | undefined {
    const node = this.#nodeOfPod.get(key);
    return node === undefined ? undefined : this.#nodes.get(node)?.pods.get(key);
  }

  putNode(node: Node): void {
    const name = node.metadata?.name ?? '';
    const known = this.#nodes.get(name);
    if (known !== undefined) {
      if (zoneOf(known.node) !== zoneOf(node)) this.#inOrder = undefined;
      replaceNode(known, node);
      return;
    }
    const info = createNodeInfo(node);
    this.#nodes.set(name, info);
    this.#inOrder = undefined;
    for (const [key, homeless] of this.#homeless) {
      if (homeless.node !== name) continue;
      this.#homeless.delete(key);
      this.#place(info, homeless.pod);
    }
  }

  removeNode(name: string): void {
    const info = this.#nodes.get(name);
    if (info === undefined) return;
    this.#nodes.delete(name);
    this.#inOrder = undefined;
    for (const pod of info.pods.values()) {
      this.#counts.remove(name, pod);
      this.#nodeOfPod.delete(pod.key);
      this.#homeless.set(pod.key, { node: name, pod });
    }
  }

  /** Takes over the newest version of a pod that is on a node. */
  putPod(pod: Pod, info: PodInfo = createPodInfo(pod)): PodInfo {
    const nodeName = pod.spec?.nodeName ?? '';
    this.removePod(info.key);
    const node = this.#nodes.get(nodeName);
    if (node === undefined) this.#homeless.set(info.key, { node: nodeName, pod: info });
    else this.#place(node, info);
    return info;
  }

  /** A newer version of a placed pod that differs in nothing that is counted. */
  updatePod(info: PodInfo): void {
    const node = this.#nodes.get(this.#nodeOfPod.get(info.key) ?? '');
    if (node === undefined) return;
    node.pods.set(info.key, info);
    for (const pods of [node.podsWithAffinity, node.podsWithRequiredAntiAffinity, node.podsWithHostPorts]) {
      if (pods.has(info.key)) pods.set(info.key, info);
    }
  }

  removePod(key: string): PodInfo | undefined {
    const homeless = this.#homeless.get(key);
    if (homeless !== undefined) {
      this.#homeless.delete(key);
      return homeless.pod;
    }
    const nodeName = this.#nodeOfPod.get(key);
    const node = nodeName === undefined ? undefined : this.#nodes.get(nodeName);
    if (node === undefined) return undefined;
    this.#nodeOfPod.delete(key);
    const removed = removePodFromNode(node, key);
    if (removed !== undefined) this.#counts.remove(node.name, removed);
    return removed;
  }

  clear(): void {
    this.#nodes.clear();
    this.#homeless.clear();
    this.#nodeOfPod.clear();
    this.#counts.clear();
    this.#inOrder = undefined;
  }

  #place(node: NodeInfo, pod: PodInfo): void {
    addPodToNode(node, pod);
    this.#nodeOfPod.set(pod.key, node.name);
    this.#counts.add(node.name, pod);
  }
}

function zoneOf(node: Node): string {
  const labels = node.metadata?.labels ?? {};
  const region = labels['topology.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}/${zone}`;
}

/** One node of each zone in turn. `pkg/scheduler/backend/cache/node_tree.go` */
function inZoneOrder(nodes: readonly NodeInfo[]): NodeInfo[] {
  const zones = new Map<string, NodeInfo[]>();
  for (const info of nodes) {
    const zone = zoneOf(info.node);
    const ofZone = zones.get(zone);
    if (ofZone === undefined) zones.set(zone, [info]);
    else ofZone.push(info);
  }
  const ordered: NodeInfo[] = [];
  for (let index = 0; ordered.length < nodes.length; index++) {
    for (const ofZone of zones.values()) {
      const info = ofZone[index];
      if (info !== undefined) ordered.push(info);
    }
  }
  return ordered;
}
