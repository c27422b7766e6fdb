import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { t } from './messages.en.ts';

export interface SheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const low = 240;
/** Dragged below this, the sheet closes. */
const closesBelow = 120;

/** Comes up from below at three heights: low, half and nearly full. The grip is dragged, or steps with the keys. */
export function Sheet({ onClose, children }: SheetProps): ReactElement {
  const [height, setHeight] = useState(low);
  const grip = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const heights = [low, Math.round(globalThis.innerHeight * 0.5), Math.round(globalThis.innerHeight - 180)];
  const step = (by: number): void => {
    const at = nearest(heights, height) + by;
    if (at < 0) onClose();
    else setHeight(heights[Math.min(heights.length - 1, at)] ?? low);
  };
  const release = (): void => {
    if (grip.current === null) return;
    grip.current = null;
    if (height < closesBelow) onClose();
    else setHeight(heights[nearest(heights, height)] ?? low);
  };
  return (
    <section className="phone-sheet" style={{ height }}>
      <div
        className="phone-grip"
        role="slider"
        tabIndex={0}
        aria-label={t('app.sheet')}
        aria-valuemin={0}
        aria-valuemax={heights.length - 1}
        aria-valuenow={nearest(heights, height)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') step(1);
          else if (event.key === 'ArrowDown') step(-1);
          else if (event.key === 'Escape') onClose();
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = { y: event.clientY, height };
        }}
        onPointerMove={(event) => {
          if (grip.current !== null)
            setHeight(Math.max(0, grip.current.height + grip.current.y - event.clientY));
        }}
        onPointerUp={release}
        onPointerCancel={release}
      />
      <div className="phone-sheet-body">{children}</div>
    </section>
  );
}

function nearest(heights: readonly number[], height: number): number {
  const distances = heights.map((candidate) => Math.abs(candidate - height));
  return distances.indexOf(Math.min(...distances));
}
