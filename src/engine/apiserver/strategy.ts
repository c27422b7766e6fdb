/**
 * What each kind's storage does on its own account: the status a new object starts with and what an ordinary
 * update may not touch. `pkg/registry/<group>/<kind>/strategy.go`
 */
import { semanticallyEqual } from '../api/equal.ts';
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject } from '../api/object.ts';
import { qosClass } from '../api/qos-class.ts';
import { definitionsResource } from '../api/custom-kinds.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionStatus,
  Job,
  PodSpec,
  PodStatus,
} from '../api/generated/types.ts';

/** Statuses of new objects; the counts that Kubernetes writes even when they are zero are here. */
const freshStatus: Readonly<Record<string, unknown>> = {
  namespaces: { phase: 'Active' },
  services: { loadBalancer: {} },
  persistentvolumes: { phase: 'Pending' },
  persistentvolumeclaims: { phase: 'Pending' },
  'volumeattachments.storage.k8s.io': { attached: false },
  replicationcontrollers: { replicas: 0 },
  'replicasets.apps': { replicas: 0 },
  'statefulsets.apps': { replicas: 0, availableReplicas: 0 },
  'daemonsets.apps': {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  },
  'poddisruptionbudgets.policy': {
    disruptionsAllowed: 0,
    currentHealthy: 0,
    desiredHealthy: 0,
    expectedPods: 0,
  },
  'horizontalpodautoscalers.autoscaling': { currentMetrics: null, desiredReplicas: 0 },
};

/** The object as it is stored first: its status is the server's, not the writer's (a node reports its own). */
export function withFreshStatus(kind: ResourceKind, object: AnyObject): AnyObject {
  if (kind.id === 'nodes' || !kind.subresources.includes('status')) return object;
  if (kind.id === 'pods') {
    const spec = object['spec'] as PodSpec;
    return { ...object, status: { phase: 'Pending', qosClass: qosClass({ spec }), ...gatedCondition(spec) } };
  }
  if (kind.custom !== undefined) {
    const { status: _given, ...rest } = object;
    return rest;
  }
  if (kind.id === definitionsResource) return { ...object, status: freshDefinitionStatus(object) };
  return { ...object, status: freshStatus[kind.id] ?? {} };
}

/** A pod with scheduling gates says so from the beginning (`pkg/registry/core/pod/strategy.go`). */
function gatedCondition({ schedulingGates = [] }: PodSpec): Pick<PodStatus, 'conditions'> {
  if (schedulingGates.length === 0) return {};
  const message = 'Scheduling is blocked due to non-empty scheduling gates';
  return { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message }] };
}

/** `apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go` */
function freshDefinitionStatus(object: AnyObject): CustomResourceDefinitionStatus {
  const { versions } = (object as unknown as CustomResourceDefinition).spec;
  const stored = versions.filter(({ storage }) => storage).map(({ name }) => name);
  return { conditions: [], acceptedNames: { plural: '', kind: '' }, storedVersions: stored };
}

/** What the server itself adds to a new object: a namespace's finalizer, a Job's selector. */
export function withFreshSpec(kind: ResourceKind, object: AnyObject): AnyObject {
  if (kind.id === 'jobs.batch') return withGeneratedSelector(object as Job) as AnyObject;
  if (kind.id !== 'namespaces') return object;
  const labels = { ...object.metadata?.labels, 'kubernetes.io/metadata.name': object.metadata?.name ?? '' };
  return { ...object, metadata: { ...object.metadata, labels }, spec: { finalizers: ['kubernetes'] } };
}

/** A Job finds its pods by its own uid unless its author chose a selector. `pkg/registry/batch/job/strategy.go` */
function withGeneratedSelector(job: Job): Job {
  const { spec, metadata } = job;
  if (spec === undefined || spec.manualSelector === true) return job;
  const { uid = '', name = '' } = metadata ?? {};
  const labels = {
    ...spec.template?.metadata?.labels,
    'controller-uid': uid,
    'job-name': name,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
  };
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels } };
  const matchLabels = { ...spec.selector?.matchLabels, 'batch.kubernetes.io/controller-uid': uid };
  return { ...job, spec: { ...spec, selector: { ...spec.selector, matchLabels }, template } };
}

/** What an ordinary update stores: the writer's object with the server's status. */
export function keepServerFields(kind: ResourceKind, next: AnyObject, previous: AnyObject): AnyObject {
  if (kind.id === 'namespaces') return { ...next, spec: previous['spec'], status: previous['status'] };
  if (!kind.subresources.includes('status')) return next;
  return previous['status'] === undefined ? next : { ...next, status: previous['status'] };
}

/** True when the change counts as a new generation: a changed spec, and for Deployments also annotations. */
export function isNewGeneration(kind: ResourceKind, next: AnyObject, previous: AnyObject): boolean {
  if (!kind.countsGeneration) return false;
  if (kind.custom !== undefined) return isNewCustomGeneration(kind, next, previous);
  if (next['spec'] !== previous['spec'] && !semanticallyEqual(next['spec'], previous['spec'])) return true;
  if (kind.id !== 'deployments.apps') return false;
  return !semanticallyEqual(next.metadata?.annotations, previous.metadata?.annotations);
}

/** Anything but metadata counts, and but a status that has a subresource of its own. `pkg/registry/customresource/strategy.go` */
function isNewCustomGeneration(kind: ResourceKind, next: AnyObject, previous: AnyObject): boolean {
  const { metadata: _next, status, ...rest } = next;
  const { metadata: _previous, status: oldStatus, ...oldRest } = previous;
  if (!semanticallyEqual(rest, oldRest)) return true;
  return !kind.subresources.includes('status') && !semanticallyEqual(status, oldStatus);
}
