/**
 * Records Events as client-go does: an event that says the same again counts up instead of standing twice, and
 * many similar ones are combined. `client-go/tools/record/events_cache.go`
 */
import { budgetLifeMs, type EventBudget, newEventBudget, takeEvent } from '../api/event-budget.ts';
import type { Event } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import { namespaceOf } from '../api/object.ts';
import type { EventRecord } from '../api/part.ts';
import type { Store } from '../api/store.ts';
import { StatusError } from '../api/status-error.ts';
import type { Json } from '../kernel/index.ts';
import type { Clock } from './clock.ts';
import type { ObjectWriter } from './object-writer.ts';

const similarIndex = 'similar events';
/** From this many similar events within ten minutes on, they are combined into one. */
const combineFrom = 10;
const combineWithinMs = 600_000;
const lowHalf = 2 ** 24;
const combinedPrefix = '(combined from similar events): ';

/** So many objects a component remembers. */
const mostBudgets = 4096;

interface Told {
  readonly event: Event;
  /** How often it counts, where that is known: its kubelet has decided that it is told. */
  readonly times: number | undefined;
}

export class EventRecorder {
  #store: Store;
  #clock: Clock;
  #writer: ObjectWriter;
  /** By component and object. */
  #budgets = new Map<string, EventBudget>();

  constructor(store: Store, clock: Clock, writer: ObjectWriter) {
    this.#store = store;
    this.#clock = clock;
    this.#writer = writer;
    store.addIndex(similarIndex, 'events', (object) => [similarityOf(object as Event)]);
  }

  /** Records what a part says. An event that cannot be stored (its namespace is going) is dropped, as in life. */
  record(record: EventRecord, author: string): void {
    const event = this.#eventOf(record, author);
    const times = record.host === undefined ? undefined : (record.times ?? 1);
    try {
      this.#write({ event, times }, author);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }

  /** What is left of what each component may say of each object, for a checkpoint. */
  snapshot(): Json {
    return [...this.#budgets].map(([key, budget]) => [key, { ...budget }]) as unknown as Json;
  }

  restore(state: Json): void {
    const entries = (state ?? []) as unknown as readonly (readonly [string, EventBudget])[];
    this.#budgets = new Map(entries.map(([key, budget]) => [key, { ...budget }]));
  }

  #write({ event, times }: Told, author: string): void {
    const group = similarityOf(event);
    const combined = this.#combinedSoFar(event, group);
    const told =
      combined === undefined ? event : { ...event, message: combinedPrefix + (event.message ?? '') };
    const standing = combined?.event ?? this.#standing(told, group);
    const count = times ?? this.#leave(told, combined !== undefined);
    if (count === 0) return;
    if (standing !== undefined)
      this.#writer.update(resourceById('events'), counted(standing, told, count), { author });
    else {
      const object = told.count === undefined ? told : { ...told, count };
      this.#writer.create(resourceById('events'), object, { author });
    }
  }

  /** How often an event counts that its component may tell, and 0 when it has said too much of the object. */
  #leave(event: Event, isCombined: boolean): number {
    // What is reported the new way counts in series, and is never too much.
    if (event.eventTime) return 1;
    const { nowMs } = this.#clock;
    this.#forgetOld(nowMs);
    const { involvedObject: about, source, reason, message } = event;
    const key = `${source?.component}|${about.uid ?? `${about.kind}/${about.namespace}/${about.name}`}`;
    const budget = this.#budgets.get(key) ?? newEventBudget();
    this.#budgets.delete(key);
    this.#budgets.set(key, budget);
    const said = isCombined ? '' : `${message}|${about.fieldPath ?? ''}`;
    return takeEvent(budget, `${reason}|${said}`, nowMs);
  }

  /** The longest unused stand first. */
  #forgetOld(nowMs: number): void {
    for (const [key, { atMs }] of this.#budgets) {
      if (nowMs - atMs < budgetLifeMs && this.#budgets.size < mostBudgets) return;
      this.#budgets.delete(key);
    }
  }

  #standing(event: Event, group: string): Event | undefined {
    if (this.#store.indexedCount(similarIndex, group) === 0) return undefined;
    const similar = this.#store.indexed(similarIndex, group) as readonly Event[];
    return similar.findLast(
      ({ message, involvedObject: about }) =>
        message === event.message && about.fieldPath === event.involvedObject.fieldPath,
    );
  }

