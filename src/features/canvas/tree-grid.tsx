/**
 * The canvas for keyboard, screen readers and tests: one tab stop, arrows inside, Enter selects. It is not seen; the ring
 * that shows where one is stands on the canvas itself.
 */
import { memo, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Node, Service } from '../../engine/api/generated/types.ts';
import type { Fault } from '../../engine/api/podarium.ts';
import { faultsOnMachine, faultsOnPod, useFaults } from '../../model/faults-in-force.ts';
import type { CanvasView } from '../../model/canvas-view-store.ts';
import { splitObjectKey, useObject } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';
import type { Point } from './layout.ts';
import { faultWords } from './fault-words.ts';
import { pressuresOf } from './machine-health.ts';
import { t } from './messages.en.ts';
import type { Scene } from './scene.ts';
import { moveInTree, queueKey, treeRows } from './tree-rows.ts';
import type { TreeRow } from './tree-rows.ts';
import { usePod } from './use-cluster.ts';
import { usePlan } from './views/plan-store.ts';
import { RowExtras } from './views/view-parts.tsx';
import { zoneLabel } from './views/zones.ts';

export interface TreeGridProps {
  readonly scene: Scene;
  /** Brings the place of an object into view. */
  readonly onReveal: (key: string) => void;
  /** Where the object is drawn: the row stands there too, so that its menu opens there. */
  readonly placeOf: (key: string) => Point | undefined;
}

export const TreeGrid = memo(function TreeGrid({ scene, onReveal, placeOf }: TreeGridProps): ReactElement {
  const grid = useRef<HTMLDivElement>(null);
  const focused = useCanvas((state) => state.focused);
  const lastFocused = useCanvas((state) => state.lastFocused);
  const select = useSelection((state) => state.select);
  const plan = usePlan((state) => state.plan);
  const rows = useMemo(
    () =>
      plan === null
        ? treeRows(scene, focused ?? lastFocused)
        : plan.rows.map((row): TreeRow => ({ ...row, kind: 'other', isExpanded: true })),
    [plan, scene, focused, lastFocused],
  );
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
        <Row key={row.id ?? row.key} row={row} index={index} isStop={index === stop} />
      ))}
    </div>
  );
});

interface RowProps {
  readonly row: TreeRow;
  readonly index: number;
  /** The one row that the tab key comes to. */
  readonly isStop: boolean;
}

const Row = memo(function Row({ row, index, isStop }: RowProps): ReactElement {
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
      <RowCells row={row} />
      <RowExtras objectKey={row.key} saysGhosts={row.kind !== 'other'} />
    </div>
  );
});

function RowCells({ row }: { readonly row: TreeRow }): ReactElement {
  switch (row.kind) {
    case 'pod':
      return <PodCells podKey={row.key} />;
    case 'service':
      return <ServiceCells serviceKey={row.key} />;
    case 'queue':
      return (
        <Cells name={t('canvas.tree.queue')} state={t('canvas.queue.waits', { n: row.children ?? 0 })} />
      );
    case 'machine':
      return <MachineCells nodeKey={row.key} />;
    default:
      return <OtherCells name={row.name ?? ''} cells={row.cells ?? []} />;
  }
}

function Cells({ name, state }: { readonly name: string; readonly state: string }): ReactElement {
  return (
    <>
      <span role="rowheader">{name}</span> <span role="gridcell">{state}</span>
    </>
  );
}

function labelOf(view: CanvasView | undefined): string {
  if (view === 'ownership') return t('canvas.tree.ownership');
  return t(view === 'network' ? 'canvas.tree.network' : 'canvas.tree.label');
}

/** The queue, a frame or a ghost is no object: there is nothing to select. */
function isObject(key: string): boolean {
  return key !== queueKey && !key.startsWith('ghost/') && !key.startsWith('band/');
}

function OtherCells({
  name,
  cells,
}: {
  readonly name: string;
  readonly cells: readonly string[];
}): ReactElement {
  return (
    <>
      <span role="rowheader">{name}</span>
      {cells.map((cell, index) => (
        <span key={index} role="gridcell">
          {' '}
          {cell}
        </span>
      ))}
    </>
  );
}

function PodCells({ podKey }: { readonly podKey: string }): ReactElement | null {
  const pod = usePod(podKey);
  const node = useObject(`nodes//${pod?.spec?.nodeName ?? ''}`) as Node | undefined;
  const faults = useFaults();
  if (pod === undefined) return null;
  const { state, word, readyContainers, containers, restarts } = podAppearance(pod, isNodeLost(node));
  return (
    <>
      <span role="rowheader">{pod.metadata?.name}</span>{' '}
      <span role="gridcell" data-state={state}>
        {word}
      </span>{' '}
      <span role="gridcell">
        {readyContainers}/{containers.length}
      </span>{' '}
      <span role="gridcell">{t('canvas.tree.restarts', { n: restarts })}</span>
      <FaultCell faults={faultsOnPod(faults, pod)} />
    </>
  );
}

function FaultCell({ faults }: { readonly faults: readonly Fault[] }): ReactElement | null {
  if (faults.length === 0) return null;
  const words = faults.map(({ spec }) => (spec === undefined ? '' : faultWords(spec)));
  return (
    <>
      {' '}
      <span role="gridcell">{words.join(', ')}</span>
    </>
  );
}

function MachineCells({ nodeKey }: { readonly nodeKey: string }): ReactElement {
  const node = useObject(nodeKey) as Node | undefined;
  const faults = useFaults();
  const { name } = splitObjectKey(nodeKey);
  const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  const words = [
    ready ? 'Ready' : 'NotReady',
    ...(node?.spec?.unschedulable === true ? ['SchedulingDisabled'] : []),
  ];
  return (
    <>
      <Cells name={name} state={node === undefined ? '' : words.join(',')} />
      <ZoneCell node={node} />
      {pressuresOf(node).map((pressure) => (
        <span key={pressure} role="gridcell">
          {' '}
          {pressure}
        </span>
      ))}
      <FaultCell faults={faultsOnMachine(faults, name)} />
    </>
  );
}

function ZoneCell({ node }: { readonly node: Node | undefined }): ReactElement | null {
  const zone = node?.metadata?.labels?.[zoneLabel];
  return zone === undefined ? null : <span role="gridcell"> {t('canvas.tree.zone', { zone })}</span>;
}

function ServiceCells({ serviceKey }: { readonly serviceKey: string }): ReactElement {
  const service = useObject(serviceKey) as Service | undefined;
  return (
    <Cells
      name={`${t('canvas.service')} ${service?.metadata?.name ?? ''}`}
      state={service?.spec?.clusterIP ?? ''}
    />
  );
}
