/**
 * The write path that users and parts of the cluster share: defaults, admission, validation, identity,
 * optimistic concurrency, finalizers; then one write to the store. `apiserver/pkg/registry/generic/registry/store.go`
 */
import { applyDefaults } from '../api/defaults/index.ts';
import { semanticallyEqual } from '../api/equal.ts';
import type { Service } from '../api/generated/types.ts';
import { apiVersionOf, type ResourceKind, resourceById } from '../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf, namespaceOf, type ObjectMeta } from '../api/object.ts';
import type { Store } from '../api/store.ts';
import { invalidStatus, validateCreate, validateUpdate } from '../api/validation/index.ts';
import type { Kernel } from '../kernel/index.ts';
import { admitCreate, checkAdmission, checkDelete, type QuotaCharge } from './admission/index.ts';
import { allocateService } from './allocation.ts';
import type { Clock } from './clock.ts';
import { type DeleteOptions, isFinished, markDeleted } from './deletion.ts';
import {
  alreadyExists,
  badRequest,
  conflict,
  generatedNameTaken,
  notFound,
  staleVersion,
  versionOnCreate,
} from './errors.ts';
import { generateName, generateUid } from './identity.ts';
import { isNewGeneration, keepServerFields, withFreshSpec, withFreshStatus } from './strategy.ts';

export interface WriteOptions {
  readonly author: string;
  /** Everything but the storing. */
  readonly dryRun?: boolean;
  /** A new version even of an object that stays as it is: who manages its fields changes. */
  readonly isNewVersion?: boolean;
  /** Is told what is allowed but unwise. */
  readonly warn?: (text: string) => void;
  /** Throws when this writer may not store such an object, though it may write the kind. */
  readonly guard?: (kind: ResourceKind, next: KubeObject, previous: KubeObject | undefined) => void;
}

const maxNameTries = 8;
const quotaAuthor: WriteOptions = { author: 'kube-apiserver' };

export class ObjectWriter {
  readonly store: Store;
  readonly clock: Clock;
  #kernel: Kernel;

  constructor(store: Store, clock: Clock, kernel: Kernel) {
    this.store = store;
    this.clock = clock;
    this.#kernel = kernel;
  }

  /** @throws StatusError AlreadyExists, Invalid, Forbidden, NotFound (namespace). */
  create(kind: ResourceKind, object: KubeObject, options: WriteOptions): KubeObject {
    const named = this.#named(kind, object as AnyObject);
    const identified = this.#withIdentity(kind, applyDefaults(kind.id, named));
    const mutated = admitCreate(kind, identified, this.store, this.#kernel.random('token volumes'));
    const admitted = withFreshSpec(kind, withFreshStatus(kind, mutated));
    const errors = validateCreate(kind.id, admitted, kind);
    if (errors.length > 0) throw invalidStatus(kind, nameOf(admitted), errors);
    const charges = this.#admit(kind, admitted, undefined, options);
    if (this.store.get(kind.id, namespaceOf(admitted), nameOf(admitted)) !== undefined) {
      throw (object.metadata?.name ? alreadyExists : generatedNameTaken)(kind, nameOf(admitted));
    }
    const created = this.#allocated(kind, admitted, undefined);
    if (options.dryRun === true) return created;
    const version = object.metadata?.resourceVersion ?? '';
    if (version !== '' && version !== '0') throw versionOnCreate();
    this.#charge(charges);
    created.metadata!.resourceVersion = String(this.store.nextRevision());
    return this.#install(kind, created, options);
  }

  /** @throws StatusError NotFound, Conflict, Invalid. */
  update(kind: ResourceKind, object: KubeObject, options: WriteOptions): KubeObject {
    const previous = this.#existing(kind, object);
    const kept = keepServerFields(kind, applyDefaults(kind.id, object as AnyObject), previous);
    const next = this.#allocated(kind, this.#carryIdentity(kind, kept, previous), previous);
    const errors = validateUpdate(kind.id, next, previous, kind);
    if (errors.length > 0) throw invalidStatus(kind, nameOf(next), errors);
    const charges = this.#admit(kind, next, previous, options);
    if (options.dryRun !== true) this.#charge(charges);
    return this.#storeUpdate(kind, next, previous, options);
  }

  /** Replaces status alone (and annotations, which the real status strategies let through). */
  updateStatus(kind: ResourceKind, object: KubeObject, options: WriteOptions): KubeObject {
    const previous = this.#existing(kind, object);
    const annotations = object.metadata?.annotations;
    const metadata = annotations === undefined ? previous.metadata! : { ...previous.metadata, annotations };
    const next = { ...previous, metadata, status: (object as AnyObject)['status'] };
    return this.#storeUpdate(kind, next, previous, options);
  }

  /** Writes an object that differs from the stored one in ways that ordinary updates may not (binding, finalize). */
  replace(kind: ResourceKind, next: KubeObject, options: WriteOptions): KubeObject {
    const previous = this.#existing(kind, next);
    return this.#storeUpdate(kind, next as AnyObject, previous, options);
  }

  /** The object as it still is, or undefined when it is gone. @throws StatusError NotFound, Conflict. */
  delete(
    kind: ResourceKind,
    namespace: string,
    name: string,
    request: DeleteOptions,
    options: WriteOptions,
  ): KubeObject | undefined {
    const previous = this.store.get(kind.id, namespace, name) as AnyObject | undefined;
    if (previous === undefined) throw notFound(kind, name);
    checkDelete(kind, name);
    checkPreconditions(kind, previous, request);
    const next = markDeleted(kind, previous, request, this.clock);
    if (next === previous) return previous;
    if (options.dryRun === true) return next;
    if (next !== undefined) return this.#write(kind, next, options);
    this.#remove(kind, previous, options);
    return undefined;
  }

  #named(kind: ResourceKind, object: AnyObject): AnyObject {
    const metadata = object.metadata ?? {};
    const name = metadata.name || this.#generatedName(kind, metadata);
    const apiVersion = apiVersionOf(kind);
    const isNamed = metadata.name === name && object.kind === kind.kind && object.apiVersion === apiVersion;
    return isNamed ? object : { ...object, apiVersion, kind: kind.kind, metadata: { ...metadata, name } };
  }

