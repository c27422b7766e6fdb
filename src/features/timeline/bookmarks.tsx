/** Named moments as small flags on the axis. A press goes there; the menu renames and removes. */
import type { ReactElement } from 'react';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import type { Bookmark } from '../../model/bookmarks-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockOffsetMs, clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { askFor } from './small-form.tsx';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export function Bookmarks({ scale }: { readonly scale: TimeScale }): ReactElement[] {
  const bookmarks = useBookmarks((state) => state.bookmarks);
  const branch = useTime((state) => state.branch);
  const offsetMs = clockOffsetMs(useTime((state) => state.startedAt));
  return bookmarks
    .filter((bookmark) => bookmark.branch === branch)
    .map((bookmark) => ({ bookmark, x: xOf(scale, bookmark.timeMs) }))
    .filter(({ x }) => x >= 0 && x <= scale.widthPx)
    .map(({ bookmark, x }) => (
      <Menu key={bookmark.id} side="top" entries={entriesOf(bookmark, offsetMs)}>
        <button
          type="button"
          className="timeline-bookmark"
          style={{ transform: `translateX(${Math.round(x)}px)` }}
          aria-label={t('bookmark.flag', { name: bookmark.name })}
          title={bookmark.name}
          onPointerDown={(event) => event.stopPropagation()}
        >
          <Icon name="flag" size={14} />
        </button>
      </Menu>
    ));
}

function entriesOf(bookmark: Bookmark, offsetMs: number): MenuEntry[] {
  return [
    {
      heading: t('timeline.command', {
        clock: clockText(offsetMs, bookmark.timeMs, true),
        label: bookmark.name,
      }),
    },
    { text: t('bookmark.go'), icon: 'flag', onSelect: () => goTo(bookmark) },
    {
      text: t('bookmark.rename'),
      icon: 'cursor',
      onSelect: () =>
        askFor({
          title: t('bookmark.rename'),
          label: t('bookmark.name'),
          value: bookmark.name,
          save: t('timeline.save'),
          onAnswer: (name) => {
            if (name.trim() === '') return t('bookmark.nameless');
            useBookmarks.getState().rename(bookmark.id, name.trim());
            return undefined;
          },
        }),
    },
    {
      text: t('bookmark.delete'),
      icon: 'trash',
      danger: true,
      onSelect: () => useBookmarks.getState().remove(bookmark.id),
    },
  ];
}

/** Shows the moment of a bookmark, on the branch that it belongs to where that is still there. */
export function goTo({ branch, timeMs }: Bookmark): void {
  const { branch: shown, branches } = useTime.getState();
  const isElsewhere = branch !== shown && branches.some(({ id }) => id === branch);
  reportFailure(
    (isElsewhere ? session.selectBranch(branch) : Promise.resolve()).then(() => session.seek(timeMs)),
  );
}

/** Keeps a moment of the branch that is shown, and asks for a name, which may stay as it is. */
export function bookmarkMoment(timeMs: number = useTime.getState().viewMs): void {
  const { branch, startedAt } = useTime.getState();
  const clock = clockText(clockOffsetMs(startedAt), timeMs);
  const store = useBookmarks.getState();
  const id = store.add({ name: t('bookmark.unnamed', { clock }), branch, timeMs });
  askFor({
    title: t('bookmark.add'),
    label: t('bookmark.name'),
    value: t('bookmark.unnamed', { clock }),
    save: t('timeline.save'),
    onAnswer: (name) => {
      if (name.trim() !== '') store.rename(id, name.trim());
      return undefined;
    },
  });
}

/** All of them, for the menu of the timeline. */
export function bookmarkEntries(bookmarks: readonly Bookmark[], offsetMs: number): MenuEntry[] {
  return bookmarks.map((bookmark) => ({
    text: t('timeline.command', { clock: clockText(offsetMs, bookmark.timeMs), label: bookmark.name }),
    icon: 'flag',
    onSelect: () => goTo(bookmark),
  }));
}
