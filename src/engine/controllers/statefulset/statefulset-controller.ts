/** Keeps pods with names, in order. `pkg/controller/statefulset/stateful_set.go` */
import { keyOf } from '../../api/object.ts';
import type { Controller } from '../../api/part.ts';
import { podChangeKeys } from '../workload/pod-watch.ts';
import { answerRefusal, reconcileStatefulSet } from './reconcile-statefulset.ts';

const resource = 'statefulsets.apps';
const workload = { resource, kind: 'StatefulSet' };

export const statefulSetController: Controller = {
  name: 'statefulset-controller',
  watches: [
    { resource, keys: ({ next }) => (next === undefined ? [] : [keyOf(next)]) },
    { resource: 'pods', keys: (change, view) => podChangeKeys(change, view, workload) },
  ],
  reconcile: reconcileStatefulSet,
  refused: answerRefusal,
};
