/** Which stored change a step stops at: any, one by a controller, a warning, or one of a certain object. */
import type { Change, Event } from '../engine/index.ts';
import type { StepBy } from './protocol.ts';

export type StopsAt = (change: Change) => boolean;

/** Undefined: the step does not look at changes at all. `key` asks for changes of that object alone. */
export function stopOf(by: StepBy, key?: string): StopsAt | undefined {
  if (key !== undefined) return (change) => keyOf(change) === key;
  switch (by) {
    case 'change':
      return () => true;
    case 'action':
      return isControllerAction;
    case 'warning':
      return isWarning;
    case 'event':
    case 'second':
      return undefined;
  }
}

/** What controllers and the scheduler write of their own accord; what they only tell (Events) is no act. */
function isControllerAction({ author, resource }: Change): boolean {
  return resource !== 'events' && /(-controller|scheduler)$/.test(author);
}

function isWarning({ resource, next }: Change): boolean {
  return resource === 'events' && (next as Event | undefined)?.type === 'Warning';
}

function keyOf({ resource, namespace, name }: Change): string {
  return `${resource}/${namespace}/${name}`;
}

/** The first change from a position on that a step stops at; undefined when none is stored. */
export function nextStop(changes: readonly Change[], from: number, stop: StopsAt): Change | undefined {
  for (let at = from; at < changes.length; at++) if (stop(changes[at]!)) return changes[at];
  return undefined;
}

/** The last such change at an earlier moment than `beforeMs`, looked for from a position downwards. */
export function previousStop(
  changes: readonly Change[],
  from: number,
  beforeMs: number,
  stop: StopsAt,
): Change | undefined {
  for (let at = Math.min(from, changes.length) - 1; at >= 0; at--) {
    const change = changes[at]!;
    if (change.timeMs < beforeMs && stop(change)) return change;
  }
  return undefined;
}
