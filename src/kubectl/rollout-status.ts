/** How far a rollout has come, in kubectl's words. `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go` */
import type { DaemonSet, Deployment, StatefulSet } from '../engine/api/generated/types.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { KubectlError } from './kubectl-error.ts';

export interface RolloutStatus {
  readonly message: string;
  readonly done: boolean;
}

/** @throws KubectlError when the rollout has failed, or the kind or its strategy has no rollouts to follow. */
export function rolloutStatusOf(object: AnyObject): RolloutStatus {
  if (object.kind === 'Deployment') return statusOfDeployment(object as Deployment);
  if (object.kind === 'DaemonSet') return statusOfDaemonSet(object as DaemonSet);
  if (object.kind === 'StatefulSet') return statusOfStatefulSet(object as StatefulSet);
  throw new KubectlError(`no status viewer has been implemented for ${object.kind}`);
}

const wait = (message: string): RolloutStatus => ({ message, done: false });
const over = (message: string): RolloutStatus => ({ message, done: true });

function statusOfDeployment({ metadata, spec, status }: Deployment): RolloutStatus {
  const name = metadata?.name ?? '';
  if ((metadata?.generation ?? 0) > (status?.observedGeneration ?? 0))
    return wait('Waiting for deployment spec update to be observed...');
  const progressing = status?.conditions?.find((condition) => condition.type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    throw new KubectlError(`deployment "${name}" exceeded its progress deadline`);
  const [total, updated, available] = [
    status?.replicas ?? 0,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
  ];
  const prefix = `Waiting for deployment "${name}" rollout to finish:`;
  if (updated < (spec?.replicas ?? 0))
    return wait(`${prefix} ${updated} out of ${spec?.replicas} new replicas have been updated...`);
  if (total > updated) return wait(`${prefix} ${total - updated} old replicas are pending termination...`);
  if (available < updated)
    return wait(`${prefix} ${available} of ${updated} updated replicas are available...`);
  return over(`deployment "${name}" successfully rolled out`);
}

function statusOfDaemonSet({ metadata, spec, status }: DaemonSet): RolloutStatus {
  const name = metadata?.name ?? '';
  requireRollingUpdate(spec?.updateStrategy?.type);
  if ((metadata?.generation ?? 0) > (status?.observedGeneration ?? 0))
    return wait('Waiting for daemon set spec update to be observed...');
  const [desired, updated, available] = [
    status?.desiredNumberScheduled ?? 0,
    status?.updatedNumberScheduled ?? 0,
    status?.numberAvailable ?? 0,
  ];
  const prefix = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updated < desired) return wait(`${prefix} ${updated} out of ${desired} new pods have been updated...`);
  if (available < desired) return wait(`${prefix} ${available} of ${desired} updated pods are available...`);
  return over(`daemon set "${name}" successfully rolled out`);
}

function statusOfStatefulSet({ metadata, spec, status }: StatefulSet): RolloutStatus {
  requireRollingUpdate(spec?.updateStrategy?.type);
  const observed = status?.observedGeneration ?? 0;
  if (observed === 0 || (metadata?.generation ?? 0) > observed)
    return wait('Waiting for statefulset spec update to be observed...');
  const replicas = spec?.replicas;
  const ready = status?.readyReplicas ?? 0;
  const updated = status?.updatedReplicas ?? 0;
  if (replicas !== undefined && ready < replicas)
    return wait(`Waiting for ${replicas - ready} pods to be ready...`);
  const partition = spec?.updateStrategy?.rollingUpdate?.partition;
  if (
    spec?.updateStrategy?.rollingUpdate !== undefined &&
    replicas !== undefined &&
    partition !== undefined
  ) {
    const wanted = replicas - partition;
    if (updated < wanted)
      return wait(
        `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`,
      );
    return over(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (status?.updateRevision !== status?.currentRevision) {
    return wait(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${status?.updateRevision}...`,
    );
  }
  return over(
    `statefulset rolling update complete ${status?.currentReplicas ?? 0} pods at revision ${status?.currentRevision}...`,
  );
}

function requireRollingUpdate(strategy: string | undefined): void {
  if (strategy !== 'RollingUpdate')
    throw new KubectlError('rollout status is only available for RollingUpdate strategy type');
}
