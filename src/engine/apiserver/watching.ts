/**
 * Watches as the watch cache serves them: what is there, what came since, bookmarks, and an end.
 * `apiserver/pkg/storage/cacher/cacher.go`, `cache_watcher.go`, `apiserver/pkg/endpoints/handlers/watch.go`
 */
import type { ResourceKind } from '../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf } from '../api/object.ts';
import type { ApiRequest } from '../api/request.ts';
import type { StatusError } from '../api/status-error.ts';
import type { Change } from '../api/store.ts';
import { isOn, type OpenWatch, type WatchEvent } from '../api/watch.ts';
import { methodNotAllowed } from './errors.ts';
import { listObjects } from './listing.ts';
import type { Past } from './past.ts';
import { type Form, formWanted, presentBookmark, presentObject } from './presenting.ts';
import { checkOptions, expired, tooLarge, watchVersion } from './resource-versions.ts';
import type { ResourcePath } from './routes.ts';
import { type Selection, selectionOf } from './selection.ts';
import { toServed } from './served-versions.ts';
import type { ResourceLog, WatchLogs } from './watch-log.ts';
import { WatchPosition } from './watch-position.ts';

const bookmarkEveryMs = 60_000;
/** The last bookmark comes this long before a watch with a timeout ends. */
const bookmarkBeforeEndMs = 2000;
const nothing: readonly WatchEvent[] = [];
const initialEventsEnd = { 'k8s.io/initial-events-end': 'true' };

interface Plan {
  readonly kind: ResourceKind;
  /** The version that objects are shown in, where that is not the one they are stored in. */
  readonly served: ResourceKind | undefined;
  readonly namespace: string;
  /** '' for all names. */
  readonly name: string;
  readonly selection: Selection;
  readonly form: Form;
  /** A stored object with what is told of it beside: who manages its fields. Rows of a table go without. */
  readonly shown: (object: KubeObject) => KubeObject;
  readonly withBookmarks: boolean;
  /** Simulated ms since the start. */
  readonly endMs: number;
}

/** Opens a watch of a collection, or of one name in it. @throws StatusError for options that the server refuses. */
export function openWatch(
  past: Past,
  logs: WatchLogs,
  path: ResourcePath,
  request: ApiRequest,
  shown: Plan['shown'],
): OpenWatch {
  const query = request.query ?? {};
  checkOptions('watch', query);
  const { kind, served, namespace, name } = path;
  if (!kind.verbs.includes('watch')) throw methodNotAllowed();
  const seconds = Number(query['timeoutSeconds'] ?? 0);
  const plan: Plan = {
    kind,
    served,
    namespace,
    name,
    selection: selectionOf(served ?? kind, query),
    form: formWanted(request),
    shown,
    withBookmarks: isOn(query['allowWatchBookmarks']),
    endMs: seconds > 0 ? past.clock.nowMs + seconds * 1000 : Number.POSITIVE_INFINITY,
  };
  const version = watchVersion(kind, query);
  const initial = query['sendInitialEvents'];
  const withInitial = initial === undefined ? version === 0 : isOn(initial);
  const watch = new Watch(past, logs, plan, withInitial || version === 0 ? past.revision : version);
  if (withInitial && version > past.revision) watch.fail(tooLarge(version, past.revision));
  else if (withInitial)
    watch.beginWith(listObjects(past, path, selectorsOf(request)).items, initial !== undefined);
  else if (version > 0) watch.checkAge(version);
  return watch;
}

/** The list that a watch begins with has its selectors and none of its other options. */
function selectorsOf({ method, path, query }: ApiRequest): ApiRequest {
  const { labelSelector = '', fieldSelector = '' } = query ?? {};
  return { method, path, query: { labelSelector, fieldSelector } };
}

class Watch implements OpenWatch {
  #past: Past;
  #logs: WatchLogs;
  #log: ResourceLog;
  #plan: Plan;
  #position: WatchPosition;
  /** Objects that were there when the watch began, yet to be told. */
  #initial: readonly KubeObject[] = [];
  #told = 0;
  #initialEndRevision: number | undefined;
  #bookmarkMs: number;
  #error: StatusError | undefined;
  #hasColumns = false;
  #ended = false;

  constructor(past: Past, logs: WatchLogs, plan: Plan, revision: number) {
    this.#past = past;
    this.#logs = logs;
    this.#plan = plan;
    this.#log = logs.open(this.#resource);
    this.#position = new WatchPosition(past, this.#resource, this.#log, revision);
    this.#bookmarkMs = this.#nextBookmarkMs();
  }

