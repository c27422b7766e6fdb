/** Point 4: the Kubernetes Events about each object, in order, and whether they repeat. */
import {
  allowedTexts,
  isIgnored,
  isMended,
  isPassedOver,
  isUncounted,
  isSpent,
  rewrite,
} from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { groupBy, keysOfBoth } from './differences.ts';
import type { Naming } from './naming.ts';
import type { RecordedChange, Run } from './trace.ts';

/** What was reported about one object: each text once, when it came first. */
type Reports = ReadonlyArray<{ readonly t: number; readonly text: string }>;

/** Events of different parts within so little time come in any order. */
const sameTimeMs = 1000;

/** Twice may be once: it depends on where in its period a probe or a queue begins. */
const repeatsFrom = 3;

export function compareEvents(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const [wanted, got] = [reportsByGroup(golden, names[0]), reportsByGroup(replayed, names[1])];
  const groups = keysOfBoth(wanted, got).filter((group) => !isMended(group));
  return groups.flatMap((group) => compareGroup(group, wanted.get(group) ?? [], got.get(group) ?? []));
}

function compareGroup(
  about: string,
  golden: readonly Reports[],
  replayed: readonly Reports[],
): TraceDifference[] {
  const surplus = [...replayed];
  const lacking = golden.filter((reports) => {
    const index = surplus.findIndex((candidate) => isAlike(reports, candidate));
    if (index >= 0) surplus.splice(index, 1);
    return index < 0;
  });
  const count = Math.max(lacking.length, surplus.length);
  return Array.from({ length: count }, (_, index) => ({
    point: 'events' as const,
    about,
    golden: printReports(lacking[index]),
    replayed: printReports(surplus[index]),
  }));
}

function isAlike(golden: Reports, replayed: Reports): boolean {
  const order = new Map(replayed.map(({ text }, index) => [text, index]));
  if (golden.length !== replayed.length || golden.some(({ text }) => !order.has(text))) return false;
  return golden.every(({ t, text }, index) =>
    golden
      .slice(index + 1)
      .every((later) => later.t - t < sameTimeMs || order.get(text)! < order.get(later.text)!),
  );
}

function printReports(reports: Reports | undefined): string | undefined {
  return reports?.map(({ t, text }) => `${String(t).padStart(7)} ${text}`).join('\n');
}

/** For each group of alike objects what was reported about its members. */
function reportsByGroup(run: Run, naming: Naming): Map<string, Reports[]> {
  const events = run.changes.filter(
    ({ kind, type, obj }) =>
      kind === 'Event' && type !== 'DELETED' && !isIgnored(obj.reason ?? '', obj.message ?? ''),
  );
  const result = new Map<string, Reports[]>();
  for (const [involved, changes] of groupBy(events, ({ obj }) => obj.involved ?? '')) {
    const slash = involved.indexOf('/');
    const group = naming.groupOf(involved.slice(0, slash), involved.slice(slash + 1));
    const reports = reportsOf(changes, naming).filter(({ text }) => !isSpent(group, text));
    // A node has a past: its events repeat those from before the script.
    const plain = group.startsWith('Node/')
      ? reports.map(({ t, text }) => ({ t, text: text.replace(' (repeats)', '') }))
      : reports;
    result.set(group, [...(result.get(group) ?? []), plain]);
  }
  return result;
}

function reportsOf(changes: readonly RecordedChange[], naming: Naming): Reports {
  const byText = groupBy(changes, ({ obj }) => eventText(obj, naming));
  const texts = [...byText.keys()];
  const told = [...byText].filter((_, index) => !isPassedOver(texts, index));
  return told.map(([text, same]) => ({
    t: same[0]!.t,
    text: timesOf(same) >= repeatsFrom && !isUncounted(text) ? `${text} (repeats)` : text,
  }));
}

/** How often an event was reported: counted within an Event object, or as several objects. */
function timesOf(changes: readonly RecordedChange[]): number {
  const objects = groupBy(changes, ({ name }) => name);
  return [...objects.values()].reduce(
    (sum, same) => sum + Math.max(...same.map(({ obj }) => obj.count ?? 1)),
    0,
  );
}

function eventText({ type, reason, message = '' }: RecordedChange['obj'], naming: Naming): string {
  return `${type} ${reason}: ${rewrite(allowedTexts, naming.anonymize(message)).trim()}`;
}
