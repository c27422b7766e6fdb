import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import { controllerOf, nameOf, namespaceOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import { isNamespaceTerminating } from '../workload/pod-writes.ts';
import { newCondition } from './conditions.ts';
import { withProgressing } from './new-replica-set.ts';
import { equalIgnoringHash } from './replica-sets.ts';

/**
 * What follows when the new ReplicaSet was refused: a name that is taken by another template is avoided by
 * counting the collision; anything else is told of. `pkg/controller/deployment/sync.go` getNewReplicaSet
 */
export function refusedReplicaSet(
  deployment: Deployment,
  write: Write,
  status: Status,
  view: View,
): readonly Write[] {
  if (write.verb !== 'create' || isNamespaceTerminating(status)) return [];
  const name = nameOf(write.object);
  if (status.reason === 'AlreadyExists') {
    const taken = view.get<ReplicaSet>('replicasets.apps', namespaceOf(deployment), name);
    return taken !== undefined && isOurs(deployment, taken) ? [] : [countCollision(deployment)];
  }
  const message = `Failed to create new replica set "${name}": ${status.message ?? ''}`;
  const condition = newCondition('Progressing', 'False', 'ReplicaSetCreateError', message, view.nowTimestamp);
  const next = withProgressing(deployment, condition);
  return [
    { verb: 'updateStatus', resource: 'deployments.apps', object: next },
    {
      verb: 'event',
      event: { about: deployment, type: 'Warning', reason: 'ReplicaSetCreateError', message },
    },
  ];
}

function isOurs(deployment: Deployment, set: ReplicaSet): boolean {
  return (
    controllerOf(set)?.uid === deployment.metadata?.uid &&
    equalIgnoringHash(set.spec?.template ?? {}, deployment.spec?.template ?? {})
  );
}

function countCollision(deployment: Deployment): Write {
  const collisionCount = (deployment.status?.collisionCount ?? 0) + 1;
  const object: Deployment = { ...deployment, status: { ...deployment.status, collisionCount } };
  return { verb: 'updateStatus', resource: 'deployments.apps', object };
}
