/** Brings an object into view when some other part of the page wishes it, in the view that shows it; and stays with the one followed. */
import { useEffect, useRef } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import type { CanvasView } from '../../../model/canvas-view-store.ts';
import { resourceOfKey } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { findPlace } from '../find-place.ts';
import { isInNamespaces } from '../search/match-store.ts';
import type { Stage } from '../use-stage.ts';
import { usePlan } from './plan-store.ts';

/** Of an object that the machines don't show, where else it stands. */
const views: Readonly<Record<string, CanvasView>> = {
  nodes: 'machines',
  pods: 'machines',
  'ingresses.networking.k8s.io': 'network',
  'networkpolicies.networking.k8s.io': 'network',
  services: 'network',
};

/** `goTo` moves the view to an object that has a place now. */
export function useReveal(stage: Stage, goTo: (key: string) => void): void {
  const revealed = useSelection((state) => state.revealed);
  const view = useCanvasView((state) => state.view);
  const plan = usePlan((state) => state.plan);
  const done = useRef(revealed);
  const hasSwitched = useRef(false);
  useEffect(() => {
    if (revealed === null || done.current === revealed) return;
    const { key } = revealed;
    const { namespaces, showNamespaces, show } = useCanvasView.getState();
    if (!isInNamespaces(key, namespaces)) showNamespaces([]);
    if (findPlace(stage, key, plan) !== undefined) {
      done.current = revealed;
      hasSwitched.current = false;
      goTo(key);
      return;
    }
    // A view that is being loaded has no plan yet: it is asked again when it has.
    if (view !== 'machines' && plan?.view !== view) return;
    const target = views[resourceOfKey(key)] ?? 'ownership';
    if (target !== view && !hasSwitched.current) {
      hasSwitched.current = true;
      show(target);
    } else {
      hasSwitched.current = false;
      done.current = revealed;
    }
  }, [revealed, view, plan, stage, goTo]);
}

/** The view goes where the followed object goes. */
export function useFollow(stage: Stage, goTo: (key: string) => void): void {
  const followed = useCanvasView((state) => state.followed);
  const plan = usePlan((state) => state.plan);
  const last = useRef('');
  useEffect(() => {
    const place = followed === null ? undefined : findPlace(stage, followed, plan);
    const at = place === undefined ? '' : `${followed} ${place.x} ${place.y}`;
    if (followed !== null && at !== '' && at !== last.current) goTo(followed);
    if (at !== '' || followed === null) last.current = at;
  }, [followed, plan, stage, goTo]);
}