  /**
   * Undefined while similar events are few. From the tenth different message within ten minutes on, all of them
   * go into one event, which is given when it stands already.
   */
  #combinedSoFar(event: Event, group: string): { readonly event: Event | undefined } | undefined {
    if (event.eventTime) return undefined;
    if (this.#store.indexedCount(similarIndex, group) < combineFrom - 1) return undefined;
    const sinceMs = this.#clock.nowMs - combineWithinMs;
    const recent = (this.#store.indexed(similarIndex, group) as readonly Event[]).filter(
      (other) => this.#clock.toMs(other.lastTimestamp ?? '') >= sinceMs,
    );
    const standing = recent.findLast((other) => other.message?.startsWith(combinedPrefix));
    if (standing !== undefined) return { event: standing };
    const messages = new Set(recent.map((other) => other.message)).add(event.message);
    return messages.size < combineFrom ? undefined : { event: undefined };
  }

  #eventOf(record: EventRecord, author: string): Event {
    const { about } = record;
    const namespace = namespaceOf(about) || 'default';
    const source =
      record.host === undefined
        ? author
        : author.slice(0, author.indexOf('/') < 0 ? undefined : author.indexOf('/'));
    const event: Event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${about.metadata?.name ?? ''}.${this.#stamp()}`, namespace },
      involvedObject: referenceTo(record),
      reason: record.reason,
      message: record.message,
      type: record.type,
      source: {},
      reportingComponent: source,
      reportingInstance: record.host ?? '',
    };
    if (record.action !== undefined) {
      event.action = record.action;
      event.eventTime = this.#clock.microTimestamp;
      event.reportingInstance = `${source}-control-plane`;
      return event;
    }
    event.source =
      record.host === undefined ? { component: source } : { component: source, host: record.host };
    const { atMs } = record;
    const happened = atMs === undefined ? this.#clock.timestamp : this.#clock.toTimestamp(atMs);
    event.firstTimestamp = happened;
    event.lastTimestamp = happened;
    event.count = 1;
    return event;
  }

  /** Hex of nanoseconds, as the real names have; the revision tells events of one millisecond apart. */
  #stamp(): string {
    return nanosecondsHex(this.#clock.epochMs, this.#store.nextRevision() % 1_000_000);
  }
}

/** Hex digits of `epochMs` in nanoseconds and so many more: in two halves, as it needs more than 53 bits. */
function nanosecondsHex(epochMs: number, nanoseconds: number): string {
  const lowMs = epochMs % lowHalf;
  const low = lowMs * 1_000_000 + nanoseconds;
  const high = ((epochMs - lowMs) / lowHalf) * 1_000_000 + Math.floor(low / lowHalf);
  return high.toString(16) + (low % lowHalf).toString(16).padStart(6, '0');
}

function counted(standing: Event, again: Event, times: number): Event {
  if (again.eventTime) {
    const series = { count: (standing.series?.count ?? 1) + 1, lastObservedTime: again.eventTime };
    return { ...standing, series };
  }
  return {
    ...standing,
    count: (standing.count ?? 1) + times,
    message: again.message ?? '',
    lastTimestamp: again.lastTimestamp ?? '',
  };
}

/** A kubelet knows its own node by name and puts it where a uid belongs. */
function referenceTo({ about, fieldPath, host }: EventRecord): Event['involvedObject'] {
  const { name = '', namespace, uid, resourceVersion } = about.metadata ?? {};
  const isOwnNode = host !== undefined && about.kind === 'Node';
  return {
    kind: about.kind ?? '',
    apiVersion: about.apiVersion ?? '',
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid: isOwnNode ? name : uid }),
    ...(resourceVersion === undefined || isOwnNode ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}

/** Equal for events of one source about one object for one reason, whatever they say. */
function similarityOf(event: Event): string {
  const { involvedObject: about, source } = event;
  const from = event.eventTime
    ? event.reportingComponent
    : `${source?.component ?? ''}/${source?.host ?? ''}`;
  return `${from}|${about.kind}|${about.namespace}|${about.name}|${about.uid}|${event.type}|${event.reason}`;
}