  #generatedName(kind: ResourceKind, metadata: ObjectMeta): string {
    const base = metadata.generateName ?? '';
    if (base === '') return '';
    const stream = this.#kernel.random('names');
    for (let attempt = 1; attempt < maxNameTries; attempt++) {
      const name = generateName(base, stream);
      if (this.store.get(kind.id, metadata.namespace ?? '', name) === undefined) return name;
    }
    return generateName(base, stream);
  }

  /** A copy with metadata of its own: what the server alone knows of a new object. */
  #withIdentity(kind: ResourceKind, object: AnyObject): AnyObject {
    const metadata: ObjectMeta = { ...object.metadata };
    delete metadata.resourceVersion;
    delete metadata.deletionTimestamp;
    delete metadata.deletionGracePeriodSeconds;
    delete metadata.managedFields;
    metadata.uid = generateUid(this.#kernel.random('uids'));
    metadata.creationTimestamp = this.clock.timestamp;
    if (kind.countsGeneration) metadata.generation = 1;
    return { ...object, metadata };
  }

  /** System fields of metadata are the server's; whatever a writer says of them is put right. */
  #carryIdentity(kind: ResourceKind, next: AnyObject, previous: AnyObject): AnyObject {
    const { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } =
      previous.metadata ?? {};
    const newGeneration = isNewGeneration(kind, next, previous) ? (generation ?? 0) + 1 : generation;
    return {
      ...next,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: withDefined(next.metadata ?? {}, {
        uid,
        creationTimestamp,
        deletionTimestamp,
        deletionGracePeriodSeconds,
        generation: newGeneration,
        managedFields: undefined,
      }),
    };
  }

  #allocated(kind: ResourceKind, next: AnyObject, previous: AnyObject | undefined): AnyObject {
    if (kind.id !== 'services') return next;
    const random = this.#kernel.random('service addresses');
    return allocateService(next as Service, previous as Service | undefined, this.store, random) as AnyObject;
  }

  #existing(kind: ResourceKind, object: KubeObject): AnyObject {
    const previous = this.store.get(kind.id, namespaceOf(object), nameOf(object)) as AnyObject | undefined;
    if (previous === undefined) throw notFound(kind, nameOf(object));
    const { resourceVersion, uid } = object.metadata ?? {};
    if (uid !== undefined && uid !== '' && uid !== previous.metadata?.uid)
      throw uidMismatch(kind, previous, uid);
    if (resourceVersion !== undefined && resourceVersion !== '') {
      if (!/^\d+$/.test(resourceVersion))
        throw badRequest(`resourceVersion: Invalid value: "${resourceVersion}"`);
      if (resourceVersion !== previous.metadata?.resourceVersion) throw staleVersion(kind, nameOf(object));
    }
    return previous;
  }

  #admit(
    kind: ResourceKind,
    next: AnyObject,
    previous: AnyObject | undefined,
    { guard, warn }: WriteOptions,
  ): readonly QuotaCharge[] {
    guard?.(kind, next, previous);
    return checkAdmission(kind, next, previous, { store: this.store, clock: this.clock, warn });
  }

  /** Writes down what an object that is about to be stored uses of its quotas. */
  #charge(charges: readonly QuotaCharge[]): void {
    const kind = resourceById('resourcequotas');
    for (const { quota, used } of charges)
      this.updateStatus(kind, { ...quota, status: { ...quota.status, used } } as KubeObject, quotaAuthor);
  }

  #storeUpdate(kind: ResourceKind, next: AnyObject, previous: AnyObject, options: WriteOptions): KubeObject {
    if (options.isNewVersion !== true && isUnchanged(next, previous)) return previous;
    if (options.dryRun === true) return next;
    const finished = isFinished(kind, next) && previous.metadata?.deletionTimestamp !== undefined;
    if (!finished) return this.#write(kind, next, options);
    this.#remove(kind, next, options);
    return next;
  }

  #write(kind: ResourceKind, object: AnyObject, options: WriteOptions): KubeObject {
    const resourceVersion = String(this.store.nextRevision());
    return this.#install(kind, { ...object, metadata: { ...object.metadata, resourceVersion } }, options);
  }

  #install(kind: ResourceKind, next: KubeObject, options: WriteOptions): KubeObject {
    this.#tell(kind, next, next, options);
    return next;
  }

  #remove(kind: ResourceKind, object: KubeObject, options: WriteOptions): void {
    this.#tell(kind, object, undefined, options);
  }

  #tell(
    kind: ResourceKind,
    object: KubeObject,
    next: KubeObject | undefined,
    { author }: WriteOptions,
  ): void {
    const [namespace, name] = [namespaceOf(object), nameOf(object)];
    const { nowMs: timeMs, cause } = this.#kernel;
    this.store.write({ timeMs, resource: kind.id, namespace, name, next, author, cause });
  }
}

