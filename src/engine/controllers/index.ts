/** Every controller of the cluster, as a part that the kernel can run. */
import type { Part } from '../api/part.ts';
import type { ClusterSettings } from '../api/settings.ts';
import { cloudNodeLifecycleController } from './cloud-node-lifecycle/cloud-node-lifecycle-controller.ts';
import { clusterRoleAggregationController } from './cluster-role-aggregation/cluster-role-aggregation-controller.ts';
import { createControllerPart } from './controller-part.ts';
import { customResourceDefinitionController } from './custom-resource-definition/custom-resource-definition-controller.ts';
import { daemonSetController } from './daemonset/daemonset-controller.ts';
import { deploymentController } from './deployment/deployment-controller.ts';
import { disruptionController } from './disruption/disruption-controller.ts';
import { endpointSliceController } from './endpoint-slice/endpoint-slice-controller.ts';
import { endpointsController } from './endpoints/endpoints-controller.ts';
import { garbageCollector } from './garbage-collector/garbage-collector.ts';
import { namespaceController } from './namespace/namespace-controller.ts';
import { createNodeLifecycleController } from './node-lifecycle/node-lifecycle-controller.ts';
import { attachDetachController } from './persistent-volume/attach-detach-controller.ts';
import { claimProtectionController } from './persistent-volume/claim-protection-controller.ts';
import { diskAttacher } from './persistent-volume/disk-attacher.ts';
import { diskProvisioner } from './persistent-volume/disk-provisioner.ts';
import { diskResizer } from './persistent-volume/disk-resizer.ts';
import { ephemeralVolumeController } from './persistent-volume/ephemeral-volume-controller.ts';
import { expandController } from './persistent-volume/expand-controller.ts';
import { persistentVolumeController } from './persistent-volume/persistent-volume-controller.ts';
import { volumeProtectionController } from './persistent-volume/volume-protection-controller.ts';
import { podGarbageCollector } from './pod-gc/pod-gc-controller.ts';
import { replicaSetController } from './replicaset/replicaset-controller.ts';
import { resourceQuotaController } from './resource-quota/resource-quota-controller.ts';
import { rootCaPublisher } from './service-account/root-ca-publisher.ts';
import { serviceAccountController } from './service-account/service-account-controller.ts';
import { statefulSetController } from './statefulset/statefulset-controller.ts';
import { taintEvictionController } from './taint-eviction/taint-eviction-controller.ts';

export function createControllers(settings: ClusterSettings): Part[] {
  const controllers = [
    deploymentController,
    replicaSetController,
    statefulSetController,
    daemonSetController,
    endpointsController,
    endpointSliceController,
    createNodeLifecycleController(settings),
    cloudNodeLifecycleController,
    taintEvictionController,
    podGarbageCollector,
    disruptionController,
    garbageCollector,
    namespaceController,
    serviceAccountController,
    rootCaPublisher,
    resourceQuotaController,
    customResourceDefinitionController,
    clusterRoleAggregationController,
    persistentVolumeController,
    claimProtectionController,
    volumeProtectionController,
    ephemeralVolumeController,
    attachDetachController,
    diskProvisioner,
    diskAttacher,
    expandController,
    diskResizer,
  ];
  return controllers.map(createControllerPart);
}
