/** The scheduler's queue: pods without a machine, and the scheduler's own words for why the first has none. */
import { memo } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { Layout, Rect } from './layout.ts';
import { sameData } from './same-data.ts';
import { t } from './messages.en.ts';
import { queuePlace, queueRoom } from './queue-place.ts';
import { useHeadScale } from './use-head-scale.ts';
import { PodView } from './pod-view.tsx';
import { FarMark } from '../../ui/marks/mark.tsx';

export interface QueueData extends Record<string, unknown> {
  readonly pods: readonly Pod[];
  readonly layout: Layout;
  readonly rect: Rect;
}

export const QueueNode = memo(function QueueNode({ data }: { readonly data: QueueData }): ReactElement {
  const { pods, layout, rect } = data;
  const isDrawn =
    useCanvas((state) => state.level === 'far' || state.level === 'middle') && layout.form === 'wide';
  const scale = useHeadScale(layout.form);
  const shown = pods.slice(0, queueRoom(layout, rect));
  const hidden = pods.length - shown.length;
  return (
    <section
      className={`queue queue-${layout.form}`}
      style={{ width: rect.width, height: rect.height }}
      data-empty={pods.length === 0}
      data-far={scale > 1}
    >
      {layout.form === 'wide' ? (
        <header style={{ zoom: scale }}>
          <b>{t('canvas.queue.title')}</b>
          <span className="sub">{pods.length === 0 ? '' : t('canvas.queue.waits', { n: pods.length })}</span>
        </header>
      ) : null}
      {pods.length === 0 ? <p className="queue-empty sub">{t('canvas.queue.empty')}</p> : null}
      {isDrawn ? <QueueMarks pods={pods} /> : null}
      {isDrawn
        ? null
        : shown.map((pod, index) => (
            <PodView
              key={pod.metadata?.uid}
              podKey={objectKey('pods', pod)}
              form={layout.form}
              isNodeLost={false}
              queuePlace={index + 1}
              scale={1}
              {...queuePlace(layout.form, index)}
            />
          ))}
      {isDrawn || pods.length === 0 ? null : (
        <QueueReason pods={pods} hidden={hidden} isTerse={layout.form === 'narrow'} />
      )}
    </section>
  );
}, sameData);

/** Far away: a mark for each. */
function QueueMarks({ pods }: { readonly pods: readonly Pod[] }): ReactElement {
  return (
    <div className="queue-marks">
      {pods.slice(0, 60).map((pod) => (
        <span key={pod.metadata?.uid} data-pod={objectKey('pods', pod)}>
          <FarMark state="unscheduled" size={24} />
        </span>
      ))}
    </div>
  );
}

interface QueueReasonProps {
  readonly pods: readonly Pod[];
  readonly hidden: number;
  readonly isTerse: boolean;
}

/** The reason of the pod that is looked at, or else of the first. */
function QueueReason({ pods, hidden, isTerse }: QueueReasonProps): ReactElement {
  const selected = useSelection((state) => state.selected);
  const pod = pods.find((candidate) => objectKey('pods', candidate) === selected) ?? pods[0];
  const { headline, rest } = splitReason(reasonOf(pod));
  return (
    <p className="queue-reason" title={reasonOf(pod)}>
      {isTerse ? null : <b>{headline}</b>} {rest}
      {hidden > 0 ? <span className="sub">{t('canvas.queue.more', { n: hidden })}</span> : null}
    </p>
  );
}

/** The message of the pod's PodScheduled condition: the scheduler's, letter for letter. */
export function reasonOf(pod: Pod | undefined): string {
  const condition = pod?.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? (condition.message ?? condition.reason ?? '') : '';
}

/** `0/4 nodes are available:` and what follows; what preemption would have done stands in the tooltip. */
export function splitReason(message: string): { readonly headline: string; readonly rest: string } {
  const short = message.replace(/ preemption: .*$/, '');
  const colon = short.indexOf(':');
  return colon < 0
    ? { headline: short, rest: '' }
    : { headline: short.slice(0, colon + 1), rest: short.slice(colon + 1).trim() };
}
