/** Objects in words, as `kubectl describe` tells of them. */
import type { Event } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { Server } from '../server.ts';
import { describeRole, describeRoleBinding } from './access.ts';
import { describeAutoscaler } from './autoscaler.ts';
import { describeCertificateRequest } from './certificate-request.ts';
import { describeConfigMap, describeSecret, describeServiceAccount } from './configuration.ts';
import { Description } from './description.ts';
import { describeEvents, eventsAbout } from './events.ts';
import { describeAnything } from './generic.ts';
import { describeCronJob, describeJob } from './jobs.ts';
import {
  describeEndpoints,
  describeEndpointSlice,
  describeIngress,
  describeIngressClass,
  describeIpAddress,
  describeServiceCidr,
} from './network.ts';
import { describeNetworkPolicy } from './network-policy.ts';
import { describeNode } from './node.ts';
import { describePod } from './pod.ts';
import { describeDisruptionBudget, describePriorityClass } from './policies.ts';
import { describeLimitRange, describeNamespace, describeQuota } from './quotas.ts';
import { describeService } from './service.ts';
import {
  describeClaim,
  describeCsiNode,
  describePersistentVolume,
  describeStorageClass,
  describeVolumeAttributesClass,
} from './storage.ts';
import {
  describeDaemonSet,
  describeDeployment,
  describeReplicaSet,
  describeReplicationController,
  describeStatefulSet,
} from './workloads.ts';

type Describe = (description: Description, object: never, server: Server) => void | Promise<void>;

/** By kind and group. */
const describers: Readonly<Record<string, Describe>> = {
  'ConfigMap.': describeConfigMap,
  'Endpoints.': describeEndpoints,
  'LimitRange.': describeLimitRange,
  'Namespace.': describeNamespace,
  'Node.': describeNode,
  'PersistentVolume.': describePersistentVolume,
  'PersistentVolumeClaim.': describeClaim,
  'Pod.': describePod,
  'ReplicationController.': describeReplicationController,
  'ResourceQuota.': describeQuota,
  'Secret.': describeSecret,
  'Service.': describeService,
  'ServiceAccount.': describeServiceAccount,
  'DaemonSet.apps': describeDaemonSet,
  'Deployment.apps': describeDeployment,
  'ReplicaSet.apps': describeReplicaSet,
  'StatefulSet.apps': describeStatefulSet,
  'HorizontalPodAutoscaler.autoscaling': describeAutoscaler,
  'CronJob.batch': describeCronJob,
  'Job.batch': describeJob,
  'CertificateSigningRequest.certificates.k8s.io': describeCertificateRequest,
  'EndpointSlice.discovery.k8s.io': describeEndpointSlice,
  'IPAddress.networking.k8s.io': describeIpAddress,
  'Ingress.networking.k8s.io': describeIngress,
  'IngressClass.networking.k8s.io': describeIngressClass,
  'NetworkPolicy.networking.k8s.io': describeNetworkPolicy,
  'ServiceCIDR.networking.k8s.io': describeServiceCidr,
  'PodDisruptionBudget.policy': describeDisruptionBudget,
  'ClusterRole.rbac.authorization.k8s.io': describeRole,
  'ClusterRoleBinding.rbac.authorization.k8s.io': describeRoleBinding,
  'Role.rbac.authorization.k8s.io': describeRole,
  'RoleBinding.rbac.authorization.k8s.io': describeRoleBinding,
  'PriorityClass.scheduling.k8s.io': describePriorityClass,
  'CSINode.storage.k8s.io': describeCsiNode,
  'StorageClass.storage.k8s.io': describeStorageClass,
  'VolumeAttributesClass.storage.k8s.io': describeVolumeAttributesClass,
};

/** Kinds whose description never ends with Events. */
const withoutEvents: readonly Describe[] = [
  describeLimitRange,
  describeNamespace,
  describeNetworkPolicy,
  describeQuota,
  describeRole,
  describeRoleBinding,
  describeSecret,
];

/** The whole text about one object, without its last line end. @throws ServerError */
export async function describeObject(
  object: AnyObject,
  server: Server,
  options: { readonly showEvents: boolean },
): Promise<string> {
  const description = new Description(server.client.now());
  const { apiVersion = '', kind = '' } = object;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const describe: Describe = describers[`${kind}.${group}`] ?? describeAnything;
  await describe(description, object as never, server);
  if (options.showEvents && !withoutEvents.includes(describe))
    describeEvents(description, await eventsOf(object, server));
  return description.toString();
}

/** The uid of a static pod as its kubelet knows it. */
const mirrorAnnotation = 'kubernetes.io/config.mirror';

/** A pod's Events may say no kind. The kubelet knows its Node by name, and the controllers by uid. */
async function eventsOf({ kind = '', metadata }: AnyObject, server: Server): Promise<Event[]> {
  const { namespace = '', name = '', uid = '', annotations } = metadata ?? {};
  if (kind === 'Pod')
    return eventsAbout(server, { kind: '', namespace, name, uid: annotations?.[mirrorAnnotation] ?? uid });
  const byUid = await eventsAbout(server, { kind, namespace, name, uid });
  if (kind !== 'Node' || uid === name) return byUid;
  return [...byUid, ...(await eventsAbout(server, { kind, namespace, name, uid: name }))];
}
