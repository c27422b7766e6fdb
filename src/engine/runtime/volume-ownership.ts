/** A kubelet hands a pod's volumes to the pod's group as it mounts them. `pkg/volume/volume_linux.go` */
import type { Pod } from '../api/generated/types.ts';
import { attributesOf, type FileStat, handedToGroup, setGroupBit, volumeRootStat } from './file-access.ts';
import type { Mount } from './mount.ts';
import type { World } from './world.ts';

/** What lies in a volume that outlives pods; a pod's own volumes are its group's from the beginning. */
export function handVolumesToGroup(world: World, pod: Pod, mounts: readonly Mount[]): void {
  const { fsGroup, fsGroupChangePolicy } = pod.spec?.securityContext ?? {};
  if (fsGroup === undefined) return;
  for (const { volume, readOnly } of mounts) {
    if (/^(pod\/|host\/|$)/.test(volume) || readOnly) continue;
    handVolume(world, volume, fsGroup, fsGroupChangePolicy === 'OnRootMismatch');
  }
}

function handVolume(world: World, volume: string, group: number, onlyOnMismatch: boolean): void {
  const usualRoot = volumeRootStat({});
  const table = world.attributesOf(volume, true)!;
  const rootNow = { ...usualRoot, ...table['/'] };
  if (onlyOnMismatch && rootNow.gid === group && (rootNow.mode & setGroupBit) !== 0) return;
  const hand = (path: string, usual: FileStat): void => {
    const kept = attributesOf(handedToGroup({ ...usual, ...table[path] }, group), usual);
    if (kept !== undefined) table[path] = kept;
  };
  hand('/', usualRoot);
  for (const [path, entry] of Object.entries(world.volume(volume))) {
    const isDirectory = entry === null;
    const kind = isDirectory ? 'directory' : 'file';
    if (entry !== false) hand(path, { kind, mode: isDirectory ? 0o755 : 0o644, uid: 0, gid: 0 });
  }
}
