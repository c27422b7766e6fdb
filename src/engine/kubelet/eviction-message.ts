/** What an evicted pod is told. `pkg/kubelet/eviction/helpers.go` evictionMessage */
import { formatQuantity, quantityToBytes } from '../api/quantity.ts';
import {
  amountOf,
  type EvictionThreshold,
  type Observations,
  type ReclaimedResource,
} from './eviction-thresholds.ts';
import { containerMemory } from './node-usage.ts';
import { type PodRecord, runningContainers } from './records.ts';
import { findContainer, type Work } from './work.ts';

export function evictionMessage(
  work: Work,
  record: PodRecord,
  resource: ReclaimedResource,
  { signal, value }: EvictionThreshold,
  observations: Observations,
): string {
  const { available, capacity } = observations[signal]!;
  const threshold = value.endsWith('%') ? inBytes(amountOf(value, capacity)) : value;
  const low = `The node was low on resource: ${resource}. `;
  const met = `Threshold quantity: ${threshold}, available: ${inBytes(available)}. `;
  return low + met + blame(work, record, resource);
}

/** Names the containers that use more than they asked for. */
function blame(work: Work, record: PodRecord, resource: ReclaimedResource): string {
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return '';
  const disks = resource === 'memory' ? {} : work.runtime.podDisk(record.uid);
  return runningContainers(record)
    .map((name) => {
      const request = findContainer(record.pod, name)?.resources?.requests?.[resource] ?? '0';
      const disk = disks[name] ?? { rootfsBytes: 0, logBytes: 0 };
      const bytes =
        resource === 'memory' ? containerMemory(work, record, name) : disk.rootfsBytes + disk.logBytes;
      if (bytes <= quantityToBytes(request)) return '';
      const used = `Container ${name} was using ${inBytes(bytes)}`;
      return `${used}, request is ${request}, has larger consumption of ${resource}. `;
    })
    .join('');
}

function inBytes(amount: number): string {
  return formatQuantity({
    unscaled: BigInt(Math.round(amount)),
    scale: 0,
    format: 'BinarySI',
    compact: true,
  });
}
