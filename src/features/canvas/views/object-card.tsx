/** An object as a card: its kind's icon, its name, and how many of what it wants are ready. */
import { memo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useSelection } from '../../../model/selection-store.ts';
import { KindIcon } from '../../../ui/kind-icon.tsx';
import { useCanvas } from '../canvas-store.ts';
import type { Rect } from '../layout.ts';
import { useRecedes } from '../search/match-store.ts';
import './object-card.css';

export interface ObjectCardProps {
  readonly objectKey: string;
  readonly kind: string;
  readonly name: string;
  /** Behind the kind. */
  readonly words: string;
  readonly ready?: number | undefined;
  readonly desired?: number | undefined;
  readonly rect: Rect;
  /** One line: kept for a way back only. */
  readonly isSlim?: boolean;
  readonly children?: ReactNode;
}

export const ObjectCard = memo(function ObjectCard(props: ObjectCardProps): ReactElement {
  const { objectKey: key, kind, name, words, ready, desired, rect, isSlim = false, children } = props;
  const isSelected = useSelection((state) => state.selected === key);
  const isHovered = useSelection((state) => state.hovered === key);
  const isFocused = useCanvas((state) => state.focused === key);
  const recedes = useRecedes(key);
  return (
    <section
      className="object-card"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      data-object={key}
      data-selected={isSelected}
      data-hovered={isHovered}
      data-focused={isFocused}
      data-recedes={recedes}
      data-slim={isSlim}
    >
      <KindIcon kind={kind} size={isSlim ? 18 : 24} />
      <span className="object-names" title={name}>
        <b>{name}</b>
        <span>{words === '' ? kind : `${kind} · ${words}`}</span>
      </span>
      {desired === undefined || isSlim ? null : <Count ready={ready ?? 0} desired={desired} />}
      {children}
    </section>
  );
});

/** A bar of as many parts as are wanted; many become one. */
function Count({ ready, desired }: { readonly ready: number; readonly desired: number }): ReactElement {
  const share = desired === 0 ? 0 : Math.min(1, ready / desired);
  return (
    <span className="object-count" data-short={ready < desired}>
      <span className="numeric">
        {ready}/{desired}
      </span>
      <i aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </i>
    </span>
  );
}
