/**
 * Who manages which fields, worked out from the revision log and the commands when somebody asks: the thousands of
 * writes that nobody asks about cost nothing. What is known of a version of an object stays with it.
 */
import { canonicalJson } from '../../kernel/index.ts';
import type { Change } from '../../api/store.ts';
import type { ManagedFieldsEntry } from '../../api/generated/types.ts';
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf, namespaceOf } from '../../api/object.ts';
import type { ApiRequest } from '../../api/request.ts';
import { patched } from '../patching.ts';
import { scaleConfiguration } from '../scale.ts';
import { builtInShape } from './built-in-shapes.ts';
import { hollow, writtenBy, writtenByPart } from './created-fields.ts';
import { fromEntries, isReset, toEntries } from './entries.ts';
import { union } from './field-set.ts';
import { afterApply, afterUpdate, claimedFields, type Manager, type Writer } from './managers.ts';
import { customShape } from './schema-shape.ts';
import type { Shape } from './shape.ts';
import { compare } from './walk.ts';
import { isApply, managerOf, managerOfPart, subresourceOf, versionOf } from './writer.ts';

/** What happened to objects and why. */
export interface Lineage {
  /** The kept changes of an object, newest first. */
  changesOf(resource: string, namespace: string, name: string): Iterable<Change>;
  requestOf(command: number): ApiRequest | undefined;
  /** RFC 3339 timestamp of a simulated moment. */
  toTimestamp(timeMs: number): string;
}

/** One write as the ledger sees it. */
interface Step {
  readonly previous: AnyObject | undefined;
  readonly next: AnyObject;
  readonly author: string;
  readonly time: string;
  readonly request?: ApiRequest | undefined;
}

const shapes = new WeakMap<object, Shape>();

/** How objects of a kind are merged. */
export function shapeOf(kind: ResourceKind): Shape {
  if (kind.custom === undefined) return builtInShape(apiVersionOf(kind), kind.kind);
  const known = shapes.get(kind.custom.schema);
  if (known !== undefined) return known;
  const shape = customShape(kind.custom.schema);
  shapes.set(kind.custom.schema, shape);
  return shape;
}

export function createLedger(lineage: Lineage): FieldLedger {
  return new FieldLedger(lineage);
}

export class FieldLedger {
  #lineage: Lineage;
  #managers = new WeakMap<KubeObject, readonly Manager[]>();
  #shown = new WeakMap<KubeObject, KubeObject>();

  constructor(lineage: Lineage) {
    this.#lineage = lineage;
  }

  managersOf(kind: ResourceKind, object: KubeObject): readonly Manager[] {
    const known = this.#managers.get(object);
    if (known !== undefined) return known;
    const steps: Step[] = [];
    let managers: readonly Manager[] = [];
    for (const step of this.#stepsTo(kind, object)) {
      const found = this.#managers.get(step.next);
      if (found !== undefined) {
        managers = found;
        break;
      }
      steps.push(step);
    }
    for (const step of steps.toReversed()) {
      managers = managersAfter(kind, managers, step);
      this.#managers.set(step.next, managers);
    }
    this.#managers.set(object, managers);
    return managers;
  }

  /** The object with its managers in its metadata, as clients see it. */
  shown(kind: ResourceKind, object: KubeObject): KubeObject {
    const known = this.#shown.get(object);
    if (known !== undefined) return known;
    const shown = withManagers(object, this.managersOf(kind, object));
    this.#shown.set(object, shown);
    return shown;
  }

  shownAll(kind: ResourceKind, objects: readonly KubeObject[]): readonly KubeObject[] {
    return objects.map((object) => this.shown(kind, object));
  }

  /** The object that a patch is of: with its managers only where the patch speaks of them. */
  basisOf(kind: ResourceKind, object: KubeObject, request: ApiRequest): KubeObject {
    return mentionsManagers(request) ? this.shown(kind, object) : object;
  }

  /** True when a request says of the managers themselves something else than what is known. */
  restates(kind: ResourceKind, object: KubeObject, request: ApiRequest): boolean {
    if (!mentionsManagers(request)) return false;
    const before = this.managersOf(kind, object);
    const step = this.#step(object, object, '', 0, request);
    const stated = statedManagers(kind, before, step, request);
    return stated !== undefined && canonicalJson(toEntries(stated)) !== canonicalJson(toEntries(before));
  }

  /** What a write that was not carried out would have left. */
  shownAfter(
    kind: ResourceKind,
    previous: KubeObject | undefined,
    next: KubeObject,
    request: ApiRequest,
    nowMs: number,
  ): KubeObject {
    const before = previous === undefined ? [] : this.managersOf(kind, previous);
    const step = this.#step(previous, next, request.user ?? 'user', nowMs, request);
    return withManagers(next, managersAfter(kind, before, step));
  }

  /** The writes that led to a version of an object, newest first. */
  *#stepsTo(kind: ResourceKind, object: KubeObject): Iterable<Step> {
    const revision = Number(object.metadata?.resourceVersion ?? 0);
    let isNewest = true;
    for (const change of this.#lineage.changesOf(kind.id, namespaceOf(object), nameOf(object))) {
      const { previous, next, author, timeMs, cause } = change;
      if (change.revision > revision || next === undefined) {
        if (isNewest && change.revision <= revision) return;
        continue;
      }
      if (
        isNewest &&
        next !== object &&
        next.metadata?.uid === object.metadata?.uid &&
        change.revision < revision
      )
        yield this.#step(next, object, kind.id === 'nodes' ? 'kubelet' : author, timeMs, undefined);
      isNewest = false;
      const request = cause.kind === 'command' ? this.#lineage.requestOf(cause.index) : undefined;
      yield this.#step(previous, next, author, timeMs, request);
      if (previous === undefined) return;
    }
  }

  #step(
    previous: KubeObject | undefined,
    next: KubeObject,
    author: string,
    timeMs: number,
    request: ApiRequest | undefined,
  ): Step {
    const time = this.#lineage.toTimestamp(timeMs);
    return { previous: previous as AnyObject | undefined, next: next as AnyObject, author, time, request };
  }
}

