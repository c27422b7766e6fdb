/** The field that searches the canvas: what doesn't match steps back, Enter goes to what does. */
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { t } from '../views/messages.en.ts';
import { useView } from '../views/view-store.ts';
import { useMatches } from './match-store.ts';
import { goToMatch } from './use-search.ts';

export function endSearch(): void {
  useCanvasView.getState().searchFor('');
  useView.setState({ isSearching: false });
}

export function SearchBar(): ReactElement {
  const search = useCanvasView((state) => state.search);
  const searchFor = useCanvasView((state) => state.searchFor);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') goToMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') endSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="canvas-search canvas-float" role="search" onKeyDown={onKeyDown}>
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        value={search}
        aria-label={t('canvas.views.search')}
        placeholder={t('canvas.views.search.hint')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => searchFor(event.target.value)}
      />
      <Count />
      <IconButton icon="close" label={t('canvas.views.search.close')} keys="Esc" onClick={endSearch} />
    </div>
  );
}

function Count(): ReactElement {
  const matches = useMatches((state) => state.matches);
  const at = useMatches((state) => state.at);
  const n = matches?.length ?? 0;
  return (
    <span className="canvas-search-count numeric" role="status">
      {matches === null
        ? ''
        : n === 0
          ? t('canvas.views.search.none')
          : at >= 0
            ? t('canvas.views.search.at', { n: at + 1, m: n })
            : t('canvas.views.search.matches', { n })}
    </span>
  );
}
