import type { ReactElement } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import type { Lane } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { segmentAt } from './lane.ts';
import { isActive, selectable } from './lane-keys.ts';
import type { GroupRow, LaneRow } from './lane-order.ts';
import { lifeWords, ownerWords } from './lane-words.ts';
import { t } from './messages.en.ts';
import { useTimelineView } from './timeline-view.ts';

interface LaneLabelProps {
  readonly row: LaneRow;
  readonly lane: Lane | undefined;
  readonly y: number;
  readonly viewMs: number;
  readonly offsetMs: number;
  readonly position: number;
  readonly count: number;
}

/** The name of a row, at the left of its bar. Presses are the list's, which knows what lies where. */
export function LaneLabel({ row, lane, y, viewMs, offsetMs, position, count }: LaneLabelProps): ReactElement {
  const object = selectable(row);
  const selected = useSelection((state) => object !== undefined && state.selected === object);
  const hovered = useSelection((state) => object !== undefined && state.hovered === object);
  const focused = useTimelineView((state) => state.focused?.key === row.key);
  const isGone = lane !== undefined && lane.goneMs !== null && lane.goneMs <= viewMs;
  const life = lane === undefined ? '' : lifeWords(lane, viewMs, offsetMs);
  const name = nameOf(row, lane === undefined ? undefined : segmentAt(lane, viewMs)?.word);
  const label = life === '' ? name : t('timeline.laneLife', { name, life });
  return (
    <div
      className={`timeline-lane timeline-lane-${row.type}`}
      role="treeitem"
      id={`lane-${row.key}`}
      aria-level={row.level}
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={selected || (focused && isActive(row))}
      aria-expanded={row.folded === undefined ? undefined : !row.folded}
      aria-label={label}
      data-key={object ?? row.key}
      data-opens-group={row.opensGroup || undefined}
      data-gone={isGone || undefined}
      data-selected={selected || undefined}
      data-lit={hovered || undefined}
      data-focused={focused || undefined}
      style={{ transform: `translateY(${y}px)` }}
    >
      <span className="timeline-name" style={{ paddingInlineStart: (row.level - 1) * 12 }}>
        {row.folded === undefined ? (
          <i className="timeline-twist-none" />
        ) : (
          <i className="timeline-twist">
            <Icon name={row.folded ? 'chevronRight' : 'chevronDown'} size={12} />
          </i>
        )}
        <RowWords row={row} lane={lane} viewMs={viewMs} />
      </span>
    </div>
  );
}

/** As it is read on the row, from left to right where there is a choice: what is heard is what is seen. */
function nameOf(row: LaneRow, word: string | undefined): string {
  if (row.type === 'namespace') return t('timeline.namespace', { name: row.name });
  if (row.type === 'group') {
    const { name, kind } = row;
    const wants = ownerWords(word);
    if (kind === '') return t('timeline.machines');
    return wants === undefined
      ? t('timeline.ofKind', { name, kind })
      : t('timeline.ofKindWanting', { name, kind, wants });
  }
  if (row.type === 'container') return t('timeline.container', { name: row.name });
  return row.suffix === '' ? row.name : t('timeline.named', { name: row.name, suffix: row.suffix });
}

function RowWords({
  row,
  lane,
  viewMs,
}: {
  readonly row: LaneRow;
  readonly lane: Lane | undefined;
  readonly viewMs: number;
}): ReactElement {
  switch (row.type) {
    case 'namespace':
      return <b>{row.name}</b>;
    case 'group':
      return <GroupWords row={row} word={lane === undefined ? undefined : segmentAt(lane, viewMs)?.word} />;
    case 'container':
      return <span className="timeline-lane-name mono">{row.name}</span>;
    case 'object':
      return (
        <>
          <span className="timeline-lane-name">{row.name}</span>{' '}
          <span className={row.suffixIsCode ? 'mono' : 'timeline-kind'}>{row.suffix}</span>
        </>
      );
  }
}

function GroupWords({
  row,
  word,
}: {
  readonly row: GroupRow;
  readonly word: string | undefined;
}): ReactElement {
  if (row.kind === '') return <b>{t('timeline.machines')}</b>;
  const wants = ownerWords(word);
  return (
    <>
      <b>{row.name}</b> {wants === undefined ? null : <span className="timeline-wants">{wants}</span>}{' '}
      <span className="timeline-kind">{row.kind}</span>
    </>
  );
}
