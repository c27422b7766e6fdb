import type { ReactElement } from 'react';
import type { Branch, TimeState } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { railsOf } from './branch-rails.ts';
import type { Rail } from './branch-rails.ts';
import { t } from './messages.en.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface BranchRowProps {
  readonly scale: TimeScale;
  readonly time: TimeState;
}

const rowY = [9, 22] as const;
const pxPerCharacter = 6.5;
/** Below this width only the branch that is shown is named: the other's name would lie on its rail. */
const namesBothPx = 500;

/** Branches on the same clock, each forked like a railway switch where the fork happened. */
export function BranchRow({ scale, time }: BranchRowProps): ReactElement {
  const branches = useTime((state) => state.branches);
  const { rails, hidden } = railsOf(branches, time.branch);
  const named = scale.widthPx < namesBothPx ? rails.filter((rail) => rail.current) : rails;
  return (
    <div className="timeline-row timeline-branches">
      <div className="timeline-label">
        {t('timeline.branches')}
        {hidden > 0 ? <span className="sub">{t('timeline.moreBranches', { n: hidden })}</span> : null}
      </div>
      <div className="timeline-track">
        <svg width={scale.widthPx} height={30} aria-hidden="true">
          {rails.map((rail) => (
            <RailLine
              key={rail.branch.id}
              rail={rail}
              single={rails.length === 1}
              scale={scale}
              headMs={headOf(rail.branch, time)}
            />
          ))}
        </svg>
        {named.map((rail) => (
          <BranchName
            key={rail.branch.id}
            rail={rail}
            single={rails.length === 1}
            x={xOf(scale, headOf(rail.branch, time))}
            scale={scale}
          />
        ))}
      </div>
    </div>
  );
}

/** The branch that plays is ahead of the last list of branches. */
function headOf(branch: Branch, time: TimeState): number {
  return branch.id === time.branch ? time.headMs : branch.headMs;
}

function RailLine({
  rail,
  single,
  scale,
  headMs,
}: {
  readonly rail: Rail;
  readonly single: boolean;
  readonly scale: TimeScale;
  readonly headMs: number;
}): ReactElement {
  const y = single ? 15 : rowY[rail.row];
  const colour = rail.current ? 'var(--accent)' : 'var(--ink-3)';
  const clamp = (x: number): number => Math.min(scale.widthPx + 40, Math.max(-40, x));
  const end = clamp(xOf(scale, headMs));
  const fork = rail.forkedAtMs === null ? null : clamp(xOf(scale, rail.forkedAtMs));
  const path =
    fork === null
      ? `M${clamp(xOf(scale, 0))} ${y}H${end}`
      : `M${fork} ${rowY[0]}c12 0 6 13 18 13H${Math.max(fork + 18, end)}`;
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={2} />
      {fork === null ? null : (
        <circle cx={fork} cy={rowY[0]} r={3} fill="var(--surface)" stroke="var(--ink-3)" strokeWidth={1.5} />
      )}
      <circle cx={fork === null ? end : Math.max(fork + 18, end)} cy={y} r={3} fill={colour} />
    </g>
  );
}

function BranchName({
  rail,
  single,
  x,
  scale,
}: {
  readonly rail: Rail;
  readonly single: boolean;
  readonly x: number;
  readonly scale: TimeScale;
}): ReactElement {
  const end = rail.forkedAtMs === null ? x : Math.max(x, xOf(scale, rail.forkedAtMs) + 18);
  const left = Math.max(4, Math.min(end + 8, scale.widthPx - rail.branch.name.length * pxPerCharacter - 12));
  return (
    <button
      type="button"
      className="timeline-branch"
      data-current={rail.current || undefined}
      aria-label={t('timeline.selectBranch', { name: rail.branch.name })}
      style={{ transform: `translate(${left}px, ${(single ? 15 : rowY[rail.row]) - 8}px)` }}
      onClick={() => reportFailure(session.selectBranch(rail.branch.id))}
    >
      {rail.branch.name}
    </button>
  );
}
