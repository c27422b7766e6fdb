/** What two branches hold at the same moment and do not share. */
import type { KubeObject } from '../engine/index.ts';
import type { LiveBranch } from './branches.ts';
import { objectsAt } from './objects-at.ts';
import type { BranchDifference, ObjectDifference } from './protocol.ts';
import { tellingDifferences } from './what-changed.ts';

const maxRows = 200;
const maxFields = 6;

/** What merely tells, renews, or repeats others. */
const unseen = new Set(['events', 'leases.coordination.k8s.io', 'endpoints', 'controllerrevisions.apps']);

/** A branch that has not come to the moment is taken as it stands. */
export function branchDifference(left: LiveBranch, right: LiveBranch, timeMs: number): BranchDifference {
  const [before, after] = [comparable(left, timeMs), comparable(right, timeMs)];
  const rows: ObjectDifference[] = [];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
    const row = differenceOf(key, before.get(key), after.get(key));
    if (row !== undefined) rows.push(row);
  }
  return { rows: rows.slice(0, maxRows), total: rows.length };
}

function differenceOf(
  key: string,
  left: KubeObject | undefined,
  right: KubeObject | undefined,
): ObjectDifference | undefined {
  if (left === right) return undefined;
  if (right === undefined) return { key, kind: 'onlyLeft', fields: [] };
  if (left === undefined) return { key, kind: 'onlyRight', fields: [] };
  const telling = tellingDifferences(left, right, 4 * maxFields).filter(({ path }) => !/\buid$/.test(path));
  const fields = telling.slice(0, maxFields).map(({ path, before, after }) => ({
    path,
    left: before === undefined ? null : String(before),
    right: after === undefined ? null : String(after),
  }));
  return fields.length === 0 ? undefined : { key, kind: 'differs', fields };
}

function comparable({ cluster }: LiveBranch, timeMs: number): Map<string, KubeObject> {
  const isPast = timeMs < cluster.nowMs;
  const objects = objectsAt(cluster, isPast ? cluster.history.positionAt(timeMs) : undefined);
  for (const key of objects.keys()) if (unseen.has(key.slice(0, key.indexOf('/')))) objects.delete(key);
  return objects;
}
