/** The view goes on to the pod that takes the place of the one followed, and says so; one may stay with who is gone. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Pod, ReplicaSet } from '../../../engine/api/generated/types.ts';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { successorOf } from './successor.ts';

interface SucceededStore {
  /** Who was followed before, and who is in its stead. */
  readonly left: { readonly key: string; readonly successor: string } | null;
  /** Of whom somebody said that they stay with it. */
  readonly stays: string | null;
}

export const useSucceeded = create<SucceededStore>(() => ({ left: null, stays: null }));

export function stayWith(key: string): void {
  useSucceeded.setState({ left: null, stays: key });
  useCanvasView.getState().follow(key);
}

export function useSuccessor(): void {
  const followed = useCanvasView((state) => state.followed);
  useEffect(() => {
    if (followed?.startsWith('pods/') !== true) return undefined;
    // Also of a pod that is gone when one begins to follow it: nothing is known of it then.
    let last = mirror.get(followed) as Pod | undefined;
    return mirror.subscribeResource('pods', () => {
      const now = mirror.get(followed) as Pod | undefined;
      last = now ?? last;
      if (now !== undefined || last === undefined || useSucceeded.getState().stays === followed) return;
      const successor = successorOf(last, mirror.list('pods') as readonly Pod[], siblingsOf);
      if (successor === undefined) return;
      useSucceeded.setState({ left: { key: followed, successor } });
      useCanvasView.getState().follow(successor);
    });
  }, [followed]);
}

/** ReplicaSets of the same Deployment. */
function siblingsOf(uid: string): readonly string[] {
  const sets = mirror.list('replicasets.apps') as readonly ReplicaSet[];
  const deployment = ownerOf(sets.find(({ metadata }) => metadata?.uid === uid));
  if (deployment === undefined) return [];
  return sets.filter((set) => ownerOf(set) === deployment).map(({ metadata }) => metadata?.uid ?? '');
}

function ownerOf(set: ReplicaSet | undefined): string | undefined {
  return set?.metadata?.ownerReferences?.find(({ controller }) => controller === true)?.uid;
}
