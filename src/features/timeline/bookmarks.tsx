/** Named moments as small flags on the axis. A press goes there; the menu renames and removes. */
import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import type { Bookmark } from '../../model/bookmarks-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clusterMarks } from './cluster-marks.ts';
import { clockOffsetMs, clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { askFor } from './small-form.tsx';
import type { TimeScale } from './time-scale.ts';

/** Flags nearer than their own breadth are one, whose menu has them all. */
const apartPx = 24;

export function Bookmarks({ scale }: { readonly scale: TimeScale }): ReactElement[] {
  const bookmarks = useBookmarks((state) => state.bookmarks);
  const branch = useTime((state) => state.branch);
  const offsetMs = clockOffsetMs(useTime((state) => state.startedAt));
  const own = bookmarks
    .filter((bookmark) => bookmark.branch === branch)
    .toSorted((a, b) => a.timeMs - b.timeMs);
  return clusterMarks(own, scale, apartPx).map(({ marks, x }) => (
    <Menu key={marks[0]!.id} side="top" entries={marks.flatMap((mark) => entriesOf(mark, offsetMs))}>
      <Flag names={marks.map(({ name }) => name)} x={x} />
    </Menu>
  ));
}

interface FlagProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly names: readonly string[];
  readonly x: number;
}

function Flag({ names, x, ...rest }: FlagProps): ReactElement {
  const [name = ''] = names;
  return (
    <button
      {...rest}
      type="button"
      className="timeline-bookmark"
      style={{ transform: `translateX(${x}px)` }}
      aria-label={
        names.length === 1
          ? t('bookmark.flag', { name })
          : t('bookmark.flags', { n: names.length, names: names.join(', ') })
      }
      title={names.join(', ')}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <Icon name="flag" size={14} />
    </button>
  );
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
