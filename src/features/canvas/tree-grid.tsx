/**
 * The canvas for keyboard, screen readers and tests: one tab stop, arrows inside, Enter selects. It is not seen; the ring
 * that shows where one is stands on the canvas itself.
 */
import { memo, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { objectKey } from '../../model/mirror.ts';
import type { CanvasView } from '../../model/canvas-view-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { Point } from './layout.ts';
import { t } from './messages.en.ts';
import type { MachineScene, Scene, ServiceScene } from './scene.ts';
import { ControlPlaneCells, MachineCells, NamedCells, PodCells, ServiceCells } from './tree-cells.tsx';
import { moveInTree, planRows, queueKey, treeRows } from './tree-rows.ts';
import type { TreeRow } from './tree-rows.ts';
import { useStageCalmly } from './use-calm.ts';
import type { Stage } from './use-stage.ts';
import { usePlan } from './views/plan-store.ts';
import { RowExtras } from './views/view-parts.tsx';

export interface TreeGridProps {
  /** Brings the place of an object into view. */
  readonly onReveal: (key: string) => void;
  /** Where the object is drawn: the row stands there too, so that its menu opens there. */
  readonly placeOf: (key: string) => Point | undefined;
}

const sceneOf = ({ scene }: Stage): Scene => scene;

/** Nobody hears rows change more often. What a pod says of itself, its row hears at once. */
const calmMs = 200;

export const TreeGrid = memo(function TreeGrid({ onReveal, placeOf }: TreeGridProps): ReactElement {
  const scene = useStageCalmly(sceneOf, calmMs);
  const grid = useRef<HTMLDivElement>(null);
  const focused = useCanvas((state) => state.focused);
  const lastFocused = useCanvas((state) => state.lastFocused);
  const select = useSelection((state) => state.select);
  const plan = usePlan((state) => state.plan);
  const rows = useMemo(
    () =>
      plan === null ? treeRows(scene, focused ?? lastFocused) : planRows(plan.rows, focused ?? lastFocused),
    [plan, scene, focused, lastFocused],
  );
  const parts = useMemo(() => partsOf(scene), [scene]);
  const stop = Math.max(
    0,
    rows.findIndex(({ key }) => key === lastFocused),
  );
  const focusRow = (index: number): void => {
    grid.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 1}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = Number((event.target as Element).getAttribute('aria-rowindex') ?? 0) - 1;
    const row = rows[from];
    if (row === undefined) return;
    if ((event.key === 'Enter' || event.key === ' ') && isObject(row.key)) {
      select(row.key);
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') select(null);
    const to = moveInTree(rows, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    focusRow(to);
  };
  return (
    <div
      ref={grid}
      role="treegrid"
      className="visually-hidden canvas-tree"
      aria-label={labelOf(plan?.view)}
      aria-rowcount={rows.length}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
        if (key !== undefined && isObject(key)) select(key);
      }}
      onFocus={(event) => {
        const key = event.target.dataset['key'];
        if (key === undefined) return;
        useCanvas.setState({ focused: key, lastFocused: key });
        onReveal(key);
        const place = placeOf(key);
        event.currentTarget.style.left = `${place?.x ?? 0}px`;
        event.currentTarget.style.top = `${place?.y ?? 0}px`;
      }}
      onBlur={() => useCanvas.setState({ focused: null })}
    >
      {rows.map((row, index) => (
        <Row
          key={row.id ?? row.key}
          row={row}
          part={parts.get(row.key)}
          index={index}
          isStop={index === stop}
        />
      ))}
    </div>
  );
});

/** What a row tells of: the parts of the scene keep their identity, so that a row is drawn again only for its own. */
interface RowPart {
  readonly machine?: MachineScene;
  /** Of the control plane, whose parts know of all. */
  readonly cluster?: Scene;
  readonly service?: ServiceScene;
  /** From 1. */
  readonly queuePlace?: number;
}

function partsOf(scene: Scene): ReadonlyMap<string, RowPart> {
  const parts = new Map<string, RowPart>();
  const { controlPlane, machines, services, queue } = scene;
  if (controlPlane !== undefined)
    parts.set(`nodes//${controlPlane.name}`, { machine: controlPlane, cluster: scene });
  for (const machine of machines) parts.set(`nodes//${machine.name}`, { machine });
  for (const service of services) parts.set(service.key, { service });
  for (const [index, pod] of queue.entries()) parts.set(objectKey('pods', pod), { queuePlace: index + 1 });
  return parts;
}

interface RowProps {
  readonly row: TreeRow;
  readonly part: RowPart | undefined;
  readonly index: number;
  /** The one row that the tab key comes to. */
  readonly isStop: boolean;
}

const Row = memo(function Row({ row, part, index, isStop }: RowProps): ReactElement {
  const isSelected = useSelection((state) => state.selected === row.key);
  const parent = row.children === undefined ? {} : { 'aria-expanded': row.isExpanded === true };
  return (
    <div
      role="row"
      aria-level={row.level}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      {...parent}
      tabIndex={isStop ? 0 : -1}
      data-key={row.key}
      {...(row.key.startsWith('pods/') ? { 'data-pod': row.key } : { 'data-object': row.key })}
    >
      <RowCells row={row} part={part} />
      <RowExtras objectKey={row.key} saysGhosts={row.kind !== 'other'} />
    </div>
  );
});

function RowCells({
  row,
  part,
}: {
  readonly row: TreeRow;
  readonly part: RowPart | undefined;
}): ReactElement {
  switch (row.kind) {
    case 'pod':
      return <PodCells podKey={row.key} queuePlace={part?.queuePlace} />;
    case 'service':
      return part?.service === undefined ? <></> : <ServiceCells scene={part.service} />;
    case 'queue':
      return (
        <NamedCells
          name={t('canvas.tree.queue')}
          cells={[t('canvas.queue.waits', { n: row.children ?? 0 })]}
        />
      );
    case 'machine':
      return (
        <>
          {part?.machine === undefined ? null : <MachineCells machine={part.machine} />}
          {part?.cluster === undefined ? null : <ControlPlaneCells scene={part.cluster} />}
        </>
      );
    default:
      return <NamedCells name={row.name ?? ''} cells={row.cells ?? []} />;
  }
}

function labelOf(view: CanvasView | undefined): string {
  if (view === 'ownership') return t('canvas.tree.ownership');
  return t(view === 'network' ? 'canvas.tree.network' : 'canvas.tree.label');
}

/** The queue, a frame or a ghost is no object: there is nothing to select. */
function isObject(key: string): boolean {
  return key !== queueKey && !key.startsWith('ghost/') && !key.startsWith('band/');
}
