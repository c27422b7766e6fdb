/** What somebody asks for and nobody has: a missing ConfigMap, a Service that no pod answers. Drawn beside who asks. */
import type { EndpointSlice, Service } from '../../../engine/api/generated/types.ts';
import { objectKey, splitObjectKey } from '../../../model/mirror.ts';
import { kindOf } from '../../../model/relations/kinds.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';
import { referencesOf } from '../../../model/relations/references.ts';
import { labelsText, selects } from '../../../model/relations/selects.ts';

export type GhostWhy = 'missing' | 'noPod' | 'noReadyEndpoint';

export interface Ghost {
  /** Its own, unlike any object's. */
  readonly key: string;
  /** Key of the object that asks. */
  readonly askedBy: string;
  readonly why: GhostWhy;
  /** Of what is missing: `ConfigMap`, `Pod`. */
  readonly kind: string;
  /** Its name, or the selector that nothing matches. */
  readonly name: string;
  /** The field that names it. */
  readonly field: string;
}

/** Resources of which each object is asked what it names. */
const asking = [
  'pods',
  'statefulsets.apps',
  'ingresses.networking.k8s.io',
  'horizontalpodautoscalers.autoscaling',
] as const;

/** What these read. */
export const ghostResources = [
  ...asking,
  'services',
  'endpointslices.discovery.k8s.io',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'serviceaccounts',
  'priorityclasses.scheduling.k8s.io',
  'ingressclasses.networking.k8s.io',
  'deployments.apps',
  'replicasets.apps',
] as const;

export function findGhosts(lookup: Lookup): readonly Ghost[] {
  return [...asking.flatMap((resource) => missingOf(resource, lookup)), ...deadServices(lookup)];
}

function missingOf(resource: string, lookup: Lookup): readonly Ghost[] {
  return lookup.list(resource).flatMap((object) => {
    // What is going needs nothing any more.
    if (object.metadata?.deletionTimestamp !== undefined) return [];
    const askedBy = objectKey(resource, object);
    return referencesOf(askedBy, object).flatMap(({ to, field, isOptional }): Ghost[] => {
      if (isOptional || lookup.get(to) !== undefined) return [];
      const { resource: wanted, name } = splitObjectKey(to);
      return [{ key: `ghost/${askedBy}/${to}`, askedBy, why: 'missing', kind: kindOf(wanted), name, field }];
    });
  });
}

function deadServices(lookup: Lookup): readonly Ghost[] {
  const alive = servicesWithReady(lookup.list('endpointslices.discovery.k8s.io') as readonly EndpointSlice[]);
  return (lookup.list('services') as readonly Service[]).flatMap((service): Ghost[] => {
    const { metadata, spec } = service;
    const selector = spec?.selector ?? {};
    if (Object.keys(selector).length === 0 || spec?.type === 'ExternalName') return [];
    if (alive.has(`${metadata?.namespace}/${metadata?.name}`)) return [];
    const hasPod = lookup
      .list('pods')
      .some(
        (pod) =>
          pod.metadata?.namespace === metadata?.namespace &&
          selects({ matchLabels: selector }, pod.metadata?.labels),
      );
    const askedBy = objectKey('services', service);
    const why = hasPod ? 'noReadyEndpoint' : 'noPod';
    return [
      { key: `ghost/${askedBy}`, askedBy, why, kind: 'Pod', name: labelsText(selector), field: 'selector' },
    ];
  });
}

function servicesWithReady(slices: readonly EndpointSlice[]): ReadonlySet<string> {
  const alive = new Set<string>();
  for (const { metadata, endpoints = [] } of slices)
    if (endpoints.some(({ conditions }) => conditions?.ready !== false))
      alive.add(`${metadata?.namespace}/${metadata?.labels?.['kubernetes.io/service-name']}`);
  return alive;
}
