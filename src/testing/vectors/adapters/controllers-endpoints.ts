import type { ContainerPort, Node, Pod, Service, ServicePort } from '../../../engine/api/generated/types.ts';
import {
  addressTypesOf,
  endpointPorts,
  podToEndpoint,
  sliceLabels,
} from '../../../engine/controllers/endpoint-slice/endpoint.ts';
import { endpointIdentity, planSlices } from '../../../engine/controllers/endpoint-slice/plan-slices.ts';
import { addressForService, computeSubsets } from '../../../engine/controllers/endpoints/subsets.ts';
import {
  comparePods,
  hasPublishedHostname,
  isIpv6,
  isPodEligible,
} from '../../../engine/controllers/service-endpoints/pod-membership.ts';
import { labelMapMatches } from '../../../engine/api/label-selector.ts';
import { namespaceOf } from '../../../engine/api/object.ts';
import type { Adapters } from '../adapter.ts';

interface ShortPod {
  readonly namespace: string;
  readonly name?: string;
  readonly labels?: Record<string, string>;
  readonly ready?: string;
  readonly nodeName?: string;
  readonly resourceVersion?: string;
  readonly podIPs?: readonly string[];
  readonly deletionTimestamp?: string;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly phase?: string;
}

function podOf(short: Partial<ShortPod>): Pod {
  const { namespace, name, labels, resourceVersion, deletionTimestamp, podIPs = [], ready } = short;
  const metadata = { namespace, name, labels, resourceVersion, deletionTimestamp };
  const conditions = ready === undefined ? [] : [{ type: 'Ready', status: ready }];
  const { nodeName, hostname, subdomain, phase } = short;
  return {
    metadata,
    spec: { containers: [], nodeName, hostname, subdomain },
    status: { phase, conditions, podIPs: podIPs.map((ip) => ({ ip })) },
  } as Pod;
}

function readyPod(index: number): Pod {
  const name = `pod-${index}`;
  return podOf({
    namespace: 'default',
    name,
    ready: 'True',
    nodeName: 'node',
    podIPs: [`10.0.${index >> 8}.${index & 255}`],
  });
}

export const adapters: Adapters = {
  'controllers/endpoint-address-family': (input: { podIPs: readonly string[] } & Service['spec']) => {
    const { podIPs, ...spec } = input as { podIPs: readonly string[] };
    const address = addressForService({ spec: spec as Service['spec'] } as Service, podOf({ podIPs }));
    return address === undefined ? { error: true } : { family: isIpv6(address) ? 'IPv6' : 'IPv4' };
  },
  'controllers/endpoint-hostname': ({
    pod,
    service,
  }: {
    pod: ShortPod;
    service: { namespace: string; name: string };
  }) => hasPublishedHostname(podOf(pod), { metadata: service } as Service),
  'controllers/endpoint-pod-change': ({ old, new: now }: { old: ShortPod; new: ShortPod }) =>
    comparePods(podOf(old), podOf(now)),
  'controllers/endpoint-pod-eligible': (input: {
    phase: string;
    podIPs: readonly string[];
    terminating: boolean;
    includeTerminating: boolean;
  }) => {
    const { phase, podIPs, terminating, includeTerminating } = input;
    const deletion = terminating ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {};
    return isPodEligible(podOf({ phase, podIPs, ...deletion }), includeTerminating);
  },
  'controllers/endpoints-subsets': ({ service, pods }: { service: Service; pods: readonly Pod[] }) => ({
    subsets: computeSubsets(
      service,
      pods.filter(
        (pod) =>
          namespaceOf(pod) === namespaceOf(service) &&
          labelMapMatches(service.spec?.selector ?? {}, pod.metadata?.labels),
      ),
    ),
  }),
  'controllers/endpointslice-address-types': ({ spec }: { spec: Service['spec'] }) =>
    addressTypesOf({ spec } as Service),
  'controllers/endpointslice-labels': (input: {
    sliceLabels: Record<string, string>;
    serviceName: string;
    serviceLabels: Record<string, string>;
    clusterIP: string;
  }) =>
    sliceLabels(input.sliceLabels, {
      metadata: { name: input.serviceName, labels: input.serviceLabels },
      spec: { clusterIP: input.clusterIP },
    } as Service),
  'controllers/endpointslice-pod-to-endpoint': ({
    pod,
    node,
    service,
  }: {
    pod: Pod;
    node?: Node;
    service: Service;
  }) => podToEndpoint(pod, node, service, 'IPv4'),
  'controllers/endpointslice-ports': (input: {
    servicePorts: readonly ServicePort[];
    containerPorts: readonly ContainerPort[];
  }) =>
    endpointPorts(
      { spec: { ports: input.servicePorts } } as Service,
      { spec: { containers: [{ name: 'container', ports: input.containerPorts }] } } as Pod,
    ),
  'controllers/endpointslice-sizes': ({
    pods,
    maxEndpointsPerSlice,
  }: {
    pods: number;
    maxEndpointsPerSlice: number;
  }) => {
    const service = {
      metadata: { name: 'web', namespace: 'default' },
      spec: { clusterIP: '10.96.0.9' },
    } as Service;
    const endpoints = Array.from({ length: pods }, (_, index) =>
      podToEndpoint(readyPod(index), undefined, service, 'IPv4'),
    );
    const desired = new Map(endpoints.map((endpoint) => [endpointIdentity(endpoint), endpoint]));
    const plan = planSlices(
      service,
      'IPv4',
      [],
      new Map([['[]', { ports: [], endpoints: desired }]]),
      maxEndpointsPerSlice,
    );
    return plan.create.map((slice) => slice.endpoints?.length ?? 0);
  },
};
