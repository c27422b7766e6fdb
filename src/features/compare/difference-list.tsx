import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { BranchDifference, ObjectDifference } from '../../bridge/protocol.ts';
import { clockOf } from '../../model/clock-of.ts';
import { closeCompare } from '../../model/compare-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { t } from './messages.en.ts';
import type { Side } from './side.ts';

/** While time plays, so often is soon enough for a list that is read. */
const stepMs = 1000;

export interface DifferenceListProps {
  readonly sides: readonly Side[];
  readonly startedAt: string;
}

/** Objects of one and not of the other, and fields that differ, at the moment shown. */
export function DifferenceList({ sides, startedAt }: DifferenceListProps): ReactElement {
  const timeMs = useTime((state) =>
    state.playing ? Math.floor(state.viewMs / stepMs) * stepMs : state.viewMs,
  );
  const [left, right] = [sides[0]!.branch, sides[1]!.branch];
  const difference = useDifference(left.id, right.id, timeMs);
  const others = (difference?.total ?? 0) - (difference?.rows.length ?? 0);
  return (
    <div className="cmp-differences">
      <h3>{t('compare.differsAt', { clock: clockOf(startedAt, timeMs) })}</h3>
      {difference?.total === 0 ? <p className="cmp-quiet">{t('compare.nothingDiffers')}</p> : null}
      {difference === undefined || difference.total === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('compare.object')}</th>
              <th scope="col">{t('compare.field')}</th>
              <th scope="col">
                <span className="cmp-letter" data-letter="A" aria-hidden="true">
                  A
                </span>
                {left.name}
              </th>
              <th scope="col">
                <span className="cmp-letter" data-letter="B" aria-hidden="true">
                  B
                </span>
                {right.name}
              </th>
            </tr>
          </thead>
          {difference.rows.map((row) => (
            <Row key={row.key} row={row} left={left} right={right} />
          ))}
        </table>
      )}
      {others > 0 ? <p className="cmp-quiet">{t('compare.moreObjects', { n: others })}</p> : null}
    </div>
  );
}

function useDifference(left: string, right: string, timeMs: number): BranchDifference | undefined {
  const [known, setKnown] = useState<BranchDifference>();
  useEffect(() => {
    let isWanted = true;
    session.branchDifference(left, right, timeMs).then(
      (difference) => {
        if (isWanted) setKnown(difference);
      },
      // One of them was deleted just now.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [left, right, timeMs]);
  return known;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface RowProps {
  readonly row: ObjectDifference;
  readonly left: Named;
  readonly right: Named;
}

function Row({ row, left, right }: RowProps): ReactElement {
  const { key, kind, fields } = row;
  const home = kind === 'onlyRight' ? right : left;
  if (kind !== 'differs')
    return (
      <tbody>
        <tr>
          <ObjectName objectKey={key} branch={home} rows={1} />
          <td />
          <td>{kind === 'onlyLeft' ? t('compare.onlyIn', { name: left.name }) : <Absent />}</td>
          <td>{kind === 'onlyRight' ? t('compare.onlyIn', { name: right.name }) : <Absent />}</td>
        </tr>
      </tbody>
    );
  return (
    <tbody>
      {fields.map((field, index) => (
        <tr key={field.path}>
          {index === 0 ? <ObjectName objectKey={key} branch={home} rows={fields.length} /> : null}
          <td className="mono cmp-path">{field.path}</td>
          <td className="mono">{field.left ?? <Absent />}</td>
          <td className="mono">{field.right ?? <Absent />}</td>
        </tr>
      ))}
    </tbody>
  );
}

function Absent(): ReactElement {
  return <span className="cmp-quiet">{t('compare.absent')}</span>;
}

interface ObjectNameProps {
  readonly objectKey: string;
  /** A branch that has it. */
  readonly branch: Named;
  readonly rows: number;
}

/** Leads to the object, on a branch that has it. */
function ObjectName({ objectKey, branch, rows }: ObjectNameProps): ReactElement {
  const [resource = '', namespace = '', name = ''] = objectKey.split('/');
  const go = async (): Promise<void> => {
    const { branch: shown, viewMs } = useTime.getState();
    if (shown !== branch.id) {
      await session.selectBranch(branch.id);
      await session.seek(viewMs);
    }
    closeCompare();
    useSelection.getState().select(objectKey);
  };
  return (
    <th scope="rowgroup" rowSpan={rows}>
      <button type="button" className="cmp-object" onClick={() => reportFailure(go())}>
        <span className="mono">{name}</span>
        <span className="cmp-quiet">
          {resource.split('.')[0]}
          {namespace === '' ? '' : ` · ${namespace}`}
        </span>
      </button>
    </th>
  );
}
