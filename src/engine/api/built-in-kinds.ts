/** Every resource that a cluster has from the beginning, as data: what `kubectl api-resources` lists, and the playground's own. */
import type { ResourceKind } from './resource-kind.ts';

type Options = Partial<
  Pick<
    ResourceKind,
    | 'namespaced'
    | 'shortNames'
    | 'categories'
    | 'subresources'
    | 'countsGeneration'
    | 'verbs'
    | 'stored'
    | 'storedAs'
  >
>;

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function resource(apiVersion: string, kind: string, plural: string, options: Options = {}): ResourceKind {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return {
    id: group === '' ? plural : `${plural}.${group}`,
    plural,
    singular: group === 'metrics.k8s.io' ? '' : kind.toLowerCase(),
    kind,
    group,
    version: apiVersion.slice(slash + 1),
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: [],
    verbs: allVerbs,
    countsGeneration: false,
    stored: true,
    ...options,
  };
}

const all = ['all'];
const status = ['status'];
const scaled = ['status', 'scale'];
const cluster = { namespaced: false } satisfies Options;
const counted = { countsGeneration: true } satisfies Options;
/** Asked by creating it, and answered at once: nothing is kept. */
const question = { ...cluster, stored: false, verbs: ['create'] } satisfies Options;
const workload = { ...counted, categories: all, subresources: scaled } satisfies Options;

const core: readonly ResourceKind[] = [
  resource('v1', 'Binding', 'bindings', { stored: false, verbs: ['create'] }),
  resource('v1', 'ComponentStatus', 'componentstatuses', {
    ...cluster,
    shortNames: ['cs'],
    stored: false,
    verbs: ['get', 'list'],
  }),
  resource('v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  resource('v1', 'Endpoints', 'endpoints', { shortNames: ['ep'] }),
  resource('v1', 'Event', 'events', { shortNames: ['ev'] }),
  resource('v1', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  resource('v1', 'Namespace', 'namespaces', {
    ...cluster,
    shortNames: ['ns'],
    subresources: ['status', 'finalize'],
    verbs: allVerbs.filter((verb) => verb !== 'deletecollection'),
  }),
  resource('v1', 'Node', 'nodes', { ...cluster, shortNames: ['no'], subresources: ['status', 'proxy'] }),
  resource('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', {
    shortNames: ['pvc'],
    subresources: status,
  }),
  resource('v1', 'PersistentVolume', 'persistentvolumes', {
    ...cluster,
    shortNames: ['pv'],
    subresources: status,
  }),
  resource('v1', 'Pod', 'pods', {
    ...counted,
    shortNames: ['po'],
    categories: all,
    subresources: [
      'status',
      'binding',
      'eviction',
      'log',
      'exec',
      'attach',
      'portforward',
      'proxy',
      'resize',
      'ephemeralcontainers',
    ],
  }),
  resource('v1', 'PodTemplate', 'podtemplates', counted),
  resource('v1', 'ReplicationController', 'replicationcontrollers', { ...workload, shortNames: ['rc'] }),
  resource('v1', 'ResourceQuota', 'resourcequotas', { shortNames: ['quota'], subresources: status }),
  resource('v1', 'Secret', 'secrets'),
  resource('v1', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'], subresources: ['token'] }),
  resource('v1', 'Service', 'services', {
    shortNames: ['svc'],
    categories: all,
    subresources: ['status', 'proxy'],
  }),
];

const workloads: readonly ResourceKind[] = [
  resource('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  resource('apps/v1', 'DaemonSet', 'daemonsets', { ...workload, shortNames: ['ds'], subresources: status }),
  resource('apps/v1', 'Deployment', 'deployments', { ...workload, shortNames: ['deploy'] }),
  resource('apps/v1', 'ReplicaSet', 'replicasets', { ...workload, shortNames: ['rs'] }),
  resource('apps/v1', 'StatefulSet', 'statefulsets', { ...workload, shortNames: ['sts'] }),
];

const access: readonly ResourceKind[] = [
  resource('authentication.k8s.io/v1', 'SelfSubjectReview', 'selfsubjectreviews', question),
  resource('authentication.k8s.io/v1', 'TokenReview', 'tokenreviews', question),
  resource('authorization.k8s.io/v1', 'LocalSubjectAccessReview', 'localsubjectaccessreviews', {
    ...question,
    namespaced: true,
  }),
  resource('authorization.k8s.io/v1', 'SelfSubjectAccessReview', 'selfsubjectaccessreviews', question),
  resource('authorization.k8s.io/v1', 'SelfSubjectRulesReview', 'selfsubjectrulesreviews', question),
  resource('authorization.k8s.io/v1', 'SubjectAccessReview', 'subjectaccessreviews', question),
];

const hpa = { shortNames: ['hpa'], categories: all, subresources: status };

const batchAndScaling: readonly ResourceKind[] = [
  resource('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', hpa),
  resource('autoscaling/v1', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    ...hpa,
    storedAs: 'horizontalpodautoscalers.autoscaling',
  }),
  resource('batch/v1', 'CronJob', 'cronjobs', { ...workload, shortNames: ['cj'], subresources: status }),
  resource('batch/v1', 'Job', 'jobs', { ...workload, subresources: status }),
  resource('certificates.k8s.io/v1', 'CertificateSigningRequest', 'certificatesigningrequests', {
    ...cluster,
    shortNames: ['csr'],
    subresources: ['status', 'approval'],
  }),
];

const networking: readonly ResourceKind[] = [
  resource('networking.k8s.io/v1', 'IngressClass', 'ingressclasses', { ...cluster, ...counted }),
  resource('networking.k8s.io/v1', 'Ingress', 'ingresses', {
    ...counted,
    shortNames: ['ing'],
    subresources: status,
  }),
  resource('networking.k8s.io/v1', 'IPAddress', 'ipaddresses', { ...cluster, shortNames: ['ip'] }),
  resource('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', {
    ...counted,
    shortNames: ['netpol'],
  }),
  resource('networking.k8s.io/v1', 'ServiceCIDR', 'servicecidrs', { ...cluster, subresources: status }),
];

const policyAndAccess: readonly ResourceKind[] = [
  resource('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    ...counted,
    shortNames: ['pdb'],
    subresources: status,
  }),
  resource('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', cluster),
  resource('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', cluster),
  resource('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'),
  resource('rbac.authorization.k8s.io/v1', 'Role', 'roles'),
];

const storage: readonly ResourceKind[] = [
  resource('storage.k8s.io/v1', 'CSIDriver', 'csidrivers', { ...cluster, ...counted }),
  resource('storage.k8s.io/v1', 'CSINode', 'csinodes', cluster),
  resource('storage.k8s.io/v1', 'CSIStorageCapacity', 'csistoragecapacities'),
  resource('storage.k8s.io/v1', 'StorageClass', 'storageclasses', { ...cluster, shortNames: ['sc'] }),
  resource('storage.k8s.io/v1', 'VolumeAttachment', 'volumeattachments', {
    ...cluster,
    subresources: status,
  }),
  resource('storage.k8s.io/v1', 'VolumeAttributesClass', 'volumeattributesclasses', {
    ...cluster,
    shortNames: ['vac'],
  }),
];

const registration = 'admissionregistration.k8s.io/v1';
const admission: readonly ResourceKind[] = [
  resource(registration, 'MutatingAdmissionPolicy', 'mutatingadmissionpolicies', { ...cluster, ...counted }),
  resource(registration, 'MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings', {
    ...cluster,
    ...counted,
  }),
  resource(registration, 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', {
    ...cluster,
    ...counted,
    categories: ['api-extensions'],
  }),
  resource(registration, 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', {
    ...cluster,
    ...counted,
    categories: ['api-extensions'],
    subresources: status,
  }),
  resource(registration, 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', {
    ...cluster,
    ...counted,
    categories: ['api-extensions'],
  }),
  resource(registration, 'ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', {
    ...cluster,
    ...counted,
    categories: ['api-extensions'],
  }),
];

