/** `npm run vectors -- DIR [--json FILE] [--only PREFIX] [--verbose]`: holds the engine against vector files. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadAdapters } from './load-adapters.ts';
import type { Failure, SuiteResult } from './runner.ts';
import { runSuite } from './runner.ts';
import { readSuites } from './suite.ts';

const usage = 'npm run vectors -- DIR [--json FILE] [--only area/suite-prefix] [--verbose]';

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      only: { type: 'string', default: '' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const folder = positionals[0];
  if (folder === undefined) {
    console.error(usage);
    return 2;
  }
  const adapters = await loadAdapters();
  const suites = readSuites(folder).filter((suite) => suite.id.startsWith(values.only));
  const results = suites.map((suite) => runSuite(suite, adapters.bySuite.get(suite.id)));
  for (const result of results) printResult(result, values.verbose);
  for (const broken of adapters.broken) console.error(`cannot load adapters/${broken}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
  return printTotals(results) && adapters.broken.length === 0 ? 0 : 1;
}

function printResult(result: SuiteResult, verbose: boolean): void {
  const notes = [
    result.missing ? ' missing' : '',
    result.excepted > 0 ? ` (${result.excepted} excepted)` : '',
  ];
  console.log(`${result.suite} ${result.passed}/${result.total}${notes.join('')}`);
  if (verbose) for (const failure of result.failures) printFailure(failure);
}

function printFailure(failure: Failure): void {
  console.log(`  ${failure.name}`);
  if (failure.error !== undefined) console.log(`    ${failure.error.split('\n').slice(0, 6).join('\n    ')}`);
  for (const { path, expected, actual } of failure.differences) {
    console.log(`    ${path === '' ? '(whole)' : path}`);
    console.log(`      expected ${JSON.stringify(expected)}`);
    console.log(`      actual   ${JSON.stringify(actual)}`);
  }
}

/** Prints the last line; true when every case of every suite passed. */
function printTotals(results: readonly SuiteResult[]): boolean {
  const run = results.filter((result) => !result.missing);
  const passed = run.reduce((sum, result) => sum + result.passed, 0);
  const failed = run.reduce((sum, result) => sum + result.failures.length, 0);
  const missing = results.length - run.length;
  console.log(`${passed} passed, ${failed} failed, ${missing} missing`);
  return failed === 0 && missing === 0;
}
