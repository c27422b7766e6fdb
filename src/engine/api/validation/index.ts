/** What the API server checks of an object before it stores it. */
import { findResource } from '../kinds.ts';
import type { KubeObject } from '../object.ts';
import { checkClaim, checkClaimUpdate } from './claims.ts';
import * as core from './core.ts';
import type { FieldError } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import * as jobs from './jobs.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import * as podarium from './podarium.ts';
import { checkPod, checkPodUpdate } from './pods.ts';
import type { Errors } from './rules.ts';
import { checkService, checkServiceUpdate } from './services.ts';
import * as workloads from './workloads.ts';

export { invalidStatus } from './invalid-status.ts';
export type { FieldError, FieldErrorType } from './field-error.ts';

interface Rules {
  readonly create: (object: never, errors: Errors) => void;
  readonly update: (next: never, previous: never, errors: Errors) => void;
}

const rulesByResource: Readonly<Record<string, Rules>> = {
  pods: { create: checkPod, update: checkPodUpdate },
  services: { create: checkService, update: checkServiceUpdate },
  configmaps: { create: core.checkConfigMap, update: core.checkConfigMapUpdate },
  secrets: { create: core.checkSecret, update: core.checkSecretUpdate },
  namespaces: { create: core.checkNamespace, update: core.checkNamespaceUpdate },
  nodes: { create: core.checkNode, update: core.checkNodeUpdate },
  persistentvolumeclaims: { create: checkClaim, update: checkClaimUpdate },
  replicationcontrollers: {
    create: workloads.checkReplicationController,
    update: workloads.checkReplicationControllerUpdate,
  },
  'deployments.apps': { create: workloads.checkDeployment, update: workloads.checkDeploymentUpdate },
  'replicasets.apps': { create: workloads.checkReplicaSet, update: workloads.checkReplicaSetUpdate },
  'daemonsets.apps': { create: workloads.checkDaemonSet, update: workloads.checkDaemonSetUpdate },
  'statefulsets.apps': { create: workloads.checkStatefulSet, update: workloads.checkStatefulSetUpdate },
  'jobs.batch': { create: jobs.checkJob, update: jobs.checkJobUpdate },
  'cronjobs.batch': { create: jobs.checkCronJob, update: jobs.checkCronJobUpdate },
  'machines.podarium.dev': { create: podarium.checkMachine, update: podarium.checkMachineUpdate },
  'faults.podarium.dev': { create: podarium.checkFault, update: podarium.checkFaultUpdate },
};

/**
 * What is wrong with a new object, in the API server's order; nothing when it may be stored.
 * @param resourceId as in the kinds table: `deployments.apps`
 * @param object with its defaults
 */
export function validateCreate(resourceId: string, object: KubeObject): FieldError[] {
  const errors: Errors = [];
  const rules = rulesByResource[resourceId];
  if (rules !== undefined) rules.create(object as never, errors);
  else
    checkMetadata(object.metadata, findResource(resourceId)?.namespaced ?? true, dnsSubdomainErrors, errors);
  return errors;
}

/** What is wrong with an object that is to take the place of another; both with their defaults. */
export function validateUpdate(resourceId: string, next: KubeObject, previous: KubeObject): FieldError[] {
  const errors: Errors = [];
  const rules = rulesByResource[resourceId];
  if (rules !== undefined) rules.update(next as never, previous as never, errors);
  else checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  return errors;
}
