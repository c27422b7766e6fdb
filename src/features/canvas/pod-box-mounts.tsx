/** Pipes from the volumes up into the containers that mount them. */
import type { ReactElement } from 'react';
import type { BoxColumn, BoxMount, BoxPlan } from './box-plan.ts';

export function Mounts({ plan }: { readonly plan: BoxPlan }): readonly ReactElement[] {
  return plan.columns.flatMap((column) =>
    sortMounts(column.mounts).map((mount, index, all) => (
      <MountPipe
        key={`${column.name} ${mount.path}`}
        plan={plan}
        column={column}
        mount={mount}
        index={index}
        count={all.length}
      />
    )),
  );
}

/** Longest path first, at the right: then the caps descend to the left and no label crosses a pipe. */
function sortMounts(mounts: readonly BoxMount[]): readonly BoxMount[] {
  return mounts.toSorted((a, b) => b.path.length - a.path.length);
}

interface MountPipeProps {
  readonly plan: BoxPlan;
  readonly column: BoxColumn;
  readonly mount: BoxMount;
  /** From the right, and how many there are. */
  readonly index: number;
  readonly count: number;
}

function MountPipe({ plan, column, mount, index, count }: MountPipeProps): ReactElement | null {
  const volume = plan.volumes.find(({ name }) => name === mount.volume);
  if (volume === undefined) return null;
  const top = Math.max(...plan.rows.map(({ y, height }) => y + height));
  const x = column.x + column.width - 18 - index * 22;
  const cap = top + 12 + index * 18;
  const bottom = plan.volumesTop;
  // A pipe bends where its volume doesn't stand below it.
  const target = Math.min(Math.max(x, volume.x + 10), volume.x + volume.width - 10);
  const bend = plan.columnsBottom + 8 + ((count - index) % 3) * 6;
  const d = target === x ? `M${x} ${bottom}V${cap}` : `M${target} ${bottom}V${bend}H${x}V${cap}`;
  const arrow = plan.columnsBottom - 8;
  return (
    <g>
      <path className="pod-box-pipe" d={d} />
      <path className="pod-box-bore" d={d} />
      <path className="pod-box-cap" d={`M${x - 7} ${cap}h14`} />
      <path d={`M${x} ${arrow - 6}l-3 4.5h6z`} fill="var(--ink-2)" />
      {mount.isReadOnly ? null : <path d={`M${x} ${arrow + 4}l-3-4.5h6z`} fill="var(--ink-2)" />}
      <text className="mono" x={x - 10} y={cap + 4} textAnchor="end">
        {mount.path}
      </text>
    </g>
  );
}
