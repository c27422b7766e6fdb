/** The values that the API server fills in when an object is read. */
import type { KubeObject } from '../object.ts';
import { defaultAutoscaler } from './autoscaler.ts';
import * as core from './core.ts';
import { defaultDefinition } from './custom-resource-definition.ts';
import { defaultPod } from './pod.ts';
import * as workloads from './workloads.ts';

type Default = (object: never) => KubeObject;

const byResource: Readonly<Record<string, Default>> = {
  pods: defaultPod,
  namespaces: core.defaultNamespace,
  nodes: core.defaultNode,
  services: core.defaultService,
  endpoints: core.defaultEndpoints,
  secrets: core.defaultSecret,
  persistentvolumes: core.defaultVolumeObject,
  persistentvolumeclaims: core.defaultClaim,
  replicationcontrollers: workloads.defaultReplicationController,
  limitranges: core.defaultLimitRange,
  resourcequotas: core.defaultQuota,
  'deployments.apps': workloads.defaultDeployment,
  'replicasets.apps': workloads.defaultReplicaSet,
  'statefulsets.apps': workloads.defaultStatefulSet,
  'daemonsets.apps': workloads.defaultDaemonSet,
  'jobs.batch': workloads.defaultJob,
  'cronjobs.batch': workloads.defaultCronJob,
  'horizontalpodautoscalers.autoscaling': defaultAutoscaler,
  'ingressclasses.networking.k8s.io': core.defaultIngressClass,
  'networkpolicies.networking.k8s.io': core.defaultNetworkPolicy,
  'endpointslices.discovery.k8s.io': core.defaultEndpointSlice,
  'storageclasses.storage.k8s.io': core.defaultStorageClass,
  'priorityclasses.scheduling.k8s.io': core.defaultPriorityClass,
  'rolebindings.rbac.authorization.k8s.io': core.defaultBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': core.defaultBinding,
  'customresourcedefinitions.apiextensions.k8s.io': defaultDefinition,
  'machines.podarium.dev': core.defaultMachine,
  'faults.podarium.dev': core.defaultFault,
};

/**
 * The object with Kubernetes' defaults: a new object, or the same one when it has them all.
 * @param resourceId as in the kinds table: `deployments.apps`
 */
export function applyDefaults<Kind extends KubeObject>(resourceId: string, object: Kind): Kind {
  const apply = byResource[resourceId];
  return apply === undefined ? object : (apply(object as never) as Kind);
}
