/** Directories of machines and disks: how they come to be there, and what becomes of their files. `pkg/volume/hostpath` */
import type { PersistentVolume, Pod } from '../api/generated/types.ts';
import type { Change } from '../api/store.ts';
import { hostPathKind } from './host-files.ts';
import { diskKey, hostVolume, isWiped } from './volumes.ts';
import type { World } from './world.ts';

/** A disk is deleted with its volume, or emptied to be used again; a retained one keeps its files. */
export function volumeChanged(world: World, { previous, next }: Change): void {
  const before = previous as PersistentVolume | undefined;
  if (before === undefined || !isWiped(before, next as PersistentVolume | undefined)) return;
  const directory = before.spec?.hostPath?.path;
  if (directory === undefined) {
    world.volumes.delete(diskKey(before));
    world.attributes.delete(diskKey(before));
  } else emptyDirectory(world, directory.replace(/\/+$/, ''));
}

/** On all machines: nobody knows which of them the files were written on. */
function emptyDirectory(world: World, directory: string): void {
  for (const [key, files] of world.volumes) {
    if (!key.startsWith('host/')) continue;
    const kept = Object.entries(files).filter(([path]) => !path.startsWith(`${directory}/`));
    if (kept.length < Object.keys(files).length) world.volumes.set(key, Object.fromEntries(kept));
  }
}

/** A path of the machine that a pod mounts is there from then on: a directory, unless a file is asked for. */
export function makeHostPaths(world: World, { spec }: Pod, node: string): void {
  for (const { hostPath } of spec?.volumes ?? []) {
    if (hostPath === undefined || hostPathKind(world, node, hostPath.path) !== undefined) continue;
    const path = hostPath.path.replace(/(.)\/+$/, '$1');
    world.volume(hostVolume(node))[path] = hostPath.type === 'FileOrCreate' ? '' : null;
  }
}
