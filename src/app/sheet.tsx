import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from '../ui/button.tsx';
import { t } from './messages.en.ts';

export interface SheetProps {
  readonly onClose: () => void;
  /** Comes up to half the screen at once: what is written or watched needs room. */
  readonly isTall?: boolean;
  /** What is in it has its own way to close. */
  readonly closesItself?: boolean;
  readonly children: ReactNode;
}

const low = 240;
/** Dragged below this, the sheet closes. */
const closesBelow = 120;

/** A finger that moved less has tapped. */
const tapPx = 4;

/**
 * Comes up from below at three heights: low, half and nearly full. The grip is dragged, goes to the next height when
 * it is tapped, and steps with the keys.
 */
export function Sheet({ onClose, isTall = false, closesItself = false, children }: SheetProps): ReactElement {
  const heights = [low, Math.round(globalThis.innerHeight * 0.5), Math.round(globalThis.innerHeight - 180)];
  const [height, setHeight] = useState(heights[isTall ? 1 : 0] ?? low);
  const grip = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const step = (by: number): void => {
    const at = nearest(heights, height) + by;
    if (at < 0) onClose();
    else setHeight(heights[Math.min(heights.length - 1, at)] ?? low);
  };
  const release = (): void => {
    const start = grip.current;
    if (start === null) return;
    grip.current = null;
    if (Math.abs(height - start.height) < tapPx)
      setHeight(heights[(nearest(heights, height) + 1) % heights.length] ?? low);
    else if (height < closesBelow) onClose();
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
      {closesItself ? null : (
        <IconButton className="phone-sheet-close" icon="close" label={t('app.close')} onClick={onClose} />
      )}
      <div className="phone-sheet-body">{children}</div>
    </section>
  );
}

function nearest(heights: readonly number[], height: number): number {
  const distances = heights.map((candidate) => Math.abs(candidate - height));
  return distances.indexOf(Math.min(...distances));
}