function withManagers(object: KubeObject, managers: readonly Manager[]): KubeObject {
  if (managers.length === 0) return object;
  return { ...object, metadata: { ...object.metadata, managedFields: toEntries(managers) } };
}

function managersAfter(kind: ResourceKind, before: readonly Manager[], step: Step): readonly Manager[] {
  const { previous, next, request } = step;
  const shape = shapeOf(kind);
  if (request?.method === 'DELETE' || isUntold(previous, next, request)) return before;
  const managers = request === undefined ? before : (statedManagers(kind, before, step, request) ?? before);
  const writer = writerOf(kind, step);
  if (request !== undefined && isApply(request)) {
    const config = configurationOf(kind, request);
    const { written, removed } = compare(previous ?? hollow(next), next, shape);
    const beforeApply = previous === undefined ? managers : tracked(kind, managers, previous, step.time);
    const claimed = claimedFields(config, shape, writer.subresource);
    return afterApply(beforeApply, writer, claimed, union(written, removed));
  }
  if (previous !== undefined)
    return managers.length === 0 ? managers : afterUpdate(managers, writer, previous, next, shape);
  const written =
    (request === undefined ? undefined : writtenBy(kind, request.body)) ?? writtenByPart(kind, next);
  return afterUpdate(managers, writer, hollow(written), written, shape);
}

/** The version of every Scale. */
export const scaleVersion = 'autoscaling/v1';

/** What is applied to an object: the body, or what the Scale in it says of the object. */
export function configurationOf(
  kind: ResourceKind,
  { path, body }: Pick<ApiRequest, 'path' | 'body'>,
): AnyObject {
  const config = body as AnyObject;
  if (subresourceOf(kind, path) !== 'scale') return config;
  return scaleConfiguration(apiVersionOf(kind), kind.kind, config, kind.custom?.scale);
}

/** Deletions and bindings: writes of the server's own, whoever asked for them. */
function isUntold(
  previous: AnyObject | undefined,
  next: AnyObject,
  request: ApiRequest | undefined,
): boolean {
  if (previous === undefined) return false;
  if (/\/(binding|eviction)$/.test(request?.path ?? '')) return true;
  if (request !== undefined) return false;
  if (next.metadata?.deletionTimestamp !== previous.metadata?.deletionTimestamp) return true;
  const nodeOf = (object: AnyObject) => (object['spec'] as { nodeName?: string } | undefined)?.nodeName;
  return nodeOf(next) !== nodeOf(previous);
}

/** Managers of an object that had none when somebody first applied to it. `managedfields/internal/skipnonapplied.go` */
export function tracked(
  kind: ResourceKind,
  managers: readonly Manager[],
  live: AnyObject,
  time: string,
): readonly Manager[] {
  if (managers.length > 0) return managers;
  const writer: Writer = {
    manager: 'before-first-apply',
    operation: 'Update',
    apiVersion: apiVersionOf(kind),
    subresource: '',
    time,
  };
  return afterUpdate([], writer, hollow(live), live, shapeOf(kind));
}

function writerOf(kind: ResourceKind, { previous, next, author, time, request }: Step): Writer {
  if (request !== undefined) {
    const operation = isApply(request) ? 'Apply' : 'Update';
    const apiVersion = versionOf(request.path) || apiVersionOf(kind);
    const subresource = subresourceOf(kind, request.path);
    return { manager: managerOf(request), operation, apiVersion, subresource, time };
  }
  const isStatus =
    previous !== undefined && next['status'] !== previous['status'] && next['spec'] === previous['spec'];
  return {
    manager: managerOfPart(author),
    operation: 'Update',
    apiVersion: apiVersionOf(kind),
    subresource: isStatus && kind.subresources.includes('status') ? 'status' : '',
    time,
  };
}

/** The managers that a request itself speaks of, if it does. `managedfields/internal/fieldmanager.go decodeLiveOrNew` */
function statedManagers(
  kind: ResourceKind,
  before: readonly Manager[],
  { previous }: Step,
  request: ApiRequest,
): readonly Manager[] | undefined {
  if (isApply(request) || !mentionsManagers(request)) return undefined;
  const entries = statedEntries(kind, before, previous, request);
  if (entries === undefined || entries.length === 0) return undefined;
  return isReset(entries) ? [] : fromEntries(entries);
}

/** Whether the body says anything of managedFields. */
function mentionsManagers({ body }: ApiRequest): boolean {
  return typeof body === 'object' && body !== null && JSON.stringify(body).includes('managedFields');
}

function statedEntries(
  kind: ResourceKind,
  before: readonly Manager[],
  previous: AnyObject | undefined,
  request: ApiRequest,
): readonly ManagedFieldsEntry[] | undefined {
  const isPatch = request.method === 'PATCH' && previous !== undefined;
  const object = isPatch
    ? patched(kind, withManagers(previous, before) as AnyObject, request.contentType, request.body)
    : (request.body as KubeObject);
  return object.metadata?.managedFields;
}
