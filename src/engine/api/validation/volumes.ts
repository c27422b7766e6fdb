/** Volumes of pods. `pkg/apis/core/validation/validation.go`, ValidateVolumes */
import type {
  DownwardAPIVolumeFile,
  KeyToPath,
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  Volume,
} from '../generated/types.ts';
import { checkClaimSpec } from './claims.ts';
import { checkFieldReference, checkResourceReference, volumeFields } from './downward-api.ts';
import { duplicate, forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkFileMode, checkFilePath, checkNoBacksteps } from './paths.ts';
import { checkDnsLabel, checkOptionalWord, checkRequired, readQuantity, type Errors } from './rules.ts';

const onlyOne = 'may not specify more than 1 volume type';

/** The volumes by name that are without fault; mounts may only name these. */
export function checkVolumes(
  volumes: readonly Volume[] | undefined,
  podName: string | undefined,
  path: string,
  errors: Errors,
): ReadonlyMap<string, Volume> {
  const sound = new Map<string, Volume>();
  volumes?.forEach((volume, index) => {
    const at = `${path}[${index}]`;
    const before = errors.length;
    checkSource(volume, podName, at, errors);
    if (checkRequired(volume.name, `${at}.name`, errors)) checkDnsLabel(volume.name, `${at}.name`, errors);
    if (sound.has(volume.name)) errors.push(duplicate(`${at}.name`, volume.name));
    if (errors.length === before) sound.set(volume.name, volume);
  });
  return sound;
}

type Source = Exclude<keyof Volume, 'name'>;
type SourceCheck<K extends Source> = (source: NonNullable<Volume[K]>, path: string, errors: Errors) => void;

