/** What containers mount. `pkg/apis/core/validation/validation.go`, ValidateVolumeMounts, ValidateVolumeDevices */
import type { Container, Volume, VolumeDevice, VolumeMount } from '../generated/types.ts';
import { forbidden, invalid, notFound } from './field-error.ts';
import { checkDescendingPath } from './paths.ts';
import { checkOptionalWord, checkRequired, isSet, type Errors } from './rules.ts';

export function checkMounts(
  container: Container,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const mountPaths = new Set<string>();
  volumeMounts.forEach((mount, index) => {
    const at = `${path}.volumeMounts[${index}]`;
    checkRequired(mount.name, `${at}.name`, errors);
    if (!volumes.has(mount.name)) errors.push(notFound(`${at}.name`, mount.name ?? ''));
    checkRequired(mount.mountPath, `${at}.mountPath`, errors);
    if (mountPaths.has(mount.mountPath))
      errors.push(invalid(`${at}.mountPath`, mount.mountPath, 'must be unique'));
    mountPaths.add(mount.mountPath);
    checkOverlap(mount, volumeDevices, at, errors);
    // The API server names these fields without the index of their mount.
    checkSubPaths(mount, at, `${path}.volumeMounts`, errors);
    checkPropagation(mount.mountPropagation, container, `${path}.volumeMounts.mountPropagation`, errors);
  });
  checkDevices(volumeDevices, volumeMounts, volumes, `${path}.volumeDevices`, errors);
}

function checkOverlap(
  mount: VolumeMount,
  devices: readonly VolumeDevice[],
  path: string,
  errors: Errors,
): void {
  if (devices.some(({ name }) => name === mount.name)) {
    errors.push(invalid(`${path}.name`, mount.name, 'must not already exist in volumeDevices'));
  }
  if (devices.some(({ devicePath }) => devicePath === mount.mountPath)) {
    errors.push(
      invalid(`${path}.mountPath`, mount.mountPath, 'must not already exist as a path in volumeDevices'),
    );
  }
}

function checkSubPaths(mount: VolumeMount, at: string, listPath: string, errors: Errors): void {
  const { subPath = '', subPathExpr = '' } = mount;
  if (subPath !== '') checkDescendingPath(subPath, `${listPath}.subPath`, errors);
  if (subPathExpr === '') return;
  if (subPath !== '') {
    errors.push(invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
  }
  checkDescendingPath(subPathExpr, `${listPath}.subPathExpr`, errors);
}

function checkPropagation(
  mode: string | undefined,
  container: Container,
  path: string,
  errors: Errors,
): void {
  checkOptionalWord(mode, ['Bidirectional', 'HostToContainer', 'None'], path, errors);
  if (mode === 'Bidirectional' && container.securityContext?.privileged !== true) {
    errors.push(
      forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'),
    );
  }
}

function checkDevices(
  devices: readonly VolumeDevice[],
  mounts: readonly VolumeMount[],
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  devices.forEach(({ name, devicePath }, index) => {
    const at = `${path}[${index}]`;
    checkRequired(name, `${at}.name`, errors);
    if (names.has(name)) errors.push(invalid(`${at}.name`, name, 'must be unique'));
    checkBlockVolume(name, volumes.get(name), at, errors);
    checkRequired(devicePath, `${at}.devicePath`, errors);
    if (paths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, 'must be unique'));
    if (devicePath?.split('/').includes('..')) {
      errors.push(invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')"));
    } else {
      paths.add(devicePath);
    }
    if (mounts.some((mount) => mount.name === name)) {
      errors.push(invalid(`${at}.name`, name, 'must not already exist in volumeMounts'));
    }
    if (mounts.some(({ mountPath }) => mountPath === devicePath)) {
      errors.push(
        invalid(`${at}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts'),
      );
    }
    if (isSet(name)) names.add(name);
  });
}

function checkBlockVolume(name: string, volume: Volume | undefined, path: string, errors: Errors): void {
  if (volume === undefined) {
    errors.push(notFound(`${path}.name`, name ?? ''));
  } else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
    const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
    errors.push(invalid(`${path}.name`, name, detail));
  }
}
