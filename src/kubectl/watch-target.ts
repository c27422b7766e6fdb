import type { ResourceKind } from '../engine/api/kinds.ts';
import { resourceKinds } from '../engine/api/kinds.ts';
import { matchesLabels, parseLabelSelector } from '../engine/api/label-selector.ts';
import { type KubeObject, nameOf, namespaceOf } from '../engine/api/object.ts';
import type { ApiRequest } from '../engine/api/request.ts';
import { collectionPath } from './server.ts';

/** What a watch follows. */
export interface WatchTarget {
  readonly kind: ResourceKind;
  /** Objects as they were then are known already. */
  readonly resourceVersion: number;
  /** Whether an object of the kind is meant. */
  matches(object: KubeObject): boolean;
}

/** Reads the request of a watch, for clients that follow a collection by other means than a connection. */
export function watchTarget({ path, query = {} }: ApiRequest): WatchTarget {
  const namespace = decodeURIComponent(/\/namespaces\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? '');
  const kind = resourceKinds.find((candidate) => collectionPath(candidate, namespace) === path);
  if (kind === undefined) throw new Error(`nothing to watch at ${path}`);
  const name = /^metadata\.name=(.+)$/.exec(query['fieldSelector'] ?? '')?.[1];
  const labels = parseLabelSelector(query['labelSelector'] ?? '');
  return {
    kind,
    resourceVersion: Number(query['resourceVersion'] ?? 0),
    matches: (object) =>
      (namespace === '' || namespaceOf(object) === namespace) &&
      (name === undefined || nameOf(object) === name) &&
      matchesLabels(labels, object.metadata?.labels),
  };
}
