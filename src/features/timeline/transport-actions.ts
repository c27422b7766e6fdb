import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { previousMoment } from './previous-moment.ts';
import { useStepKind } from './step-kind.ts';

export function togglePlay(): void {
  reportFailure(useTime.getState().playing ? session.pause() : session.play());
}

/** To the next thing of the kind that the step button steps by. */
export function stepTime(): void {
  reportFailure(session.step(useStepKind.getState().by));
}

/** To the last change before the moment shown. */
export function goBack(): void {
  const { lanes, commands } = useTimeline.getState();
  reportFailure(session.seek(previousMoment(lanes.values(), commands, useTime.getState().viewMs)));
}
