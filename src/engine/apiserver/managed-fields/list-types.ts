/**
 * How server-side apply merges lists and maps of the built-in types, where it isn't by field or as one whole:
 * the tags listType, listMapKey, mapType and structType of `staging/src/k8s.io/api`.
 */
const byType = { conditions: 'type' };
const container = {
  ports: 'containerPort,protocol',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
};

/** Keys of a keyed list with commas between, or `set`. */
export const mergedLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ObjectMeta: { ownerReferences: 'uid', finalizers: 'set' },
  PodSpec: {
    containers: 'name',
    initContainers: 'name',
    ephemeralContainers: 'name',
    volumes: 'name',
    imagePullSecrets: 'name',
    hostAliases: 'ip',
    topologySpreadConstraints: 'topologyKey,whenUnsatisfiable',
    resourceClaims: 'name',
    schedulingGates: 'name',
  },
  Container: container,
  EphemeralContainer: container,
  ResourceRequirements: { claims: 'name' },
  ContainerStatus: { volumeMounts: 'mountPath', allocatedResourcesStatus: 'name' },
  ResourceStatus: { resources: 'resourceID' },
  PodStatus: { ...byType, podIPs: 'ip', resourceClaimStatuses: 'name' },
  ServiceSpec: { ports: 'port,protocol' },
  ServiceAccount: { secrets: 'name' },
  NodeSpec: { podCIDRs: 'set' },
  NodeStatus: { ...byType, addresses: 'type' },
  Endpoint: { addresses: 'set' },
  UncountedTerminatedPods: { succeeded: 'set', failed: 'set' },
  PodFailurePolicyOnExitCodesRequirement: { values: 'set' },
  ContainerRestartRuleOnExitCodes: { values: 'set' },
  MutatingWebhookConfiguration: { webhooks: 'name' },
  ValidatingWebhookConfiguration: { webhooks: 'name' },
  MutatingWebhook: { matchConditions: 'name' },
  ValidatingWebhook: { matchConditions: 'name' },
  ValidatingAdmissionPolicySpec: { matchConditions: 'name', variables: 'name' },
  ValidatingAdmissionPolicyBindingSpec: { validationActions: 'set' },
  MutatingAdmissionPolicySpec: { matchConditions: 'name' },
  CSINodeSpec: { drivers: 'name' },
  CSIDriverSpec: { volumeLifecycleModes: 'set' },
  ResourceClaimStatus: { devices: 'driver,device,pool,shareID', reservedFor: 'uid' },
  ResourcePolicyRule: { apiGroups: 'set', namespaces: 'set', resources: 'set', verbs: 'set' },
  NonResourcePolicyRule: { nonResourceURLs: 'set', verbs: 'set' },
};

/** Conditions are keyed by type in every status but a Job's. */
export function isKeyedByType(definition: string, field: string): boolean {
  return field === 'conditions' && definition.endsWith('Status') && definition !== 'JobStatus';
}

/** Keys that an item may lack; every other has a default: `TCP`, the empty text, zero. */
export const keysWithoutDefault: ReadonlySet<string> = new Set([
  'AllocatedDeviceStatus.shareID',
  'ObjectReference.name',
]);

/** Structs that have one owner. */
export const wholeStructs: ReadonlySet<string> = new Set([
  'ConfigMapKeySelector',
  'DiscoveryEndpointPort',
  'EndpointAddress',
  'EndpointPort',
  'FileKeySelector',
  'LabelSelector',
  'LocalObjectReference',
  'MatchResources',
  'NamedRuleWithOperations',
  'NodeSelector',
  'NodeSelectorTerm',
  'ObjectFieldSelector',
  'ObjectReference',
  'OwnerReference',
  'ParamKind',
  'ParamRef',
  'ResourceFieldSelector',
  'RoleRef',
  'ScopeSelector',
  'SecretKeySelector',
  'SecretReference',
  'ServiceBackendPort',
  'TopologySelectorTerm',
  'TypedLocalObjectReference',
  'Variable',
]);

/** Fields with one owner though their type has more elsewhere. */
export const wholeFields: ReadonlySet<string> = new Set([
  'PodSpec.nodeSelector',
  'ServiceSpec.selector',
  'ReplicationControllerSpec.selector',
  'Scheduling.nodeSelector',
]);

/** Fields that merge by field though structs of their type are elsewhere one whole. */
export const splitFields: ReadonlySet<string> = new Set(['PersistentVolumeSpec.claimRef']);

/** Structs inside structs that Kubernetes writes even when they are empty: being there, they have no owner. */
export const valueFields: ReadonlySet<string> = new Set([
  'metadata',
  'spec',
  'status',
  'template',
  'jobTemplate',
  'strategy',
  'updateStrategy',
  'containers',
  'loadBalancer',
  'scaleTargetRef',
]);
