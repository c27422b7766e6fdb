/** PersistentVolume and StorageClass. `pkg/apis/core/validation/validation.go`, `pkg/apis/storage/validation/validation.go` */
import { canonicalJson } from '../../kernel/index.ts';
import { semanticallyEqual } from '../equal.ts';
import type {
  PersistentVolume,
  PersistentVolumeSpec,
  StorageClass,
  TopologySelectorTerm,
} from '../generated/types.ts';
import { checkNodeSelector } from './affinity.ts';
import { checkAccessModes, checkPositive, volumeModes } from './claims.ts';
import { duplicate, forbidden, invalid, notSupported, required, tooLong } from './field-error.ts';
import { dnsSubdomainErrors, qualifiedNameErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkNoBacksteps } from './paths.ts';
import { checkHostPath, checkNfs, checkPartition, requireFields } from './volumes.ts';
import {
  checkFormat,
  checkImmutable,
  checkLabelKey,
  checkOptionalWord,
  checkRequired,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';

type Source = Exclude<keyof PersistentVolumeSpec, (typeof otherFields)[number]>;
type SourceCheck<K extends Source> = (
  source: NonNullable<PersistentVolumeSpec[K]>,
  path: string,
  errors: Errors,
) => void;

const otherFields = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
] as const;

const sourceChecks: { readonly [K in Source]?: SourceCheck<K> } = {
  hostPath: checkHostPath,
  gcePersistentDisk: (source, path, errors) => {
    const at = path.replace(/gcePersistentDisk$/, 'persistentDisk');
    requireFields('pdName')(source, at, errors);
    checkPartition(source.partition, at, errors);
  },
  awsElasticBlockStore: (source, path, errors) => {
    requireFields('volumeID')(source, path, errors);
    checkPartition(source.partition, path, errors);
  },
  glusterfs: requireFields('endpoints', 'path'),
  nfs: checkNfs,
  rbd: requireFields('monitors', 'image'),
  quobyte: requireFields('registry', 'volume'),
  cephfs: requireFields('monitors'),
  iscsi: requireFields('targetPortal', 'iqn'),
  cinder: requireFields('volumeID'),
  flexVolume: requireFields('driver'),
  azureFile: requireFields('secretName', 'shareName'),
  vsphereVolume: requireFields('volumePath'),
  photonPersistentDisk: requireFields('pdID'),
  portworxVolume: requireFields('volumeID'),
  azureDisk: requireFields('diskName', 'diskURI'),
  scaleIO: requireFields('gateway', 'system', 'volumeName'),
  local: (source, path, errors) => {
    if (checkRequired(source.path, `${path}.path`, errors))
      checkNoBacksteps(source.path, `${path}.path`, errors);
  },
  csi: (source, path, errors) => {
    requireFields('driver', 'volumeHandle')(source, path, errors);
    for (const field of [
      'controllerPublishSecretRef',
      'controllerExpandSecretRef',
      'nodePublishSecretRef',
    ] as const) {
      const reference = source[field];
      if (reference !== undefined) requireFields('name', 'namespace')(reference, `${path}.${field}`, errors);
    }
  },
};

export function checkPersistentVolume(volume: PersistentVolume, errors: Errors): void {
  checkMetadata(volume.metadata, false, dnsSubdomainErrors, errors);
  const spec = volume.spec ?? {};
  checkRequired(spec.accessModes, 'spec.accessModes', errors);
  checkAccessModes(spec.accessModes, 'spec.accessModes', errors);
  checkCapacity(spec, errors);
  const policies = ['Delete', 'Recycle', 'Retain'];
  checkOptionalWord(
    spec.persistentVolumeReclaimPolicy,
    policies,
    'spec.persistentVolumeReclaimPolicy',
    errors,
  );
  checkVolumeAffinity(spec, errors);
  checkVolumeSource(spec, errors);
  if (isRoot(spec.hostPath?.path) && spec.persistentVolumeReclaimPolicy === 'Recycle') {
    const detail = "may not be 'recycle' for a hostPath mount of '/'";
    errors.push(forbidden('spec.persistentVolumeReclaimPolicy', detail));
  }
  if (isSet(spec.storageClassName)) {
    checkFormat(dnsSubdomainErrors, spec.storageClassName ?? '', 'spec.storageClassName', errors);
  }
  checkOptionalWord(spec.volumeMode, volumeModes, 'spec.volumeMode', errors);
}

function isRoot(path: string | undefined): boolean {
  if (path?.startsWith('/') !== true) return false;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.length === 0;
}

function checkCapacity(spec: PersistentVolumeSpec, errors: Errors): void {
  const path = 'spec.capacity';
  const names = Object.keys(spec.capacity ?? {});
  checkRequired(names, path, errors);
  if (!names.includes('storage') || names.length > 1) {
    errors.push(notSupported(path, spec.capacity ?? {}, ['storage']));
  }
  for (const [name, text] of Object.entries(spec.capacity ?? {}))
    checkPositive(text, `${path}[${name}]`, errors);
}

function checkVolumeAffinity(spec: PersistentVolumeSpec, errors: Errors): void {
  const path = 'spec.nodeAffinity.required';
  if (spec.nodeAffinity === undefined) return;
  if (spec.nodeAffinity.required === undefined)
    errors.push(required(path, 'must specify required node constraints'));
  else checkNodeSelector(spec.nodeAffinity.required, path, errors);
}

