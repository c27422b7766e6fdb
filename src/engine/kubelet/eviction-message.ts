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
  return low + met + (resource === 'memory' ? memoryBlame(work, record) : '');
}

function memoryBlame(work: Work, record: PodRecord): string {
  return runningContainers(record)
    .map((name) => {
      const request = findContainer(record.pod, name)?.resources?.requests?.['memory'] ?? '0';
      const bytes = containerMemory(work, record, name);
      if (bytes <= quantityToBytes(request)) return '';
      const used = `Container ${name} was using ${inBytes(bytes)}`;
      return `${used}, request is ${request}, has larger consumption of memory. `;
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
