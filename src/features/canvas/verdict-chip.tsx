/** How a machine came off in the verdict that somebody reads: its total, or the plugin that refused it. */
import type { ReactElement, ReactNode } from 'react';
import { useVerdictShown } from '../../model/verdict-store.ts';

export interface VerdictChipProps {
  readonly node: string;
  /** What stands here otherwise. */
  readonly children: ReactNode;
}

export function VerdictChip({ node, children }: VerdictChipProps): ReactElement {
  const verdict = useVerdictShown((state) => state.shown);
  const total = verdict?.scores.find((scored) => scored.node === node)?.total;
  const refusedBy = verdict?.refusals.find((refusal) => refusal.node === node)?.plugin;
  if (total === undefined && refusedBy === undefined) return <>{children}</>;
  const look = node === verdict?.nodeName ? 'chosen' : total === undefined ? 'refused' : 'scored';
  return (
    <span className="machine-verdict numeric" data-look={look}>
      {total === undefined ? refusedBy : Math.round(total)}
    </span>
  );
}
