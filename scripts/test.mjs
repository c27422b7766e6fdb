/**
 * `npm test`: everything that has to hold, one stage after the other, going on after a failure so that one run
 * tells all. A stage is one check; units and browser tests count by their single tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildIfNeeded, root } from './build.mjs';
import { chromiumAdvice, findChromium, installChromium } from './chromium.mjs';

const reports = mkdtempSync(join(tmpdir(), 'podarium-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

const stages = [
  ['types', () => run('tsc', '--noEmit')],
  ['types of the engine, without DOM', () => run('tsc', '--noEmit', '-p', 'src/engine')],
  ['generated files are up to date', () => node('scripts/generate-kubernetes.mjs', '--check')],
  ['lint', () => run('oxlint', 'src', 'e2e', 'scripts')],
  ['format', () => run('prettier', '--check', '--log-level', 'warn', '.')],
  ['unused files, exports and dependencies', () => run('knip')],
  ['units, layers, vectors, traces', testUnits],
  ['build', buildIfNeeded],
  ['browser tests', testBrowser],
];

let passed = 0;
let failed = 0;
const lines = [];
/** Names of tests that failed: the end of a long report is what people see of it. */
const failures = [];
for (const [name, check] of stages) {
  console.log(`\n== ${name}`);
  const startMs = Date.now();
  const counts = countsOf(check());
  passed += counts.passed;
  failed += counts.failed;
  lines.push(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${seconds(Date.now() - startMs)}  ${name}`);
}
rmSync(reports, { recursive: true });
console.log(`\n${lines.join('\n')}\n${[...failures, ''].join('\n')}${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function countsOf(result) {
  if (typeof result !== 'boolean') return result;
  return result ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1).padStart(7)} s`;
}

function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Runs a tool of node_modules. */
function run(tool, ...args) {
  return start(tool, args).status === 0;
}

function start(tool, args, env = {}) {
  const path = join(root, 'node_modules', '.bin', tool);
  return spawnSync(path, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

function testUnits() {
  const { status } = start('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`,
  ]);
  const report = readReport(unitReport);
  if (report === undefined) return false;
  const failed = report.testResults.flatMap(failuresOf);
  failures.push(...failed);
  return counts(status, report.numPassedTests, failed.length);
}

/** Of one file: a line for each test that failed, or one for the file when it could not be run at all. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`FAILED ${file}\n  ${message}`] : [];
  return failed.map(
    (test) => `FAILED ${file}: ${test.fullName}\n  ${String(test.failureMessages?.[0]).slice(0, 400)}`,
  );
}

function testBrowser() {
  const chromium = findChromium() ?? installChromium();
  if (chromium === undefined) {
    console.error(chromiumAdvice);
    return false;
  }
  const env = { PODARIUM_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport };
  const { status } = start('playwright', ['test', '--reporter=list,json'], env);
  const stats = readReport(browserReport)?.stats;
  if (stats === undefined) return false;
  if (stats.flaky > 0) console.log(`${stats.flaky} failed once and passed when tried again`);
  return counts(status, stats.expected + stats.flaky, stats.unexpected);
}

/** A tool that failed without naming a failed test has still failed. */
function counts(status, passedTests, failedTests) {
  return { passed: passedTests, failed: status === 0 ? failedTests : Math.max(1, failedTests) };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
