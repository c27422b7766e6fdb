/** Keeps the matches up to date while somebody searches, and goes from one to the next. */
import { useEffect } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { isInNamespaces, useMatches } from './match-store.ts';
import { parseSearch } from './search-query.ts';
import { targetOf } from './targets.ts';

const nothingSought = { matches: null, keys: null, search: '', at: -1 };

/** `shown`: keys of all objects of the view, in order; another array when any of them changed. */
export function useSearch(shown: readonly string[]): void {
  const search = useCanvasView((state) => state.search);
  const namespaces = useCanvasView((state) => state.namespaces);
  useEffect(() => () => useMatches.setState(nothingSought), []);
  useEffect(() => {
    const query = parseSearch(search);
    if (query.isEmpty) {
      useMatches.setState({ ...nothingSought, search });
      return;
    }
    const matches = [...new Set(shown)].filter((key) => {
      const target = isInNamespaces(key, namespaces) ? targetOf(key, mirror) : undefined;
      return target !== undefined && query.matches(target);
    });
    const before = useMatches.getState();
    const isSame =
      before.matches?.length === matches.length &&
      matches.every((key, index) => key === before.matches?.[index]);
    if (!isSame) useMatches.setState({ matches, keys: new Set(matches) });
    if (before.search !== search) useMatches.setState({ search, at: -1 });
  }, [search, namespaces, shown]);
}

/** To the first match, and onwards; round the end. */
export function goToMatch(step: 1 | -1): void {
  const { matches, at } = useMatches.getState();
  const count = matches?.length ?? 0;
  if (matches === null || count === 0) return;
  const next = at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
  const key = matches[next];
  if (key === undefined) return;
  useMatches.setState({ at: next });
  useSelection.getState().reveal(key);
}
