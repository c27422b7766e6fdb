/** What the author of a new object wrote of it: without what admission and storage add. */
import { decodeStrict } from '../../api/decode.ts';
import { applyDefaults } from '../../api/defaults/index.ts';
import type { Pod, PodSpec } from '../../api/generated/types.ts';
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';
import type { AnyObject } from '../../api/object.ts';
import { valueFields } from './list-types.ts';

/** The body of a request with defaults, as it was before admission; undefined where there is none. */
export function writtenBy(kind: ResourceKind, body: unknown): AnyObject | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if (kind.custom !== undefined) return withoutStatus(kind, body as AnyObject);
  const { object, errors } = decodeStrict(apiVersionOf(kind), kind.kind, body);
  return errors.length > 0 ? undefined : withoutStatus(kind, applyDefaults(kind.id, object));
}

/** A stored object as the part of the cluster that made it wrote it. */
export function writtenByPart(kind: ResourceKind, stored: AnyObject): AnyObject {
  const object = withoutStatus(kind, stored);
  return kind.id === 'pods' ? { ...object, spec: withoutAdmitted(stored as Pod) } : object;
}

function withoutStatus(kind: ResourceKind, object: AnyObject): AnyObject {
  if (!kind.subresources.includes('status')) return object;
  const { status: _status, ...rest } = object;
  return rest;
}

const tokenVolume = 'kube-api-access-';

function withoutAdmitted(pod: Pod): Partial<PodSpec> {
  const {
    serviceAccount: _account,
    serviceAccountName: _accountName,
    tolerations: _tolerations,
    priority: _priority,
    preemptionPolicy: _policy,
    nodeName: _node,
    ...spec
  } = pod.spec!;
  const volumes = spec.volumes?.filter(({ name }) => !name.startsWith(tokenVolume));
  const containers = spec.containers.map((container) => {
    const mounts = container.volumeMounts?.filter(({ name }) => !name.startsWith(tokenVolume));
    return mounts === undefined ? container : { ...container, volumeMounts: nonEmpty(mounts) };
  });
  return { ...spec, volumes: nonEmpty(volumes), containers } as Partial<PodSpec>;
}

function nonEmpty<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

/** What Kubernetes shows of an object before anything is written into it: structs that are never absent. */
export function hollow(object: unknown): unknown {
  const entries = Object.entries(object as object).flatMap(([name, value]): Array<[string, unknown]> => {
    if (!valueFields.has(name) || typeof value !== 'object' || value === null) return [];
    return [[name, Array.isArray(value) ? [] : name === 'metadata' ? {} : hollow(value)]];
  });
  return Object.fromEntries(entries);
}
