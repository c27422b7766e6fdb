import type { ObjectMeta, OwnerReference } from './generated/types.ts';

export type { ObjectMeta, OwnerReference };

/** What the machinery of the cluster reads of any object; kinds add spec and status. */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/** An object of any kind, for code that reads spec and status without knowing the kind. */
export interface AnyObject extends KubeObject {
  [field: string]: unknown;
}

/** The owner that manages the object, if one does. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata?.ownerReferences?.find((owner) => owner.controller === true);
}

export function nameOf(object: KubeObject): string {
  return object.metadata?.name ?? '';
}

export function namespaceOf(object: KubeObject): string {
  return object.metadata?.namespace ?? '';
}

/** `namespace/name`, or the bare name of an object without namespace: the key that controllers work on. */
export function keyOf(object: KubeObject): string {
  return joinKey(namespaceOf(object), nameOf(object));
}

export function joinKey(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { namespace: '', name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
