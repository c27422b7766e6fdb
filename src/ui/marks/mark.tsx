/** The marks as SVG elements. */
import type { ReactElement } from 'react';
import { farDrawing, farSize } from './far-shapes.ts';
import { tileDrawing, tileSize } from './tile-shapes.ts';
import type { Drawing, MarkProgress, MarkState, Shape } from './shape.ts';

export interface MarkProps extends MarkProgress {
  readonly state: MarkState;
  /** Edge in CSS pixels. */
  readonly size?: number;
  /** Says the state to a screen reader; without it the mark is decoration beside words. */
  readonly label?: string;
}

/** The tile of the middle distance; also the mark of a near card and of an inspector's title. */
export function StateMark({ state, size = tileSize, label, ...progress }: MarkProps): ReactElement {
  return drawSvg(tileDrawing(state, progress), tileSize, size, label);
}

/** The mark of the far distance, for legends and lists. */
export function FarMark({ state, size = farSize, label, ...progress }: MarkProps): ReactElement {
  return drawSvg(farDrawing(state, progress), farSize, size, label);
}

/** Shapes as SVG elements, to be put inside an `<svg>` of one's own. */
export function Shapes({ shapes }: { readonly shapes: readonly Shape[] }): readonly ReactElement[] {
  return shapes.map((shape, index) => (
    <path
      key={index}
      d={shape.d}
      fill={colour(shape.fill)}
      stroke={colour(shape.stroke)}
      strokeWidth={shape.width}
      strokeDasharray={shape.dash?.join(' ')}
      {...(shape.round === true ? { strokeLinecap: 'round', strokeLinejoin: 'round' } : {})}
    />
  ));
}

const colour = (token: string | undefined): string =>
  token === undefined || token === 'none' ? 'none' : `var(--${token})`;

function drawSvg(drawing: Drawing, viewBox: number, size: number, label: string | undefined): ReactElement {
  const voice = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  const { text } = drawing;
  return (
    <svg className="mark" width={size} height={size} viewBox={`0 0 ${viewBox} ${viewBox}`} {...voice}>
      <Shapes shapes={drawing.shapes} />
      {text === undefined ? null : (
        <text
          x={text.x}
          y={text.y}
          textAnchor="middle"
          fontSize={text.size}
          fontWeight={650}
          fill={`var(--${text.colour})`}
        >
          {text.text}
        </text>
      )}
    </svg>
  );
}
