/**
 * Spreads endpoints over slices so that few slices are touched by a change.
 * `staging/src/k8s.io/endpointslice/reconciler.go` reconcileByPortMapping
 */
import { semanticallyEqual } from '../../api/equal.ts';
import type { DiscoveryEndpointPort, Endpoint, EndpointSlice, Service } from '../../api/generated/types.ts';
import type { AddressType } from './endpoint.ts';
import { sliceLabels } from './endpoint.ts';

export const maxEndpointsPerSlice = 100;

/** The endpoints of pods that have the same ports, by the identity of their pod. */
export interface DesiredEndpoints {
  readonly ports: readonly DiscoveryEndpointPort[];
  readonly endpoints: Map<string, Endpoint>;
}

/** A slice that does not exist yet has no name. */
export interface SlicePlan {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
}

export function endpointIdentity({ targetRef, addresses }: Endpoint): string {
  return `${targetRef?.namespace ?? ''}/${targetRef?.name ?? ''}/${targetRef?.uid ?? ''}/${addresses.join(',')}`;
}

export function portsKey(ports: readonly DiscoveryEndpointPort[] | undefined): string {
  return JSON.stringify(
    (ports ?? []).map(({ name, protocol, port, appProtocol }) => [name, protocol, port, appProtocol]),
  );
}

/** Plans the slices of one address type. */
export function planSlices(
  service: Service,
  addressType: AddressType,
  existing: readonly EndpointSlice[],
  desired: ReadonlyMap<string, DesiredEndpoints>,
  maxPerSlice = maxEndpointsPerSlice,
): SlicePlan {
  const create: EndpointSlice[] = [];
  const update: EndpointSlice[] = [];
  const remove = existing.filter(({ ports }) => !desired.has(portsKey(ports)));
  for (const [key, { ports, endpoints }] of desired) {
    const ofPorts = existing.filter((slice) => portsKey(slice.ports) === key);
    const plan = planOnePortSet(service, addressType, ofPorts, ports, endpoints, maxPerSlice);
    create.push(...plan.create);
    update.push(...plan.update);
    remove.push(...plan.remove);
  }
  return reuseRemoved(withPlaceholder({ create, update, remove }, existing, service, addressType));
}

function planOnePortSet(
  service: Service,
  addressType: AddressType,
  existing: readonly EndpointSlice[],
  ports: readonly DiscoveryEndpointPort[],
  desired: ReadonlyMap<string, Endpoint>,
  maxPerSlice: number,
): SlicePlan {
  const left = new Map(desired);
  const changed: EndpointSlice[] = [];
  const unchanged: EndpointSlice[] = [];
  for (const slice of existing) {
    const kept = keepDesired(slice, left, service);
    (kept === slice ? unchanged : changed).push(kept);
  }
  const rest = [...left.values()];
  const fullestFirst = changed.toSorted((one, other) => sizeOf(other) - sizeOf(one));
  const update = fullestFirst.map((slice) => fill(slice, rest, maxPerSlice));
  const room = rest.length < maxPerSlice ? findRoom(unchanged, rest.length, maxPerSlice) : undefined;
  if (rest.length > 0 && room !== undefined) update.push(fill(room, rest, maxPerSlice));
  const create: EndpointSlice[] = [];
  while (rest.length > 0) create.push(fill(newSlice(service, addressType, ports), rest, maxPerSlice));
  return {
    create,
    update: update.filter((slice) => sizeOf(slice) > 0),
    remove: update.filter((slice) => sizeOf(slice) === 0),
  };
}

/** The slice with what is still desired of it, taken out of `left`; the same object when nothing changed. */
function keepDesired(slice: EndpointSlice, left: Map<string, Endpoint>, service: Service): EndpointSlice {
  let isChanged = false;
  const endpoints: Endpoint[] = [];
  for (const endpoint of slice.endpoints ?? []) {
    const identity = endpointIdentity(endpoint);
    const wanted = left.get(identity);
    if (wanted === undefined) isChanged = true;
    else {
      left.delete(identity);
      endpoints.push(wanted);
      isChanged ||= wanted !== endpoint && !semanticallyEqual(wanted, endpoint);
    }
  }
  const { labels, serviceLabelsChanged } = sliceLabels(slice.metadata?.labels, service);
  if (!isChanged && !serviceLabelsChanged) return slice;
  return { ...slice, metadata: { ...slice.metadata, labels: { ...labels } }, endpoints };
}

function sizeOf({ endpoints = [] }: EndpointSlice): number {
  return endpoints.length;
}

/** Moves as many of `rest` into the slice as fit. */
function fill(slice: EndpointSlice, rest: Endpoint[], maxPerSlice: number): EndpointSlice {
  const taken = rest.splice(0, Math.max(0, maxPerSlice - sizeOf(slice)));
  return taken.length === 0 ? slice : { ...slice, endpoints: [...(slice.endpoints ?? []), ...taken] };
}

/** The fullest slice that has room for all. */
function findRoom(
  slices: readonly EndpointSlice[],
  count: number,
  maxPerSlice: number,
): EndpointSlice | undefined {
  return slices
    .filter((slice) => sizeOf(slice) + count <= maxPerSlice)
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))[0];
}

function newSlice(
  service: Service,
  addressType: AddressType,
  ports: readonly DiscoveryEndpointPort[],
): EndpointSlice {
  const { name = '', namespace = '', uid = '' } = service.metadata ?? {};
  const owner = { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: { ...sliceLabels({}, service).labels },
      ownerReferences: [owner],
    },
    addressType,
    endpoints: [],
    ports: [...ports],
  };
}

/** A Service without endpoints has one empty slice. */
function withPlaceholder(
  plan: SlicePlan,
  existing: readonly EndpointSlice[],
  service: Service,
  addressType: AddressType,
): SlicePlan {
  if (existing.length > plan.remove.length || plan.create.length > 0) return plan;
  const placeholder = newSlice(service, addressType, []);
  const [only] = plan.remove;
  if (plan.remove.length === 1 && isSamePlaceholder(only!, placeholder)) return { ...plan, remove: [] };
  return { ...plan, create: [placeholder] };
}

function isSamePlaceholder(slice: EndpointSlice, placeholder: EndpointSlice): boolean {
  return (
    sizeOf(slice) === 0 &&
    (slice.ports ?? []).length === 0 &&
    semanticallyEqual(slice.metadata?.labels, placeholder.metadata?.labels)
  );
}

/** A slice that would go takes the content of one that would come. */
function reuseRemoved({ create, update, remove }: SlicePlan): SlicePlan {
  const reused = Math.min(create.length, remove.length);
  const taken = remove.slice(0, reused).map((slice, index) => {
    const content = create[create.length - 1 - index]!;
    const metadata = { ...slice.metadata, labels: content.metadata!.labels! };
    return { ...slice, metadata, endpoints: content.endpoints ?? [], ports: content.ports ?? [] };
  });
  return {
    create: create.slice(0, create.length - reused),
    update: [...update, ...taken],
    remove: remove.slice(reused),
  };
}
