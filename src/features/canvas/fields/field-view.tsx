/** Pods in fields: near, each as an element; farther away, or when they are too many, painted in blocks. */
import { useStore } from '@xyflow/react';
import type { ReactFlowState } from '@xyflow/react';
import { memo, useCallback, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useCanvas } from '../canvas-store.ts';
import type { Rect } from '../layout.ts';
import { FieldBlockPicture } from './field-picture.tsx';
import { FieldLabels } from './field-label.tsx';
import type { FieldSummary } from './field-label.tsx';
import { areMany, blocksOf, seatRect } from './pod-field.ts';
import type { FieldBlock, FieldSeat, PodField } from './pod-field.ts';
import './fields.css';

export interface FieldsProps {
  readonly fields: readonly PodField[];
  /** Said from afar; of each field when it is left out. */
  readonly summaries?: readonly FieldSummary[];
  /** One pod, near. */
  readonly renderSeat: (seat: FieldSeat, rect: Rect) => ReactNode;
}

export function Fields({ fields, summaries, renderSeat }: FieldsProps): ReactElement {
  const isFarther = useCanvas(({ level }) => level === 'far' || level === 'middle');
  const isLarge = useMemo(() => areMany(fields), [fields]);
  return (
    <>
      {isLarge && isFarther ? <FieldLabels summaries={summaries ?? fields.map(summaryOf)} /> : null}
      {fields.map((field) =>
        isLarge ? (
          <LargeField key={field.key} field={field} renderSeat={renderSeat} isPainted={isFarther} />
        ) : (
          <AllSeats key={field.key} field={field} renderSeat={renderSeat} />
        ),
      )}
    </>
  );
}

const known = new WeakMap<PodField, FieldSummary>();

function summaryOf(field: PodField): FieldSummary {
  const { key, name, at, seats } = field;
  let summary = known.get(field);
  if (summary === undefined)
    known.set(field, (summary = { key, name, at, podKeys: seats.map(({ podKey }) => podKey) }));
  return summary;
}

interface FieldProps {
  readonly field: PodField;
  readonly renderSeat: FieldsProps['renderSeat'];
}

function AllSeats({ field, renderSeat }: FieldProps): ReactElement {
  return <>{field.seats.map((seat) => renderSeat(seat, seatRect(field, seat.cell)))}</>;
}

const LargeField = memo(function LargeField({
  field,
  renderSeat,
  isPainted,
}: FieldProps & { readonly isPainted: boolean }): ReactElement {
  const zoom = useCanvas(({ drawnZoom }) => (isPainted ? 2 ** Math.round(Math.log2(drawnZoom)) : 1));
  const blocks = useMemo(() => blocksOf(field, zoom), [field, zoom]);
  const shown = useShown(blocks);
  return (
    <>
      {shown.map((block) =>
        isPainted ? (
          <FieldBlockPicture key={block.id} block={block} grid={field.grid} />
        ) : (
          <BlockSeats key={block.id} block={block} field={field} renderSeat={renderSeat} />
        ),
      )}
    </>
  );
});

const BlockSeats = memo(function BlockSeats({
  block,
  field,
  renderSeat,
}: FieldProps & { readonly block: FieldBlock }): ReactElement {
  const own = { ...field, at: block.rect };
  return <>{block.seats.map((seat) => renderSeat(seat, seatRect(own, seat.cell)))}</>;
});

/** So much beyond the edge is there already when it comes into view, in screen pixels. */
const ahead = 160;

/** Asked at each step of a hand that moves; another value only when a block comes or goes. */
function useShown(blocks: readonly FieldBlock[]): readonly FieldBlock[] {
  const select = useCallback(
    ({ transform: [x, y, zoom], width, height }: ReactFlowState) =>
      blocks
        .flatMap(({ rect }, index) => {
          const left = rect.x * zoom + x;
          const top = rect.y * zoom + y;
          const isNear =
            left < width + ahead &&
            top < height + ahead &&
            left + rect.width * zoom > -ahead &&
            top + rect.height * zoom > -ahead;
          return isNear ? [index] : [];
        })
        .join(' '),
    [blocks],
  );
  const indices = useStore(select);
  return useMemo(
    () => (indices === '' ? [] : indices.split(' ').flatMap((index) => blocks[Number(index)] ?? [])),
    [blocks, indices],
  );
}
