/** The ReplicaSet of the Deployment's present template. `pkg/controller/deployment/sync.go` getNewReplicaSet */
import type { Deployment, DeploymentCondition, ReplicaSet } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { templateHash } from '../workload/hash.ts';
import { controllerReference } from '../workload/owner.ts';
import { conditionOf, hasProgressDeadline, newCondition, withCondition } from './conditions.ts';
import { type Look, tellOfScaling, writeDeployment, writeSet } from './look.ts';
import {
  findNewReplicaSet,
  findOldReplicaSets,
  replicasOf,
  templateHashLabel,
  wantedReplicas,
} from './replica-sets.ts';
import {
  newReplicaSetAnnotations,
  nextRevision,
  revisionAnnotation,
  withReplicasAnnotations,
} from './revision.ts';
import { newReplicaSetSize } from './rolling.ts';

const longestName = 253;

/**
 * Brings revision and annotations of the new ReplicaSet and of the Deployment up to date. False when the set had
 * to be written: the look is over then, and the next one goes on from what was stored.
 */
export function syncNewReplicaSet(look: Look): boolean {
  const { deployment, sets } = look;
  const newSet = findNewReplicaSet(deployment, sets);
  if (newSet?.spec === undefined) return true;
  const revision = nextRevision(findOldReplicaSets(deployment, sets));
  const standing = newSet.metadata?.annotations ?? {};
  const annotations = newReplicaSetAnnotations(deployment, standing, revision);
  const minReadySeconds = deployment.spec?.minReadySeconds ?? 0;
  const hasMinReadySeconds = (newSet.spec.minReadySeconds ?? 0) === minReadySeconds;
  if (annotations !== standing || !hasMinReadySeconds) {
    const spec = hasMinReadySeconds ? newSet.spec : { ...newSet.spec, minReadySeconds };
    writeSet(look, { ...newSet, metadata: { ...newSet.metadata, annotations }, spec });
    return false;
  }
  const found = conditionOf(deployment.status?.conditions, 'Progressing') === undefined;
  const message = `Found new replica set "${nameOf(newSet)}"`;
  const condition = newCondition(
    'Progressing',
    'True',
    'FoundNewReplicaSet',
    message,
    look.view.nowTimestamp,
  );
  const next = withRevision(deployment, annotations[revisionAnnotation] ?? '');
  writeDeployment(look, found ? withProgressing(next, condition) : next);
  return true;
}

/** Creates the new ReplicaSet with as many replicas as a rollout may start with. */
export function createNewReplicaSet(look: Look): void {
  const { deployment, sets, view } = look;
  const newSet = newReplicaSet(deployment, sets);
  const name = nameOf(newSet);
  look.writes.push({ verb: 'create', resource: 'replicasets.apps', object: newSet });
  look.sets = [...sets, newSet];
  const message = `Created new replica set "${name}"`;
  const condition = newCondition('Progressing', 'True', 'NewReplicaSetCreated', message, view.nowTimestamp);
  const next = withRevision(deployment, newSet.metadata?.annotations?.[revisionAnnotation] ?? '');
  writeDeployment(look, withProgressing(next, condition));
  if (replicasOf(newSet) > 0) tellOfScaling(look, name, 0, replicasOf(newSet));
}

/** The ReplicaSet as it is created; its name ends in the hash of the template. */
export function newReplicaSet(deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet {
  const { template = {}, selector = {}, minReadySeconds = 0 } = deployment.spec ?? {};
  const hash = templateHash(template, deployment.status?.collisionCount);
  const labels = { ...template.metadata?.labels, [templateHashLabel]: hash };
  const annotations = newReplicaSetAnnotations(deployment, {}, nextRevision(sets));
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${nameOf(deployment).slice(0, longestName - hash.length - 1)}-${hash}`,
      namespace: namespaceOf(deployment),
      labels,
      annotations: withReplicasAnnotations(deployment, annotations),
      ownerReferences: [controllerReference(deployment, 'apps/v1', 'Deployment')],
    },
    spec: {
      replicas: newReplicaSetSize(deployment, 0, wantedReplicas(sets)),
      ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [templateHashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function withRevision(deployment: Deployment, revision: string): Deployment {
  const annotations = deployment.metadata?.annotations;
  if (annotations?.[revisionAnnotation] === revision) return deployment;
  return {
    ...deployment,
    metadata: { ...deployment.metadata, annotations: { ...annotations, [revisionAnnotation]: revision } },
  };
}

export function withProgressing(deployment: Deployment, condition: DeploymentCondition): Deployment {
  if (!hasProgressDeadline(deployment)) return deployment;
  const conditions = withCondition(deployment.status?.conditions ?? [], condition);
  return { ...deployment, status: { ...deployment.status, conditions: [...conditions] } };
}
