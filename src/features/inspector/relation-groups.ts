/** The relations of one object in the order in which they are read: above it, below it, beside it, where it lives. */
import type { KubeObject } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { splitObjectKey } from '../../model/mirror.ts';
import type { Lookup } from '../../model/relations/lookup.ts';
import { relationsOf } from '../../model/relations/relations.ts';
import type { Relation } from '../../model/relations/relations.ts';

export type GroupKind =
  'owners' | 'owns' | 'selects' | 'selectedBy' | 'leadsTo' | 'endpointOf' | 'uses' | 'usedBy' | 'place';

export interface Related {
  readonly key: string;
  /** The field or selector that joins the two, as in the manifest. */
  readonly via: string;
  /** False: something names it, and there is nothing of that name. */
  readonly exists: boolean;
  /** Owners of owners stand further in. */
  readonly depth: number;
}

export interface RelationGroup {
  readonly kind: GroupKind;
  readonly related: readonly Related[];
}

const order: readonly GroupKind[] = [
  'owners',
  'owns',
  'selectedBy',
  'selects',
  'endpointOf',
  'leadsTo',
  'uses',
  'usedBy',
  'place',
];

/** Groups without anything in them are left out. */
export function relationGroups(key: string, object: KubeObject, lookup: Lookup): readonly RelationGroup[] {
  const found = new Map<GroupKind, Related[]>();
  const add = (kind: GroupKind, related: Related): void => {
    const group = found.get(kind) ?? [];
    found.set(kind, [...group, related]);
  };
  for (const relation of relationsOf(key, lookup)) {
    const kind = groupOf(relation, key);
    if (kind !== 'owners') add(kind, relatedOf(relation, key));
  }
  for (const owner of ownersAbove(key, lookup)) add('owners', owner);
  for (const place of placesOf(object, lookup)) add('place', place);
  return order.flatMap((kind) => {
    const related = found.get(kind);
    return related === undefined ? [] : [{ kind, related }];
  });
}

function groupOf({ kind, from }: Relation, key: string): GroupKind {
  const isOut = from === key;
  switch (kind) {
    case 'owner':
      return isOut ? 'owners' : 'owns';
    case 'selector':
      return isOut ? 'selects' : 'selectedBy';
    case 'endpoint':
      return isOut ? 'leadsTo' : 'endpointOf';
    default:
      return isOut ? 'uses' : 'usedBy';
  }
}

function relatedOf({ from, to, by, isMissing }: Relation, key: string): Related {
  return { key: from === key ? to : from, via: by, exists: !isMissing, depth: 0 };
}

/** More would be a ring. */
const mostAbove = 8;

function ownersAbove(key: string, lookup: Lookup): readonly Related[] {
  const chain: Related[] = [];
  let at = key;
  while (chain.length < mostAbove) {
    const owner = relationsOf(at, lookup).find(({ kind, from }) => kind === 'owner' && from === at);
    if (owner === undefined) break;
    chain.push({ ...relatedOf(owner, at), depth: chain.length });
    at = owner.to;
  }
  return chain;
}

function placesOf(object: KubeObject, lookup: Lookup): readonly Related[] {
  const place = (key: string, via: string): Related => ({
    key,
    via,
    exists: lookup.get(key) !== undefined,
    depth: 0,
  });
  const nodeName = (object as Pod).spec?.nodeName;
  const namespace = object.metadata?.namespace;
  return [
    ...(typeof nodeName === 'string' && nodeName !== '' ? [place(`nodes//${nodeName}`, 'nodeName')] : []),
    ...(namespace === undefined ? [] : [place(`namespaces//${namespace}`, 'namespace')]),
  ];
}

/** Pods that live on a node; a namespace's objects are too many to be listed here. */
export function podsOnNode(key: string, lookup: Lookup): readonly Related[] {
  const { resource, name } = splitObjectKey(key);
  if (resource !== 'nodes') return [];
  return lookup
    .list('pods')
    .filter((pod) => (pod as Pod).spec?.nodeName === name)
    .map(({ metadata }) => ({
      key: `pods/${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`,
      via: 'nodeName',
      exists: true,
      depth: 0,
    }));
}
