/** What the kernel tells of processes below /proc: `man 5 proc`. */
import type { Node } from '../api/generated/types.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { processTable } from './process-table.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import { sysctlFiles } from './sysctl-files.ts';
import type { World } from './world.ts';

/** Made when somebody looks; a machine's memory and load are seen from every container. */
export function processFiles(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
): Record<string, string> {
  const files: Record<string, string> = {
    ...sysctlFiles(world.podOf(sandbox), sandbox),
    '/proc/version': 'Linux version 6.8.0 (simulated)\n',
    '/proc/uptime': `${(world.nowMs / 1_000).toFixed(2)} 0.00\n`,
    '/proc/loadavg': '0.00 0.00 0.00 1/100 100\n',
    '/proc/meminfo': memoryOf(world.context.view.get<Node>('nodes', '', sandbox.node)),
  };
  for (const { id, words, uid, target } of processTable(world, sandbox, container)) {
    const name = words[0]!.slice(words[0]!.lastIndexOf('/') + 1).split(':')[0]!;
    files[`/proc/${id}/cmdline`] = words.map((word) => `${word}\0`).join('');
    files[`/proc/${id}/comm`] = `${name}\n`;
    files[`/proc/${id}/status`] =
      `Name:\t${name}\nState:\tS (sleeping)\nPid:\t${id}\nUid:\t${[uid, uid, uid, uid].join('\t')}\n`;
    const variables = Object.entries(target?.container.environment ?? {});
    files[`/proc/${id}/environ`] = variables.map(([key, value]) => `${key}=${value}\0`).join('');
  }
  return files;
}

function memoryOf(node: Node | undefined): string {
  const kilobytes = Math.floor(quantityToBytes(node?.status?.capacity?.['memory'] ?? '0') / 1_024);
  return `MemTotal:       ${String(kilobytes).padStart(8)} kB\nMemFree:        ${String(Math.floor(kilobytes / 2)).padStart(8)} kB\n`;
}
