/** What a container's processes use: a model, but one that answers to what they do. All follows from the records. */
import type { ContainerUsage } from '../api/node-runtime.ts';
import type { Burden, ContainerRecord } from './records.ts';
import { firstBusyMs } from './shell/state.ts';

/** A shell or a `sleep` alone. */
export const resting: ContainerUsage = { cpuMilli: 0, memoryBytes: 600 * 1_024 };
/** A loop that never rests. */
const busyCpuMilli = 1_000;

/** What it would compute, in thousandths of a CPU, on a machine with so many of them. */
export function cpuDemandOf(
  { process, use = resting, burdens }: ContainerRecord,
  coresMilli: number,
): number {
  if (burdens !== undefined && Object.values(burdens).some(({ hogs }) => hogs === true)) return coresMilli;
  const busy = process.busyMs > firstBusyMs ? busyCpuMilli : 0;
  return Math.min(coresMilli, use.cpuMilli + busy);
}

/** Bytes that it holds in memory at a moment; leaks grow by the second. */
export function memoryOf({ use = resting, leaked = 0, burdens }: ContainerRecord, nowMs: number): number {
  let bytes = use.memoryBytes + leaked;
  for (const name in burdens) bytes += grownBytes(burdens[name]!, nowMs);
  return bytes;
}

/** Bytes a second. */
export function leakRateOf({ burdens }: ContainerRecord): number {
  let rate = 0;
  for (const name in burdens) rate += burdens[name]!.leaksPerSecond ?? 0;
  return rate;
}

export function grownBytes({ sinceMs, leaksPerSecond = 0 }: Burden, nowMs: number): number {
  return Math.floor(((nowMs - sinceMs) / 1_000) * leaksPerSecond);
}

const megabyte = 1_000_000;
const smallServerBytes = 9 * megabyte;

/** A server that waits for requests: the bigger, the more it does besides. */
export function idleServer(memoryBytes: number = smallServerBytes): ContainerUsage {
  return { cpuMilli: 1 + Math.floor(memoryBytes / (20 * megabyte)), memoryBytes };
}
