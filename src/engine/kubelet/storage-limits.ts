/** Pods that fill more disk than they may. `pkg/kubelet/eviction/eviction_manager.go` localStorageEviction */
import type { Pod, PodSpec } from '../api/generated/types.ts';
import { entryOf } from '../api/json-object.ts';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityToBytes,
} from '../api/quantity.ts';
import { isLocalVolume } from './eviction-rank.ts';
import type { PodRecord } from './records.ts';
import type { Work } from './work.ts';

const resource = 'ephemeral-storage';

/** Most pods limit nothing: what a spec says of it is read once. */
const limiting = new WeakMap<PodSpec, boolean>();

function limitsStorage(spec: PodSpec): boolean {
  let known = limiting.get(spec);
  if (known === undefined) {
    const { containers = [], initContainers = [], volumes = [] } = spec;
    known =
      volumes.some(({ emptyDir }) => emptyDir?.sizeLimit !== undefined) ||
      [...containers, ...initContainers].some(
        (container) => container.resources?.limits?.[resource] !== undefined,
      );
    limiting.set(spec, known);
  }
  return known;
}

/** What a pod whose files passed a limit is told; undefined while it keeps within all. */
export function storageOverrun(work: Work, record: PodRecord): string | undefined {
  const { spec } = record.pod;
  if (spec === undefined || !limitsStorage(spec)) return undefined;
  return volumeOverrun(work, record) ?? podOverrun(work, record) ?? containerOverrun(work, record);
}

function volumeOverrun({ runtime }: Work, { uid, pod }: PodRecord): string | undefined {
  for (const { name, emptyDir } of pod.spec?.volumes ?? []) {
    const limit = emptyDir?.sizeLimit;
    if (limit === undefined || quantityToBytes(limit) <= 0) continue;
    if (runtime.volumeBytes(uid, name) > quantityToBytes(limit))
      return `Usage of EmptyDir volume "${name}" exceeds the limit "${canonicalQuantity(limit)}". `;
  }
  return undefined;
}

function podOverrun(work: Work, record: PodRecord): string | undefined {
  const limit = podLimit(record.pod);
  if (limit === undefined) return undefined;
  const text = formatQuantity(limit);
  if (podDiskBytes(work, record) <= quantityToBytes(text)) return undefined;
  return `Pod ephemeral local storage usage exceeds the total limit of containers ${text}. `;
}

/** What its containers may fill together, or one of its init containers alone. `PodLimits` in `component-helpers/resource` */
function podLimit({ spec }: Pod): Quantity | undefined {
  let sum: Quantity | undefined;
  let most: Quantity | undefined;
  const { containers = [], initContainers = [] } = spec ?? {};
  const plus = (quantity: Quantity): Quantity =>
    sum === undefined ? quantity : addQuantities(sum, quantity);
  for (const { resources, restartPolicy } of initContainers) {
    const limit = resources?.limits?.[resource];
    if (limit === undefined) continue;
    const together = plus(parseQuantity(limit));
    if (restartPolicy === 'Always') sum = together;
    if (most === undefined || compareQuantities(together, most) > 0) most = together;
  }
  for (const { resources } of containers) {
    const limit = resources?.limits?.[resource];
    if (limit !== undefined) sum = plus(parseQuantity(limit));
  }
  if (sum === undefined || most === undefined) return sum ?? most;
  return compareQuantities(sum, most) > 0 ? sum : most;
}

function containerOverrun({ runtime }: Work, { uid, pod }: PodRecord): string | undefined {
  const disks = runtime.podDisk(uid);
  for (const { name, resources } of pod.spec?.containers ?? []) {
    const limit = resources?.limits?.[resource];
    const disk = entryOf(disks, name);
    if (limit === undefined || disk === undefined) continue;
    if (disk.rootfsBytes + disk.logBytes > quantityToBytes(limit))
      return `Container ${name} exceeded its local ephemeral storage limit "${canonicalQuantity(limit)}". `;
  }
  return undefined;
}

/** Layers, logs and volumes on the machine's own disk, in bytes. */
export function podDiskBytes({ runtime }: Work, { uid, pod }: PodRecord): number {
  let sum = 0;
  for (const { rootfsBytes, logBytes } of Object.values(runtime.podDisk(uid))) sum += rootfsBytes + logBytes;
  for (const volume of pod.spec?.volumes ?? [])
    if (volume.emptyDir !== undefined && isLocalVolume(volume)) sum += runtime.volumeBytes(uid, volume.name);
  return sum;
}
