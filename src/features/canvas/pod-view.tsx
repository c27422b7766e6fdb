/** A pod's card, kept up to date by the pod's own key: a change of one pod draws one card. */
import { memo } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import { faultsOnPod, useFaults } from '../../model/faults-in-force.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import { useEffects } from './effects-store.ts';
import { describePod, runsOnClock } from './describe-pod.ts';
import { FaultChip } from './fault-chip.tsx';
import type { LayoutForm } from './layout.ts';
import { PodCard, PodCell } from './pod-card.tsx';
import { useNow, usePod } from './use-cluster.ts';

export interface PodViewProps {
  readonly podKey: string;
  readonly form: LayoutForm;
  readonly isNodeLost: boolean;
  readonly lastReportEpochMs?: number | undefined;
  readonly queuePlace?: number | undefined;
  /** This is the card in flight itself; the one at the place waits unseen. */
  readonly isFlight?: boolean;
  /** Top left corner in the parent, and the size relative to a card's own. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const PodView = memo(function PodView(props: PodViewProps): ReactElement | null {
  const { podKey, form, isNodeLost, lastReportEpochMs, queuePlace, isFlight, x, y, scale } = props;
  const pod = usePod(podKey);
  // Close by, the open box takes the ring.
  const isOpen = useCanvas((state) => state.level === 'close');
  const isSelected = useSelection((state) => state.selected === podKey) && !isOpen;
  const isHovered = useSelection((state) => state.hovered === podKey);
  const isFocused = useCanvas((state) => state.focused === podKey);
  const isFlying = useEffects(
    (state) => isFlight !== true && state.flights.some(({ key }) => key === podKey),
  );
  const nowEpochMs = useNow(pod !== undefined && runsOnClock(podAppearance(pod, isNodeLost)));
  const faults = useFaults();
  if (pod === undefined) return null;
  const look = describePod(pod, { isNodeLost, lastReportEpochMs, queuePlace, nowEpochMs });
  const style: CSSProperties = {
    left: x,
    top: y,
    ...(scale === 1 ? {} : { transform: `scale(${scale})` }),
    ...(isFlying ? { visibility: 'hidden' } : {}),
  };
  const Card = form === 'wide' ? PodCard : PodCell;
  return (
    <div className={`pod-place pod-place-${form}`} style={style} data-pod={podKey} data-hovered={isHovered}>
      <Card look={look} isSelected={isSelected} isFocused={isFocused} />
      <FaultChip faults={faultsOnPod(faults, pod)} />
    </div>
  );
});
