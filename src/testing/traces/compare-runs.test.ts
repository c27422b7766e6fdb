import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import type { Point } from './differences.ts';
import type { RecordedChange, Trace } from './trace.ts';
import { readTraces } from './trace.ts';

const traces = readTraces(fileURLToPath(new URL('data', import.meta.url)));
const grace = traces.find((trace) => trace.name === 'q-grace')!;
const rollout = traces.find((trace) => trace.name === 'b1-rolling-4')!;

/** A copy of a trace with one change of an object replaced. */
function withChange(
  trace: Trace,
  isIt: (change: RecordedChange) => boolean,
  edit: (change: RecordedChange) => RecordedChange,
): Trace {
  const index = trace.changes.findIndex(isIt);
  expect(index).toBeGreaterThanOrEqual(0);
  return { ...trace, changes: trace.changes.with(index, edit(structuredClone(trace.changes[index]!))) };
}

/** The same change of a text anywhere in a change. */
function edited(change: RecordedChange, from: string, to: string): RecordedChange {
  const text = JSON.stringify(change);
  expect(text).toContain(from);
  return JSON.parse(text.replace(from, to)) as RecordedChange;
}

function points(golden: Trace, replayed: Trace): Point[] {
  return [...new Set(compareRuns(golden, replayed).map((difference) => difference.point))];
}

describe('comparing runs', () => {
  it.each(traces.map((trace) => [trace.name, trace] as const))('%s is like itself', (_, trace) => {
    expect(compareRuns(trace, trace)).toEqual([]);
  });

  it('sees another exit code, and another word', () => {
    const [first, ...rest] = grace.steps;
    expect(points({ ...grace, steps: [{ ...first!, exit: 1 }, ...rest] }, grace)).toEqual(['steps']);
    expect(
      points({ ...grace, steps: [{ ...first!, stdout: 'pod/quick changed\n' }, ...rest] }, grace),
    ).toEqual(['steps']);
  });

  it('sees one replica more than there ever were', () => {
    const isFull = ({ kind, obj }: RecordedChange) => kind === 'Deployment' && obj.status?.['replicas'] === 5;
    const changed = withChange(rollout, isFull, (change) => edited(change, '"replicas":5', '"replicas":6'));
    expect(points(changed, rollout)).toEqual([]);
    expect(points(rollout, changed)).toEqual(['replicas']);
  });

  it('sees another exit code in the life of a pod', () => {
    const isKilled = ({ kind, obj }: RecordedChange) =>
      kind === 'Pod' && JSON.stringify(obj).includes('"exitCode":137');
    const changed = withChange(grace, isKilled, (change) =>
      edited(change, '"exitCode":137', '"exitCode":143'),
    );
    expect(points(changed, grace)).toEqual(['lives']);
  });

  it('sees another message, and an event that repeats', () => {
    const isKilling = ({ obj }: RecordedChange) => obj.reason === 'Killing';
    expect(
      points(
        withChange(grace, isKilling, (change) => edited(change, 'Stopping', 'Ending')),
        grace,
      ),
    ).toEqual(['events']);
    expect(
      points(
        withChange(grace, isKilling, (change) => edited(change, '"count":1', '"count":3')),
        grace,
      ),
    ).toEqual(['events']);
  });

  it('sees a delay that is too short', () => {
    const isKilled = ({ kind, name, obj }: RecordedChange) =>
      kind === 'Pod' && name === 'stubborn' && JSON.stringify(obj).includes('"exitCode":137');
    expect(
      points(
        withChange(grace, isKilled, (change) => ({ ...change, t: change.t - 1600 })),
        grace,
      ),
    ).toEqual(['waits']);
    expect(
      points(
        withChange(grace, isKilled, (change) => ({ ...change, t: change.t - 1400 })),
        grace,
      ),
    ).toEqual([]);
  });

  it('sees one key of the final state', () => {
    const text = JSON.stringify(rollout.final);
    const final = JSON.parse(
      text.replace('"revisionHistoryLimit":10', '"revisionHistoryLimit":9'),
    ) as Trace['final'];
    expect(points({ ...rollout, final }, rollout)).toEqual(['final']);
  });
});
