import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Event } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { clockOf } from './clock-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

/** Kubernetes Events about the object, the latest first, in Kubernetes' own words. */
export function EventList({ about }: { readonly about: InspectedObject }): ReactElement {
  const events = useEventsOf(about);
  if (events.length === 0) return <p className="inspector-page sub">{t('inspector.noEvents')}</p>;
  return (
    <ul className="event-list">
      {events.map((event) => (
        <li key={event.metadata.uid ?? event.metadata.name} data-type={event.type}>
          <span className="event-reason">{event.reason}</span>
          <span className="sub numeric">
            {(event.count ?? 1) > 1 ? `${t('inspector.times', { n: event.count ?? 1 })} · ` : ''}
            {clockOf(lastTimeOf(event))}
          </span>
          <p>{event.message}</p>
          <span className="sub">{event.source?.component ?? event.reportingComponent}</span>
        </li>
      ))}
    </ul>
  );
}

export function useEventsOf(about: InspectedObject): readonly Event[] {
  const events = useResource('events') as readonly Event[];
  const { kind, namespace, name } = about;
  return useMemo(
    () =>
      events
        .filter(
          ({ involvedObject: on }) =>
            on.name === name && on.kind === kind && (on.namespace ?? '') === namespace,
        )
        .toSorted((a, b) => lastTimeOf(b).localeCompare(lastTimeOf(a))),
    [events, kind, namespace, name],
  );
}

function lastTimeOf(event: Event): string {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.metadata.creationTimestamp ??
    ''
  );
}
