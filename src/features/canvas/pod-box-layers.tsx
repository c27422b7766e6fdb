/** A container's own files: a slab for each layer of its image, and the one on top that it writes to. */
import type { ReactElement } from 'react';
import type { ContainerInside } from '../../engine/index.ts';
import { t } from './messages.en.ts';

const mostDrawn = 8;

export function ImageLayers({ container }: { readonly container: ContainerInside }): ReactElement {
  const { layers, writtenBytes } = container;
  const drawn = Math.min(layers ?? 0, mostDrawn);
  return (
    <div className="pod-box-files">
      <svg width={40} height={10 + drawn * 4} aria-hidden="true">
        <rect className="pod-box-writable" x={0.5} y={0.5} width={39} height={5} />
        {Array.from({ length: drawn }, (_, index) => (
          <rect key={index} className="pod-box-layer" x={0} y={8 + index * 4} width={40} height={3} />
        ))}
      </svg>
      <span>
        {t('canvas.box.writable', { size: `${Math.ceil(writtenBytes / 1024)}Ki` })}
        {layers === undefined ? null : (
          <span className="pod-box-gloss">{t('canvas.box.layers', { n: layers })}</span>
        )}
      </span>
    </div>
  );
}
