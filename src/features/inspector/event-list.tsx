import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { Event } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { t as tActions } from './action-messages.en.ts';
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
        {groupsOf(shown).map((group) => (
          <EventGroup
            key={`${group[0]?.type ?? ''} ${group[0]?.reason ?? ''}`}
            about={about}
            events={group}
          />
        ))}
      </ul>
    </>
  );
}

/** Events of one kind and reason together, in the order of the latest of each. */
function groupsOf(events: readonly Event[]): readonly (readonly Event[])[] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const name = `${event.type ?? ''} ${event.reason ?? ''}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [event]);
    else group.push(event);
  }
  return [...groups.values()];
}

/** The latest, how often it came to pass, and the others when somebody asks. */
function EventGroup({
  about,
  events,
}: {
  readonly about: InspectedObject;
  readonly events: readonly Event[];
}): ReactElement | null {
  const [isOpen, open] = useState(false);
  const [latest, ...others] = events;
  if (latest === undefined) return null;
  const times = events.reduce((sum, { count }) => sum + (count ?? 1), 0);
  return (
    <li data-type={latest.type}>
      <EventText about={about} event={latest} times={isOpen ? (latest.count ?? 1) : times} />
      {others.length === 0 ? null : (
        <button type="button" className="event-more sub" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
          {tActions('event.others', { n: others.length, reason: latest.reason ?? '' })}
        </button>
      )}
      {isOpen
        ? others.map((event) => (
            <div key={event.metadata.uid ?? event.metadata.name} className="event-other">
              <EventText about={about} event={event} times={event.count ?? 1} />
            </div>
          ))
        : null}
    </li>
  );
}

interface EventTextProps {
  readonly about: InspectedObject;
  readonly event: Event;
  readonly times: number;
}

function EventText({ about, event, times }: EventTextProps): ReactElement {
  return (
    <>
      <span className="event-reason">{event.reason}</span>
      <span className="sub numeric">
        {times > 1 ? `${t('inspector.times', { n: times })} · ` : ''}
        <Moment timestamp={lastTimeOf(event)} />
      </span>
      <p>{event.message}</p>
      <span className="sub event-source">
        {event.source?.component ?? event.reportingComponent}
        <AskWhy key={event.metadata.uid} about={about} event={event} />
      </span>
    </>
  );
}

/** Why it came to pass: what led to its latest telling. */
function AskWhy({ about, event }: Omit<EventTextProps, 'times'>): ReactElement | null {
  const revision = Number(event.metadata.resourceVersion ?? Number.NaN);
  if (!Number.isFinite(revision)) return null;
  const reason = event.reason ?? '';
  const ask = (): void =>
    useWhy.getState().open({ key: about.key, revision, called: t('why.calledEvent', { reason }) });
  return (
    <button type="button" className="why-link" aria-label={t('why.ask', { thing: reason })} onClick={ask}>
      {t('why.short')}
    </button>
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
