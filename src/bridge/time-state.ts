/** What a picture says of time. */
import type { LiveBranch } from './branches.ts';
import type { TimeState } from './protocol.ts';
import { redoOf, undoOf } from './undo.ts';

interface Flow {
  /** The moment shown when it is a past one. */
  readonly pastMs: number | undefined;
  readonly playing: boolean;
  readonly speed: number;
  readonly hasBranch: (id: string) => boolean;
}

export function timeStateOf(branch: LiveBranch, { pastMs, playing, speed, hasBranch }: Flow): TimeState {
  const { cluster } = branch;
  return {
    headMs: cluster.nowMs,
    viewMs: pastMs ?? cluster.nowMs,
    live: pastMs === undefined,
    playing,
    speed,
    branch: branch.id,
    startedAt: cluster.settings.startedAt,
    revision: cluster.revision,
    undoable: undoOf(branch, pastMs)?.label ?? null,
    redoable: redoOf(branch, hasBranch)?.label ?? null,
  };
}
