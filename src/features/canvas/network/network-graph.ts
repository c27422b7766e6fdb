/**
 * How a request finds its pod, read from objects alone: what comes from outside, which Ingress rule or port of a Service it
 * meets, and the endpoints that the EndpointSlices list, ready or not.
 */
import type {
  EndpointSlice,
  Ingress,
  IngressBackend,
  NetworkPolicy,
  Pod,
  Service,
} from '../../../engine/api/generated/types.ts';
import { objectKey } from '../../../model/mirror.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';
import { labelsText, selectorText, selects } from '../../../model/relations/selects.ts';

export interface NetEndpoint {
  /** Undefined for an address that no pod stands behind. */
  readonly podKey: string | undefined;
  readonly address: string;
  readonly isReady: boolean;
  /** Terminating, and still answering. */
  readonly isServing: boolean;
  /** Names of the NetworkPolicies that select its pod. */
  readonly policies: readonly string[];
}

export interface NetSlice {
  readonly key: string;
  readonly name: string;
  /** `80` or `http 80`, one a port. */
  readonly ports: readonly string[];
  readonly endpoints: readonly NetEndpoint[];
}

export interface NetService {
  readonly key: string;
  readonly service: Service;
  readonly selector: string;
  readonly slices: readonly NetSlice[];
  /** Ports that each node opens for it. */
  readonly nodePorts: readonly number[];
  readonly isHeadless: boolean;
  /** A name that DNS answers with. */
  readonly externalName?: string;
  /** Undefined: it has no load balancer. Empty: it waits for an address. */
  readonly balancer?: string;
}

export interface NetRule {
  /** `shop.example.com/api`. */
  readonly text: string;
  readonly serviceKey: string;
  readonly port: string;
}

export interface NetIngress {
  readonly key: string;
  readonly name: string;
  readonly rules: readonly NetRule[];
  readonly address: string;
}

export interface NetPolicy {
  readonly key: string;
  readonly name: string;
  readonly selector: string;
  readonly directions: 'ingress' | 'egress' | 'both';
  readonly podKeys: readonly string[];
}

export interface NetBand {
  readonly namespace: string;
  readonly services: readonly NetService[];
  readonly ingresses: readonly NetIngress[];
  readonly policies: readonly NetPolicy[];
}

const ingressResource = 'ingresses.networking.k8s.io';
const policyResource = 'networkpolicies.networking.k8s.io';
const sliceResource = 'endpointslices.discovery.k8s.io';

export const networkResources: readonly string[] = [
  'services',
  sliceResource,
  'pods',
  ingressResource,
  policyResource,
  'nodes',
];

export function buildNetwork(lookup: Lookup, namespaces: readonly string[]): readonly NetBand[] {
  const policies = (lookup.list(policyResource) as readonly NetworkPolicy[]).map((policy) => ({
    namespace: policy.metadata?.namespace ?? '',
    policy: readPolicy(policy, lookup.list('pods') as readonly Pod[]),
  }));
  const guards = guardsOf(policies.map(({ policy }) => policy));
  const services = (lookup.list('services') as readonly Service[]).toSorted(byName);
  const ingresses = (lookup.list(ingressResource) as readonly Ingress[]).toSorted(byName);
  const slices = lookup.list(sliceResource) as readonly EndpointSlice[];
  const names = new Set([...services, ...ingresses].map(({ metadata }) => metadata?.namespace ?? ''));
  for (const { namespace } of policies) names.add(namespace);
  return [...names]
    .filter((name) => namespaces.length === 0 || namespaces.includes(name))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((namespace) => ({
      namespace,
      ...readRows(
        services.filter(isIn(namespace)).map((service) => readService(service, slices, guards)),
        ingresses.filter(isIn(namespace)).map(readIngress),
      ),
      policies: policies.filter((entry) => entry.namespace === namespace).map(({ policy }) => policy),
    }));
}

/** What is reached from outside stands above what isn't, and that above what has no endpoints. */
function readRows(
  services: readonly NetService[],
  ingresses: readonly NetIngress[],
): Pick<NetBand, 'services' | 'ingresses'> {
  const routed = new Set(ingresses.flatMap(({ rules }) => rules.map(({ serviceKey }) => serviceKey)));
  const rankOf = ({ key, nodePorts, balancer, selector }: NetService): number => {
    if (routed.has(key)) return 0;
    if (nodePorts.length > 0 || balancer !== undefined) return 1;
    return selector === '' ? 3 : 2;
  };
  return { services: services.toSorted((a, b) => rankOf(a) - rankOf(b)), ingresses };
}

