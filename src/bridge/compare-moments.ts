/** What is different between two moments of a branch: which objects came, went or changed, and in what. */
import type { Change, History, KubeObject } from '../engine/index.ts';
import type { ChangeBetween } from './protocol.ts';
import { whatChanged } from './what-changed.ts';

/** A hand that compares the first minute with the tenth hour reads no more than this. */
const mostAnswers = 2000;

/** In the order of the first change of each. Events and what only renews itself tell nothing and are left out. */
export function changesBetween(history: History, fromMs: number, toMs: number): ChangeBetween[] {
  const [from, to] = [history.positionAt(Math.min(fromMs, toMs)), history.positionAt(Math.max(fromMs, toMs))];
  const found = new Map<string, { first: Change; last: Change; times: number }>();
  for (let at = from; at < to; at++) {
    const change = history.changes[at]!;
    if (change.resource === 'events' || change.resource.startsWith('leases.')) continue;
    const key = `${change.resource}/${change.namespace}/${change.name}`;
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { first: change, last: change, times: 1 });
    else {
      entry.last = change;
      entry.times++;
    }
  }
  const answers: ChangeBetween[] = [];
  for (const [key, { first, last, times }] of found) {
    if (answers.length >= mostAnswers) break;
    const answer = answerOf(first.previous, last.next);
    if (answer !== undefined) answers.push({ key, times, ...answer });
  }
  return answers;
}

function answerOf(
  before: KubeObject | undefined,
  after: KubeObject | undefined,
): Pick<ChangeBetween, 'what' | 'words'> | undefined {
  if (before === undefined && after === undefined) return { what: 'passing', words: '' };
  if (before === undefined) return { what: 'created', words: '' };
  if (after === undefined) return { what: 'deleted', words: '' };
  if (before.metadata?.uid !== after.metadata?.uid) return { what: 'replaced', words: '' };
  const words = whatChanged(before, after);
  return words === '' ? undefined : { what: 'changed', words };
}
