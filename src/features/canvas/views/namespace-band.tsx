/** A Kubernetes namespace as a frame round what is in it. */
import type { ReactElement } from 'react';
import type { Rect } from '../layout.ts';
import { useHeadScale } from '../use-head-scale.ts';
import { t } from './messages.en.ts';

export interface NamespaceBandProps {
  readonly namespace: string;
  /** Pods in it. */
  readonly count: number;
  readonly rect: Rect;
}

export function NamespaceBand({ namespace, count, rect }: NamespaceBandProps): ReactElement {
  const scale = useHeadScale('wide');
  const { x: left, y: top, width, height } = rect;
  return (
    <div className="namespace-band view-band" style={{ left, top, width, height }}>
      {scale > 2 ? (
        <span style={{ transform: `scale(${scale})` }}>
          <b>{namespace}</b>
        </span>
      ) : (
        <span>
          {t('canvas.views.namespace')} <b>{namespace}</b> · {t('canvas.views.pods', { n: count })}
        </span>
      )}
    </div>
  );
}
