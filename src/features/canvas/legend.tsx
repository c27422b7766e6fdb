/** From afar marks have no words beside them: what each means, and how many there are. */
import { memo, useMemo } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import { FarMark } from '../../ui/marks/mark.tsx';
import { markStates } from '../../ui/marks/shape.ts';
import type { MarkState } from '../../ui/marks/shape.ts';
import { useCanvas } from './canvas-store.ts';
import { t } from './messages.en.ts';
import type { Scene } from './scene.ts';
import { useStageCalmly } from './use-calm.ts';
import type { Stage } from './use-stage.ts';

export const Legend = memo(function Legend(): ReactElement | null {
  const isFar = useCanvas((state) => state.level === 'far');
  return isFar ? <Counts /> : null;
});

/** Counts that change faster cannot be read. */
const calmMs = 200;

const sceneOf = ({ scene }: Stage): Scene => scene;

function Counts(): ReactElement {
  const shown = useStageCalmly(sceneOf, calmMs);
  const counts = useMemo(() => countStates(shown), [shown]);
  return (
    <ul className="legend" aria-label={t('canvas.legend')}>
      {markStates.flatMap((state) => {
        const n = counts.get(state) ?? 0;
        if (n === 0) return [];
        return [
          <li key={state}>
            <FarMark state={state} share={0.6} done={1} total={2} />
            {t(`canvas.state.${state}`)}
            <em className="numeric">{n}</em>
          </li>,
        ];
      })}
    </ul>
  );
}

function countStates(scene: Scene): ReadonlyMap<MarkState, number> {
  const counts = new Map<MarkState, number>([['unscheduled', scene.queue.length]]);
  for (const { node, pods } of scene.machines) {
    const isLost = isNodeLost(node);
    for (const pod of pods) {
      const { state } = podAppearance(pod, isLost);
      if (state !== 'gone') counts.set(state, (counts.get(state) ?? 0) + 1);
    }
  }
  return counts;
}
