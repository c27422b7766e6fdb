/** Why a pod waits: the scheduler's counts one a line, and its whole message for the pod that is looked at. */
import type { CSSProperties, ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import { t } from './messages.en.ts';
import { reasonOf, shortReason } from './reason.ts';

export interface QueueReasonProps {
  readonly pods: readonly Pod[];
  /** Waiting pods that there is no room to show. */
  readonly hidden: number;
  /** Where the last card ends. */
  readonly left: number;
  readonly isTerse: boolean;
}

/** Lines beside the cards, without the headline. */
const mostLines = 4;
const mostTerseLines = 2;

export function QueueReason({ pods, hidden, left, isTerse }: QueueReasonProps): ReactElement {
  const hovered = useSelection((state) => state.hovered);
  const selected = useSelection((state) => state.selected);
  const focused = useCanvas((state) => state.focused);
  const find = (key: string | null): Pod | undefined =>
    key === null ? undefined : pods.find((pod) => objectKey('pods', pod) === key);
  const lookedAt = find(hovered) ?? find(focused);
  const pod = lookedAt ?? find(selected) ?? pods[0];
  const message = reasonOf(pod);
  const { headline, lines } = shortReason(message, isTerse ? mostTerseLines : mostLines);
  return (
    <>
      <div
        className="queue-reason"
        style={{ left } as CSSProperties}
        {...(pod === undefined ? {} : { 'data-pod': objectKey('pods', pod) })}
      >
        {isTerse ? null : <b>{headline}</b>}
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {hidden > 0 ? <span className="sub">{t('canvas.queue.more', { n: hidden })}</span> : null}
      </div>
      {lookedAt === undefined || message === '' ? null : (
        <p className="queue-message" role="tooltip">
          {message}
        </p>
      )}
    </>
  );
}
