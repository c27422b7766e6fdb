/** Moments that somebody gave a name, of whatever branch: plain data, so that whoever keeps a session can keep them. */
import { create } from 'zustand';

export interface Bookmark {
  readonly id: string;
  readonly name: string;
  /** Id of the branch that it is a moment of. */
  readonly branch: string;
  /** Simulated milliseconds since the cluster's start. */
  readonly timeMs: number;
}

interface BookmarksStore {
  /** In the order of time. */
  readonly bookmarks: readonly Bookmark[];
  /** Gives its id. */
  add(bookmark: Omit<Bookmark, 'id'>): string;
  rename(id: string, name: string): void;
  remove(id: string): void;
  /** In place of all that there were: a session that was kept is opened again. */
  replace(bookmarks: readonly Bookmark[]): void;
}

export const useBookmarks = create<BookmarksStore>((set, get) => ({
  bookmarks: [],
  add: (bookmark) => {
    const taken = get().bookmarks.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0));
    const id = `bookmark-${Math.max(0, ...taken) + 1}`;
    set(({ bookmarks }) => ({ bookmarks: inOrder([...bookmarks, { ...bookmark, id }]) }));
    return id;
  },
  rename: (id, name) =>
    set(({ bookmarks }) => ({
      bookmarks: bookmarks.map((one) => (one.id === id ? { ...one, name } : one)),
    })),
  remove: (id) => set(({ bookmarks }) => ({ bookmarks: bookmarks.filter((one) => one.id !== id) })),
  replace: (bookmarks) => set({ bookmarks: inOrder(bookmarks) }),
}));

function inOrder(bookmarks: readonly Bookmark[]): readonly Bookmark[] {
  return bookmarks.toSorted((a, b) => a.timeMs - b.timeMs);
}
