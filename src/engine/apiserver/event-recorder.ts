/**
 * Records Events as client-go does: an event that says the same again counts up instead of standing twice, and
 * many similar ones are combined. `client-go/tools/record/events_cache.go`
 */
import type { Event } from '../api/generated/types.ts';
import { findKind, resourceById } from '../api/kinds.ts';
import { type KubeObject, namespaceOf } from '../api/object.ts';
import type { EventRecord } from '../api/part.ts';
import type { Store } from '../api/store.ts';
import { StatusError } from '../api/status-error.ts';
import type { Clock } from './clock.ts';
import type { ObjectWriter } from './object-writer.ts';

const sameIndex = 'events by meaning';
const aboutIndex = 'events by object';
/** From this many similar events within ten minutes on, they are combined into one. */
const combineFrom = 10;
const combineWithinMs = 600_000;

export class EventRecorder {
  #store: Store;
  #clock: Clock;
  #writer: ObjectWriter;

  constructor(store: Store, clock: Clock, writer: ObjectWriter) {
    this.#store = store;
    this.#clock = clock;
    this.#writer = writer;
    store.addIndex(sameIndex, 'events', (object) => [meaningOf(object as Event)]);
    store.addIndex(aboutIndex, 'events', (object) => [similarityOf(object as Event)]);
  }

  /** Records what a part says. An event that cannot be stored (its namespace is going) is dropped, as in life. */
  record(record: EventRecord, author: string): void {
    const event = this.#eventOf(record, author);
    try {
      this.#write(event, author);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }

  #write(event: Event, author: string): void {
    const combined = this.#combined(event);
    const standing = this.#store.indexed(sameIndex, meaningOf(combined)).at(-1) as Event | undefined;
    if (standing === undefined) {
      this.#writer.create(resourceById('events'), combined, { author });
      return;
    }
    this.#writer.update(resourceById('events'), counted(standing, combined), { author });
  }

  #combined(event: Event): Event {
    if (event.eventTime) return event;
    const similar = this.#store.indexed(aboutIndex, similarityOf(event)) as readonly Event[];
    if (similar.length < combineFrom - 1) return event;
    const sinceMs = this.#clock.nowMs - combineWithinMs;
    const recent = similar.filter((other) => this.#clock.toMs(other.lastTimestamp ?? '') >= sinceMs);
    const messages = new Set(recent.map((other) => other.message));
    const alreadyThere = messages.has(event.message);
    if (alreadyThere || messages.size < combineFrom - 1) return event;
    return { ...event, message: `(combined from similar events): ${event.message ?? ''}` };
  }

  #eventOf(record: EventRecord, author: string): Event {
    const { about } = record;
    const namespace = namespaceOf(about) || 'default';
    const source =
      record.host === undefined
        ? author
        : author.slice(0, author.indexOf('/') < 0 ? undefined : author.indexOf('/'));
    const base: Event = {
      metadata: { name: `${about.metadata?.name ?? ''}.${this.#stamp()}`, namespace },
      involvedObject: referenceTo(about, record.fieldPath),
      reason: record.reason,
      message: record.message,
      type: record.type,
    };
    if (record.action !== undefined) {
      return {
        ...base,
        action: record.action,
        eventTime: this.#clock.microTimestamp,
        reportingComponent: source,
        reportingInstance: `${source}-control-plane`,
        source: {},
      };
    }
    return {
      ...base,
      source: record.host === undefined ? { component: source } : { component: source, host: record.host },
      reportingComponent: source,
      reportingInstance: record.host ?? '',
      firstTimestamp: this.#clock.timestamp,
      lastTimestamp: this.#clock.timestamp,
      count: 1,
    };
  }

  /** Hex of nanoseconds, as the real names have; the revision tells events of one millisecond apart. */
  #stamp(): string {
    return (
      BigInt(this.#clock.epochMs) * 1_000_000n +
      BigInt(this.#store.nextRevision() % 1_000_000)
    ).toString(16);
  }
}

function counted(standing: Event, again: Event): Event {
  if (again.eventTime) {
    const series = { count: (standing.series?.count ?? 1) + 1, lastObservedTime: again.eventTime };
    return { ...standing, series };
  }
  return {
    ...standing,
    count: (standing.count ?? 1) + 1,
    message: again.message ?? '',
    lastTimestamp: again.lastTimestamp ?? '',
  };
}

function referenceTo(about: KubeObject, fieldPath: string | undefined): Event['involvedObject'] {
  const { name, namespace, uid, resourceVersion } = about.metadata ?? {};
  const kind = findKind(about.apiVersion ?? '', about.kind ?? '');
  // A kubelet names its node by name in place of the uid.
  const isNode = kind?.id === 'nodes';
  return {
    kind: about.kind ?? '',
    apiVersion: about.apiVersion ?? '',
    name: name ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid: isNode && resourceVersion === undefined ? (name ?? '') : uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}

function meaningOf(event: Event): string {
  return `${similarityOf(event)}|${event.message ?? ''}`;
}

function similarityOf(event: Event): string {
  const { involvedObject: about, source } = event;
  const from = event.eventTime
    ? event.reportingComponent
    : `${source?.component ?? ''}/${source?.host ?? ''}`;
  return [
    from,
    about.kind,
    about.namespace,
    about.name,
    about.uid,
    about.fieldPath,
    event.type,
    event.reason,
  ].join('|');
}
