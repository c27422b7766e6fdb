/** When one stands close, the pod that is looked at opens: its card gives way to its inside. */
import type { ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useTime } from '../../model/time-store.ts';
import { boxPlace } from './box-place.ts';
import { planBox } from './box-plan.ts';
import { useCanvas } from './canvas-store.ts';
import { describePod, runsOnClock } from './describe-pod.ts';
import { PodBox } from './pod-box.tsx';
import { useNow, usePod } from './use-cluster.ts';
import { insideStepMs, useInside } from './use-inside.ts';
import type { Stage } from './use-stage.ts';
import { clearSize, type ScreenSize } from './view-port.ts';

export interface OpenPodProps {
  readonly stage: Stage;
  /** Of the canvas. */
  readonly size: ScreenSize;
}

export function OpenPod({ stage, size }: OpenPodProps): ReactElement | null {
  const isClose = useCanvas((state) => state.level === 'close');
  const selected = useSelection((state) => state.selected);
  return isClose && selected?.startsWith('pods/') === true ? (
    <OpenBox stage={stage} size={size} podKey={selected} />
  ) : null;
}

/** kubectl's word, ready containers, and the seconds that a back-off or a grace period has left. */
function useWords(pod: Pod | undefined): string {
  const appearance = pod === undefined ? undefined : podAppearance(pod);
  const nowEpochMs = useNow(appearance !== undefined && runsOnClock(appearance));
  if (pod === undefined || appearance === undefined) return '';
  const { word, readyContainers, containers } = appearance;
  const says = `${word} ${readyContainers}/${containers.length}`;
  const { number } = describePod(pod, { isNodeLost: false, nowEpochMs });
  return runsOnClock(appearance) && number !== '' ? `${says} · ${number}` : says;
}

function OpenBox({ stage, size, podKey }: OpenPodProps & { readonly podKey: string }): ReactElement | null {
  const pod = usePod(podKey);
  const says = useWords(pod);
  const inside = useInside(pod?.metadata?.uid ?? '');
  const nowMs = useTime(({ viewMs }) => Math.floor(viewMs / insideStepMs) * insideStepMs);
  if (pod === undefined) return null;
  const place = boxPlace(stage, podKey, planBox(pod), clearSize(size));
  if (place === undefined) return null;
  return (
    <div
      className="pod-open"
      style={{ left: place.x, top: place.y, transform: `scale(${place.scale})` }}
      data-pod={podKey}
    >
      <PodBox pod={pod} says={says} inside={inside} nowMs={nowMs} />
    </div>
  );
}
