/** `kubectl describe` of what keeps data. `kubectl/pkg/describe/describe.go` */
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
  VolumeNodeAffinity,
} from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { describeClaimFields, printAccessModes, storageClassOf } from './claim-fields.ts';
import { compare, type Description, printMoment, printPairs } from './description.ts';
import { printGoValue } from './go-value.ts';
import { describeSource } from './volumes.ts';

export function describePersistentVolume(description: Description, volume: PersistentVolume): void {
  const { metadata, spec, status } = volume;
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Finalizers', printGoValue(metadata?.finalizers ?? []));
  description.field('StorageClass', storageClassOf(volume));
  description.field('Status', description.phaseOf(volume, status?.phase));
  const claim = spec?.claimRef;
  description.field('Claim', claim === undefined ? '' : `${claim.namespace ?? ''}/${claim.name ?? ''}`);
  description.field('Reclaim Policy', spec?.persistentVolumeReclaimPolicy ?? '');
  description.field('Access Modes', printAccessModes(spec?.accessModes));
  description.given('VolumeMode', spec?.volumeMode);
  description.field('Capacity', canonicalQuantity(spec?.capacity?.['storage'] ?? '0'));
  describeNodeAffinity(description, spec?.nodeAffinity);
  description.field('Message', status?.message ?? '');
  description.line('Source:');
  describeSource(description, (spec ?? {}) as unknown as Record<string, unknown>, true);
}

function describeNodeAffinity(description: Description, affinity: VolumeNodeAffinity | undefined): void {
  const required = affinity?.required;
  if (required === undefined) return description.field('Node Affinity', '<none>');
  description.field('Node Affinity', '');
  const terms = required.nodeSelectorTerms;
  if (terms.length === 0) return description.field('Required Terms', '<none>', 1);
  description.field('Required Terms', '', 1);
  for (const [index, { matchExpressions = [] }] of terms.entries()) {
    const texts = matchExpressions.map(({ key, operator, values = [] }) =>
      printTerm(key, operator.toLowerCase(), values),
    );
    describeTerm(description, index, texts, 2);
  }
}

function printTerm(key: string, operator: string, values: readonly string[]): string {
  return `${key} ${operator}${values.length === 0 ? '' : ` [${values.join(', ')}]`}`;
}

function describeTerm(
  description: Description,
  index: number,
  texts: readonly string[],
  level: number,
): void {
  const [first = '<none>', ...others] = texts;
  description.field(`Term ${index}`, first, level);
  for (const other of others) description.line(`\t${other}`, level);
}

export async function describeClaim(
  description: Description,
  claim: PersistentVolumeClaim,
  server: Server,
): Promise<void> {
  describeClaimFields(description, claim, { inVolume: false });
  const pods = (await server.list(kindByName('pods'), claim.metadata?.namespace ?? '')) as Pod[];
  const names = pods.filter((pod) => usesClaim(pod, claim)).map(({ metadata }) => metadata?.name ?? '');
  description.list('Used By', names.toSorted(compare));
  const conditions = claim.status?.conditions ?? [];
  if (conditions.length === 0) return;
  description.line('Conditions:');
  description.line('Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage', 1);
  description.line('----\t------\t-----------------\t------------------\t------\t-------', 1);
  for (const { type, status, lastProbeTime, lastTransitionTime, reason = '', message = '' } of conditions) {
    const moments = `${printZeroMoment(lastProbeTime)} \t${printZeroMoment(lastTransitionTime)}`;
    description.line(`${type} \t${status} \t${moments} \t${reason} \t${message}`, 1);
  }
}

/** A moment that was never set is Go's first. */
function printZeroMoment(timestamp: string | undefined): string {
  return timestamp === undefined ? 'Mon, 01 Jan 0001 00:00:00 +0000' : printMoment(timestamp);
}

/** By name in a volume, or as the owner of a claim made for a volume. */
function usesClaim({ metadata, spec }: Pod, claim: PersistentVolumeClaim): boolean {
  const names = (spec?.volumes ?? []).map((volume) => volume.persistentVolumeClaim?.claimName);
  const owners = claim.metadata?.ownerReferences ?? [];
  return (
    names.includes(claim.metadata?.name) ||
    owners.some(({ kind, uid }) => kind === 'Pod' && uid === metadata?.uid)
  );
}

const defaultClassAnnotations = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

export function describeStorageClass(description: Description, object: StorageClass): void {
  const { metadata, mountOptions = [], allowedTopologies } = object;
  const isDefault = defaultClassAnnotations.some((name) => metadata?.annotations?.[name] === 'true');
  description.field('Name', metadata?.name);
  description.field('IsDefaultClass', isDefault ? 'Yes' : 'No');
  description.field('Annotations', printPairs(metadata?.annotations));
  description.field('Provisioner', object.provisioner);
  description.field('Parameters', printPairs(object.parameters));
  description.switch('AllowVolumeExpansion', object.allowVolumeExpansion);
  if (mountOptions.length === 0) description.field('MountOptions', '<none>');
  else description.line('MountOptions:');
  for (const option of mountOptions) description.line(option, 1);
  description.given('ReclaimPolicy', object.reclaimPolicy);
  description.given('VolumeBindingMode', object.volumeBindingMode);
  if (allowedTopologies === undefined) return;
  description.field('AllowedTopologies', allowedTopologies.length === 0 ? '<none>' : '');
  for (const [index, { matchLabelExpressions = [] }] of allowedTopologies.entries()) {
    const texts = matchLabelExpressions.map(({ key, values }) => printTerm(key, 'in', values));
    describeTerm(description, index, texts, 1);
  }
}

export function describeVolumeAttributesClass(description: Description, object: AnyObject): void {
  const parameters = object['parameters'] as Record<string, string> | undefined;
  description.field('Name', object.metadata?.name);
  description.field('Annotations', printPairs(object.metadata?.annotations));
  description.field('DriverName', object['driverName']);
  description.field('Parameters', printPairs(parameters));
}

interface NodeDriver {
  readonly name: string;
  readonly nodeID: string;
  readonly allocatable?: { readonly count?: number };
  readonly topologyKeys?: readonly string[];
}

export function describeCsiNode(description: Description, { metadata, spec }: AnyObject): void {
  const drivers = (spec as { drivers?: readonly NodeDriver[] } | undefined)?.drivers;
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('CreationTimestamp', printMoment(metadata?.creationTimestamp));
  description.line('Spec:');
  if (drivers !== undefined) description.line('Drivers:', 1);
  for (const { name, nodeID, allocatable, topologyKeys } of drivers ?? []) {
    description.line(`${name}:`, 2);
    description.field('Node ID', nodeID, 3);
    if (allocatable?.count !== undefined) {
      description.line('Allocatables:', 3);
      description.field('Count', allocatable.count, 4);
    }
    if (topologyKeys !== undefined) description.field('Topology Keys', printGoValue(topologyKeys), 3);
  }
}
