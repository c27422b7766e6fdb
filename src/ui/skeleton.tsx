import type { ReactElement } from 'react';
import './skeleton.css';

/** Where words will be whose code is on its way: quiet bars, and only when it takes long enough to be noticed. */
export function Skeleton({ lines = 5 }: { readonly lines?: number }): ReactElement {
  return (
    <div className="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_none, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