/** `apiserver/pkg/registry/rest/delete.go BeforeDelete` */
function checkPreconditions(kind: ResourceKind, object: AnyObject, request: DeleteOptions): void {
  const { uid, resourceVersion } = request.preconditions ?? {};
  const stored = object.metadata ?? {};
  const ofKind = {
    ...kind,
    id: kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`,
    plural: kind.kind,
  };
  if (uid !== undefined && uid !== stored.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${stored.uid ?? ''}). The object might have been deleted and then recreated`;
    throw conflict(ofKind, nameOf(object), why);
  }
  if (resourceVersion !== undefined && resourceVersion !== stored.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${stored.resourceVersion ?? ''}). The object might have been modified`;
    throw conflict(ofKind, nameOf(object), why);
  }
}

/** Where etcd keeps objects of a kind, which a message shows. `pkg/registry/<group>/<kind>/storage` */
const storagePrefixes: Readonly<Record<string, string>> = {
  services: 'services/specs',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  'ingresses.networking.k8s.io': 'ingress',
};

/** `apiserver/pkg/storage/errors.go NewInvalidObjError` */
function uidMismatch(kind: ResourceKind, object: AnyObject, uid: string) {
  const prefix =
    storagePrefixes[kind.id] ?? (kind.custom === undefined ? kind.plural : `${kind.group}/${kind.plural}`);
  const key = ['', 'registry', prefix, namespaceOf(object), nameOf(object)].filter(
    (part, at) => at === 0 || part !== '',
  );
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata?.uid ?? ''}`;
  return conflict(
    kind,
    nameOf(object),
    `StorageError: invalid object, Code: 4, Key: ${key.join('/')}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
  );
}

/** Both together, the second before the first, without absent values. */
function withDefined(metadata: ObjectMeta, own: Partial<ObjectMeta>): ObjectMeta {
  const result: Record<string, unknown> = {};
  for (const key in metadata) {
    const value = (key in own ? own : metadata)[key as keyof ObjectMeta];
    if (value !== undefined) result[key] = value;
  }
  for (const key in own) {
    const value = own[key as keyof ObjectMeta];
    if (value !== undefined && !(key in metadata)) result[key] = value;
  }
  return result;
}

/** Whether two versions differ in nothing but the number of the version. */
function isUnchanged(next: AnyObject, previous: AnyObject): boolean {
  return (
    equalBut(next, previous, 'metadata') && equalBut(next.metadata, previous.metadata, 'resourceVersion')
  );
}

function equalBut(next: object = {}, previous: object = {}, except: string): boolean {
  const [left, right] = [next as Record<string, unknown>, previous as Record<string, unknown>];
  for (const key in left) if (key !== except && !semanticallyEqual(left[key], right[key])) return false;
  for (const key in right)
    if (key !== except && !(key in left) && !semanticallyEqual(undefined, right[key])) return false;
  return true;
}
