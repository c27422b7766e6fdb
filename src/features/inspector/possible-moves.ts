/** Which moves of the machine can really come, as far as the pod's own object tells. */
import type { Container, Pod } from '../../engine/api/generated/types.ts';
import { movesFrom } from './chart-of-machine.ts';
import type { Chart, ChartMove } from './chart-of-machine.ts';

/** Moves that need a probe the container doesn't have, or that its restart policy rules out, are left out. */
export function possibleMoves(
  chart: Chart,
  current: string,
  pod: Pod,
  container: Container | undefined,
): readonly ChartMove[] {
  const moves = movesFrom(chart, current).filter((move) => mayCome(move, pod, container));
  // Of the ways that one event may go, the first whose guard holds is taken.
  return moves.filter(
    (move, at) =>
      !moves
        .slice(0, at)
        .some(
          (before) =>
            before.event === move.event && before.from === move.from && isCertain(before, pod, container),
        ),
  );
}

function mayCome({ event, guard }: ChartMove, pod: Pod, container: Container | undefined): boolean {
  if (event === 'LIVENESS_FAILED') return container?.livenessProbe !== undefined;
  if (event === 'STARTUP_FAILED' || event === 'STARTUP_PASSED') return container?.startupProbe !== undefined;
  if (guard === 'hasStartupProbe') return container?.startupProbe !== undefined;
  if (guard === 'hasInitContainers') return (pod.spec?.initContainers ?? []).length > 0;
  if (guard !== 'willRestart') return true;
  const isLeaving = pod.metadata?.deletionTimestamp !== undefined;
  return !isLeaving && (container?.restartPolicy ?? pod.spec?.restartPolicy) !== 'Never';
}

function isCertain({ guard }: ChartMove, pod: Pod, container: Container | undefined): boolean {
  if (guard === 'willRestart') return (container?.restartPolicy ?? pod.spec?.restartPolicy) === 'Always';
  return guard !== 'hasFailed';
}