interface Named {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

function byName(a: Named, b: Named): number {
  return (a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1;
}

const isIn =
  (namespace: string) =>
  ({ metadata }: Named): boolean =>
    (metadata?.namespace ?? '') === namespace;

function rank(namespace: string): number {
  if (namespace === 'default') return 0;
  return namespace.startsWith('kube-') ? 2 : 1;
}

function readService(
  service: Service,
  slices: readonly EndpointSlice[],
  guards: ReadonlyMap<string, readonly string[]>,
): NetService {
  const { metadata, spec, status } = service;
  const own = slices.filter(
    (slice) =>
      slice.metadata?.namespace === metadata?.namespace &&
      slice.metadata?.labels?.['kubernetes.io/service-name'] === metadata?.name,
  );
  const isExternal = spec?.type === 'ExternalName';
  const given = status?.loadBalancer?.ingress?.[0];
  return {
    key: objectKey('services', service),
    service,
    selector: isExternal ? '' : labelsText(spec?.selector ?? {}),
    slices: own.toSorted(byName).map((slice) => readSlice(slice, guards)),
    nodePorts: (spec?.ports ?? []).flatMap(({ nodePort }) => (nodePort === undefined ? [] : [nodePort])),
    isHeadless: spec?.clusterIP === 'None',
    ...(isExternal ? { externalName: spec.externalName ?? '' } : {}),
    ...(spec?.type === 'LoadBalancer' ? { balancer: given?.ip ?? given?.hostname ?? '' } : {}),
  };
}

function readSlice(slice: EndpointSlice, guards: ReadonlyMap<string, readonly string[]>): NetSlice {
  return {
    key: objectKey(sliceResource, slice),
    name: slice.metadata?.name ?? '',
    ports: (slice.ports ?? []).map(({ port }) => String(port ?? '')),
    endpoints: (slice.endpoints ?? []).map(({ addresses, conditions, targetRef }) => {
      const podKey =
        targetRef?.kind === 'Pod' ? `pods/${targetRef.namespace ?? ''}/${targetRef.name ?? ''}` : undefined;
      const isReady = conditions?.ready !== false;
      return {
        podKey,
        address: addresses[0] ?? '',
        isReady,
        isServing: !isReady && conditions?.serving === true && conditions.terminating === true,
        policies: guards.get(podKey ?? '') ?? [],
      };
    }),
  };
}

function readIngress(ingress: Ingress): NetIngress {
  const { metadata, spec, status } = ingress;
  const ruleTo = (text: string, backend: IngressBackend | undefined): readonly NetRule[] => {
    const service = backend?.service;
    if (service === undefined) return [];
    const port = service.port?.name ?? service.port?.number ?? '';
    return [
      { text, serviceKey: `services/${metadata?.namespace ?? ''}/${service.name}`, port: String(port) },
    ];
  };
  const given = status?.loadBalancer?.ingress?.[0];
  return {
    key: objectKey(ingressResource, ingress),
    name: metadata?.name ?? '',
    rules: [
      ...(spec?.rules ?? []).flatMap(({ host = '*', http }) =>
        (http?.paths ?? []).flatMap(({ path = '/', backend }) => ruleTo(`${host}${path}`, backend)),
      ),
      ...ruleTo('*', spec?.defaultBackend),
    ],
    address: given?.ip ?? given?.hostname ?? '',
  };
}

/** Without types, a policy is about what comes in; and about what goes out when it has rules for that. */
function readPolicy(policy: NetworkPolicy, pods: readonly Pod[]): NetPolicy {
  const { metadata, spec } = policy;
  const types = spec?.policyTypes ?? ['Ingress', ...(spec?.egress === undefined ? [] : ['Egress'])];
  const chosen = pods.filter(
    (pod) =>
      pod.metadata?.namespace === metadata?.namespace &&
      selects(spec?.podSelector ?? {}, pod.metadata?.labels),
  );
  const hasEgress = types.includes('Egress');
  return {
    key: objectKey(policyResource, policy),
    name: metadata?.name ?? '',
    selector: selectorText(spec?.podSelector ?? {}),
    directions: !hasEgress ? 'ingress' : types.includes('Ingress') ? 'both' : 'egress',
    podKeys: chosen.map((pod) => objectKey('pods', pod)),
  };
}

function guardsOf(policies: readonly NetPolicy[]): ReadonlyMap<string, readonly string[]> {
  const guards = new Map<string, string[]>();
  for (const { name, podKeys } of policies)
    for (const key of podKeys) guards.set(key, [...(guards.get(key) ?? []), name]);
  return guards;
}
