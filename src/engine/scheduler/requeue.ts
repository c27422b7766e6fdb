/**
 * Which changes of the cluster are worth another look at a pod that found no node.
 * `pkg/scheduler/framework/types.go` QueueingHintFn
 */
import type { KubeObject } from '../api/object.ts';
import type { Node } from '../api/generated/types.ts';
import type { PodInfo } from './pod-info.ts';

export interface NodeChange {
  /** Absent for a new node. */
  readonly previous: Node | undefined;
  readonly next: Node;
}

/** A plugin's answers; an absent one means that such a change never helps. */
export interface RequeueHints {
  nodeChanged?(change: NodeChange, pod: PodInfo): boolean;
  nodeRemoved?(node: Node, pod: PodInfo): boolean;
  /** A pod with a node came, or changed its labels. */
  podPlaced?(placed: PodInfo, pod: PodInfo): boolean;
  /** A pod left its node. */
  podRemoved?(removed: PodInfo, pod: PodInfo): boolean;
  /** The waiting pod itself changed in what scheduling depends on. */
  podChanged?(pod: PodInfo): boolean;
  /** Another object changed: a claim, a volume, a storage class. */
  objectChanged?(resource: string, object: KubeObject, pod: PodInfo): boolean;
}
