/** To the next or the last moment of a kind: a change of what is selected, a warning, a command. */
import type { ReactElement } from 'react';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { bookmarkEntries, bookmarkMoment } from './bookmarks.tsx';
import { clockOffsetMs } from './clock-text.ts';
import { t } from './messages.en.ts';

export function SkipMenu(): ReactElement {
  const selected = useSelection((state) => state.selected);
  const bookmarks = useBookmarks((state) => state.bookmarks);
  const offsetMs = clockOffsetMs(useTime((state) => state.startedAt));
  return (
    <Menu align="end" side="top" entries={skipEntries(selected, bookmarkEntries(bookmarks, offsetMs))}>
      <button type="button" className="button transport-step">
        {t('skip.to')}
        <Icon name="chevronDown" size={14} />
      </button>
    </Menu>
  );
}

function skipEntries(selected: string | null, bookmarks: readonly MenuEntry[]): MenuEntry[] {
  const isSelected = selected !== null;
  return [
    {
      text: t('skip.nextOfSelected'),
      icon: 'chevronRight',
      keys: ']',
      disabled: !isSelected,
      onSelect: skipForwards,
    },
    { text: t('skip.lastOfSelected'), icon: 'back', keys: '[', disabled: !isSelected, onSelect: skipBack },
    'separator',
    { text: t('skip.nextWarning'), icon: 'warning', onSelect: () => skipToWarning(false) },
    { text: t('skip.lastWarning'), icon: 'back', onSelect: () => skipToWarning(true) },
    'separator',
    { text: t('skip.nextCommand'), icon: 'chevronRight', onSelect: () => skipToCommand(1) },
    { text: t('skip.lastCommand'), icon: 'back', onSelect: () => skipToCommand(-1) },
    { text: t('skip.runOn'), icon: 'skip', entries: runOnEntries() },
    'separator',
    { text: t('moment.bookmark'), icon: 'flag', keys: 'B', onSelect: () => bookmarkMoment() },
    ...bookmarks,
  ];
}

/** So far into the future, as fast as it can. */
function runOnEntries(): MenuEntry[] {
  const by = (text: string, hours: number): MenuEntry => ({ text, onSelect: () => runOn(hours) });
  return [
    by(t('skip.runOn.minute'), 1 / 60),
    by(t('skip.runOn.hour'), 1),
    by(t('skip.runOn.day'), 24),
    by(t('skip.runOn.month'), 720),
  ];
}

/** Lets time run on from the newest moment. */
export function runOn(hours: number): void {
  reportFailure(session.advance(useTime.getState().headMs + hours * 3_600_000));
}

/** To the next change of what is selected; with nothing selected, to the next change of anything. */
export function skipForwards(): void {
  skipChange(false);
}

/** To the change of what is selected before the moment shown. */
export function skipBack(): void {
  skipChange(true);
}

function skipChange(back: boolean): void {
  const key = useSelection.getState().selected;
  const skip = key === null ? { by: 'change' as const, back } : { by: 'change' as const, back, key };
  reportFailure(
    session
      .skip(skip)
      .then((found) => tellUnlessFound(found, back ? t('skip.noEarlier') : t('skip.noLater'))),
  );
}

function skipToWarning(back: boolean): void {
  const words = back ? t('skip.noEarlierWarning') : t('skip.noLaterWarning');
  reportFailure(session.skip({ by: 'warning', back }).then((found) => tellUnlessFound(found, words)));
}

function skipToCommand(by: 1 | -1): void {
  const { viewMs } = useTime.getState();
  const { commands } = useTimeline.getState();
  const found =
    by === 1
      ? commands.find(({ timeMs }) => timeMs > viewMs)
      : commands.findLast(({ timeMs }) => timeMs < viewMs);
  if (found === undefined) tellUnlessFound(false, t('skip.noCommand'));
  else reportFailure(session.seek(found.timeMs));
}

function tellUnlessFound(found: boolean, words: string): void {
  if (!found) showToast({ text: words });
}
