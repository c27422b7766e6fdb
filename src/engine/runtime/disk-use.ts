/** What containers take on the disk of their machine. As a file system counts it: whole blocks. */
import type { Pod } from '../api/generated/types.ts';
import type { ContainerDisk, StoredImage } from '../api/node-runtime.ts';
import type { FileAttributeTable } from './file-access.ts';
import { blockBytes, blocksOf } from './file-blocks.ts';
import type { FileLayer } from './files.ts';
import { parseImageName } from './image-name.ts';
import { createLog } from './logs.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import { hostVolume, podVolumePrefix } from './volumes.ts';
import type { World } from './world.ts';

/** What a runtime itself writes into a new layer: places for mounts. */
const newLayerBytes = 7 * blockBytes;
/** What a compressed image becomes on disk. */
const unpackedTimes = 2.6;

export function filesBytes(files: FileLayer, attributes: FileAttributeTable | undefined): number {
  let sum = 0;
  for (const path in files) {
    const entry = files[path];
    if (entry === false) continue;
    sum += blocksOf((entry?.length ?? blockBytes) + (attributes?.[path]?.padding ?? 0));
  }
  return sum;
}

export function layerBytes({ layer, attributes }: ContainerRecord): number {
  return newLayerBytes + filesBytes(layer, attributes);
}

/** The file that is written now, and one that its image's banner stands in. */
export function logBytes({ log: { bytes = 0, banner } }: ContainerRecord): number {
  return blocksOf(bytes) + (banner === undefined ? 0 : blockBytes);
}

export function volumeBytes(world: World, key: string): number {
  const files = world.volumes.get(key);
  return files === undefined ? 0 : filesBytes(files, world.attributesOf(key, false));
}

/** Volumes of a pod that live in memory. */
export function memoryVolumesOf(pod: Pod | undefined): string[] {
  return (pod?.spec?.volumes ?? [])
    .filter(({ emptyDir }) => emptyDir?.medium === 'Memory')
    .map(({ name }) => name);
}

/** What a pod's own volumes have on disk. */
export function ownVolumesBytes(world: World, sandbox: Sandbox): number {
  const pod = world.podOf(sandbox);
  const inMemory = memoryVolumesOf(pod);
  let sum = 0;
  for (const { name, emptyDir } of pod?.spec?.volumes ?? [])
    if (emptyDir !== undefined && !inMemory.includes(name))
      sum += volumeBytes(world, podVolumePrefix(sandbox.podUid) + name);
  return sum;
}

/** The longest there first. */
export function storedImages(world: World, node: string): StoredImage[] {
  const used = new Set<string>();
  for (const sandbox of world.sandboxes.values()) {
    if (sandbox.node !== node) continue;
    for (const { image } of Object.values(sandbox.containers))
      used.add(parseImageName(image.split('#')[0]!).reference);
  }
  return Object.keys(world.node(node).images).map((reference) => ({
    reference,
    bytes: imageBytes(world, reference),
    isUsed: used.has(reference),
  }));
}

export function imageBytes(world: World, reference: string): number {
  return Math.round(world.imageNow(reference).sizeBytes * unpackedTimes);
}

/** What a machine's disk holds of images, containers, logs and the pods' own volumes, in bytes. */
export function machineDiskBytes(world: World, node: string, sandboxes: Iterable<Sandbox>): number {
  let sum = volumeBytes(world, hostVolume(node));
  for (const reference in world.node(node).images) sum += imageBytes(world, reference);
  for (const sandbox of sandboxes) {
    let hasVolumes = false;
    for (const name in sandbox.containers) {
      const container = sandbox.containers[name]!;
      sum += layerBytes(container) + logBytes(container);
      hasVolumes ||= container.mounts.length > 0;
    }
    if (hasVolumes) sum += ownVolumesBytes(world, sandbox);
  }
  return sum;
}

export function podDiskOf(world: World, podUid: string): Record<string, ContainerDisk> {
  const containers = Object.entries(world.sandboxes.get(podUid)?.containers ?? {});
  return Object.fromEntries(
    containers.map(([name, container]) => [
      name,
      { rootfsBytes: layerBytes(container), logBytes: logBytes(container) },
    ]),
  );
}

/** An ended container leaves nothing behind. */
export function removeDeadContainers(world: World, node: string): void {
  for (const sandbox of world.sandboxes.values()) {
    if (sandbox.node !== node) continue;
    for (const container of Object.values(sandbox.containers)) {
      if (container.exited !== true) continue;
      world.touch(sandbox);
      container.layer = {};
      delete container.attributes;
      delete container.previousLog;
      container.log = createLog();
    }
  }
}
