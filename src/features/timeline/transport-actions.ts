import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { useStepKind } from './step-kind.ts';

export function togglePlay(): void {
  reportFailure(useTime.getState().playing ? session.pause() : session.play());
}

/** To the next thing of the kind that the step button steps by. */
export function stepTime(): void {
  reportFailure(session.step(useStepKind.getState().by));
}

/** Back to the last thing of that kind; what the queue held is not kept, so events are the changes that they made. */
export function goBack(): void {
  reportFailure(session.skip({ by: useStepKind.getState().by, back: true }));
}
