/** Why something stands on a lane: the inspector answers, about the change that made it. */
import { mirror } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockOffsetMs, clockText } from './clock-text.ts';
import type { LaneRow } from './lane-order.ts';
import type { LanePoint } from './lane-points.ts';
import { t } from './messages.en.ts';

/** Whether there is an answer. */
export function canAskWhy(row: LaneRow, { revision }: LanePoint): boolean {
  return laneOf(row) !== undefined && row.type !== 'container' && revision !== undefined;
}

export function askWhy(row: LaneRow, point: LanePoint): void {
  const { revision, timeMs, kind } = point;
  const key = laneOf(row);
  if (key === undefined || revision === undefined) return;
  const { startedAt } = useTime.getState();
  const clock = clockText(clockOffsetMs(startedAt), timeMs);
  const called = kind === 'event' ? t('timeline.whyEvent', { reason: point.title }) : wordOf(point, clock);
  const ask = (): void => useWhy.getState().open({ key, revision, called });
  // What is not there at the moment shown has to be seen before it can be asked about.
  if (mirror.get(key) !== undefined) ask();
  else reportFailure(session.seek(kind === 'end' ? Math.max(0, timeMs - 1) : timeMs).then(ask));
}

function wordOf({ kind, title }: LanePoint, clock: string): string {
  return kind === 'end' ? t('timeline.whyEnd', { clock }) : t('timeline.whyState', { word: title, clock });
}

function laneOf(row: LaneRow): string | undefined {
  return row.type === 'namespace' ? undefined : row.lane;
}
