import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import type { Point } from './differences.ts';
import { replayTrace } from './replay-trace.ts';
import type { RecordedChange, Trace } from './trace.ts';
import { readTraces } from './trace.ts';

/** Those of controllers that we do not have yet. */
const unplayable = /^(i|j)/;
const traces = readTraces(fileURLToPath(new URL('data', import.meta.url))).filter(
  ({ name }) => !unplayable.test(name),
);

/** The same change of a workload that wants another number of replicas. */
function scaled(change: RecordedChange, replicas: number): RecordedChange {
  return { ...change, obj: { ...change.obj, spec: { ...change.obj.spec, replicas } } };
}

describe('golden traces', () => {
  it.each(traces.map((trace) => [trace.name, trace] as const))('%s replays', async (_, trace) => {
    expect((await replayTrace(trace)).differences).toEqual([]);
  });
});

describe('a replay is held against every point', () => {
  const trace = traces.find(({ name }) => name === 'b3-minready')!;

  /** The trace with the first place of a text changed, in one of its parts. */
  const altered = (part: 'steps' | 'changes' | 'final', from: string, to: string): Trace => {
    const text = JSON.stringify(trace[part]);
    expect(text).toContain(from);
    return { ...trace, [part]: JSON.parse(text.replace(from, to)) as never };
  };
  const goneLater = trace.changes.findIndex(({ kind, type }) => kind === 'Pod' && type === 'DELETED');
  const moved = trace.changes.map((change, index) =>
    index === goneLater ? { ...change, t: change.t + 10_000 } : change,
  );

  it.each<readonly [Point, Trace]>([
    ['steps', altered('steps', 'deployment.apps/web created', 'deployment.apps/web configured')],
    [
      'replicas',
      {
        ...trace,
        changes: trace.changes.map((change) => (change.kind === 'ReplicaSet' ? scaled(change, 9) : change)),
      },
    ],
    ['lives', altered('changes', '"exitCode":0,"reason":"Completed"', '"exitCode":7,"reason":"Error"')],
    ['events', altered('changes', 'Stopping container nginx', 'Ending container nginx')],
    ['waits', { ...trace, changes: moved }],
    ['final', altered('final', '"revisionHistoryLimit":10', '"revisionHistoryLimit":9')],
  ])('%s', async (point, changed) => {
    const { run, differences } = await replayTrace(trace);
    expect(differences).toEqual([]);
    expect(compareRuns(changed, run).map((difference) => difference.point)).toContain(point);
  });
});
