/** `npm run traces -- DIR [--json FILE] [--only NAME] [--limit N] [--attempts N]`: replays golden traces. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { TraceDifference } from './differences.ts';
import { readRequestLists, replayRequestList } from './request-list.ts';
import { replayTrace } from './replay-trace.ts';
import type { Trace } from './trace.ts';
import { readTraces } from './trace.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      only: { type: 'string', default: '' },
      limit: { type: 'string', default: '20' },
      attempts: { type: 'string' },
    },
  });
  const folder = positionals[0];
  if (folder === undefined) {
    console.error('npm run traces -- DIR [--json FILE] [--only NAME] [--limit N] [--attempts N]');
    return 2;
  }
  const results: Array<{ name: string; differences: readonly TraceDifference[] }> = [];
  for (const list of readRequestLists(folder).filter(({ name }) => name.startsWith(values.only))) {
    const differences = replayRequestList(list);
    results.push({ name: list.name, differences });
    printResult(list.name, differences, Number(values.limit));
  }
  for (const trace of readTraces(folder).filter(({ name }) => name.startsWith(values.only))) {
    const differences = await replayAndCompare(
      trace,
      values.attempts === undefined ? undefined : Number(values.attempts),
    );
    results.push({ name: trace.name, differences });
    printResult(trace.name, differences, Number(values.limit));
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function replayAndCompare(
  trace: Trace,
  attempts: number | undefined,
): Promise<readonly TraceDifference[]> {
  try {
    return (await replayTrace(trace, attempts)).differences;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ point: 'steps', about: 'the replay itself', golden: 'runs', replayed: text }];
  }
}

function printResult(name: string, differences: readonly TraceDifference[], limit: number): void {
  if (differences.length === 0) console.log(`${name} ok`);
  else console.log(`${name} ${differences.length} differences`);
  for (const { point, about, golden, replayed } of differences.slice(0, limit)) {
    console.log(`  ${point}: ${about}\n    golden   ${show(golden)}\n    replayed ${show(replayed)}`);
  }
  if (differences.length > limit) console.log(`  and ${differences.length - limit} more`);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.replaceAll('\n', '\n             ');
}
