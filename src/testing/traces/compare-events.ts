/** Point 4: the Kubernetes Events about each object, in order, and whether they repeat. */
import { allowedTexts, ignoredEvents, rewrite } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import { compareBags, groupBy, keysOfBoth } from './differences.ts';
import type { Naming } from './naming.ts';
import type { RecordedChange, Run } from './trace.ts';

export function compareEvents(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  const [wanted, got] = [sequences(golden, names[0]), sequences(replayed, names[1])];
  return keysOfBoth(wanted, got).flatMap((group) =>
    compareBags('events', group, wanted.get(group) ?? [], got.get(group) ?? []),
  );
}

/** For each group of alike objects the sequences of events of its members. */
function sequences(run: Run, naming: Naming): Map<string, string[]> {
  const about = groupBy(
    run.changes.filter(({ kind, obj }) => kind === 'Event' && !ignoredEvents.includes(obj.reason ?? '')),
    ({ obj }) => obj.involved ?? '',
  );
  const result = new Map<string, string[]>();
  for (const [involved, changes] of about) {
    const slash = involved.indexOf('/');
    const group = naming.groupOf(involved.slice(0, slash), involved.slice(slash + 1));
    result.set(group, [...(result.get(group) ?? []), sequence(changes, naming)]);
  }
  return result;
}

function sequence(changes: readonly RecordedChange[], naming: Naming): string {
  const byText = groupBy(changes, ({ obj }) => eventText(obj, naming));
  const lines = [...byText].map(([text, same]) => {
    const repeats =
      new Set(same.map(({ name }) => name)).size > 1 || same.some(({ obj }) => (obj.count ?? 1) > 1);
    return repeats ? `${text} (repeats)` : text;
  });
  return lines.join('\n');
}

function eventText({ type, reason, message = '' }: RecordedChange['obj'], naming: Naming): string {
  return `${type} ${reason}: ${rewrite(allowedTexts, naming.anonymize(message)).trim()}`;
}
