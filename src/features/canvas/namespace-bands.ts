/** The strip that a Kubernetes namespace takes across the machines: the rows it owns, at the same height on each. */
import type { Layout, Rect } from './layout.ts';

/** Neighbouring rows of one namespace, measured from a machine's top edge. */
export interface BandRun {
  readonly namespace: string;
  readonly top: number;
  readonly height: number;
  /** Only the first run of a namespace carries its name. */
  readonly isFirst: boolean;
}

export interface Band extends BandRun {
  readonly rect: Rect;
}

/** `rows`: the namespace that owns each row of slots. A phone has no bands: its machines don't line up. */
export function bandRuns(rows: readonly string[], { form, grid }: Layout): readonly BandRun[] {
  if (form === 'narrow') return [];
  const inset = grid.scale === 1 ? 10 : 5;
  const runs: BandRun[] = [];
  let from = 0;
  for (let row = 1; row <= rows.length; row++) {
    const namespace = rows[from];
    if (namespace === undefined || rows[row] === namespace) continue;
    runs.push({
      namespace,
      top: grid.top + from * grid.pitchY - inset,
      height: (row - from) * grid.pitchY - 8 * grid.scale + 2 * inset,
      isFirst: !runs.some((run) => run.namespace === namespace),
    });
    from = row;
  }
  return runs;
}

/** The runs on every row of machines, a little wider than the machines themselves. */
export function namespaceBands(
  runs: readonly BandRun[],
  { machines, machineColumns }: Layout,
): readonly Band[] {
  const bands: Band[] = [];
  for (let index = 0; index < machines.length; index += machineColumns) {
    const first = machines[index];
    const last = machines[Math.min(index + machineColumns, machines.length) - 1];
    if (first === undefined || last === undefined) continue;
    for (const run of runs) {
      const rect = {
        x: first.x - 8,
        y: first.y + run.top,
        width: last.x + last.width - first.x + 16,
        height: run.height,
      };
      bands.push({ ...run, rect, isFirst: run.isFirst && index === 0 });
    }
  }
  return bands;
}
