import type { ReactElement } from 'react';

/** Three pods that run and one that is yours. */
export function Logo({ size = 20 }: { readonly size?: number }): ReactElement {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M3 1h4a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zM13 1h4a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zM3 11h4a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z"
        fill="var(--ink)"
      />
      <circle cx="15" cy="15" r="3" fill="none" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  );
}
