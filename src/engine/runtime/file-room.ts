/** How much more can be written: to a volume in memory, or to the disk of a machine. */
import type { Container, PersistentVolume, Pod, Volume } from '../api/generated/types.ts';
import { machineDisk } from '../api/node-runtime.ts';
import type { Machine } from '../api/podarium.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { machineDiskBytes, volumeBytes } from './disk-use.ts';
import type { Sandbox } from './records.ts';
import { diskKey, podVolumePrefix } from './volumes.ts';
import type { World } from './world.ts';

/** Bytes that are free where the files of a volume are, or a container's own for undefined. */
export function freeBytes(
  world: World,
  sandbox: Sandbox,
  running: (node: string) => Iterable<Sandbox>,
  volume: string | undefined,
): number {
  const size = volume === undefined ? undefined : sizeOf(world, sandbox, volume);
  if (size !== undefined) return Math.max(0, size - volumeBytes(world, volume!));
  const { capacityBytes, systemBytes } = machineDisk;
  const used = systemBytes + machineDiskBytes(world, sandbox.node, running(sandbox.node));
  return Math.max(0, capacityBytes - used);
}

/** The size of a volume that has one of its own. */
function sizeOf(world: World, sandbox: Sandbox, key: string): number | undefined {
  if (!key.startsWith('disk/')) return memorySize(world, sandbox, key);
  const disks = world.context.view.list<PersistentVolume>('persistentvolumes');
  const size = disks.find((disk) => diskKey(disk) === key)?.spec?.capacity?.['storage'];
  return size === undefined ? Number.POSITIVE_INFINITY : quantityToBytes(size);
}

function memorySize(world: World, sandbox: Sandbox, key: string): number | undefined {
  const prefix = podVolumePrefix(sandbox.podUid);
  if (!key.startsWith(prefix)) return undefined;
  const pod = world.podOf(sandbox);
  const volume = pod?.spec?.volumes?.find(({ name }) => prefix + name === key);
  if (volume?.emptyDir?.medium !== 'Memory') return undefined;
  const machine = world.context.view.get<Machine>('machines.podarium.dev', '', sandbox.node);
  return memoryVolumeSize(volume, pod!, quantityToBytes(machine?.spec?.memory ?? '8Gi'));
}

/**
 * How big a volume in memory is made, in bytes: as much as pods may have in all, at most what this pod may, at most
 * what is asked for. `pkg/volume/emptydir/empty_dir.go` calculateEmptyDirMemorySize
 */
export function memoryVolumeSize({ emptyDir }: Volume, { spec }: Pod, nodeBytes: number): number {
  const { containers = [], initContainers = [], resources } = spec ?? {};
  const limitOf = (one: Container): number => quantityToBytes(one.resources?.limits?.['memory'] ?? '0');
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const together = [...containers, ...sidecars].reduce((sum, one) => sum + limitOf(one), 0);
  const all = [...containers, ...initContainers];
  const isLimited = all.every((one) => limitOf(one) > 0);
  const whole = resources?.limits?.['memory'];
  const ownBytes = isLimited ? Math.max(together, ...initContainers.map(limitOf)) : 0;
  const podBytes = whole === undefined ? ownBytes : quantityToBytes(whole);
  const sizes = [podBytes, quantityToBytes(emptyDir?.sizeLimit ?? '0')].filter((bytes) => bytes > 0);
  return Math.min(nodeBytes, ...sizes);
}
