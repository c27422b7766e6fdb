/**
 * The fields that a field selector may name, kind by kind: few, and each kind refuses others in its own words.
 * `pkg/apis/core/v1/conversion.go`, `pkg/registry/core/pod/strategy.go`, `apimachinery/pkg/runtime/conversion.go`
 */
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject } from '../api/object.ts';
import { quote } from '../api/validation/field-error.ts';

/** Reads a field of an object as the text that selectors compare with. */
export type FieldReader = (object: AnyObject) => string;

const involved = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

/** Fields beside metadata.name and metadata.namespace; kinds that are missing here have only those. */
const fieldsByResource: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  events: [
    ...involved.map((field) => `involvedObject.${field}`),
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.events.k8s.io': [
    ...involved.map((field) => `regarding.${field}`),
    'reason',
    'reportingController',
    'type',
  ],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'certificatesigningrequests.certificates.k8s.io': ['spec.signerName'],
  'resourceslices.resource.k8s.io': ['spec.driver', 'spec.nodeName'],
};

/** Kinds without namespaces whose list of fields leaves metadata.namespace out. */
const withoutNamespace = new Set(['nodes', 'namespaces', 'certificatesigningrequests.certificates.k8s.io']);

/** Fields that are not where their name says, or whose absence has a text. */
const specialReaders: Readonly<Record<string, FieldReader>> = {
  'pods spec.hostNetwork': (pod) => String(readPath(pod, 'spec.hostNetwork') === true),
  'pods status.podIPs': (pod) => {
    const ips = (readPath(pod, 'status.podIPs') ?? []) as readonly { ip?: string }[];
    return ips.map(({ ip = '' }) => ip).join(',');
  },
  'nodes spec.unschedulable': (node) => String(readPath(node, 'spec.unschedulable') === true),
  'events source': (event) => textAt(event, 'source.component') || textAt(event, 'reportingComponent'),
  // These Events are stored in the core group's form.
  'events.events.k8s.io reportingController': (event) => textAt(event, 'reportingComponent'),
  ...Object.fromEntries(
    involved.map((field) => [
      `events.events.k8s.io regarding.${field}`,
      (event: AnyObject) => textAt(event, `involvedObject.${field}`),
    ]),
  ),
  'jobs.batch status.successful': (job) => textAt(job, 'status.succeeded') || '0',
  'replicasets.apps status.replicas': (set) => textAt(set, 'status.replicas') || '0',
  'replicationcontrollers status.replicas': (controller) => textAt(controller, 'status.replicas') || '0',
};

const readersByKind = new WeakMap<ResourceKind, ReadonlyMap<string, FieldReader>>();

/** How each selectable field of a kind is read. */
export function fieldReaders(kind: ResourceKind): ReadonlyMap<string, FieldReader> {
  let readers = readersByKind.get(kind);
  if (readers === undefined) readersByKind.set(kind, (readers = createReaders(kind)));
  return readers;
}

/** The words in which the server refuses a field. */
export function unknownField(kind: ResourceKind, field: string): string {
  if (kind.id === 'jobs.batch') return `field label ${quote(field)} not supported for batchv1.Job`;
  if (fieldsByResource[kind.id] !== undefined || kind.custom !== undefined)
    return `field label not supported: ${field}`;
  return `${quote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function createReaders(kind: ResourceKind): ReadonlyMap<string, FieldReader> {
  const readers = new Map<string, FieldReader>([['metadata.name', ({ metadata }) => metadata?.name ?? '']]);
  if (!withoutNamespace.has(kind.id))
    readers.set('metadata.namespace', ({ metadata }) => metadata?.namespace ?? '');
  for (const field of fieldsByResource[kind.id] ?? kind.custom?.selectableFields ?? [])
    readers.set(field, specialReaders[`${kind.id} ${field}`] ?? ((object) => textAt(object, field)));
  return readers;
}

function textAt(object: unknown, path: string): string {
  const value = readPath(object, path);
  return value === undefined || value === null ? '' : String(value);
}

function readPath(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}
