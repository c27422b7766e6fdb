import type { Endpoint, EndpointSlice, Node, Pod, Service } from '../../api/generated/types.ts';
import { joinKey, keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import {
  isPodEligible,
  isSelecting,
  selectPods,
  servicesAffected,
} from '../service-endpoints/pod-membership.ts';
import { pauseForSize } from '../service-endpoints/pause.ts';
import { computeTriggerTime, withTriggerTime } from '../service-endpoints/trigger-time.ts';
import {
  type AddressType,
  addressTypesOf,
  endpointPorts,
  managedBy,
  managedByLabel,
  podToEndpoint,
  serviceNameLabel,
} from './endpoint.ts';
import {
  type DesiredEndpoints,
  endpointIdentity,
  planSlices,
  portsKey,
  type SlicePlan,
} from './plan-slices.ts';

const resource = 'endpointslices.discovery.k8s.io';

/** Keeps the EndpointSlices of Services. `pkg/controller/endpointslice/endpointslice_controller.go` */
export const endpointSliceController: Controller = {
  name: 'endpoint-slice-controller',
  watches: [
    { resource: 'services', keys: ({ previous, next }) => [keyOf((next ?? previous)!)] },
    { resource: 'pods', keys: servicesAffected },
    { resource, keys: keysOfSlice },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const service = view.get<Service>('services', namespace, name);
    if (service === undefined || !isSelecting(service)) {
      delete memory[key];
      return { writes: [] };
    }
    const pods = selectPods(service, view);
    const pauseMs = pauseForSize(key, pods.length, view, memory);
    return pauseMs > 0
      ? { writes: [], requeueAfterMs: pauseMs }
      : { writes: planWrites(service, pods, view, memory) };
  },
};

/** A slice that somebody else changed or removed is put right. */
function keysOfSlice({ previous, next, author, namespace }: Change): string[] {
  if (author === endpointSliceController.name) return [];
  const { labels } = ((next ?? previous) as EndpointSlice).metadata ?? {};
  const service = labels?.[serviceNameLabel];
  return service === undefined || labels?.[managedByLabel] !== managedBy ? [] : [joinKey(namespace, service)];
}

function planWrites(service: Service, pods: readonly Pod[], view: View, memory: Memory): Write[] {
  const existing = view
    .ownedBy<EndpointSlice>(resource, service.metadata?.uid ?? '')
    .filter(
      ({ metadata }) =>
        metadata?.labels?.[managedByLabel] === managedBy && metadata.deletionTimestamp === undefined,
    );
  const types = addressTypesOf(service);
  const time = computeTriggerTime(keyOf(service), service, pods, memory);
  const stale = existing.filter(({ addressType }) => !types.includes(addressType as AddressType));
  const plans = types.map((type) => {
    const ofType = existing.filter(({ addressType }) => addressType === type);
    return planSlices(service, type, ofType, desiredEndpoints(service, pods, type, view));
  });
  const isLeaving = service.metadata?.deletionTimestamp !== undefined;
  return [...plans.flatMap((plan) => writesOf(plan, time, isLeaving)), ...stale.map(removal)];
}

function desiredEndpoints(
  service: Service,
  pods: readonly Pod[],
  addressType: AddressType,
  view: View,
): Map<string, DesiredEndpoints> {
  const byPorts = new Map<string, DesiredEndpoints>();
  for (const pod of pods) {
    if (!isPodEligible(pod, true)) continue;
    const node = view.get<Node>('nodes', '', pod.spec?.nodeName ?? '');
    if (node === undefined && service.spec?.publishNotReadyAddresses !== true) continue;
    const endpoint: Endpoint = podToEndpoint(pod, node, service, addressType);
    if (endpoint.addresses.length === 0) continue;
    const ports = endpointPorts(service, pod);
    const key = portsKey(ports);
    let desired = byPorts.get(key);
    if (desired === undefined) byPorts.set(key, (desired = { ports, endpoints: new Map() }));
    desired.endpoints.set(endpointIdentity(endpoint), endpoint);
  }
  return byPorts;
}

function writesOf(
  { create, update, remove }: SlicePlan,
  time: string | undefined,
  isLeaving: boolean,
): Write[] {
  const annotated = (slice: EndpointSlice): EndpointSlice => ({
    ...slice,
    metadata: { ...slice.metadata, annotations: withTriggerTime(slice.metadata?.annotations, time) },
  });
  return [
    ...(isLeaving ? [] : create).map((slice): Write => ({
      verb: 'create',
      resource,
      object: annotated(slice),
    })),
    ...update.map((slice): Write => ({ verb: 'update', resource, object: annotated(slice) })),
    ...remove.map(removal),
  ];
}

function removal(slice: EndpointSlice): Write {
  return { verb: 'delete', resource, namespace: namespaceOf(slice), name: nameOf(slice) };
}
