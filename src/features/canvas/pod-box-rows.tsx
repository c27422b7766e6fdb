/** Below the bands: what each container has for itself. The words stand at the left, the cells in their columns. */
import type { ReactElement, ReactNode } from 'react';
import type { ContainerInside, PodInside } from '../../engine/index.ts';
import type { BoxColumn, BoxPlan, BoxRow } from './box-plan.ts';
import { t } from './messages.en.ts';
import { ImageLayers } from './pod-box-layers.tsx';
import { ProbeTicks } from './pod-box-probes.tsx';
import { ProcessList } from './pod-box-processes.tsx';
import { UseBars } from './pod-box-use.tsx';

const words = {
  processes: { title: 'canvas.box.processes', term: 'PID namespaces' },
  probes: { title: 'canvas.box.probes', term: 'probes' },
  resources: { title: 'canvas.box.use', term: 'cgroup' },
  files: { title: 'canvas.box.files', term: 'mount namespaces' },
} as const;

export interface RowsProps {
  readonly plan: BoxPlan;
  readonly qosClass: string;
  readonly inside: PodInside | undefined;
  /** The moment shown, in milliseconds since the cluster's start. */
  readonly nowMs: number;
}

export function Rows({ plan, qosClass, inside, nowMs }: RowsProps): ReactElement {
  const [pause, ...columns] = plan.columns;
  return (
    <>
      {plan.rows.map((row) => (
        <div
          key={row.kind}
          className="pod-box-row-words"
          style={{ left: (pause?.x ?? 0) + 12, top: row.y + 8 }}
        >
          <b>{t(words[row.kind].title)}</b>
          <span className="pod-box-term mono">
            {words[row.kind].term}
            {row.kind === 'resources' && qosClass !== '' ? ` · ${qosClass}` : ''}
          </span>
        </div>
      ))}
      {columns.flatMap((column) => {
        const container = inside?.containers.find(({ name }) => name === column.name);
        return plan.rows.map((row) => (
          <Cell key={`${column.name} ${row.kind}`} row={row} column={column}>
            {contentOf(row, column, container, inside, nowMs)}
          </Cell>
        ));
      })}
    </>
  );
}

interface CellProps {
  readonly row: BoxRow;
  readonly column: BoxColumn;
  readonly children: ReactNode;
}

function Cell({ row, column, children }: CellProps): ReactElement {
  return (
    <div
      className="pod-box-cell"
      data-kind={row.kind}
      style={{ left: column.x + 10, top: row.y, width: column.width - 20, height: row.height }}
    >
      {children}
    </div>
  );
}

function contentOf(
  { kind }: BoxRow,
  column: BoxColumn,
  container: ContainerInside | undefined,
  inside: PodInside | undefined,
  nowMs: number,
): ReactNode {
  if (kind === 'probes')
    return (
      <ProbeTicks probes={column.probes} inside={container?.probes ?? []} role={column.role} nowMs={nowMs} />
    );
  if (container === undefined || (column.role === 'init' && !container.isRunning && kind !== 'files'))
    return null;
  if (kind === 'processes') return <ProcessList processes={container.processes} isOwn />;
  if (kind === 'files') return <ImageLayers container={container} />;
  return <UseBars container={container} machine={inside!.machine} />;
}
