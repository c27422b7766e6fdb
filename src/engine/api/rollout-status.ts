/**
 * What `kubectl rollout status` says of a workload.
 * `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go`
 */
import type { DaemonSet, Deployment, StatefulSet } from './generated/types.ts';
import { type KubeObject, nameOf } from './object.ts';

export type RolloutStatus = { readonly message: string; readonly done: boolean } | { readonly error: string };

/** The line to print, with its line end, and whether the rollout is over; or why there is nothing to wait for. */
export function rolloutStatus(object: KubeObject): RolloutStatus {
  switch (object.kind) {
    case 'Deployment':
      return deploymentStatus(object);
    case 'DaemonSet':
      return daemonSetStatus(object);
    case 'StatefulSet':
      return statefulSetStatus(object);
    default:
      return { error: `no status viewer has been implemented for ${object.kind ?? ''}` };
  }
}

function deploymentStatus(deployment: Deployment): RolloutStatus {
  const name = nameOf(deployment);
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0, conditions } = deployment.status ?? {};
  if (!isObserved(deployment)) return waiting('Waiting for deployment spec update to be observed...');
  const progressing = conditions?.find((condition) => condition.type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { error: `deployment "${name}" exceeded its progress deadline` };
  }
  const wanted = deployment.spec?.replicas;
  const waitingFor = `Waiting for deployment "${name}" rollout to finish:`;
  if (wanted !== undefined && updatedReplicas < wanted) {
    return waiting(`${waitingFor} ${updatedReplicas} out of ${wanted} new replicas have been updated...`);
  }
  if (replicas > updatedReplicas) {
    return waiting(`${waitingFor} ${replicas - updatedReplicas} old replicas are pending termination...`);
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(
      `${waitingFor} ${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  }
  return over(`deployment "${name}" successfully rolled out`);
}

function daemonSetStatus(set: DaemonSet): RolloutStatus {
  const name = nameOf(set);
  if (set.spec?.updateStrategy?.type !== 'RollingUpdate') return { error: onlyFor('RollingUpdate') };
  if (!isObserved(set)) return waiting('Waiting for daemon set spec update to be observed...');
  const { updatedNumberScheduled = 0, desiredNumberScheduled = 0, numberAvailable = 0 } = set.status ?? {};
  const waitingFor = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updatedNumberScheduled < desiredNumberScheduled) {
    return waiting(
      `${waitingFor} ${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated...`,
    );
  }
  if (numberAvailable < desiredNumberScheduled) {
    return waiting(
      `${waitingFor} ${numberAvailable} of ${desiredNumberScheduled} updated pods are available...`,
    );
  }
  return over(`daemon set "${name}" successfully rolled out`);
}

function statefulSetStatus(set: StatefulSet): RolloutStatus {
  const { updateStrategy, replicas: wanted } = set.spec ?? {};
  if (updateStrategy?.type !== 'RollingUpdate') return { error: onlyFor('RollingUpdate') };
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0 } = set.status ?? {};
  if (observedGeneration === 0 || !isObserved(set))
    return waiting('Waiting for statefulset spec update to be observed...');
  if (wanted !== undefined && readyReplicas < wanted)
    return waiting(`Waiting for ${wanted - readyReplicas} pods to be ready...`);
  const partition = updateStrategy.rollingUpdate?.partition;
  if (updateStrategy.rollingUpdate !== undefined && partition !== undefined && wanted !== undefined) {
    if (updatedReplicas < wanted - partition) {
      return waiting(
        `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted - partition} new pods have been updated...`,
      );
    }
    return over(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  const { updateRevision = '', currentRevision = '', currentReplicas = 0 } = set.status ?? {};
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`,
    );
  }
  return over(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
  );
}

function isObserved(object: Deployment | DaemonSet | StatefulSet): boolean {
  return (object.metadata?.generation ?? 0) <= (object.status?.observedGeneration ?? 0);
}

function onlyFor(strategy: string): string {
  return `rollout status is only available for ${strategy} strategy type`;
}

function waiting(text: string): RolloutStatus {
  return { message: `${text}\n`, done: false };
}

function over(text: string): RolloutStatus {
  return { message: `${text}\n`, done: true };
}
