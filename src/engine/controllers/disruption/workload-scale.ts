/**
 * The size of the workload behind a pod's controller: a Deployment stands behind its ReplicaSets.
 * `pkg/controller/disruption/disruption.go` getPodDeployment, getPodReplicaSet, getScaleController
 */
import type { Deployment } from '../../api/generated/types.ts';
import { controllerOf, type KubeObject, type OwnerReference } from '../../api/object.ts';
import type { View } from '../../api/part.ts';
import { type Scale, UnknownSizeError } from './budget-status.ts';

interface Sized extends KubeObject {
  spec?: { replicas?: number };
}

/** @throws UnknownSizeError when what controls the pod has no size to set. */
export function workloadScale(view: View, namespace: string, owner: OwnerReference): Scale | undefined {
  const kind = view.kinds().byKind(owner.apiVersion, owner.kind);
  if (kind === undefined) return undefined;
  if (!kind.subresources.includes('scale')) {
    throw new UnknownSizeError(`${kind.id} does not implement the scale subresource`);
  }
  const object = view.get<Sized>(kind.id, namespace, owner.name);
  if (object === undefined || object.metadata?.uid !== owner.uid) return undefined;
  const deployment = kind.kind === 'ReplicaSet' ? deploymentOf(view, namespace, object) : undefined;
  return scale(deployment ?? object);
}

function deploymentOf(view: View, namespace: string, replicaSet: KubeObject): Deployment | undefined {
  const owner = controllerOf(replicaSet);
  if (owner?.kind !== 'Deployment') return undefined;
  const deployment = view.get<Deployment>('deployments.apps', namespace, owner.name);
  return deployment?.metadata?.uid === owner.uid ? deployment : undefined;
}

function scale({ metadata, spec }: Sized): Scale {
  return { uid: metadata?.uid ?? '', replicas: spec?.replicas ?? 1 };
}
