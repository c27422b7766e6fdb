/** Keeps one pod on each node that a DaemonSet wants. `pkg/controller/daemon/daemon_controller.go` */
import type { DaemonSet, Node } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { keyOf } from '../../api/object.ts';
import type { Controller, View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import { podChangeKeys } from '../workload/pod-watch.ts';
import { answerRefusal, reconcileDaemonSet } from './reconcile-daemonset.ts';

const resource = 'daemonsets.apps';
const workload = { resource, kind: 'DaemonSet' };

export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  watches: [
    { resource, keys: ({ next, previous }) => [keyOf((next ?? previous)!)] },
    { resource: 'pods', keys: (change, view) => podChangeKeys(change, view, workload) },
    { resource: 'nodes', keys: nodeChangeKeys },
  ],
  reconcile: reconcileDaemonSet,
  refused: answerRefusal,
};

/** A node that comes, goes or changes in what placing depends on wakes all sets. */
function nodeChangeKeys({ previous, next }: Change, view: View): readonly string[] {
  if (previous !== undefined && next !== undefined && isAlike(previous as Node, next as Node)) return [];
  return view.list<DaemonSet>(resource).map(keyOf);
}

function isAlike(previous: Node, next: Node): boolean {
  return (
    semanticallyEqual(previous.metadata?.labels, next.metadata?.labels) &&
    semanticallyEqual(previous.spec?.taints, next.spec?.taints)
  );
}
