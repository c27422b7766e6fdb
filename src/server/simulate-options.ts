/** The command line of the headless runner, read and checked before anything runs. */
import { parseArgs } from 'node:util';
import { evaluateCheck } from '../bridge/check.ts';
import { findResource } from '../engine/index.ts';
import { parseDuration } from './duration.ts';
import { parseFault, type PlannedRequest } from './planned-fault.ts';
import { UsageError } from './usage-error.ts';

export const usage = `Usage: npm run simulate -- -f FILE... [options]

Applies manifests to a simulated cluster, lets it run as fast as it can, and prints how it ended.

  -f, --filename FILE    manifest, folder of manifests, or - for standard input; may be repeated
      --until DURATION   how long to run after applying; default 10m
      --fault SPEC       what goes wrong: ContainerExit (key exitCode), OOMKill, Hang, SlowStart
                         (seconds), ProbeFailure (probe), DiskFull, MemoryLeak (rate), CPUHog or
                         ImageUnpullable, with keys pod, namespace, container, image, node, label;
                         MemoryPressure or DiskPressure (keys node, available); or
                         PowerOff, Partition (key node); at=DURATION and for=DURATION say when:
                         PowerOff,node=node-2,at=1m,for=5m
      --check EXPR       must hold at the end: 'deployments.apps/default/web status.readyReplicas >= 3'
  -o, --output FORMAT    table, json or jsonl; default table
      --workers N        workers beside the control plane; default 3
      --cpu QUANTITY     of each machine; default 4
      --memory QUANTITY  of each machine; default 8Gi
      --seed TEXT        another seed, another course of chance; default podarium
  -h, --help             this text

Exit code 0 when all was applied and every check holds, 1 when not, 2 when the command line is wrong.
`;

const outputs = ['table', 'json', 'jsonl'] as const;

export interface SimulateOptions {
  /** Paths, or `-`. */
  readonly files: readonly string[];
  readonly untilMs: number;
  readonly faults: readonly PlannedRequest[];
  readonly checks: readonly string[];
  readonly output: (typeof outputs)[number];
  readonly workers: number;
  readonly cpu: string;
  readonly memory: string;
  readonly seed: string;
}

/** Undefined when only help was asked for. @throws UsageError in words for the person at the keyboard. */
export function parseOptions(args: readonly string[]): SimulateOptions | undefined {
  const { values, positionals } = readFlags(args);
  if (values.help) return undefined;
  const files = [...values.filename, ...positionals];
  if (files.length === 0) throw new UsageError('no manifest: say which with -f FILE');
  const output = outputs.find((candidate) => candidate === values.output);
  if (output === undefined)
    throw new UsageError(`--output: "${values.output}" is none of ${outputs.join(', ')}`);
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1 || workers > 500)
    throw new UsageError(`--workers: "${values.workers}" is no number from 1 to 500`);
  values.check.forEach(refuseBadCheck);
  return {
    files,
    output,
    workers,
    untilMs: parseDuration(values.until, '--until'),
    faults: values.fault.flatMap(parseFault),
    checks: values.check,
    cpu: quantity(values.cpu, '--cpu'),
    memory: quantity(values.memory, '--memory'),
    seed: values.seed,
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        filename: { type: 'string', short: 'f', multiple: true, default: [] },
        until: { type: 'string', default: '10m' },
        fault: { type: 'string', multiple: true, default: [] },
        check: { type: 'string', multiple: true, default: [] },
        output: { type: 'string', short: 'o', default: 'table' },
        workers: { type: 'string', default: '3' },
        cpu: { type: 'string', default: '4' },
        memory: { type: 'string', default: '8Gi' },
        seed: { type: 'string', default: 'podarium' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A check that can never hold because it names no resource is a mistake, not a failure. */
function refuseBadCheck(line: string): void {
  let resource = '';
  try {
    evaluateCheck(line, (key) => {
      resource = key.split('/')[0] ?? '';
      return undefined;
    });
  } catch {
    throw new UsageError(
      `--check: "${line}" is not KEY [FIELD] OPERATOR [VALUE], such as 'pods/default/web exists'`,
    );
  }
  if (findResource(resource) === undefined)
    throw new UsageError(`--check: "${line}": there is no resource "${resource}"`);
}

function quantity(text: string, flag: string): string {
  if (!/^\d+(\.\d+)?(m|[KMGTPE]i?)?$/.test(text))
    throw new UsageError(`${flag}: "${text}" is no quantity such as 2, 500m or 8Gi`);
  return text;
}
