/** When one stands close, the pod that is looked at opens: its card gives way to its inside. */
import type { ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import { useSelection } from '../../model/selection-store.ts';
import { planBox } from './box-plan.ts';
import { useCanvas } from './canvas-store.ts';
import { findPlace } from './find-place.ts';
import type { Rect } from './layout.ts';
import { PodBox } from './pod-box.tsx';
import { usePod } from './use-cluster.ts';
import type { Stage } from './use-stage.ts';

/** At the zoom at which a pod opens, the figure is about as large as on paper. */
const figureScale = 1 / 2;

export function OpenPod({ stage }: { readonly stage: Stage }): ReactElement | null {
  const isClose = useCanvas((state) => state.level === 'close');
  const selected = useSelection((state) => state.selected);
  return isClose && selected?.startsWith('pods/') === true ? (
    <OpenBox stage={stage} podKey={selected} />
  ) : null;
}

function OpenBox({ stage, podKey }: { readonly stage: Stage; readonly podKey: string }): ReactElement | null {
  const pod = usePod(podKey);
  if (pod === undefined) return null;
  const place = boxPlace(stage, podKey, planBox(pod));
  if (place === undefined) return null;
  const { word, readyContainers, containers } = podAppearance(pod);
  const scale = figureScale * stage.layout.grid.scale;
  return (
    <div
      className="pod-open"
      style={{ left: place.x, top: place.y, transform: `scale(${scale})` }}
      data-pod={podKey}
    >
      <PodBox pod={pod} says={`${word} ${readyContainers}/${containers.length}`} />
    </div>
  );
}

/**
 * Where the open box stands: on its pod's own card, moved only as far as it takes to stay on the canvas. Undefined for a
 * pod that is not drawn.
 */
export function boxPlace(
  stage: Stage,
  podKey: string,
  plan: { width: number; height: number },
): Rect | undefined {
  const card = findPlace(stage, podKey);
  if (card === undefined) return undefined;
  const scale = figureScale * stage.layout.grid.scale;
  const width = plan.width * scale;
  const height = plan.height * scale;
  const { bounds } = stage.layout;
  const keep = (start: number, length: number, end: number): number =>
    Math.max(4, Math.min(start, end - length - 4));
  return { x: keep(card.x, width, bounds.width), y: keep(card.y, height, bounds.height), width, height };
}
