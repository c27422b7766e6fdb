/** A pod, near: a card of 112 by 64 whose outline says its state before a word is read. */
import { memo } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import { cardHeight, cardShapes, cardWidth } from '../../ui/marks/card-shapes.ts';
import { Shapes, StateMark } from '../../ui/marks/mark.tsx';
import type { MarkState } from '../../ui/marks/shape.ts';
import { shortWords } from './pod-look.ts';
import type { PodLook } from './pod-look.ts';

export interface PodCardProps {
  readonly look: PodLook;
  readonly isSelected?: boolean;
  /** Keyboard focus stands on it (in the tree grid that mirrors the canvas). */
  readonly isFocused?: boolean;
}

export const PodCard = memo(function PodCard({ look, isSelected, isFocused }: PodCardProps): ReactElement {
  return (
    <div
      className="pod-card"
      data-state={look.state}
      data-selected={isSelected}
      data-focused={isFocused}
      {...(look.state === 'terminating' ? { style: { '--share': look.share ?? 0 } as CSSProperties } : {})}
    >
      <CardEdge state={look.state} />
      <span className="pod-mark">
        <StateMark
          state={look.state}
          size={20}
          share={look.share}
          done={look.initDone}
          total={look.initTotal}
        />
      </span>
      <span className="pod-name">{look.name}</span>
      <span className={look.isSuffixWord ? 'pod-suffix' : 'pod-suffix mono'}>{look.suffix}</span>
      <ContainerDiscs containers={look.containers} />
      <PodFoot look={look} />
    </div>
  );
});

/** The outline changes with the state only: a countdown leaves it alone. */
const CardEdge = memo(function CardEdge({ state }: { readonly state: MarkState }): ReactElement {
  return (
    <svg className="pod-edge" width={cardWidth} height={cardHeight} aria-hidden="true">
      <Shapes shapes={cardShapes(state)} />
    </svg>
  );
});

/** Filled runs, hollow doesn't; more than fit are told by a number. */
function ContainerDiscs({ containers }: { readonly containers: readonly boolean[] }): ReactElement {
  const mostDiscs = 4;
  if (containers.length > mostDiscs) {
    return (
      <span className="pod-discs">
        {containers.filter(Boolean).length}/{containers.length}
      </span>
    );
  }
  return (
    <span className="pod-discs">
      {containers.map((runs, index) => (
        <i key={index} data-runs={runs} />
      ))}
    </span>
  );
}

function PodFoot({ look }: { readonly look: PodLook }): ReactElement {
  if (look.word === '') return <span className="pod-foot mono pod-address">{look.ip}</span>;
  return (
    <span className="pod-foot">
      <span className="pod-word">{look.word}</span>
      <span className="pod-number">{look.number}</span>
    </span>
  );
}

/** The middle distance with room for words: a tile and two lines, for a phone and an embed. */
export const PodCell = memo(function PodCell({ look, isSelected, isFocused }: PodCardProps): ReactElement {
  return (
    <div className="pod-cell" data-state={look.state} data-selected={isSelected} data-focused={isFocused}>
      <StateMark state={look.state} share={look.share} done={look.initDone} total={look.initTotal} />
      <span>
        <b>{look.name}</b>
        <em>{shortWords(look)}</em>
      </span>
    </div>
  );
});
