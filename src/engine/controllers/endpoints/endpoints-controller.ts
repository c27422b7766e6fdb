import { semanticallyEqual } from '../../api/equal.ts';
import type { Endpoints, EndpointSubset, Pod, Service } from '../../api/generated/types.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, Write } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import { beginPause, forgetPause, leftOfPause } from '../service-endpoints/pause.ts';
import {
  hasClusterIp,
  isSelecting,
  selectPods,
  servicesAffected,
} from '../service-endpoints/pod-membership.ts';
import { computeTriggerTime, withTriggerTime } from '../service-endpoints/trigger-time.ts';
import { computeSubsets, truncateSubsets } from './subsets.ts';

const resource = 'endpoints';
const headlessLabel = 'service.kubernetes.io/headless';
const managedByLabel = 'endpoints.kubernetes.io/managed-by';
const capacityAnnotation = 'endpoints.kubernetes.io/over-capacity';

/** Keeps the (deprecated) Endpoints of Services. `pkg/controller/endpoint/endpoints_controller.go` */
export const endpointsController: Controller = {
  name: 'endpoints-controller',
  watches: [
    { resource: 'services', keys: ({ previous, next }) => [keyOf((next ?? previous)!)] },
    { resource: 'pods', keys: servicesAffected },
    { resource, keys: keysOfEndpoints },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const service = view.get<Service>('services', namespace, name);
    const current = view.get<Endpoints>(resource, namespace, name);
    if (service === undefined) {
      delete memory[key];
      forgetPause(key, memory);
      return { writes: current === undefined ? [] : [{ verb: 'delete', resource, namespace, name }] };
    }
    if (!isSelecting(service)) return { writes: [] };
    const pauseMs = leftOfPause(key, view, memory);
    if (pauseMs > 0) return { writes: [], requeueAfterMs: pauseMs };
    const pods = selectPods(service, view);
    beginPause(key, pods.length, view, memory);
    return { writes: planWrites(service, pods, current, memory) };
  },
};

function keysOfEndpoints({ previous, next, author }: Change): string[] {
  return author === endpointsController.name ? [] : [keyOf((next ?? previous)!)];
}

function planWrites(
  service: Service,
  pods: readonly Pod[],
  current: Endpoints | undefined,
  memory: Memory,
): Write[] {
  const time = computeTriggerTime(keyOf(service), service, pods, memory);
  const { subsets, isTruncated } = truncateSubsets(computeSubsets(service, pods));
  const labels = wantedLabels(service);
  const isCapacityTold = current?.metadata?.annotations?.[capacityAnnotation] === 'truncated';
  const isSame =
    current !== undefined &&
    semanticallyEqual(current.subsets, subsets) &&
    semanticallyEqual(current.metadata?.labels, labels) &&
    isCapacityTold === isTruncated;
  if (isSame) return [];
  const object = endpointsOf(service, current, subsets, labels, annotationsOf(current, time, isTruncated));
  return [{ verb: current === undefined ? 'create' : 'update', resource, object }];
}

function wantedLabels(service: Service): Record<string, string> {
  const { [headlessLabel]: _, ...labels } = service.metadata?.labels ?? {};
  return {
    ...labels,
    [managedByLabel]: 'endpoint-controller',
    ...(hasClusterIp(service) ? {} : { [headlessLabel]: '' }),
  };
}

function annotationsOf(
  current: Endpoints | undefined,
  time: string | undefined,
  isTruncated: boolean,
): Record<string, string> {
  const { [capacityAnnotation]: _, ...others } = withTriggerTime(current?.metadata?.annotations, time);
  return isTruncated ? { ...others, [capacityAnnotation]: 'truncated' } : others;
}

function endpointsOf(
  service: Service,
  current: Endpoints | undefined,
  subsets: EndpointSubset[],
  labels: Record<string, string>,
  annotations: Record<string, string>,
): Endpoints {
  const identity = current?.metadata ?? { name: nameOf(service), namespace: namespaceOf(service) };
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: { ...identity, labels, annotations }, subsets };
}
