/** Pods that have a node and wait for their volumes. `pkg/scheduler/framework/plugins/volumebinding/binder.go` BindPodVolumes */
import type { PersistentVolumeClaim, Pod } from '../api/generated/types.ts';
import { keyOf, namespaceOf, splitKey } from '../api/object.ts';
import type { PartContext, View } from '../api/part.ts';
import { claimNamesOf, claimsResource, isFullyBound, selectedNode } from '../api/storage/claims.ts';
import type { ClusterCache } from './cluster-cache.ts';
import type { QueuedPod } from './scheduling-queue.ts';
import { claimsOf, planForNode, planWrites } from './volume-plan.ts';

/** The scheduler gives up on volumes after ten minutes. */
const bindTimeoutMs = 600_000;

/** Plain data: part of every checkpoint. */
export interface VolumeWait {
  readonly entry: QueuedPod;
  readonly nodeName: string;
  /** Simulated ms. */
  readonly deadlineMs: number;
}

/** A pod that waits no longer: its volumes are bound, or why they won't be. */
export interface EndedWait {
  readonly wait: VolumeWait;
  readonly pod: Pod;
  readonly failure?: string;
}

export class VolumeWaits {
  #byKey = new Map<string, VolumeWait>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  forget(key: string): void {
    this.#byKey.delete(key);
  }

  /** The pod on the node it is to get; undefined when it waits for nothing. */
  assumed(pod: Pod): Pod | undefined {
    const wait = this.#byKey.get(keyOf(pod));
    return wait === undefined ? undefined : assumedPod(pod, wait.nodeName);
  }

  /** True when the pod's claims have to be bound on its node first: that is begun, and counts the pod there. */
  begin(
    entry: QueuedPod,
    pod: Pod,
    nodeName: string,
    cache: ClusterCache,
    context: PartContext,
    author: string,
  ): boolean {
    const { delayed } = claimsOf(pod, context.view);
    if (delayed.length === 0) return false;
    const plan = planForNode(delayed, cache.node(nodeName)!.node, context.view);
    cache.putPod(assumedPod(pod, nodeName));
    this.#byKey.set(entry.key, { entry, nodeName, deadlineMs: context.view.nowMs + bindTimeoutMs });
    context.schedule('volumes', bindTimeoutMs, null);
    for (const write of planWrites(plan!, nodeName)) context.perform(write, author);
    return true;
  }

  /** The pods whose waiting is over; they are forgotten. */
  takeEnded(view: View): EndedWait[] {
    const ended: EndedWait[] = [];
    for (const [key, wait] of this.#byKey) {
      const { namespace, name } = splitKey(key);
      const pod = view.get<Pod>('pods', namespace, name);
      if (pod === undefined) continue;
      const verdict = verdictOf(wait, pod, view);
      if (verdict === 'wait') continue;
      this.#byKey.delete(key);
      ended.push({ wait, pod, ...(verdict === 'bound' ? {} : verdict) });
    }
    return ended;
  }

  snapshot(): Readonly<Record<string, VolumeWait>> {
    return Object.fromEntries(this.#byKey);
  }

  restore(saved: Readonly<Record<string, VolumeWait>>): void {
    this.#byKey = new Map(Object.entries(saved));
  }
}

/** Whether a pod's claims are all bound by now, or never will be on its node. `binder.go` checkBindings */
function verdictOf(wait: VolumeWait, pod: Pod, view: View): 'wait' | 'bound' | { readonly failure: string } {
  let isBound = true;
  for (const name of claimNamesOf(pod)) {
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespaceOf(pod), name);
    if (claim === undefined) return failed(`persistentvolumeclaim "${name}" not found`);
    if (isFullyBound(claim)) continue;
    isBound = false;
    const chosen = claim.metadata?.annotations?.[selectedNode];
    if (chosen !== undefined && chosen !== wait.nodeName)
      return failed(`provisioning failed for PVC "${name}"`);
  }
  if (isBound) return 'bound';
  return view.nowMs >= wait.deadlineMs ? failed('context deadline exceeded') : 'wait';
}

function failed(why: string): { readonly failure: string } {
  return { failure: `running PreBind plugin "VolumeBinding": binding volumes: ${why}` };
}

function assumedPod(pod: Pod, nodeName: string): Pod {
  return { ...pod, spec: { ...pod.spec!, nodeName } };
}
