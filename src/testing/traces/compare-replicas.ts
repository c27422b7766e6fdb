/** Point 2: how many replicas each workload wanted and had, at rest and at its worst. */
import { isCountOf } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { keysOfBoth } from './differences.ts';
import type { Naming } from './naming.ts';
import type { Fields, RecordedChange, Run, Trace } from './trace.ts';

const kinds = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'];

const counts = [
  'replicas',
  'readyReplicas',
  'availableReplicas',
  'updatedReplicas',
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberReady',
  'numberAvailable',
  'active',
  'succeeded',
  'failed',
];

/** Counts of what exists dip for a moment when pods are replaced; how many at once is timing, not a promise. */
const dips = ['replicas', 'updatedReplicas', 'currentNumberScheduled'];

/** A workload that nothing changed for so long is at rest. */
const restMs = 2000;

interface Counting {
  /** Distinct values of spec.replicas in order. */
  readonly wanted: readonly number[];
  /** For each stretch between two steps: counts at its end when at rest, and the bounds within it. */
  readonly stretches: ReadonlyArray<{
    readonly atRest: boolean;
    readonly end: Fields;
    readonly bounds: Fields;
  }>;
}

export function compareReplicas(
  golden: Trace,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const ends = withoutHurried([...golden.steps.map((step) => step.t), golden.durationMs]);
  const [wanted, got] = [countAll(golden, names[0], ends), countAll(replayed, names[1], ends)];
  return keysOfBoth(wanted, got).flatMap((key) => {
    const [a, b] = [wanted.get(key), got.get(key)];
    if (a === undefined || b === undefined) return [difference(key, a?.wanted, b?.wanted)];
    const sequence =
      JSON.stringify(a.wanted) === JSON.stringify(b.wanted) ? [] : [difference(key, a.wanted, b.wanted)];
    return [
      ...sequence,
      ...a.stretches.flatMap((stretch, index) =>
        compareStretch(key, ends[index]!, stretch, b.stretches[index]!),
      ),
    ];
  });
}

/** What a command does shows only after a while: steps close behind each other share a stretch. */
function withoutHurried(ends: readonly number[]): number[] {
  return ends.reduce<number[]>(
    (kept, end) => (end - (kept.at(-1) ?? -restMs) < restMs ? kept : [...kept, end]),
    [],
  );
}

type Stretch = Counting['stretches'][number];

function compareStretch(key: string, endMs: number, golden: Stretch, replayed: Stretch): TraceDifference[] {
  const about = `${key} before ${endMs} ms`;
  const rest =
    golden.atRest && JSON.stringify(golden.end) !== JSON.stringify(replayed.end)
      ? [difference(`${about}, at rest`, golden.end, replayed.end)]
      : [];
  const outside = Object.entries(replayed.bounds as Record<string, [number, number]>).filter(
    ([count, [least, most]]) => {
      const [goldenLeast, goldenMost] = (golden.bounds[count] as [number, number] | undefined) ?? [0, 0];
      return (least < goldenLeast && !dips.includes(count)) || most > goldenMost;
    },
  );
  return [
    ...rest,
    ...outside.map(([count, bounds]) =>
      difference(`${about}, bounds of ${count}`, golden.bounds[count], bounds),
    ),
  ];
}

function difference(about: string, golden: unknown, replayed: unknown): TraceDifference {
  return { point: 'replicas', about, golden, replayed };
}

function countAll(run: Run, naming: Naming, ends: readonly number[]): Map<string, Counting> {
  const byWorkload = new Map<string, RecordedChange[]>();
  for (const change of run.changes) {
    if (!kinds.includes(change.kind)) continue;
    const key = naming.groupOf(change.kind, change.name);
    byWorkload.set(key, [...(byWorkload.get(key) ?? []), change]);
  }
  return new Map([...byWorkload].map(([key, changes]) => [key, countOne(changes, ends)]));
}

function countOne(changes: readonly RecordedChange[], ends: readonly number[]): Counting {
  const { kind } = changes[0]!;
  const wanted = changes.map(({ obj }) => Number(obj.spec?.['replicas'] ?? 1));
  const stretches = ends.map((end, index) => {
    const start = index === 0 ? -1 : ends[index - 1]!;
    const before = changes.filter(({ t }) => t < end);
    const inside = before.filter(({ t }) => t >= start);
    const last = before.at(-1);
    const entering = changes.findLast(({ t }) => t < start);
    const seen = [...(entering === undefined ? [] : [entering]), ...inside].map(
      ({ obj }) => obj.status ?? {},
    );
    const endCounts =
      last === undefined || last.type === 'DELETED' ? {} : countsOf(kind, last.obj.status ?? {});
    return {
      atRest: last === undefined || end - last.t > restMs,
      end: endCounts,
      bounds: boundsOf(kind, seen),
    };
  });
  return { wanted: wanted.filter((value, index) => value !== wanted[index - 1]), stretches };
}

function countsOf(kind: string, status: Fields): Fields {
  return Object.fromEntries(countsOfKind(kind).flatMap((key) => (status[key] ? [[key, status[key]]] : [])));
}

function countsOfKind(kind: string): string[] {
  return counts.filter((count) => isCountOf(kind, count));
}

function boundsOf(kind: string, statuses: readonly Fields[]): Fields {
  if (statuses.length === 0) return {};
  return Object.fromEntries(
    countsOfKind(kind).flatMap((key) => {
      const values = statuses.map((status) => Number(status[key] ?? 0));
      const [least, most] = [Math.min(...values), Math.max(...values)];
      return most === 0 ? [] : [[key, [least, most]]];
    }),
  );
}
