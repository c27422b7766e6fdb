/** Where steps lead: by letting a cluster's time run, or along what has happened already. */
import type { Cluster } from '../engine/index.ts';
import type { StepBy } from './protocol.ts';
import { eventsALook } from './step-up-to.ts';
import { nextStop, previousStop, stopOf } from './steps.ts';
import type { Work } from './work.ts';

/** A resting cluster may have no next change: a step to it gives up after so many events. */
const maxEventsAStep = 50_000;
/** What need not come is waited for so long: the longest of Kubernetes' usual delays is half of it. */
const maxWaitMs = 600_000;

/** Lets happen what comes until the step's end; true when what it goes by was found. */
export function* stepOn(cluster: Cluster, by: StepBy, key?: string): Work<boolean> {
  const stop = stopOf(by, key);
  const { changes } = cluster.history;
  const mustCome = key === undefined && by !== 'warning';
  const giveUpAtMs = cluster.nowMs + (mustCome ? Number.POSITIVE_INFINITY : maxWaitMs);
  let seen = changes.length;
  let isFound = false;
  for (let count = 0; count < maxEventsAStep && !isFound; count++) {
    if ((cluster.nextEventMs() ?? Number.POSITIVE_INFINITY) > giveUpAtMs) break;
    if (count % eventsALook === eventsALook - 1) yield { atMs: cluster.nowMs, share: null };
    cluster.step();
    isFound = stop === undefined || nextStop(changes, seen, stop) !== undefined;
    seen = changes.length;
  }
  return isFound;
}

export interface Past {
  readonly timeMs: number;
  readonly position: number;
}

/** The next moment of that kind after a past one, as far as the cluster has come. */
export function nextMoment({ history }: Cluster, past: Past, by: StepBy, key?: string): number | undefined {
  const stop = stopOf(by === 'event' ? 'change' : by, key);
  if (stop === undefined) return (Math.floor(past.timeMs / 1000) + 1) * 1000;
  return nextStop(history.changes, past.position, stop)?.timeMs;
}

/** The last moment of that kind before the one shown. */
export function previousMoment(
  { history, nowMs }: Cluster,
  past: Past | undefined,
  by: StepBy,
  key?: string,
): number | undefined {
  const viewMs = past?.timeMs ?? nowMs;
  const stop = stopOf(by === 'event' ? 'change' : by, key);
  if (stop === undefined) return (Math.ceil(viewMs / 1000) - 1) * 1000;
  const position = past?.position ?? history.changes.length;
  return previousStop(history.changes, position, viewMs, stop)?.timeMs;
}
