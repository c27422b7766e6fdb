import type { Command } from '../shell/host.ts';
import { flagOf } from './flag-of.ts';
import { runOutOfMemory } from './server-commands.ts';

const units: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 1_024,
  M: 1_048_576,
  G: 1_073_741_824,
  Ki: 1_024,
  Mi: 1_048_576,
  Gi: 1_073_741_824,
};

function parseBytes(text: string): number {
  const found = /^(\d+)(B|[KMG]i?)?$/.exec(text);
  return found === null ? 0 : Number(found[1]) * (units[found[2] ?? ''] ?? 1);
}

/** What it takes for itself. */
const ownBytes = 800 * 1_024;

/** How long it takes to touch all the memory that was asked for. */
const fillMs = 800;

/** `stress --vm 1 --vm-bytes 250M` (polinux/stress) and `stress -mem-total 150Mi` (vish/stress). */
export const stress: Command = (call) => {
  const workers = Number(flagOf(call.args, '--vm') ?? flagOf(call.args, '-m') ?? 0);
  const bytes =
    workers * parseBytes(flagOf(call.args, '--vm-bytes') ?? '256M') +
    parseBytes(flagOf(call.args, '-mem-total') ?? '0');
  call.out(
    `stress: info: [1] dispatching hogs: ${flagOf(call.args, '--cpu') ?? 0} cpu, 0 io, ${workers} vm, 0 hdd\n`,
  );
  const limit = call.host.memoryLimitBytes;
  if (limit !== undefined && bytes > limit) return runOutOfMemory(call, fillMs);
  const cpus = Number(
    flagOf(call.args, '--cpu') ?? flagOf(call.args, '-c') ?? flagOf(call.args, '-cpus') ?? 0,
  );
  call.host.setUsage({ cpuMilli: 1_000 * (cpus + workers), memoryBytes: bytes + ownBytes });
  const seconds = Number.parseInt(flagOf(call.args, '--timeout') ?? flagOf(call.args, '-t') ?? '', 10);
  return { ms: Number.isNaN(seconds) ? null : seconds * 1_000, status: 0 };
};
