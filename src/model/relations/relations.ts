/**
 * How an object is joined to others: by an owner reference, by a selector, by a field that names it. Computed for one
 * object when somebody looks at it, from the objects alone.
 */
import type { KubeObject } from '../../bridge/protocol.ts';
import type {
  Deployment,
  EndpointSlice,
  LabelSelector,
  NetworkPolicy,
  Service,
} from '../../engine/api/generated/types.ts';
import { objectKey, resourceOfKey } from '../mirror.ts';
import { keyFor, resourceOf } from './kinds.ts';
import type { Lookup } from './lookup.ts';
import { referencesOf } from './references.ts';
import { selectorText, selects } from './selects.ts';

export type RelationKind = 'owner' | 'selector' | 'endpoint' | 'field';

/** Always from the one that makes it (the owned, the selecting, the naming) to the other. */
export interface Relation {
  readonly kind: RelationKind;
  readonly from: string;
  readonly to: string;
  /** What made it: `controller`, `app=web`, `volumes[site].configMap`. */
  readonly by: string;
  /** Nothing of the name exists. */
  readonly isMissing: boolean;
}

/** Resources whose objects may be owned. */
export const ownedResources = [
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'deployments.apps',
  'jobs.batch',
  'controllerrevisions.apps',
  'persistentvolumeclaims',
  'endpointslices.discovery.k8s.io',
  'services',
  'configmaps',
  'secrets',
  'pods',
] as const;

/** Resources whose objects select pods by label. */
const selecting = [
  'services',
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'deployments.apps',
] as const;

/** Resources whose objects name others in fields. */
const naming = [
  'pods',
  'statefulsets.apps',
  'ingresses.networking.k8s.io',
  'horizontalpodautoscalers.autoscaling',
  'persistentvolumeclaims',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
] as const;

/** Whoever shows relations looks at these for changes. */
export const joinedResources: readonly string[] = [...ownedResources, ...selecting, ...naming];

export function relationsOf(key: string, lookup: Lookup): readonly Relation[] {
  const object = lookup.get(key);
  if (object === undefined) return [];
  return dedupe([
    ...ownersOf(key, object, lookup),
    ...ownedBy(key, object, lookup),
    ...selectedBy(key, object, lookup),
    ...selectionOf(key, object, lookup),
    ...endpointsOf(key, object, lookup),
    ...namedBy(key, object, lookup),
    ...namersOf(key, lookup),
  ]);
}

/** The selector over pods of an object that has one. */
export function podSelectorOf(resource: string, object: KubeObject): LabelSelector | undefined {
  switch (resource) {
    case 'services': {
      const { spec } = object as Service;
      const isNone = Object.keys(spec?.selector ?? {}).length === 0 || spec?.type === 'ExternalName';
      return isNone ? undefined : { matchLabels: spec?.selector ?? {} };
    }
    case 'networkpolicies.networking.k8s.io':
      return (object as NetworkPolicy).spec?.podSelector ?? {};
    case 'deployments.apps':
    case 'poddisruptionbudgets.policy':
      return (object as Deployment).spec?.selector;
    default:
      return undefined;
  }
}

function ownersOf(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  return (object.metadata?.ownerReferences ?? []).flatMap(({ kind, name, controller }) => {
    const resource = resourceOf(kind ?? '');
    if (resource === undefined) return [];
    const to = keyFor(resource, object.metadata?.namespace ?? '', name ?? '');
    const by = controller === true ? 'controller' : 'ownerReference';
    return [{ kind: 'owner' as const, from: key, to, by, isMissing: lookup.get(to) === undefined }];
  });
}

function ownedBy(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  const uid = object.metadata?.uid;
  if (uid === undefined) return [];
  return ownedResources.flatMap((resource) =>
    lookup.list(resource).flatMap((candidate) => {
      const reference = candidate.metadata?.ownerReferences?.find((owner) => owner.uid === uid);
      if (reference === undefined) return [];
      const by = reference.controller === true ? 'controller' : 'ownerReference';
      return [
        { kind: 'owner' as const, from: objectKey(resource, candidate), to: key, by, isMissing: false },
      ];
    }),
  );
}

function selectedBy(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  if (resourceOfKey(key) !== 'pods') return [];
  return selecting
    .filter((resource) => resource !== 'deployments.apps')
    .flatMap((resource) =>
      lookup.list(resource).flatMap((candidate) => {
        if (candidate.metadata?.namespace !== object.metadata?.namespace) return [];
        const selector = podSelectorOf(resource, candidate);
        if (selector === undefined || !selects(selector, object.metadata?.labels)) return [];
        return [selection(objectKey(resource, candidate), key, selector)];
      }),
    );
}

function selectionOf(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  const resource = resourceOfKey(key);
  // A Deployment reaches its pods through its ReplicaSets.
  const selector = resource === 'deployments.apps' ? undefined : podSelectorOf(resource, object);
  if (selector === undefined) return [];
  return lookup
    .list('pods')
    .filter(
      ({ metadata }) =>
        metadata?.namespace === object.metadata?.namespace && selects(selector, metadata?.labels),
    )
    .map((pod) => selection(key, objectKey('pods', pod), selector));
}

function selection(from: string, to: string, selector: LabelSelector): Relation {
  return { kind: 'selector', from, to, by: selectorText(selector) || '{}', isMissing: false };
}

/** An EndpointSlice leads to pods by address, whoever wrote it. */
function endpointsOf(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  if (resourceOfKey(key) !== 'endpointslices.discovery.k8s.io') return [];
  return ((object as EndpointSlice).endpoints ?? []).flatMap(({ targetRef, addresses }) => {
    if (targetRef?.kind !== 'Pod') return [];
    const to = `pods/${targetRef.namespace ?? ''}/${targetRef.name ?? ''}`;
    return [
      {
        kind: 'endpoint' as const,
        from: key,
        to,
        by: addresses[0] ?? '',
        isMissing: lookup.get(to) === undefined,
      },
    ];
  });
}

function namedBy(key: string, object: KubeObject, lookup: Lookup): readonly Relation[] {
  return referencesOf(key, object).map(({ to, field }) => ({
    kind: 'field',
    from: key,
    to,
    by: field,
    isMissing: lookup.get(to) === undefined,
  }));
}

function namersOf(key: string, lookup: Lookup): readonly Relation[] {
  const resource = resourceOfKey(key);
  if (resource === 'pods' || resource === 'nodes') return [];
  return naming.flatMap((named) =>
    lookup.list(named).flatMap((candidate) => {
      const from = objectKey(named, candidate);
      const found = referencesOf(from, candidate).find(({ to }) => to === key);
      return found === undefined
        ? []
        : [{ kind: 'field' as const, from, to: key, by: found.field, isMissing: false }];
    }),
  );
}

function dedupe(relations: readonly Relation[]): readonly Relation[] {
  return [...new Map(relations.map((one) => [`${one.kind} ${one.from} ${one.to}`, one])).values()];
}
