/** The scheduler's queue: pods without a machine, and the scheduler's own words for why the first has none. */
import { memo } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { useCanvas } from './canvas-store.ts';
import type { Layout, Rect } from './layout.ts';
import { sameData } from './same-data.ts';
import { t } from './messages.en.ts';
import { queuePlace, queueRoom } from './queue-place.ts';
import { useStage } from './use-stage.ts';
import type { Stage } from './use-stage.ts';
import { useHeadScale } from './use-head-scale.ts';
import { PodView } from './pod-view.tsx';
import { QueueReason } from './queue-reason.tsx';
import { FarMark } from '../../ui/marks/mark.tsx';

export interface QueueData extends Record<string, unknown> {
  readonly layout: Layout;
  readonly rect: Rect;
}

const queueOf = ({ scene }: Stage): readonly Pod[] => scene.queue;

export const QueueNode = memo(function QueueNode({ data }: { readonly data: QueueData }): ReactElement {
  const { layout, rect } = data;
  const pods = useStage(queueOf);
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
        <QueueReason
          pods={pods}
          hidden={hidden}
          left={queuePlace(layout.form, shown.length).x}
          isTerse={layout.form === 'narrow'}
        />
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
