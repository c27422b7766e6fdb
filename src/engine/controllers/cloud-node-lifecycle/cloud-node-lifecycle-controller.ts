/**
 * Clears away nodes whose machines are no more, as the controller of a cloud provider does: a node that is not
 * ready is looked up at the provider, and deleted when it knows nothing of it.
 * `staging/src/k8s.io/cloud-provider/controllers/nodelifecycle/node_lifecycle_controller.go`
 */
import type { Node } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, View, Write } from '../../api/part.ts';
import type { Machine } from '../../api/podarium.ts';

const monitorPeriodMs = 5000;
const providerPrefix = 'podarium://';

export const cloudNodeLifecycleController: Controller = {
  name: 'cloud-node-lifecycle-controller',
  watches: [],
  resync: { everyMs: monitorPeriodMs, keys: () => ['nodes'] },
  reconcile: (_key, view) => ({ writes: view.list<Node>('nodes').flatMap((node) => planNode(node, view)) }),
};

function planNode(node: Node, view: View): Write[] {
  const provider = node.spec?.providerID ?? '';
  const isReady = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  // A node that somebody else made is not ours to judge.
  if (isReady || !provider.startsWith(providerPrefix)) return [];
  const machine = provider.slice(providerPrefix.length);
  if (view.get<Machine>('machines.podarium.dev', '', machine) !== undefined) return [];
  const name = nameOf(node);
  const message = `Deleting node ${name} because it does not exist in the cloud provider`;
  return [
    { verb: 'event', event: { about: node, type: 'Normal', reason: 'DeletingNode', message } },
    { verb: 'delete', resource: 'nodes', namespace: '', name },
  ];
}
