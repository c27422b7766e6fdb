/**
 * Deletes pods from nodes with NoExecute taints once they have tolerated them long enough.
 * `pkg/controller/tainteviction/taint_eviction.go`
 */
import { semanticallyEqual } from '../../api/equal.ts';
import type { Node, Pod, PodCondition, Taint } from '../../api/generated/types.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import type { Json } from '../../kernel/index.ts';
import { evictionDelaySeconds } from './toleration-time.ts';

/** An eviction that is planned or was carried out; kept by the pod's key. */
interface Eviction {
  readonly uid: string;
  /** Simulated ms. */
  readonly fireMs: number;
  readonly isDone: boolean;
}

export const taintEvictionController: Controller = {
  name: 'taint-eviction-controller',
  watches: [
    { resource: 'nodes', keys: keysOfNode },
    { resource: 'pods', keys: keysOfPod },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const pod = view.get<Pod>('pods', namespace, name);
    if (pod === undefined || (pod.spec?.nodeName ?? '') === '') {
      delete memory[key];
      return { writes: [] };
    }
    return reconcilePod(key, pod, view, memory);
  },
};

function noExecuteTaints(node: Node | undefined): readonly Taint[] {
  return (node?.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}

/** All pods of a node whose NoExecute taints changed. */
function keysOfNode({ previous, next }: Change, view: View): string[] {
  if (next === undefined || previous?.metadata === undefined) {
    return noExecuteTaints(next as Node | undefined).length === 0 ? [] : podKeys(nameOf(next!), view);
  }
  const [before, now] = [noExecuteTaints(previous as Node), noExecuteTaints(next as Node)];
  if (before.length + now.length === 0 || semanticallyEqual(before, now)) return [];
  return podKeys(nameOf(next), view);
}

function podKeys(nodeName: string, view: View): string[] {
  return view.podsOnNode<Pod>(nodeName).map(keyOf);
}

/** Pods that come to a tainted node, change their tolerations there, or go. */
function keysOfPod({ previous, next }: Change, view: View): string[] {
  const [before, now] = [previous as Pod | undefined, next as Pod | undefined];
  const nodeName = (now ?? before)?.spec?.nodeName ?? '';
  if (nodeName === '') return [];
  const node = view.get<Node>('nodes', '', nodeName);
  // A pod that goes with its node leaves nothing to remember.
  if (node === undefined) return now === undefined ? [keyOf(before!)] : [];
  if (noExecuteTaints(node).length === 0) return [];
  const isSame =
    before !== undefined &&
    now !== undefined &&
    before.spec?.nodeName === nodeName &&
    semanticallyEqual(before.spec.tolerations, now.spec?.tolerations);
  return isSame ? [] : [keyOf((now ?? before)!)];
}

function reconcilePod(key: string, pod: Pod, view: View, memory: Memory): ReconcileResult {
  const uid = pod.metadata?.uid ?? '';
  const kept = memory[key] as unknown as Eviction | undefined;
  const standing = kept?.uid === uid ? kept : undefined;
  const isPending = standing?.isDone === false;
  const node = view.get<Node>('nodes', '', pod.spec?.nodeName ?? '');
  const seconds = evictionDelaySeconds(node?.spec?.taints ?? [], pod.spec?.tolerations ?? []);
  if (node === undefined ? !isPending : seconds === undefined) {
    delete memory[key];
    return { writes: isPending ? [cancellation(pod)] : [] };
  }
  if (standing?.isDone === true) return { writes: [] };
  const cancelled = isPending && seconds === 0 ? [cancellation(pod)] : [];
  const fireMs = seconds === 0 ? view.nowMs : (standing?.fireMs ?? view.nowMs + (seconds ?? 0) * 1000);
  const isDue = fireMs <= view.nowMs;
  memory[key] = { uid, fireMs, isDone: isDue } satisfies Eviction;
  if (!isDue) return { writes: [], requeueAfterMs: fireMs - view.nowMs };
  return { writes: [...cancelled, ...evict(pod, view)] };
}

function cancellation(pod: Pod): Write {
  return eviction(pod, `Cancelling deletion of Pod ${keyOf(pod)}`);
}

function eviction(pod: Pod, message: string): Write {
  return { verb: 'event', event: { about: pod, type: 'Normal', reason: 'TaintManagerEviction', message } };
}

function evict(pod: Pod, view: View): Write[] {
  const target = { resource: 'pods', namespace: namespaceOf(pod), name: nameOf(pod) };
  const conditions = withDisruption(pod, view) as unknown as Json;
  return [
    eviction(pod, `Marking for deletion Pod ${keyOf(pod)}`),
    { verb: 'patch', ...target, patch: { status: { conditions } }, subresource: 'status' },
    { verb: 'delete', ...target },
  ];
}

function withDisruption(pod: Pod, view: View): PodCondition[] {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  const generation = pod.metadata?.generation;
  return [
    ...others,
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
      lastTransitionTime: view.nowTimestamp,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
    },
  ];
}
