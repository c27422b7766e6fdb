import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import './progress.css';

export interface ProgressProps {
  /** What is being done. */
  readonly title: string;
  /** How far it is, in words. */
  readonly detail: string;
  /** From 0 to 1; null where nobody knows how much there is: then a piece of the bar comes and goes. */
  readonly share: number | null;
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** How far long work has come, and a way to end it. */
export function Progress({ title, detail, share, cancel, onCancel }: ProgressProps): ReactElement {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div className="progress">
      <div className="progress-words">
        <span className="progress-title">{title}</span>
        <span className="sub numeric">{detail}</span>
      </div>
      <Button className="progress-cancel" look="line" keys="Esc" onClick={onCancel}>
        {cancel}
      </Button>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={detail}
        data-unknown={share === null || undefined}
      >
        <span style={share === null ? undefined : { inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}
