import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { isRightToLeft } from './direction.ts';

export interface SplitterProps {
  /** What is sized, for screen readers. */
  readonly label: string;
  /** Which side of the splitter the sized panel is on; left is where lines begin, in every language. */
  readonly panel: 'left' | 'right' | 'below';
  /** Size of the panel in CSS pixels; 0 is collapsed. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** The size it goes back to when it opens again. */
  readonly usual: number;
  readonly onResize: (size: number) => void;
}

const keyStep = 16;

/**
 * The edge between two panels: drag it, move it with the arrow keys, close and open the panel with Enter or a double
 * click. Dragged to less than half of its smallest size, the panel closes.
 */
export function Splitter(props: SplitterProps): ReactElement {
  const { label, panel, size, min, max, usual, onResize } = props;
  const grip = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const vertical = panel !== 'below';
  const settle = (wanted: number): void =>
    onResize(wanted < min / 2 ? 0 : Math.min(max, Math.max(min, wanted)));
  const position = (event: PointerEvent): number => (vertical ? event.clientX : event.clientY);
  return (
    <div
      className="splitter"
      data-panel={panel}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(size)}
      aria-valuemin={0}
      aria-valuemax={Math.round(max)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { at: position(event), size };
      }}
      onPointerMove={(event) => {
        if (grip.current === null) return;
        const moved = position(event) - grip.current.at;
        settle(grip.current.size + (sideOnScreen(panel, event.currentTarget) === 'left' ? moved : -moved));
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
      onDoubleClick={() => onResize(size === 0 ? usual : 0)}
      onKeyDown={(event) => {
        const next = sizeAfterKey(event, props);
        if (next === undefined) return;
        event.preventDefault();
        onResize(next);
      }}
    />
  );
}

/** The size after a key, or undefined when the key is not the splitter's. */
function sizeAfterKey(
  event: KeyboardEvent<Element>,
  { panel, size, min, max, usual }: SplitterProps,
): number | undefined {
  if (event.key === 'Enter') return size === 0 ? usual : 0;
  const side = sideOnScreen(panel, event.currentTarget);
  const grow = { left: 'ArrowRight', right: 'ArrowLeft', below: 'ArrowUp' }[side];
  const shrink = { left: 'ArrowLeft', right: 'ArrowRight', below: 'ArrowDown' }[side];
  if (event.key === grow) return size === 0 ? min : Math.min(max, size + keyStep);
  if (event.key === shrink) return size <= min ? 0 : Math.max(min, size - keyStep);
  return undefined;
}

/** Where lines run from right to left, the page is mirrored. */
function sideOnScreen(panel: SplitterProps['panel'], splitter: Element): SplitterProps['panel'] {
  if (panel === 'below' || !isRightToLeft(splitter)) return panel;
  return panel === 'left' ? 'right' : 'left';
}
