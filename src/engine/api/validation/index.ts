/** What the API server checks of an object before it stores it. */
import { findResource, type ResourceKind } from '../kinds.ts';
import type { KubeObject } from '../object.ts';
import { checkAutoscaler, checkAutoscalerUpdate } from './autoscaler.ts';
import { checkClaim, checkClaimUpdate } from './claims.ts';
import * as core from './core.ts';
import * as endpoints from './endpoints.ts';
import * as definitions from './custom-resource-definition.ts';
import { checkCustomObject } from './custom-object.ts';
import type { FieldError } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import * as jobs from './jobs.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import * as networking from './networking.ts';
import { checkImage, checkImageUpdate } from './images.ts';
import * as podarium from './podarium.ts';
import { checkPod, checkPodUpdate } from './pods.ts';
import * as policy from './policy.ts';
import * as quotas from './quotas.ts';
import * as rbac from './rbac.ts';
import { checkImmutable, type Errors } from './rules.ts';
import { checkService, checkServiceUpdate } from './services.ts';
import * as storage from './storage.ts';
import * as workloads from './workloads.ts';

export { invalidStatus } from './invalid-status.ts';
export type { FieldError } from './field-error.ts';

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
  persistentvolumes: { create: storage.checkPersistentVolume, update: storage.checkPersistentVolumeUpdate },
  endpoints: { create: endpoints.checkEndpoints, update: endpoints.checkEndpointsUpdate },
  resourcequotas: { create: quotas.checkResourceQuota, update: quotas.checkResourceQuotaUpdate },
  limitranges: { create: quotas.checkLimitRange, update: quotas.checkLimitRangeUpdate },
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
  'horizontalpodautoscalers.autoscaling': { create: checkAutoscaler, update: checkAutoscalerUpdate },
  'poddisruptionbudgets.policy': {
    create: policy.checkDisruptionBudget,
    update: policy.checkDisruptionBudgetUpdate,
  },
  'priorityclasses.scheduling.k8s.io': {
    create: policy.checkPriorityClass,
    update: policy.checkPriorityClassUpdate,
  },
  'storageclasses.storage.k8s.io': {
    create: storage.checkStorageClass,
    update: storage.checkStorageClassUpdate,
  },
  'endpointslices.discovery.k8s.io': {
    create: endpoints.checkEndpointSlice,
    update: endpoints.checkEndpointSliceUpdate,
  },
  'ingresses.networking.k8s.io': { create: networking.checkIngress, update: networking.checkIngressUpdate },
  'ingressclasses.networking.k8s.io': {
    create: networking.checkIngressClass,
    update: networking.checkIngressClassUpdate,
  },
  'networkpolicies.networking.k8s.io': {
    create: networking.checkNetworkPolicy,
    update: networking.checkNetworkPolicyUpdate,
  },
  'roles.rbac.authorization.k8s.io': { create: rbac.checkRole, update: rbac.checkRoleUpdate },
  'clusterroles.rbac.authorization.k8s.io': {
    create: rbac.checkClusterRole,
    update: rbac.checkClusterRoleUpdate,
  },
  'rolebindings.rbac.authorization.k8s.io': {
    create: rbac.checkRoleBinding,
    update: rbac.checkRoleBindingUpdate,
  },
  'clusterrolebindings.rbac.authorization.k8s.io': {
    create: rbac.checkClusterRoleBinding,
    update: rbac.checkClusterRoleBindingUpdate,
  },
  'customresourcedefinitions.apiextensions.k8s.io': {
    create: definitions.checkDefinition,
    update: definitions.checkDefinitionUpdate,
  },
  'machines.podarium.dev': { create: podarium.checkMachine, update: podarium.checkMachineUpdate },
  'images.podarium.dev': { create: checkImage, update: checkImageUpdate },
  'faults.podarium.dev': { create: podarium.checkFault, update: podarium.checkFaultUpdate },
};

/**
 * What is wrong with a new object, in the API server's order; nothing when it may be stored.
 * @param resourceId as in the kinds table: `deployments.apps`
 * @param object with its defaults
 * @param kind what a custom resource is; built-in ones are known by their id
 */
export function validateCreate(
  resourceId: string,
  object: KubeObject,
  kind: ResourceKind | undefined = findResource(resourceId),
): FieldError[] {
  const errors: Errors = [];
  const rules = rulesByResource[resourceId];
  if (rules !== undefined) rules.create(object as never, errors);
  else checkMetadata(object.metadata, kind?.namespaced ?? true, dnsSubdomainErrors, errors);
  if (kind?.custom !== undefined) checkCustomObject(object, kind.custom.schema, errors);
  return errors;
}

/** Kinds whose selector is fixed once they exist. `pkg/registry/apps/<kind>/strategy.go` */
const fixedSelectors: ReadonlySet<string> = new Set([
  'deployments.apps',
  'replicasets.apps',
  'daemonsets.apps',
]);

/** What is wrong with an object that is to take the place of another; both with their defaults. */
export function validateUpdate(
  resourceId: string,
  next: KubeObject,
  previous: KubeObject,
  kind: ResourceKind | undefined = findResource(resourceId),
): FieldError[] {
  const errors = checkUpdate(resourceId, next, previous);
  if (kind?.custom !== undefined) checkCustomObject(next, kind.custom.schema, errors);
  if (fixedSelectors.has(resourceId)) {
    const [spec, old] = [next, previous].map((object) => (object as { spec?: { selector?: unknown } }).spec);
    checkImmutable(spec?.selector, old?.selector, 'spec.selector', errors);
  }
  return errors;
}

/** As validateUpdate, without what Kubernetes leaves to its storage strategies. */
export function checkUpdate(resourceId: string, next: KubeObject, previous: KubeObject): FieldError[] {
  const errors: Errors = [];
  const rules = rulesByResource[resourceId];
  if (rules !== undefined) rules.update(next as never, previous as never, errors);
  else checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  return errors;
}
