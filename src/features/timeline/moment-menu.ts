/** What can be done with a moment, wherever it is pointed at: on the axis, in a lane, or from the timeline's menu. */
import { askForFault, useFaultForm } from '../../model/fault-form-store.ts';
import { useTime } from '../../model/time-store.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { bookmarkMoment } from './bookmarks.tsx';
import { clockOffsetMs, clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { seekSoon } from './seek-soon.ts';
import { spanOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { toggleLens, useTimelineView } from './timeline-view.ts';

export function momentEntries(ms: number, scale: TimeScale): MenuEntry[] {
  const { headMs, viewMs, startedAt } = useTime.getState();
  const clock = clockText(clockOffsetMs(startedAt), ms, true);
  const { range, lens } = useTimelineView.getState();
  const isPast = ms <= headMs;
  const past: MenuEntry[] = [
    { text: t('moment.go', { clock }), icon: 'timeline', onSelect: () => seekSoon(ms) },
    { text: t('moment.bookmark'), icon: 'flag', keys: 'B', onSelect: () => bookmarkMoment(ms) },
    { text: t('moment.widen'), icon: 'search', keys: 'Z', onSelect: () => toggleLens(ms) },
    ...(ms === viewMs ? [] : [compareEntry(t('moment.compare'), Math.min(ms, viewMs), Math.max(ms, viewMs))]),
  ];
  const shownTo = Math.min(headMs, scale.fromMs + spanOf(scale));
  const all: MenuEntry[] = [
    compareEntry(t('moment.compareShown'), Math.max(0, scale.fromMs), Math.max(0, shownTo)),
    ...(lens === null
      ? []
      : [
          {
            text: t('moment.narrow'),
            icon: 'close' as const,
            onSelect: () => useTimelineView.setState({ lens: null }),
          },
        ]),
    ...(range === null
      ? []
      : [
          {
            text: t('changes.close'),
            icon: 'close' as const,
            onSelect: () => useTimelineView.setState({ range: null }),
          },
        ]),
  ];
  return [...(isPast ? past : planEntries(ms)), 'separator', ...all];
}

function compareEntry(text: string, fromMs: number, toMs: number): MenuEntry {
  return { text, icon: 'diff', onSelect: () => useTimelineView.setState({ range: { fromMs, toMs } }) };
}

/** The future can be asked for a fault: what was, cannot. */
export function planEntries(ms: number): MenuEntry[] {
  if (!useFaultForm.getState().isOffered) return [];
  const atMs = Math.round(ms / 1000) * 1000;
  const clock = clockText(clockOffsetMs(useTime.getState().startedAt), atMs);
  return [{ text: t('break.atMoment', { clock }), icon: 'bolt', onSelect: () => askForFault({ atMs }) }];
}
