import type { Event } from '../api/generated/types.ts';
import type { Part, PartContext } from '../api/part.ts';
import type { Json } from '../kernel/index.ts';

/** Events are forgotten an hour after they were last written: the API server's `--event-ttl`. */
export const eventTtlMs = 3_600_000;

export function createEventExpiry(): Part {
  let armed = false;

  function arm(afterMs: number, context: PartContext): void {
    if (armed) return;
    armed = true;
    context.schedule('expire events', afterMs, null);
  }

  return {
    name: 'kube-apiserver',
    watches: ['events'],
    start() {},
    onChange(change, context) {
      if (change.type === 'ADDED') arm(eventTtlMs, context);
    },
    onTimer(_timer, _payload, context) {
      armed = false;
      const oldestMs = expire(context);
      if (oldestMs !== undefined) arm(Math.max(oldestMs + eventTtlMs - context.view.nowMs, 1000), context);
    },
    snapshot: () => armed,
    restore(state: Json) {
      armed = state === true;
    },
  };
}

/** Deletes what has had its time; returns when the oldest of the rest was written. */
function expire(context: PartContext): number | undefined {
  let oldestMs: number | undefined;
  for (const event of context.view.list<Event>('events')) {
    const writtenMs = context.view.toMs(
      event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '',
    );
    if (!(writtenMs + eventTtlMs > context.view.nowMs)) {
      const { namespace = '', name = '' } = event.metadata ?? {};
      context.perform({ verb: 'delete', resource: 'events', namespace, name }, 'kube-apiserver');
    } else if (oldestMs === undefined || writtenMs < oldestMs) oldestMs = writtenMs;
  }
  return oldestMs;
}
