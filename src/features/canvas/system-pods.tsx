/** Pods of kube-system, folded to tiles: every machine has the same, so they are told apart from what one runs. */
import { memo } from 'react';
import type { ReactElement } from 'react';
import { podAppearance } from '../../bridge/appearance.ts';
import { useSelection } from '../../model/selection-store.ts';
import { StateMark } from '../../ui/marks/mark.tsx';
import { useCanvas } from './canvas-store.ts';
import { shortName } from './describe-pod.ts';
import type { MachineHealth } from './machine-health.ts';
import { usePod } from './use-cluster.ts';

export interface SystemPodsProps {
  readonly keys: readonly string[];
  readonly health: Pick<MachineHealth, 'isLost'>;
  /** Where there is no room for their names. */
  readonly isTerse?: boolean;
}

const mostTiles = 6;

export const SystemPods = memo(function SystemPods({ keys, health, isTerse }: SystemPodsProps): ReactElement {
  const shown = keys.slice(0, mostTiles);
  return (
    <div className="system-pods">
      {shown.map((key) => (
        <SystemPod key={key} podKey={key} isLost={health.isLost} />
      ))}
      {isTerse === true ? null : <span>{shown.map(plainName).join(' · ')}</span>}
    </div>
  );
});

/** `kube-proxy` of `pods/kube-system/kube-proxy-x7kd9`. */
function plainName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(/-[a-z0-9]{5}$/, '');
}

function SystemPod({
  podKey,
  isLost,
}: {
  readonly podKey: string;
  readonly isLost: boolean;
}): ReactElement | null {
  const pod = usePod(podKey);
  const isSelected = useSelection((state) => state.selected === podKey);
  const isFocused = useCanvas((state) => state.focused === podKey);
  if (pod === undefined) return null;
  const { state, initDone, initTotal } = podAppearance(pod, isLost);
  return (
    <span
      className="system-pod"
      title={shortName(pod).name}
      data-pod={podKey}
      data-selected={isSelected}
      data-focused={isFocused}
    >
      <StateMark state={state === 'gone' ? 'terminating' : state} done={initDone} total={initTotal} />
    </span>
  );
}