const flowcontrol = 'flowcontrol.apiserver.k8s.io/v1';
const others: readonly ResourceKind[] = [
  resource('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    ...cluster,
    ...counted,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    subresources: status,
  }),
  resource('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', {
    ...cluster,
    ...counted,
    shortNames: ['pc'],
  }),
  resource('coordination.k8s.io/v1', 'Lease', 'leases'),
  resource('node.k8s.io/v1', 'RuntimeClass', 'runtimeclasses', cluster),
  resource('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', counted),
  resource(flowcontrol, 'FlowSchema', 'flowschemas', { ...cluster, ...counted, subresources: status }),
  resource(flowcontrol, 'PriorityLevelConfiguration', 'prioritylevelconfigurations', {
    ...cluster,
    ...counted,
    subresources: status,
  }),
  resource('resource.k8s.io/v1', 'DeviceClass', 'deviceclasses', { ...cluster, ...counted }),
  resource('resource.k8s.io/v1', 'ResourceClaim', 'resourceclaims', { subresources: status }),
  resource('resource.k8s.io/v1', 'ResourceClaimTemplate', 'resourceclaimtemplates'),
  resource('resource.k8s.io/v1', 'ResourceSlice', 'resourceslices', { ...cluster, ...counted }),
];

/** Made up by the metrics server when they are read. */
const measured = { stored: false, verbs: ['get', 'list'] } satisfies Options;
const metrics: readonly ResourceKind[] = [
  resource('metrics.k8s.io/v1beta1', 'NodeMetrics', 'nodes', { ...cluster, ...measured }),
  resource('metrics.k8s.io/v1beta1', 'PodMetrics', 'pods', measured),
];

const playground = 'podarium.dev/v1alpha1';
const podarium: readonly ResourceKind[] = [
  resource(playground, 'Machine', 'machines', { ...cluster, ...counted, subresources: status }),
  resource(playground, 'Fault', 'faults', { ...cluster, ...counted, subresources: status }),
  resource(playground, 'Image', 'images', { ...cluster, ...counted }),
];

/** In the order in which the API server lists its groups; of several versions the preferred one first. */
export const builtInKinds: readonly ResourceKind[] = [
  ...core,
  resource('apiregistration.k8s.io/v1', 'APIService', 'apiservices', {
    ...cluster,
    categories: ['api-extensions'],
    subresources: status,
    stored: false,
    verbs: ['get', 'list'],
  }),
  ...workloads,
  resource('events.k8s.io/v1', 'Event', 'events', { shortNames: ['ev'], storedAs: 'events' }),
  ...access,
  ...batchAndScaling,
  ...networking,
  ...policyAndAccess,
  ...storage,
  ...admission,
  ...others,
  ...metrics,
  ...podarium,
];