  get ended(): boolean {
    return this.#ended;
  }

  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#logs.release(this.#resource, this.#log);
  }

  /** The watch will tell an error and end. */
  fail(error: StatusError): void {
    this.#error = error;
  }

  beginWith(objects: readonly KubeObject[], withEnd: boolean): void {
    const { name } = this.#plan;
    this.#initial = name === '' ? objects : objects.filter((object) => nameOf(object) === name);
    if (withEnd && this.#plan.withBookmarks) this.#initialEndRevision = this.#past.revision;
  }

  /** A watch from a version whose following changes are not all known any more ends at once. */
  checkAge(version: number): void {
    const from = this.#past.lostSince(this.#resource, version);
    if (from !== undefined) this.fail(expired(`too old resource version: ${version} (${from})`));
  }

  take(max = Number.POSITIVE_INFINITY): readonly WatchEvent[] {
    if (this.#ended) return nothing;
    const { nowMs } = this.#past.clock;
    if (!this.#isDue(nowMs)) return nothing;
    if (this.#error !== undefined) return this.#tellError(this.#error);
    const events: WatchEvent[] = [];
    this.#tellInitial(events, max);
    this.#tellChanges(events, max);
    if (events.length < max) this.#tellTime(events, nowMs);
    return events;
  }

  #isDue(nowMs: number): boolean {
    if (this.#position.hasNews || nowMs >= this.#plan.endMs || this.#error !== undefined) return true;
    if (this.#told < this.#initial.length || this.#initialEndRevision !== undefined) return true;
    return nowMs >= this.#bookmarkMs;
  }

  get #resource(): string {
    return this.#plan.kind.id;
  }

  #tellError(error: StatusError): readonly WatchEvent[] {
    this.close();
    return [{ type: 'ERROR', object: error.status }];
  }

  #tellInitial(events: WatchEvent[], max: number): void {
    while (this.#told < this.#initial.length && events.length < max)
      events.push({ type: 'ADDED', object: this.#present(this.#initial[this.#told++]!) });
    if (this.#told < this.#initial.length || events.length >= max) return;
    this.#initial = [];
    this.#told = 0;
    if (this.#initialEndRevision === undefined) return;
    events.push(this.#bookmark(this.#initialEndRevision, initialEventsEnd));
    this.#initialEndRevision = undefined;
  }

  #tellChanges(events: WatchEvent[], max: number): void {
    while (events.length < max) {
      const change = this.#position.next();
      if (change === undefined) return;
      const event = this.#eventOf(change);
      if (event !== undefined) events.push(event);
    }
  }

  /** An object that comes to be selected is added, one that is no longer selected deleted, in its last selected state. */
  #eventOf(change: Change): WatchEvent | undefined {
    const { namespace, name, selection } = this.#plan;
    if (name !== '' && change.name !== name) return undefined;
    if (namespace !== '' && change.namespace !== namespace) return undefined;
    const previous = selectedOf(selection, change.previous);
    const next = selectedOf(selection, change.next);
    if (next !== undefined)
      return { type: previous === undefined ? 'ADDED' : 'MODIFIED', object: this.#present(next) };
    if (previous === undefined) return undefined;
    const metadata = { ...previous.metadata, resourceVersion: String(change.revision) };
    return { type: 'DELETED', object: this.#present({ ...previous, metadata }) };
  }

  /** What the passing of time brings, once everything that happened is told. */
  #tellTime(events: WatchEvent[], nowMs: number): void {
    if (this.#plan.withBookmarks && nowMs >= this.#bookmarkMs) {
      events.push(this.#bookmark(this.#past.revision));
      this.#bookmarkMs = this.#nextBookmarkMs();
    }
    if (nowMs >= this.#plan.endMs) this.close();
  }

  #nextBookmarkMs(): number {
    if (!this.#plan.withBookmarks) return Number.POSITIVE_INFINITY;
    const { nowMs } = this.#past.clock;
    const lastMs = this.#plan.endMs - bookmarkBeforeEndMs;
    return lastMs > nowMs ? Math.min(nowMs + bookmarkEveryMs, lastMs) : nowMs + bookmarkEveryMs;
  }

  #bookmark(revision: number, annotations?: Readonly<Record<string, string>>): WatchEvent {
    const { form, kind, served = kind } = this.#plan;
    const metadata = {
      resourceVersion: String(revision),
      ...(annotations === undefined ? {} : { annotations }),
    };
    return { type: 'BOOKMARK', object: presentBookmark(form, served, metadata) };
  }

  #present(object: KubeObject): unknown {
    const { form, kind, served, shown } = this.#plan;
    const whole = form.as === 'Table' ? object : shown(object);
    const presented = presentObject(form, kind, whole, this.#past.clock.epochMs);
    if (form.as === 'object' && served !== undefined) return toServed(served, presented as AnyObject);
    if (form.as !== 'Table') return presented;
    if (this.#hasColumns) return { ...(presented as object), columnDefinitions: null };
    this.#hasColumns = true;
    return presented;
  }
}

function selectedOf(selection: Selection, object: KubeObject | undefined): KubeObject | undefined {
  return object !== undefined && selection(object) ? object : undefined;
}
