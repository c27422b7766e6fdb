/** What floats over the canvas in screen pixels: the switch of the views, the search, whom one follows. */
import { useEffect, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { splitObjectKey, useObject } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { useSettings } from '../../../model/settings-store.ts';
import { useCanvas } from '../canvas-store.ts';
import { SearchBar } from '../search/search-bar.tsx';
import { useSearch } from '../search/use-search.ts';
import { treeRows } from '../tree-rows.ts';
import type { Travel } from '../use-travel.ts';
import type { Stage } from '../use-stage.ts';
import { t } from './messages.en.ts';
import { usePlan } from './plan-store.ts';
import { useFollow, useReveal } from './use-reveal.ts';
import { stayWith, useSucceeded, useSuccessor } from './use-successor.ts';
import { ViewSwitch, ViewTools } from './view-switch.tsx';
import { useView } from './view-store.ts';
import './floating.css';

export interface FloatingProps {
  readonly stage: Stage;
  readonly travel: Travel;
}

/** Who goes over to another view sees the whole of it. */
function useFreshView(): void {
  useEffect(
    () =>
      useCanvasView.subscribe(({ view }, before) => {
        if (view !== before.view) {
          usePlan.setState({ plan: null });
          useCanvas.setState({ hasWandered: false, destination: null });
        }
      }),
    [],
  );
}

/** Beside the zoom control; on a phone a strip at the top. */
export function ViewControls(): ReactElement {
  return (
    <div className="view-switch canvas-float">
      <ViewSwitch />
      <ViewTools />
    </div>
  );
}

export function Floating({ stage, travel }: FloatingProps): ReactElement {
  const isSearching = useView((state) => state.isSearching);
  const search = useCanvasView((state) => state.search);
  useFreshView();
  useReveal(stage, travel.goTo);
  useFollow(stage, travel.goTo);
  useSuccessor();
  useCanvasKeys(travel);
  return (
    <>
      {isSearching ? <SearchBar /> : null}
      {search.trim() === '' ? null : <Matches stage={stage} />}
      <FollowChip />
    </>
  );
}

/** All that is shown is looked through, while there is something to look for. */
function Matches({ stage }: { readonly stage: Stage }): null {
  useSearch(useShownKeys(stage));
  return null;
}

function useShownKeys({ scene }: Stage): readonly string[] {
  const plan = usePlan((state) => state.plan);
  return useMemo(
    () => (plan === null ? treeRows(scene, null, true) : plan.rows).map(({ key }) => key),
    [plan, scene],
  );
}

/** `/` searches, `f` goes near to what is selected; both leave a field alone in which somebody writes. */
function useCanvasKeys(travel: Travel): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event))
        return;
      if (!useSettings.getState().singleKeys) return;
      if (event.key === '/') {
        event.preventDefault();
        if (useView.getState().isSearching)
          document.querySelector<HTMLElement>('.canvas-search input')?.focus();
        else useView.setState({ isSearching: true });
      }
      const { selected } = useSelection.getState();
      if (event.key === 'f' && selected !== null) travel.zoomTo(selected);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [travel]);
}

function isWriting({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const fields = 'input, textarea, select, [role="textbox"], [role="menu"], [role="dialog"]';
  return target.isContentEditable || target.closest(fields) !== null;
}

function FollowChip(): ReactElement | null {
  const followed = useCanvasView((state) => state.followed);
  const follow = useCanvasView((state) => state.follow);
  const object = useObject(followed ?? '');
  const left = useSucceeded((state) => state.left);
  if (followed === null) return null;
  const { name } = splitObjectKey(followed);
  const hasSucceeded = left !== null && left.successor === followed;
  const before = hasSucceeded ? splitObjectKey(left.key).name : '';
  return (
    <div className="follow-chip canvas-float" role="status">
      {hasSucceeded ? (
        <>
          {t('canvas.views.follow.successor', { name: before, successor: name })}
          <button type="button" onClick={() => stayWith(left.key)}>
            {t('canvas.views.follow.stay', { name: before })}
          </button>
        </>
      ) : null}
      {hasSucceeded
        ? null
        : t(object === undefined ? 'canvas.views.follow.gone' : 'canvas.views.follow.following', { name })}
      <button type="button" onClick={() => follow(null)}>
        {t('canvas.views.follow.stop')}
      </button>
    </div>
  );
}
