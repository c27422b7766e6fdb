import type { ReactElement } from 'react';
import { barHeight } from './figure-layout.ts';
import type { Span } from './lives.ts';

export interface LifeBarProps {
  readonly state: Span['state'];
  readonly isOld: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A stretch of a life as the boards draw it: told by shape and hatch, colour last. */
export function LifeBar({ state, isOld, x, y, width }: LifeBarProps): ReactElement {
  const box = { x, y, width: Math.max(0.5, width), height: barHeight };
  const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(0.5, width - 1), height: barHeight - 1, rx: 1 };
  switch (state) {
    case 'ready':
      return <rect {...box} rx={1} className={isOld ? 'cmp-ready cmp-old' : 'cmp-ready'} />;
    case 'succeeded':
      return <rect {...box} rx={1} className="cmp-succeeded" />;
    case 'notReady':
      return (
        <>
          <rect
            x={x}
            y={y + barHeight / 2}
            width={box.width}
            height={barHeight / 2}
            className="cmp-not-ready"
          />
          <path d={`M${x} ${y + barHeight - 0.5}h${box.width}`} className="cmp-foot" />
        </>
      );
    case 'terminating': {
      const cut = Math.min(barHeight - 1, box.width);
      const path = `M${x} ${y + 0.5}h${box.width}l${-cut} ${barHeight - 1}H${x}z`;
      return <path d={path} className="cmp-terminating" />;
    }
    case 'unscheduled':
    case 'creating':
    case 'init':
      return (
        <>
          <rect {...box} fill="url(#cmp-creating)" />
          <rect {...inner} className="cmp-creating" />
        </>
      );
    case 'backOff':
    case 'failed':
    case 'unknown':
      return (
        <>
          <rect {...box} fill="url(#cmp-trouble)" />
          <rect {...inner} className="cmp-trouble" />
        </>
      );
  }
}

/** Hatches of all figures of the page; once. */
export function Patterns(): ReactElement {
  return (
    <svg className="cmp-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <Hatch id="cmp-missing" size={4} />
        <Hatch id="cmp-creating" size={4} />
        <pattern
          id="cmp-trouble"
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V5M0 0H5" className="cmp-hatch-trouble" />
        </pattern>
      </defs>
    </svg>
  );
}

function Hatch({
  id,
  size,
}: {
  readonly id: 'cmp-missing' | 'cmp-creating';
  readonly size: number;
}): ReactElement {
  return (
    <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d={`M0 0V${size}`} className={`${id}-line`} />
    </pattern>
  );
}
