/** `/sys/fs/cgroup` of a container: what its limits are and what it uses. Linux `Documentation/admin-guide/cgroup-v2.rst` */
import { cpuBoundsOf } from './cpu-shares.ts';
import type { MachineLoads } from './machine-loads.ts';
import type { ContainerRecord, Sandbox } from './records.ts';

export const cgroupDirectory = '/sys/fs/cgroup';

/** A tenth of a second: for so long at a time a container may use its share. */
const periodMicros = 100_000;

/** Files by path, each made when it is read. */
export function cgroupFiles(
  loads: MachineLoads,
  sandbox: Sandbox,
  container: ContainerRecord,
): Readonly<Record<string, string>> {
  const bounds = (): ReturnType<typeof cpuBoundsOf> => cpuBoundsOf(container.resources);
  const at = (name: string): string => `${cgroupDirectory}/${name}`;
  return {
    get [at('cgroup.controllers')]() {
      return 'cpuset cpu io memory hugetlb pids rdma misc\n';
    },
    get [at('cpu.max')]() {
      const { limitMilli } = bounds();
      const quota = limitMilli === undefined ? 'max' : String(Math.max(1_000, limitMilli * 100));
      return `${quota} ${periodMicros}\n`;
    },
    get [at('cpu.weight')]() {
      return `${bounds().weight}\n`;
    },
    get [at('cpu.stat')]() {
      return cpuStat(loads, sandbox, container, bounds().limitMilli);
    },
    get [at('memory.current')]() {
      return `${loads.usage(sandbox, container).memoryBytes}\n`;
    },
    get [at('memory.max')]() {
      return `${container.memoryLimitBytes ?? 'max'}\n`;
    },
    get [at('memory.swap.max')]() {
      return '0\n';
    },
    get [at('pids.current')]() {
      return `${container.process.threads.length}\n`;
    },
    get [at('pids.max')]() {
      return 'max\n';
    },
  };
}

function cpuStat(
  loads: MachineLoads,
  sandbox: Sandbox,
  container: ContainerRecord,
  limitMilli: number | undefined,
): string {
  const { untilMs, usedMicros, throttledMs } = loads.cpuAccount(sandbox, container);
  const periodMs = periodMicros / 1_000;
  const periods = limitMilli === undefined ? 0 : Math.floor((untilMs - container.startedMs) / periodMs);
  const throttled = limitMilli === undefined ? 0 : Math.floor(throttledMs / periodMs);
  const inUser = Math.round(usedMicros * 0.8);
  return [
    `usage_usec ${usedMicros}`,
    `user_usec ${inUser}`,
    `system_usec ${usedMicros - inUser}`,
    `nr_periods ${periods}`,
    `nr_throttled ${throttled}`,
    `throttled_usec ${Math.round(throttledMs * 1_000)}`,
    '',
  ].join('\n');
}
