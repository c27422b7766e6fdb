/** What becomes of the files of persistent volumes whose objects go. `pkg/controller/volume/persistentvolume` */
import type { PersistentVolume } from '../api/generated/types.ts';
import type { Change } from '../api/store.ts';
import { diskKey, isWiped } from './volumes.ts';
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
