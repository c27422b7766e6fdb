import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { Event } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockOf } from './clock-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import './event-list.css';

/** Kubernetes Events about the object, the latest first, in Kubernetes' own words; its time leads to the moment. */
export function EventList({ about }: { readonly about: InspectedObject }): ReactElement {
  const events = useEventsOf(about);
  const [onlyWarnings, showOnlyWarnings] = useState(false);
  if (events.length === 0) return <p className="inspector-page sub">{t('inspector.noEvents')}</p>;
  const hasWarnings = events.some(({ type }) => type === 'Warning');
  const shown = onlyWarnings ? events.filter(({ type }) => type === 'Warning') : events;
  return (
    <>
      {hasWarnings ? (
        <label className="event-choice sub">
          <input
            type="checkbox"
            checked={onlyWarnings}
            onChange={(change) => showOnlyWarnings(change.currentTarget.checked)}
          />
          {t('inspector.onlyWarnings')}
        </label>
      ) : null}
      <ul className="event-list">
        {shown.map((event) => (
          <li key={event.metadata.uid ?? event.metadata.name} data-type={event.type}>
            <span className="event-reason">{event.reason}</span>
            <span className="sub numeric">
              {(event.count ?? 1) > 1 ? `${t('inspector.times', { n: event.count ?? 1 })} · ` : ''}
              <Moment timestamp={lastTimeOf(event)} />
            </span>
            <p>{event.message}</p>
            <span className="sub">{event.source?.component ?? event.reportingComponent}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Moment({ timestamp }: { readonly timestamp: string }): ReactElement {
  const startedAt = useTime((state) => state.startedAt);
  const seek = (): Promise<void> => session.seek(Math.max(0, Date.parse(timestamp) - Date.parse(startedAt)));
  return (
    <button
      type="button"
      className="event-moment numeric"
      title={t('inspector.showMoment')}
      onClick={() => reportFailure(seek())}
    >
      {clockOf(timestamp)}
    </button>
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
