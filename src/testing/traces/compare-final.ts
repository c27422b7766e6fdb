/** Point 6: spec and status of every object at the end, key by key. */
import { compare } from '../vectors/compare.ts';
import { allowedTexts, ignoredFinalKinds, isMended, rewrite, withoutAllowed } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { groupBy, keysOfBoth } from './differences.ts';
import type { Naming } from './naming.ts';
import type { Fields, Run } from './trace.ts';

export function compareFinal(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const kinds = Object.keys(golden.final).filter((kind) => !ignoredFinalKinds.includes(kind));
  return kinds.flatMap((kind) => {
    const [wanted, got] = [finalOf(golden, kind, names[0]), finalOf(replayed, kind, names[1])];
    const groups = keysOfBoth(wanted, got).filter((group) => !isMended(group));
    return groups.flatMap((group) => pairUp(group, wanted.get(group) ?? [], got.get(group) ?? []));
  });
}

function finalOf(run: Run, kind: string, naming: Naming): Map<string, Fields[]> {
  const byGroup = groupBy([...(run.final[kind] ?? [])], (object) =>
    naming.groupOf(kind, object['metadata'].name),
  );
  return new Map(
    [...byGroup].map(([group, objects]) => [group, objects.map((object) => normalize(kind, object, naming))]),
  );
}

/** Each object is held against the one that is most like it. */
function pairUp(group: string, golden: readonly Fields[], replayed: readonly Fields[]): TraceDifference[] {
  const free = [...replayed];
  const found: TraceDifference[] = [];
  for (const object of golden) {
    const ranked = free.map((candidate) => ({ candidate, differences: compare('equal', object, candidate) }));
    const best = ranked.toSorted((a, b) => a.differences.length - b.differences.length)[0];
    if (best === undefined) {
      found.push({ point: 'final', about: group, golden: 'there', replayed: 'absent' });
      continue;
    }
    free.splice(free.indexOf(best.candidate), 1);
    for (const { path, expected, actual } of best.differences) {
      found.push({ point: 'final', about: `${group} ${path}`, golden: expected, replayed: actual });
    }
  }
  return [
    ...found,
    ...free.map((): TraceDifference => ({
      point: 'final',
      about: group,
      golden: 'absent',
      replayed: 'there',
    })),
  ];
}

/** What differs from run to run: moments, addresses, ids, the node that chance chose, and a cluster's own authority. */
const volatileKeys =
  /^(.*(Time|Timestamp|At)|uid|resourceVersion|containerID|imageID|podIPs?|hostIPs?|nodeName|timeAdded|ca\.crt)$/;

const address = /\b\d{1,3}(\.\d{1,3}){3}\b/g;

/** An object without what differs from run to run or may differ between versions. */
export function normalize(kind: string, object: Fields, naming: Naming): Fields {
  const { metadata: _, apiVersion: __, kind: ___, ...rest } = object;
  return withoutAllowed(kind, clean(rest, naming) as Fields);
}

function clean(value: unknown, naming: Naming): unknown {
  if (typeof value === 'string') return naming.anonymize(value).replace(address, '<ip>');
  if (Array.isArray(value)) return sortByType(value.map((item) => clean(item, naming)));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !volatileKeys.test(key));
  return Object.fromEntries(
    kept.map(([key, field]) => [naming.anonymize(key), cleanField(key, field, naming)]),
  );
}

function cleanField(key: string, field: unknown, naming: Naming): unknown {
  const cleaned = clean(field, naming);
  return key === 'message' && typeof cleaned === 'string' ? rewrite(allowedTexts, cleaned) : cleaned;
}

/** Conditions come in the order in which they were first set. */
function sortByType(items: unknown[]): unknown[] {
  const typeOf = (item: unknown) => String((item as { type?: unknown } | null)?.type ?? '');
  return items.every((item) => typeOf(item) !== '')
    ? items.toSorted((a, b) => typeOf(a).localeCompare(typeOf(b)))
    : items;
}
