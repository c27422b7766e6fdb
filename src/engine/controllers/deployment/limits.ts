/** How far a rollout may go above and below the wanted size. `pkg/controller/deployment/util/deployment_util.go` */
import type { Deployment } from '../../api/generated/types.ts';
import { scaledIntFromIntOrPercent } from '../../api/int-or-percent.ts';

export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
}

/**
 * Both limits as whole numbers of pods: surge rounded up, unavailable rounded down, and never both zero.
 * @throws IntOrPercentError when one is neither a number nor a percentage
 */
export function resolveFenceposts(
  maxSurge: number | string | undefined,
  maxUnavailable: number | string | undefined,
  desired: number,
): Fenceposts {
  const surge = scaledIntFromIntOrPercent(maxSurge ?? 0, desired, true);
  const unavailable = scaledIntFromIntOrPercent(maxUnavailable ?? 0, desired, false);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export function desiredReplicas(deployment: Deployment): number {
  return deployment.spec?.replicas ?? 1;
}

export function isRollingUpdate(deployment: Deployment): boolean {
  return deployment.spec?.strategy?.type === 'RollingUpdate';
}

/** The most pods above the wanted size. */
export function maxSurge(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? fencepostsOf(deployment).surge : 0;
}

/** The most pods that may be unavailable; no more than there are wanted. */
export function maxUnavailable(deployment: Deployment): number {
  const desired = desiredReplicas(deployment);
  if (!isRollingUpdate(deployment) || desired === 0) return 0;
  return Math.min(fencepostsOf(deployment).unavailable, desired);
}

/** The fewest pods that must be available. */
export function minAvailable(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? desiredReplicas(deployment) - maxUnavailable(deployment) : 0;
}

function fencepostsOf(deployment: Deployment): Fenceposts {
  const rollingUpdate = deployment.spec?.strategy?.rollingUpdate;
  return resolveFenceposts(
    rollingUpdate?.maxSurge,
    rollingUpdate?.maxUnavailable,
    desiredReplicas(deployment),
  );
}
