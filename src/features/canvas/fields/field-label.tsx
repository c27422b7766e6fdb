/** From afar a field says whose pods it holds, how many, and how many of them are not ready: always in the same size. */
import { useMemo, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { podAppearance } from '../../../bridge/appearance.ts';
import type { Pod } from '../../../engine/api/generated/types.ts';
import { mirror } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { useCanvas } from '../canvas-store.ts';
import { t } from '../views/messages.en.ts';
import { fieldSize } from './pod-field.ts';
import type { PodField } from './pod-field.ts';

/** Counts that change faster cannot be read, in real milliseconds. */
const countEveryMs = 250;

export function FieldLabel({ field }: { readonly field: PodField }): ReactElement {
  const zoom = useCanvas(({ drawnZoom }) => drawnZoom);
  const isSelected = useSelection(({ selected }) => selected === field.key);
  const unready = useUnready(field);
  const { width } = fieldSize(field.seats, field.grid);
  const n = field.seats.length;
  return (
    <span
      className="field-label"
      data-object={field.key}
      data-selected={isSelected}
      data-troubled={unready > 0}
      style={{
        left: field.at.x,
        top: field.at.y,
        maxWidth: Math.max(width * zoom, 160),
        transform: `scale(${1 / zoom}) translateY(-100%)`,
      }}
    >
      <b>{field.name}</b>
      {' · '}
      {unready === 0 ? t('canvas.views.pods', { n }) : t('canvas.views.field.unready', { n, m: unready })}
    </span>
  );
}

function useUnready({ seats }: PodField): number {
  const source = useMemo(() => createCount(seats), [seats]);
  return useSyncExternalStore(source.subscribe, source.read);
}

function createCount(seats: PodField['seats']) {
  let count = countUnready(seats);
  return {
    subscribe(changed: () => void): () => void {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = mirror.subscribeResource('pods', () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          count = countUnready(seats);
          changed();
        }, countEveryMs);
      });
      return () => {
        clearTimeout(timer);
        end();
      };
    },
    read: () => count,
  };
}

function countUnready(seats: PodField['seats']): number {
  let count = 0;
  for (const { podKey } of seats) {
    const pod = mirror.get(podKey) as Pod | undefined;
    if (pod === undefined) continue;
    const { state } = podAppearance(pod);
    if (state !== 'ready' && state !== 'succeeded') count++;
  }
  return count;
}
