/**
 * `npm run bench [-- --json FILE] [--only NAME] [--runs N]`: our engine beside the peer's, CPU time, each engine in a
 * process of its own, medians of its runs. Prints a table and writes rows {name, unit, ours, peer, ratio, goal, met, runs}.
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWorker, packedKilobytes, workerFiles } from '../built-worker.ts';
import { type BrowserScenario, measureBrowser } from './browser.ts';

interface Bench {
  readonly name: string;
  readonly unit: string;
  /** A scenario of the engine in a process of its own, or of the page in a browser. */
  readonly ours:
    | readonly [scenario: string, count: number, field: string]
    | { readonly browser: BrowserScenario; readonly field: string }
    /** Files of the cluster's worker. */
    | { readonly files: readonly string[] };
  readonly peer?: readonly [scenario: string, count: number];
  /** `atMost`/`atLeast` bound our figure; `share` bounds ours divided by the peer's. */
  readonly goal: { readonly atMost?: number; readonly atLeast?: number; readonly share?: number };
}

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
  readonly runs: number;
}

const benches: readonly Bench[] = [
  {
    name: 'apply-100',
    unit: 's CPU',
    ours: ['apply', 100, 'cpuSeconds'],
    peer: ['apply', 100],
    goal: { atMost: 0.1, share: 1 / 20 },
  },
  {
    name: 'apply-1000',
    unit: 's CPU',
    ours: ['apply', 1000, 'cpuSeconds'],
    peer: ['apply', 1000],
    goal: { atMost: 1, share: 1 / 40 },
  },
  { name: 'apply-10000', unit: 's CPU', ours: ['apply', 10_000, 'cpuSeconds'], goal: { atMost: 12 } },
  {
    name: 'rollout-50',
    unit: 's CPU',
    ours: ['rollout', 50, 'cpuSeconds'],
    peer: ['rollout', 50],
    goal: { atMost: 0.05 },
  },
  {
    name: 'running-100',
    unit: 'simulated s a CPU s',
    ours: ['running', 100, 'simulatedPerSecond'],
    goal: { atLeast: 20_000 },
  },
  {
    name: 'running-3000',
    unit: 'simulated s a CPU s',
    ours: ['running', 3000, 'simulatedPerSecond'],
    goal: { atLeast: 500 },
  },
  {
    name: 'containers-10000',
    unit: 's CPU a minute',
    ours: ['containers', 10_000, 'minuteCpuSeconds'],
    goal: { atMost: 2.5 },
  },
  {
    name: 'container-state',
    unit: 'bytes a container',
    ours: ['state', 100, 'bytesPerContainer'],
    goal: { atMost: 300 },
  },
  { name: 'seek-100000', unit: 'ms p95', ours: ['seek', 100_000, 'p95Ms'], goal: { atMost: 16 } },
  { name: 'fork-1000', unit: 'ms CPU', ours: ['checkpoint', 1000, 'forkMs'], goal: { atMost: 100 } },
  { name: 'table-10000', unit: 'ms CPU', ours: ['table', 10_000, 'cpuMs'], goal: { atMost: 150 } },
  { name: 'watch-100', unit: '% of a core', ours: ['watch', 1000, 'corePercent'], goal: { atMost: 2 } },
  {
    name: 'watch-idle-10000',
    unit: 'ms CPU a second',
    ours: ['watch', 1000, 'idleMs'],
    goal: { atMost: 10 },
  },
  {
    name: 'private-bytes-1000',
    unit: 'bytes a pod',
    ours: ['memory', 1000, 'privateBytesPerPod'],
    goal: { atMost: 8192 },
  },
  {
    name: 'rest-growth-100',
    unit: 'heap bytes an hour',
    ours: ['memory', 100, 'heapGrowthAtRestBytesPerHour'],
    goal: { atMost: 20_000 },
  },
  {
    name: 'engine-size',
    unit: 'KB gz eager',
    ours: { files: workerFiles.slice(0, 1) },
    goal: { atMost: 140 },
  },
  { name: 'engine-whole', unit: 'KB gz in all', ours: { files: workerFiles }, goal: { atMost: 140 } },
  page('page-alive', 'ms', 'start', 'aliveMs', 1000),
  // The first picture is drawn already: its engine comes after it.
  page('page-running', 'ms until time flows', 'start', 'runningMs', 1000),
  page('page-editor', 'ms after a click', 'start', 'editorMs', 600),
  page('page-shell', 'KB gz without canvas', 'bytes', 'shellKilobytes', 150),
  page('page-bytes', 'KB gz until the first picture', 'bytes', 'pageKilobytes', 300),
  page('page-engine-bytes', 'KB gz until the engine answers', 'bytes', 'engineKilobytes', 300),
  // Told, not bounded: what comes by itself once the cluster lives.
  page('page-afterwards', 'KB gz by itself', 'bytes', 'afterwardsKilobytes', Number.POSITIVE_INFINITY),
  page('embed-bytes', 'KB gz in all', 'bytes', 'embedKilobytes', 290),
  page('page-pan-1000', 'ms CPU a frame', 'scale', 'panFrameMs', 6),
  { ...page('page-fps-1000', 'frames a s', 'scale', 'panFps', 0), goal: { atLeast: 55 } },
  page('page-zoom-1000', 'ms CPU a frame', 'scale', 'zoomFrameMs', 6),
  page('page-pan-ownership-1000', 'ms CPU a frame', 'scale', 'panOwnershipFrameMs', 6),
  page('page-pan-network-1000', 'ms CPU a frame', 'scale', 'panNetworkFrameMs', 6),
  page('page-tick-200', 'ms CPU a tick', 'scale', 'tickMs', 8),
  page('page-heap-1000', 'MB page + worker', 'scale', 'heapMegabytes', 150),
  page('page-scrub', 'ms p95 shown', 'scrub', 'scrubP95Ms', 16),
  page('page-scrub-median', 'ms shown', 'scrub', 'scrubMedianMs', 16),
  page('page-jump', 'ms p95 shown', 'scrub', 'jumpP95Ms', 16),
  page('page-jump-median', 'ms shown', 'scrub', 'jumpMedianMs', 16),
  page('page-pan-10000', 'ms CPU a frame', 'large', 'panFrameMs', 12),
  page('page-heap-10000', 'MB page', 'large', 'pageHeapMegabytes', 150),
  // Told, not bounded: the engine's state and the whole history.
  page('worker-heap-10000', 'MB worker', 'large', 'workerHeapMegabytes', Number.POSITIVE_INFINITY),
  page('page-paused', '% of a core', 'idle', 'pausedPercent', 1),
  page('page-hidden', '% of a core', 'idle', 'hiddenPercent', 1),
];

