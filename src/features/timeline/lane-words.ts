/** A lane said in words, for whoever does not see its bar. */
import type { Lane, Segment } from '../../model/timeline-store.ts';
import { clockText, spanText } from './clock-text.ts';
import { segmentAt } from './lane.ts';
import { t } from './messages.en.ts';

/** So much of a life can be listened to. */
const mostStates = 6;

/** `Running for 4:12; before: Pending 2 s, ContainerCreating 3.1 s`. Ends with warnings, where there are any. */
export function lifeWords(lane: Lane, viewMs: number, offsetMs: number): string {
  const known = lane.segments.filter(({ fromMs }) => fromMs <= viewMs);
  const now = segmentAt(lane, viewMs);
  const before = known.filter((segment) => segment !== now).slice(-mostStates);
  const parts: string[] = [];
  if (lane.goneMs !== null && lane.goneMs <= viewMs)
    parts.push(t('timeline.goneAt', { clock: clockText(offsetMs, lane.goneMs) }));
  else if (now !== undefined)
    parts.push(t('timeline.forSpan', { word: wordOf(now), span: spanText(viewMs - now.fromMs) }));
  if (before.length > 0)
    parts.push(t('timeline.before', { list: before.map((one) => stateWords(one, viewMs)).join(', ') }));
  const warnings = lane.events.filter(({ type, timeMs }) => type === 'Warning' && timeMs <= viewMs).length;
  if (warnings > 0) parts.push(t('timeline.warnings', { n: warnings }));
  const restarts = now?.restarts ?? 0;
  if (restarts > 0) parts.push(t('timeline.restarts', { n: restarts }));
  return parts.join('; ');
}

function stateWords(segment: Segment, viewMs: number): string {
  const span = spanText(Math.min(segment.toMs ?? viewMs, viewMs) - segment.fromMs);
  return t('timeline.stateSpan', { word: wordOf(segment), span });
}

function wordOf({ word, state }: Segment): string {
  return word === '' ? state : word;
}

/** `wants 3, has 2 ready`, of an owner's `2/3`; undefined where that says nothing. */
export function ownerWords(word: string | undefined): string | undefined {
  const counts = /^(\d+)\/(\d+)$/.exec(word ?? '');
  if (counts === null) return undefined;
  const [, ready = '', wanted = ''] = counts;
  return ready === wanted
    ? t('timeline.allReady', { n: Number(ready) })
    : t('timeline.wants', { wanted, ready });
}