function checkVolumeSource(spec: PersistentVolumeSpec, errors: Errors): void {
  const given = (Object.keys(sourceChecks) as Source[]).filter((kind) => spec[kind] !== undefined);
  given.forEach((kind, index) => {
    const path = `spec.${kind}`;
    if (index > 0) {
      errors.push(forbidden(path, 'may not specify more than 1 volume type'));
      return;
    }
    (sourceChecks[kind] as SourceCheck<typeof kind>)(spec[kind] as never, path, errors);
    if (kind === 'local' && spec.nodeAffinity === undefined) {
      errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
    }
  });
  if (sourceOf(spec).length === 0) errors.push(required('spec', 'must specify a volume type'));
}

function sourceOf(spec: PersistentVolumeSpec): (readonly [string, unknown])[] {
  const others: readonly string[] = otherFields;
  return Object.entries(spec).filter(([field, value]) => value !== undefined && !others.includes(field));
}

export function checkPersistentVolumeUpdate(
  next: PersistentVolume,
  previous: PersistentVolume,
  errors: Errors,
): void {
  checkPersistentVolume(next, errors);
  const [spec, old] = [next.spec ?? {}, previous.spec ?? {}];
  const [source, before] = [Object.fromEntries(sourceOf(spec)), Object.fromEntries(sourceOf(old))];
  const secretAdded = old.csi !== undefined && old.csi.controllerExpandSecretRef === undefined;
  if (secretAdded && spec.csi !== undefined) {
    const { controllerExpandSecretRef: _, ...csi } = spec.csi;
    source['csi'] = csi;
  }
  if (!semanticallyEqual(source, before)) {
    const detail = 'spec.persistentvolumesource is immutable after creation';
    errors.push(forbidden('spec.persistentvolumesource', detail));
  }
  checkImmutable(spec.volumeMode, old.volumeMode, 'volumeMode', errors);
  if (old.nodeAffinity !== undefined)
    checkImmutable(spec.nodeAffinity, old.nodeAffinity, 'nodeAffinity', errors);
}

const mostParameters = 512;
const mostParameterBytes = 256 * 1024;

export function checkStorageClass(object: StorageClass, errors: Errors): void {
  checkMetadata(object.metadata, false, dnsSubdomainErrors, errors);
  const { provisioner = '', parameters = {} } = object;
  if (checkRequired(provisioner, 'provisioner', errors)) {
    for (const message of qualifiedNameErrors(provisioner.toLowerCase())) {
      errors.push(invalid('provisioner', provisioner, message));
    }
  }
  checkParameters(parameters, errors);
  if (isSet(object.reclaimPolicy))
    checkOptionalWord(object.reclaimPolicy, ['Delete', 'Retain'], 'reclaimPolicy', errors);
  checkWord(object.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer'], 'volumeBindingMode', errors);
  checkTopologies(object.allowedTopologies, errors);
}

function checkParameters(parameters: Readonly<Record<string, string>>, errors: Errors): void {
  const entries = Object.entries(parameters);
  if (entries.length > mostParameters) {
    errors.push(tooLong('parameters', mostParameters));
    return;
  }
  for (const [key] of entries) {
    if (key === '') errors.push(invalid('parameters', key, 'field can not be empty.'));
  }
  const bytes = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (bytes > mostParameterBytes) errors.push(tooLong('parameters', mostParameterBytes));
}

/** Terms must differ; one without expressions counts as a repetition from the start. */
function checkTopologies(terms: readonly TopologySelectorTerm[] | undefined, errors: Errors): void {
  const seen = new Set([canonicalJson({})]);
  terms?.forEach((term, index) => {
    const path = `allowedTopologies[${index}].matchLabelExpressions`;
    const identity = canonicalJson(checkTopologyTerm(term, path, errors));
    if (seen.has(identity)) errors.push(duplicate(path, ''));
    seen.add(identity);
  });
}

/** The term's values by key, sorted. */
function checkTopologyTerm(
  term: TopologySelectorTerm,
  path: string,
  errors: Errors,
): Record<string, string[]> {
  const byKey: Record<string, string[]> = {};
  term.matchLabelExpressions?.forEach(({ key = '', values = [] }, index) => {
    const at = `${path}[${index}]`;
    checkRequired(values, `${at}.values`, errors);
    values.forEach((value, position) => {
      if (values.indexOf(value) < position) errors.push(duplicate(`${at}.values[${position}]`, value));
    });
    checkLabelKey(key, `${at}.key`, errors);
    if (Object.hasOwn(byKey, key)) errors.push(duplicate(`${at}.key`, key));
    byKey[key] = [...new Set(values)].toSorted();
  });
  return byKey;
}

export function checkStorageClassUpdate(next: StorageClass, previous: StorageClass, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  for (const field of ['parameters', 'provisioner', 'reclaimPolicy'] as const) {
    if (!semanticallyEqual(next[field], previous[field])) {
      errors.push(forbidden(field, `updates to ${field} are forbidden.`));
    }
  }
  checkImmutable(next.volumeBindingMode, previous.volumeBindingMode, 'volumeBindingMode', errors);
  checkTopologies(next.allowedTopologies, errors);
}
