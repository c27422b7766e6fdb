/** What containers take on the disk of their machine. As a file system counts it: whole blocks. */
import type { Pod } from '../api/generated/types.ts';
import type { ContainerDisk, StoredImage } from '../api/node-runtime.ts';
import type { FileAttributeTable } from './file-access.ts';
import { blockBytes, blocksOf } from './file-blocks.ts';
import type { FileLayer } from './files.ts';
import { parseImageName } from './image-name.ts';
import { imageId } from './identity.ts';
import { pulledBytes } from './pull-queue.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import { hostVolume } from './volumes.ts';
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

/** What volumes that belong to the pods of a machine have on its disk, also of pods in which nothing runs. */
function ownVolumesBytes(world: World, node: string): number {
  const from = 'pod/'.length;
  let sum = 0;
  for (const key of world.volumes.keys()) {
    const at = key.startsWith('pod/') ? key.indexOf('/', from) : -1;
    const sandbox = at < 0 ? undefined : world.sandboxes.get(key.slice(from, at));
    if (sandbox?.node !== node || memoryVolumesOf(world.podOf(sandbox)).includes(key.slice(at + 1))) continue;
    sum += volumeBytes(world, key);
  }
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
    id: imageId(parseImageName(reference)),
    bytes: imageBytes(world, reference),
    sizeBytes: pulledBytes(world, reference),
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
    for (const name in sandbox.containers) {
      const container = sandbox.containers[name]!;
      sum += layerBytes(container) + logBytes(container);
    }
  }
  return sum + ownVolumesBytes(world, node);
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

/** Of pods that are over nothing is left, their logs neither; of others the last run of each container stays. */
export function removeDeadContainers(world: World, node: string): void {
  for (const sandbox of world.sandboxes.values()) {
    if (sandbox.node !== node || !isOver(world.podOf(sandbox))) continue;
    for (const [name, { exited }] of Object.entries(sandbox.containers)) {
      if (exited !== true) continue;
      world.touch(sandbox);
      delete sandbox.containers[name];
    }
  }
}

function isOver(pod: Pod | undefined): boolean {
  return pod === undefined || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}
