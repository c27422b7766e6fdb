/** The strip that a Kubernetes namespace takes across the machines: the rows it owns, as one rectilinear outline a run. */
import type { Layout, Rect } from './layout.ts';
import type { Slots } from './slots.ts';

export interface Band {
  readonly namespace: string;
  readonly rect: Rect;
  /** Only the first run of a namespace carries its name. */
  readonly isFirst: boolean;
}

/** Runs of neighbouring rows, on every row of machines. Without pods there is no band. */
export function namespaceBands(slots: Slots, layout: Layout): readonly Band[] {
  if (layout.form === 'narrow') return [];
  const runs = findRuns(slots.rows);
  const bands: Band[] = [];
  const { grid, machines, machineColumns } = layout;
  for (let index = 0; index < machines.length; index += machineColumns) {
    const first = machines[index];
    const last = machines[Math.min(index + machineColumns, machines.length) - 1];
    if (first === undefined || last === undefined) continue;
    for (const run of runs) {
      bands.push({
        namespace: run.namespace,
        isFirst: run.isFirst && index === 0,
        rect: {
          x: first.x - 8,
          y: first.y + grid.top + run.from * grid.pitchY - bandInset(grid.scale),
          width: last.x + last.width - first.x + 16,
          height: (run.to - run.from) * grid.pitchY - 8 * grid.scale + 2 * bandInset(grid.scale),
        },
      });
    }
  }
  return bands;
}

/** From the pods to the band's edge; two bands one below the other must still fit into the gap of the rows. */
function bandInset(scale: number): number {
  return scale === 1 ? 10 : 5;
}

interface Run {
  readonly namespace: string;
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
}

function findRuns(rows: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  const seen = new Set<string>();
  let from = 0;
  for (let row = 1; row <= rows.length; row++) {
    const namespace = rows[from];
    if (namespace === undefined || rows[row] === namespace) continue;
    runs.push({ namespace, from, to: row, isFirst: !seen.has(namespace) });
    seen.add(namespace);
    from = row;
  }
  return runs;
}
