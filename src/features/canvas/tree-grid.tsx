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
  const rows = useMemo(() => treeRows(scene, focused ?? lastFocused), [scene, focused, lastFocused]);
  const stop = Math.max(
    0,
    rows.findIndex(({ key }) => key === lastFocused),
  );
  const focusRow = (index: number): void => {
    const key = rows[index]?.key;
    if (key === undefined) return;
    grid.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = rows.findIndex(({ key }) => key === focused);
    const row = rows[from];
    if (row === undefined) return;
    if ((event.key === 'Enter' || event.key === ' ') && row.key !== queueKey) {
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
      aria-label={t('canvas.tree.label')}
      aria-rowcount={rows.length}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
        if (key !== undefined && key !== queueKey) select(key);
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
        <Row key={row.key} row={row} index={index} isStop={index === stop} />
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
      {...(row.kind === 'pod' ? { 'data-pod': row.key } : { 'data-object': row.key })}
    >
      <RowCells row={row} />
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
    default:
      return <MachineCells nodeKey={row.key} />;
  }
}

function Cells({ name, state }: { readonly name: string; readonly state: string }): ReactElement {
  return (
    <>
      <span role="rowheader">{name}</span> <span role="gridcell">{state}</span>
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

function ServiceCells({ serviceKey }: { readonly serviceKey: string }): ReactElement {
  const service = useObject(serviceKey) as Service | undefined;
  return (
    <Cells
      name={`${t('canvas.service')} ${service?.metadata?.name ?? ''}`}
      state={service?.spec?.clusterIP ?? ''}
    />
  );
}