/** Every type of volume in the order in which the API server looks for it. */
const sourceChecks: { readonly [K in Source]?: SourceCheck<K> } = {
  emptyDir: (source, path, errors) => {
    if (source.sizeLimit === undefined) return;
    const limit = readQuantity(source.sizeLimit, `${path}.sizeLimit`, errors);
    if (limit !== undefined && limit.unscaled < 0n) {
      errors.push(forbidden(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity'));
    }
  },
  hostPath: checkHostPath,
  gitRepo: requireFields('repository'),
  gcePersistentDisk: (source, path, errors) => {
    const at = path.replace(/gcePersistentDisk$/, 'persistentDisk');
    requireFields('pdName')(source, at, errors);
    checkPartition(source.partition, at, errors);
  },
  awsElasticBlockStore: (source, path, errors) => {
    requireFields('volumeID')(source, path, errors);
    checkPartition(source.partition, path, errors);
  },
  secret: (source, path, errors) => {
    requireFields('secretName')(source, path, errors);
    checkFileMode(source.defaultMode, `${path}.defaultMode`, errors);
    checkKeys(source.items, `${path}.items`, errors);
  },
  nfs: checkNfs,
  iscsi: requireFields('targetPortal', 'iqn'),
  glusterfs: requireFields('endpoints', 'path'),
  persistentVolumeClaim: requireFields('claimName'),
  rbd: requireFields('monitors', 'image'),
  cinder: requireFields('volumeID'),
  cephfs: requireFields('monitors'),
  quobyte: requireFields('registry', 'volume'),
  downwardAPI: (source, path, errors) => {
    checkFileMode(source.defaultMode, `${path}.defaultMode`, errors);
    for (const file of source.items ?? []) checkDownwardFile(file, path, errors);
  },
  flexVolume: requireFields('driver'),
  configMap: (source, path, errors) => {
    requireFields('name')(source, path, errors);
    checkFileMode(source.defaultMode, `${path}.defaultMode`, errors);
    checkKeys(source.items, `${path}.items`, errors);
  },
  azureFile: requireFields('secretName', 'shareName'),
  vsphereVolume: requireFields('volumePath'),
  photonPersistentDisk: requireFields('pdID'),
  portworxVolume: requireFields('volumeID'),
  azureDisk: requireFields('diskName', 'diskURI'),
  projected: checkProjected,
  scaleIO: requireFields('gateway', 'system', 'volumeName'),
  csi: requireFields('driver'),
  ephemeral: (source, path, errors) => {
    const template = source.volumeClaimTemplate;
    if (template === undefined) errors.push(required(`${path}.volumeClaimTemplate`));
    else checkClaimSpec(template.spec, `${path}.volumeClaimTemplate.spec`, errors);
  },
  image: requireFields('reference'),
};

function checkSource(volume: Volume, podName: string | undefined, path: string, errors: Errors): void {
  const given = (Object.keys(sourceChecks) as Source[]).filter((kind) => volume[kind] !== undefined);
  given.forEach((kind, index) => {
    if (index > 0) errors.push(forbidden(`${path}.${kind}`, onlyOne));
    else (sourceChecks[kind] as SourceCheck<typeof kind>)(volume[kind] as never, `${path}.${kind}`, errors);
  });
  const others = Object.keys(volume).length - (volume.name === undefined ? 0 : 1);
  if (others === 0) errors.push(required(path, 'must specify a volume type'));
  if (volume.ephemeral === undefined || podName === undefined || volume.name === undefined) return;
  const claim = `${podName}-${volume.name}`;
  for (const message of dnsSubdomainErrors(claim)) {
    errors.push(invalid(`${path}.name`, volume.name, `PVC name "${claim}": ${message}`));
  }
}

export function requireFields(...fields: string[]): (source: object, path: string, errors: Errors) => void {
  return (source, path, errors) => {
    for (const field of fields)
      checkRequired((source as Record<string, unknown>)[field], `${path}.${field}`, errors);
  };
}

export function checkPartition(partition: number | undefined, path: string, errors: Errors): void {
  if (partition === undefined || (partition >= 0 && partition <= 255)) return;
  errors.push(invalid(`${path}.partition`, partition, rangeMessage(1, 255)));
}

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

export function checkHostPath(source: { path: string; type?: string }, path: string, errors: Errors): void {
  if (!checkRequired(source.path, `${path}.path`, errors)) return;
  checkNoBacksteps(source.path, `${path}.path`, errors);
  checkOptionalWord(source.type, hostPathTypes, `${path}.type`, errors);
}

export function checkNfs(source: { server: string; path: string }, path: string, errors: Errors): void {
  requireFields('server', 'path')(source, path, errors);
  if (source.path?.startsWith('/') !== true) {
    errors.push(invalid(`${path}.path`, source.path ?? '', 'must be an absolute path'));
  }
}

function checkKeys(items: readonly KeyToPath[] | undefined, path: string, errors: Errors): void {
  items?.forEach((item, index) => {
    const at = `${path}[${index}]`;
    requireFields('key', 'path')(item, at, errors);
    checkFilePath(item.path ?? '', `${at}.path`, errors);
    checkFileMode(item.mode, `${at}.mode`, errors);
  });
}

function checkDownwardFile(file: DownwardAPIVolumeFile, path: string, errors: Errors): void {
  checkRequired(file.path, `${path}.path`, errors);
  checkFilePath(file.path ?? '', `${path}.path`, errors);
  if (file.fieldRef !== undefined) {
    checkFieldReference(file.fieldRef, volumeFields, `${path}.fieldRef`, errors);
    if (file.resourceFieldRef !== undefined) {
      errors.push(
        invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'),
      );
    }
  } else if (file.resourceFieldRef === undefined) {
    errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
  } else {
    checkResourceReference(file.resourceFieldRef, true, `${path}.resourceFieldRef`, errors);
  }
  checkFileMode(file.mode, `${path}.mode`, errors);
}

function checkProjected(projected: ProjectedVolumeSource, path: string, errors: Errors): void {
  checkFileMode(projected.defaultMode, `${path}.defaultMode`, errors);
  const taken = new Set<string>();
  const take = (filePath: string | undefined, shown: string | undefined): void => {
    if (filePath === undefined || filePath === '') return;
    if (taken.has(filePath)) errors.push(invalid(path, shown ?? '', 'conflicting duplicate paths'));
    taken.add(filePath);
  };
  projected.sources?.forEach((source, index) => {
    const at = `${path}.sources[${index}]`;
    for (const kind of ['secret', 'configMap'] as const) {
      const projection = source[kind];
      if (projection === undefined) continue;
      checkRequired(projection.name, `${at}.${kind}.name`, errors);
      checkKeys(projection.items, `${at}.${kind}.items`, errors);
      for (const item of projection.items ?? []) take(item.path, projection.name);
    }
    for (const file of source.downwardAPI?.items ?? []) {
      checkDownwardFile(file, `${at}.downwardAPI`, errors);
      take(file.path, file.path);
    }
    if (source.serviceAccountToken !== undefined) checkToken(source.serviceAccountToken, path, at, errors);
    const kinds = Object.values(source).filter((value) => value !== undefined).length;
    if (kinds > 1) errors.push(forbidden(at, onlyOne));
  });
}

function checkToken(token: ServiceAccountTokenProjection, path: string, at: string, errors: Errors): void {
  const { expirationSeconds = 0 } = token;
  const field = `${at}.serviceAccountToken.expirationSeconds`;
  if (expirationSeconds < 600) {
    errors.push(invalid(field, expirationSeconds, 'may not specify a duration less than 10 minutes'));
  }
  if (expirationSeconds > 2 ** 32) {
    errors.push(invalid(field, expirationSeconds, 'may not specify a duration larger than 2^32 seconds'));
  }
  if (checkRequired(token.path, `${path}.path`, errors)) checkFilePath(token.path, `${path}.path`, errors);
}
