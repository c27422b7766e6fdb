/**
 * The order in which Go writes the fields of Kubernetes' own types: that of their declarations, which the generated
 * reference doesn't keep. What kubectl makes itself is printed in it. `staging/src/k8s.io/api`
 */
import { definitionOf, definitions } from '../engine/api/structure.ts';
import type { AnyObject } from '../engine/api/object.ts';

/** By definition; those that aren't here are declared in alphabetical order, or print no more than one field. */
const declared: Readonly<Record<string, string>> = {
  ObjectMeta:
    'name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers managedFields',
  ManagedFieldsEntry: 'manager operation apiVersion time fieldsType fieldsV1 subresource',
  OwnerReference: 'apiVersion kind name uid controller blockOwnerDeletion',
  LabelSelectorRequirement: 'key operator values',
  Condition: 'type status observedGeneration lastTransitionTime reason message',
  ConfigMap: 'metadata immutable data binaryData',
  Secret: 'metadata immutable data stringData type',
  PriorityClass: 'metadata value globalDefault description preemptionPolicy',
  ResourceQuotaSpec: 'hard scopes scopeSelector',
  ServiceSpec:
    'ports selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution',
  ServicePort: 'name protocol appProtocol port targetPort nodePort',
  ServiceStatus: 'loadBalancer conditions',
  DeploymentSpec:
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds',
  DeploymentStrategy: 'type rollingUpdate',
  RollingUpdateDeployment: 'maxUnavailable maxSurge',
  JobSpec:
    'parallelism completions activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector manualSelector template ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy',
  CronJobSpec:
    'schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate successfulJobsHistoryLimit failedJobsHistoryLimit',
  PodSpec:
    'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride schedulingGroup',
  Container:
    'name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty',
  ContainerPort: 'name hostPort containerPort protocol hostIP',
  EnvVar: 'name value valueFrom',
  VolumeMount: 'name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr',
  Volume: 'name',
  ProjectedVolumeSource: 'sources defaultMode',
  VolumeProjection: 'secret downwardAPI configMap serviceAccountToken clusterTrustBundle podCertificate',
  ConfigMapProjection: 'name items optional',
  DownwardAPIVolumeFile: 'path fieldRef resourceFieldRef mode',
  ServiceAccountTokenProjection: 'audience expirationSeconds path',
  Toleration: 'key operator value effect tolerationSeconds',
  PodStatus:
    'observedGeneration phase conditions message reason nominatedNodeName hostIP hostIPs podIP podIPs startTime initContainerStatuses containerStatuses qosClass ephemeralContainerStatuses resize resourceClaimStatuses extendedResourceClaimStatus allocatedResources resources nodeAllocatableResourceClaimStatuses',
  IngressSpec: 'ingressClassName defaultBackend tls rules',
  IngressTLS: 'hosts secretName',
  IngressRule: 'host http',
  HTTPIngressPath: 'path pathType backend',
  IngressBackend: 'service resource',
  PolicyRule: 'verbs apiGroups resources resourceNames nonResourceURLs',
  RbacSubject: 'kind apiGroup name namespace',
  RoleBinding: 'metadata subjects roleRef',
  ClusterRoleBinding: 'metadata subjects roleRef',
  ClusterRole: 'metadata rules aggregationRule',
  PodDisruptionBudgetSpec: 'minAvailable selector maxUnavailable unhealthyPodEvictionPolicy',
  PodDisruptionBudgetStatus:
    'observedGeneration disruptedPods disruptionsAllowed currentHealthy desiredHealthy expectedPods conditions',
  HorizontalPodAutoscalerSpec: 'scaleTargetRef minReplicas maxReplicas metrics behavior',
  CrossVersionObjectReference: 'kind name apiVersion',
  MetricSpec: 'type object pods resource containerResource external',
  ResourceMetricSource: 'name target',
  MetricTarget: 'type value averageValue averageUtilization',
  HorizontalPodAutoscalerStatus:
    'observedGeneration lastScaleTime currentReplicas desiredReplicas currentMetrics conditions',
  ServiceAccount: 'metadata secrets imagePullSecrets automountServiceAccountToken',
  TokenRequestSpec: 'audiences expirationSeconds boundObjectRef',
  BoundObjectReference: 'kind apiVersion name uid',
  TokenRequestStatus: 'token expirationTimestamp',
};

/** The object with its fields as Go writes those of a declared type; keys of maps are in alphabetical order. */
export function inDeclaredOrder(object: AnyObject): AnyObject {
  const definition = definitionOf(object.apiVersion ?? '', object.kind ?? '');
  const { kind, apiVersion, ...fields } = object;
  return { kind, apiVersion, ...(ordered(fields, definition ?? '') as object) } as AnyObject;
}

function ordered(value: unknown, type: string): unknown {
  const bare = type.replace(/^!/, '');
  if (Array.isArray(value)) return value.map((item) => ordered(item, bare.slice(1)));
  if (typeof value !== 'object' || value === null) return value;
  const fields = definitions[bare] ?? {};
  const order = declared[bare]?.split(' ') ?? [];
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = entries.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const inside = (key: string) => fields[key] ?? (bare.startsWith('{') ? bare.slice(1) : '');
  return Object.fromEntries(sorted.map(([key, field]) => [key, ordered(field, inside(key))]));
}
