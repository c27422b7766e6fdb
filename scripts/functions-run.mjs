// `node scripts/functions-run.mjs MODULE`: loads a module and calls its `open`; prints which functions ran, each as
// {name, at} with its place in the module's text, while it was loaded and after that.
import { Session } from 'node:inspector/promises';

const url = process.argv[2];
const inspector = new Session();
inspector.connect();
await inspector.post('Profiler.enable');
await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
const { open } = await import(url);
const loading = await take();
open();
const opening = await take();
console.log(JSON.stringify({ loading, opening }));

async function take() {
  const { result } = await inspector.post('Profiler.takePreciseCoverage');
  const functions = result.find((script) => script.url === url)?.functions ?? [];
  return functions
    .map(({ functionName, ranges: [range] }) => ({
      name: functionName,
      at: range.startOffset,
      count: range.count,
    }))
    .filter(({ at, count }) => at > 0 && count > 0)
    .map(({ name, at }) => ({ name, at }));
}
