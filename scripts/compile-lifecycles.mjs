// Writes src/engine/lifecycle/generated: the transition tables that run, compiled from the XState machines.
// Run it with tsx: `npx tsx scripts/compile-lifecycles.mjs`. `--check` fails when a table is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';
import { compile } from '../src/engine/lifecycle/compile.ts';
import { containerMachine } from '../src/engine/lifecycle/container.machine.ts';
import { podMachine } from '../src/engine/lifecycle/pod.machine.ts';

const target = new URL('../src/engine/lifecycle/generated/', import.meta.url);
const isCheck = process.argv.includes('--check');

for (const machine of [containerMachine, podMachine]) {
  const file = new URL(`${machine.id}.json`, target);
  const text = JSON.stringify(compile(machine));
  if (!isCheck) writeFileSync(file, await format(text, { parser: 'json', printWidth: 110 }));
  else if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text))) {
    console.error(`${file.pathname} is out of date: run npx tsx scripts/compile-lifecycles.mjs`);
    process.exitCode = 1;
  }
}
