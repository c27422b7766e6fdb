import type {
  DiscoveryEndpointPort,
  Endpoint,
  EndpointSlice,
  Node,
  Pod,
  Service,
} from '../../api/generated/types.ts';
import { joinKey, keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import {
  isPodEligible,
  isSelecting,
  selectPods,
  servicesAffected,
} from '../service-endpoints/pod-membership.ts';
import { beginPause, forgetPause, leftOfPause } from '../service-endpoints/pause.ts';
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
      forgetPause(key, memory);
      return { writes: [] };
    }
    const pauseMs = leftOfPause(key, view, memory);
    if (pauseMs > 0) return { writes: [], requeueAfterMs: pauseMs };
    const pods = selectPods(service, view);
    beginPause(key, pods.length, view, memory);
    return { writes: planWrites(service, pods, view, memory) };
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
    const { endpoint, identity, ports, portsKey: key } = publish(pod, node, service, addressType);
    if (endpoint.addresses.length === 0) continue;
    let desired = byPorts.get(key);
    if (desired === undefined) byPorts.set(key, (desired = { ports, endpoints: new Map() }));
    desired.endpoints.set(identity, endpoint);
  }
  return byPorts;
}

/** A pod as a slice shows it, and of what it was made. */
interface Published {
  readonly zone: string | undefined;
  readonly service: Service;
  readonly addressType: AddressType;
  readonly endpoint: Endpoint;
  readonly identity: string;
  readonly ports: readonly DiscoveryEndpointPort[];
  readonly portsKey: string;
}

/** Objects never change, so what was made of one stays right: a change of one pod costs no work for the others. */
const published = new WeakMap<Pod, Published>();

function publish(pod: Pod, node: Node | undefined, service: Service, addressType: AddressType): Published {
  const zone = node?.metadata?.labels?.['topology.kubernetes.io/zone'];
  const known = published.get(pod);
  if (known?.service === service && known.addressType === addressType && known.zone === zone) return known;
  const endpoint = podToEndpoint(pod, node, service, addressType);
  const ports = endpointPorts(service, pod);
  const identity = endpointIdentity(endpoint);
  const fresh = { zone, service, addressType, endpoint, identity, ports, portsKey: portsKey(ports) };
  published.set(pod, fresh);
  return fresh;
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
