/** From afar an owner's name stands over its pods with how many there are and how many are not ready, always in one size. */
import { useMemo, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { podAppearance } from '../../../bridge/appearance.ts';
import type { Pod } from '../../../engine/api/generated/types.ts';
import { mirror } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { useCanvas } from '../canvas-store.ts';
import type { Point } from '../layout.ts';
import { t } from '../views/messages.en.ts';

/** What is said of many pods at once. */
export interface FieldSummary {
  /** Of the object whose pods they are. */
  readonly key: string;
  readonly name: string;
  /** It stands above this point. */
  readonly at: Point;
  readonly podKeys: readonly string[];
}

/** Of a label and the air around it, in screen pixels. */
const labelPitch = 28;

export function FieldLabels({ summaries }: { readonly summaries: readonly FieldSummary[] }): ReactElement {
  const zoom = useCanvas(({ drawnZoom }) => drawnZoom);
  const shown = useMemo(() => withRoom(summaries, zoom), [summaries, zoom]);
  return (
    <>
      {shown.map((summary) => (
        <FieldLabel key={summary.key} summary={summary} zoom={zoom} />
      ))}
    </>
  );
}

/** Of those that would cover one another, those with the most pods. */
function withRoom(summaries: readonly FieldSummary[], zoom: number): readonly FieldSummary[] {
  const shown: FieldSummary[] = [];
  const bySize = summaries.toSorted((a, b) => b.podKeys.length - a.podKeys.length);
  for (const summary of bySize)
    if (shown.every(({ at }) => Math.abs(at.y - summary.at.y) * zoom >= labelPitch)) shown.push(summary);
  return shown;
}

interface FieldLabelProps {
  readonly summary: FieldSummary;
  readonly zoom: number;
}

function FieldLabel({ summary, zoom }: FieldLabelProps): ReactElement {
  const { key, name, at, podKeys } = summary;
  const isSelected = useSelection(({ selected }) => selected === key);
  const unready = useUnready(podKeys);
  const n = podKeys.length;
  return (
    <span
      className="field-label"
      data-object={key}
      data-selected={isSelected}
      data-troubled={unready > 0}
      style={{ left: at.x, top: at.y, transform: `scale(${1 / zoom}) translateY(-100%)` }}
    >
      <b>{name}</b>
      {' · '}
      {unready === 0 ? t('canvas.views.pods', { n }) : t('canvas.views.field.unready', { n, m: unready })}
    </span>
  );
}

/** Counts that change faster cannot be read, in real milliseconds. */
const countEveryMs = 250;

function useUnready(podKeys: readonly string[]): number {
  const source = useMemo(() => createCount(podKeys), [podKeys]);
  return useSyncExternalStore(source.subscribe, source.read);
}

function createCount(podKeys: readonly string[]) {
  let count = countUnready(podKeys);
  return {
    subscribe(changed: () => void): () => void {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = mirror.subscribeResource('pods', () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          count = countUnready(podKeys);
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

function countUnready(podKeys: readonly string[]): number {
  let count = 0;
  for (const key of podKeys) {
    const pod = mirror.get(key) as Pod | undefined;
    if (pod === undefined) continue;
    const { state } = podAppearance(pod);
    if (state !== 'ready' && state !== 'succeeded') count++;
  }
  return count;
}
