/** The key numbers of each kind: fields of the object by their own names, those that it has. */
import type { CustomResourceDefinition } from '../../engine/api/generated/types.ts';
import { clockOf } from './clock-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import type { KindLookup } from './kind-lookup.ts';

export interface Fact {
  /** The name of the field or printer column: Kubernetes' own word. */
  readonly name: string;
  readonly value: string;
}

const scaled = ['spec.replicas', 'status.updatedReplicas', 'status.availableReplicas'];
const fields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'status.qosClass',
    'spec.restartPolicy',
    'spec.serviceAccountName',
    'spec.priority',
    'status.startTime',
  ],
  nodes: ['status.nodeInfo.osImage', 'status.nodeInfo.containerRuntimeVersion', 'spec.podCIDR'],
  'deployments.apps': [
    ...scaled,
    'spec.strategy.type',
    'spec.strategy.rollingUpdate.maxSurge',
    'spec.strategy.rollingUpdate.maxUnavailable',
    'spec.progressDeadlineSeconds',
  ],
  'replicasets.apps': ['spec.replicas', 'status.readyReplicas', 'status.availableReplicas'],
  replicationcontrollers: ['spec.replicas', 'status.readyReplicas'],
  'statefulsets.apps': [
    ...scaled,
    'spec.serviceName',
    'spec.podManagementPolicy',
    'spec.updateStrategy.type',
    'spec.updateStrategy.rollingUpdate.partition',
  ],
  'daemonsets.apps': [
    'status.desiredNumberScheduled',
    'status.currentNumberScheduled',
    'status.numberReady',
    'status.updatedNumberScheduled',
    'status.numberMisscheduled',
    'spec.updateStrategy.type',
  ],
  'jobs.batch': [
    'spec.completions',
    'spec.parallelism',
    'spec.backoffLimit',
    'status.active',
    'status.succeeded',
    'status.failed',
    'spec.ttlSecondsAfterFinished',
  ],
  'cronjobs.batch': ['spec.schedule', 'spec.timeZone', 'spec.concurrencyPolicy', 'status.lastScheduleTime'],
  services: ['spec.type', 'spec.clusterIP', 'spec.ports', 'spec.selector', 'spec.sessionAffinity'],
  'endpointslices.discovery.k8s.io': ['addressType', 'ports'],
  'ingresses.networking.k8s.io': ['spec.ingressClassName', 'spec.rules'],
  'networkpolicies.networking.k8s.io': ['spec.policyTypes', 'spec.podSelector.matchLabels'],
  secrets: ['type', 'immutable'],
  configmaps: ['immutable'],
  persistentvolumes: [
    'status.phase',
    'spec.capacity.storage',
    'spec.accessModes',
    'spec.persistentVolumeReclaimPolicy',
    'spec.storageClassName',
  ],
  persistentvolumeclaims: [
    'status.phase',
    'spec.resources.requests.storage',
    'spec.accessModes',
    'spec.storageClassName',
    'spec.volumeMode',
  ],
  'storageclasses.storage.k8s.io': [
    'provisioner',
    'reclaimPolicy',
    'volumeBindingMode',
    'allowVolumeExpansion',
  ],
  namespaces: ['status.phase', 'metadata.labels'],
  'horizontalpodautoscalers.autoscaling': [
    'spec.minReplicas',
    'spec.maxReplicas',
    'status.currentReplicas',
    'status.desiredReplicas',
  ],
  'poddisruptionbudgets.policy': [
    'spec.minAvailable',
    'spec.maxUnavailable',
    'status.currentHealthy',
    'status.desiredHealthy',
    'status.disruptionsAllowed',
  ],
  'priorityclasses.scheduling.k8s.io': ['value', 'globalDefault', 'preemptionPolicy', 'description'],
  'leases.coordination.k8s.io': [
    'spec.holderIdentity',
    'spec.renewTime',
    'spec.leaseDurationSeconds',
    'spec.leaseTransitions',
  ],
  events: ['type', 'reason', 'message', 'count', 'firstTimestamp', 'lastTimestamp'],
  'faults.podarium.dev': [
    'status.phase',
    'spec.target',
    'spec.exitCode',
    'spec.seconds',
    'spec.rate',
    'spec.probe',
    'spec.available',
    'spec.startTime',
    'spec.durationSeconds',
    'status.struck',
  ],
  'images.podarium.dev': [
    'spec.size',
    'spec.pullSeconds',
    'spec.ports',
    'spec.startUpSeconds',
    'spec.response',
    'spec.resources',
    'spec.script',
  ],
  'machines.podarium.dev': [
    'spec.power',
    'spec.network',
    'spec.cpu',
    'spec.memory',
    'spec.zone',
    'spec.role',
  ],
  'customresourcedefinitions.apiextensions.k8s.io': [
    'spec.group',
    'spec.names.plural',
    'spec.names.shortNames',
    'spec.scope',
    'spec.versions',
  ],
};

/** Facts of the kind; of a custom one its printer columns. Empty when nothing is known to be worth saying. */
export function factsOf(
  { resource, object }: InspectedObject,
  lookup: Pick<KindLookup, 'get'>,
): readonly Fact[] {
  const known = fields[resource];
  const wanted =
    known?.map((path) => ({ name: path.split('.').at(-1) ?? path, path: path.split('.') })) ??
    columnsOf(resource, object, lookup);
  return wanted.flatMap(({ name, path }) => {
    const value = textOf(path.reduce<unknown>(inside, object));
    return value === '' ? [] : [{ name, value }];
  });
}

function columnsOf(resource: string, object: object, { get }: Pick<KindLookup, 'get'>) {
  const definition = get(`customresourcedefinitions.apiextensions.k8s.io//${resource}`) as
    CustomResourceDefinition | undefined;
  const version = ((object as { apiVersion?: string }).apiVersion ?? '').split('/').at(-1);
  const { versions = [] } = definition?.spec ?? {};
  const served = versions.find(({ name }) => name === version) ?? versions.find(({ storage }) => storage);
  return (served?.additionalPrinterColumns ?? []).map(({ name, jsonPath }) => ({
    name,
    path: jsonPath.match(/[^.[\]'"]+/g) ?? [],
  }));
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const timestamp = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** One line, short: lists by commas, maps by `name=value`, and of deeper things what names them. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return timestamp.test(value) ? clockOf(value) : value;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(elementText).join(', ');
  return Object.entries(value)
    .map(([name, each]) => `${name}=${typeof each === 'object' ? JSON.stringify(each) : String(each)}`)
    .join(', ');
}

function elementText(element: unknown): string {
  const { port, protocol, name, host } = (element ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof port === 'number') return `${port}/${typeof protocol === 'string' ? protocol : 'TCP'}`;
  if (typeof host === 'string') return host;
  return typeof name === 'string' ? name : textOf(element);
}