function page(name: string, unit: string, browser: BrowserScenario, field: string, atMost: number): Bench {
  return { name, unit, ours: { browser, field }, goal: { atMost } };
}

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, runs: { type: 'string', default: '5' } },
});
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'podarium-bench-'));
await bundle('ours-run');
await bundle('peer-run');

/** A scenario of the page gives several figures, and is run once for all of them. */
const measuredPages = new Map<BrowserScenario, Promise<Record<string, number>>>();

const rows: Row[] = [];
for (const bench of benches) {
  if (values.only !== undefined && !bench.name.includes(values.only)) continue;
  const row = await measure(bench);
  rows.push(row);
  console.log(print(row));
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);

/** Bundled because the peer's package cannot be imported by Node as it is. */
async function bundle(name: string): Promise<void> {
  const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
}

async function measure(bench: Bench): Promise<Row> {
  const ours = await measureOurs(bench);
  const peer = bench.peer === undefined ? null : Number(runNode('peer-run', ...bench.peer));
  const ratio = peer === null ? null : ours / peer;
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY, share } = bench.goal;
  const met = ours <= atMost && ours >= atLeast && (share === undefined || (ratio ?? 1) <= share);
  return { name: bench.name, unit: bench.unit, ours, peer, ratio, goal: goalText(bench), met, runs };
}

async function measureOurs({ ours }: Bench): Promise<number> {
  if ('files' in ours) return measureWorker(ours.files);
  if (!('browser' in ours)) {
    const [scenario, count, field] = ours;
    return (JSON.parse(runNode('ours-run', scenario, count)) as Record<string, number>)[field]!;
  }
  let figures = measuredPages.get(ours.browser);
  if (figures === undefined) measuredPages.set(ours.browser, (figures = measureBrowser(ours.browser, runs)));
  return (await figures)[ours.field]!;
}

async function measureWorker(files: readonly string[]): Promise<number> {
  const built = mkdtempSync(join(folder, 'worker-'));
  await buildWorker(built);
  return packedKilobytes(built, files);
}

function runNode(name: string, scenario: string, count: number): string {
  const args = ['--expose-gc', join(folder, `${name}.mjs`), scenario, String(count), String(runs)];
  return execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 }).trim();
}

function goalText({ goal }: Bench): string {
  const texts = [];
  if (goal.atMost !== undefined && Number.isFinite(goal.atMost)) texts.push(`<= ${goal.atMost}`);
  if (goal.atLeast !== undefined) texts.push(`>= ${goal.atLeast}`);
  if (goal.share !== undefined) texts.push(`1/${Math.round(1 / goal.share)} of the peer`);
  return texts.join(', ');
}

function print(row: Row): string {
  const figure = (value: number | null) => (value === null ? '-' : value.toPrecision(3)).padStart(10);
  const verdict = row.met ? 'met' : 'MISSED';
  const ratio = row.ratio === null ? '-' : `1/${(1 / row.ratio).toFixed(1)}`;
  return `${row.name.padEnd(20)}${figure(row.ours)}${figure(row.peer)}  ${ratio.padEnd(9)}${row.unit.padEnd(22)}${row.goal.padEnd(28)}${verdict} (${row.runs} runs)`;
}
