/** What a container's processes use: a model, but one that answers to what they do. */
import type { ContainerUsage } from '../api/node-runtime.ts';
import type { ContainerRecord } from './records.ts';
import { firstBusyMs } from './shell/state.ts';

/** A shell or a `sleep` alone. */
const resting: ContainerUsage = { cpuMilli: 0, memoryBytes: 600 * 1_024 };
/** A loop that never rests. */
const busyCpuMilli = 1_000;

export function usageOf({ process, use = resting }: ContainerRecord): ContainerUsage {
  const busy = process.busyMs > firstBusyMs ? busyCpuMilli : 0;
  return { cpuMilli: use.cpuMilli + busy, memoryBytes: use.memoryBytes };
}

const megabyte = 1_000_000;
const smallServerBytes = 9 * megabyte;

/** A server that waits for requests: the bigger, the more it does besides. */
export function idleServer(memoryBytes: number = smallServerBytes): ContainerUsage {
  return { cpuMilli: 1 + Math.floor(memoryBytes / (20 * megabyte)), memoryBytes };
}
