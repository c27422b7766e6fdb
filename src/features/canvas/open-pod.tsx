/** When one stands close, the pod that is looked at opens: its card gives way to its inside. */
import type { ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import { useSelection } from '../../model/selection-store.ts';
import { boxPlace, figureScale } from './box-place.ts';
import { planBox } from './box-plan.ts';
import { useCanvas } from './canvas-store.ts';
import { PodBox } from './pod-box.tsx';
import { usePod } from './use-cluster.ts';
import type { Stage } from './use-stage.ts';

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
