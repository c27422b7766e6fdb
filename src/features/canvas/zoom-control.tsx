import { useReactFlow, useStore } from '@xyflow/react';
import type { ReactElement } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { t } from './messages.en.ts';

/** In, out, the whole cluster; the percentage goes back to 100. */
export function ZoomControl({ onFit }: { readonly onFit: () => void }): ReactElement {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="zoom-control canvas-float" role="group">
      <IconButton icon="minus" label={t('canvas.zoom.out')} onClick={() => void zoomOut()} />
      <button
        type="button"
        className="button zoom-percent"
        title={t('canvas.zoom.reset')}
        onClick={() => void zoomTo(1)}
      >
        {t('canvas.zoom.percent', { n: percent })}
      </button>
      <IconButton icon="plus" label={t('canvas.zoom.in')} onClick={() => void zoomIn()} />
      <IconButton icon="fit" label={t('canvas.zoom.fit')} onClick={onFit} />
    </div>
  );
}
