/** `kubectl describe service`. `kubectl/pkg/describe/describe.go` describeService */
import type { EndpointSlice, Service, ServicePort } from '../../engine/api/generated/types.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { type Description, sortedPairs } from './description.ts';

const mostEndpoints = 3;

export async function describeService(
  description: Description,
  service: Service,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = service;
  const list = (values: readonly string[] | undefined) => values?.join(',') || '<none>';
  description.field('Name', metadata?.name);
  description.field('Namespace', metadata?.namespace);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Selector', sortedPairs(spec?.selector).join(',') || '<none>');
  description.field('Type', spec?.type ?? '');
  if (spec?.ipFamilyPolicy !== undefined) description.field('IP Family Policy', spec.ipFamilyPolicy);
  description.field('IP Families', list(spec?.ipFamilies));
  description.field('IP', spec?.clusterIP ?? '');
  description.field('IPs', list(spec?.clusterIPs));
  if (spec?.externalIPs?.length) description.field('External IPs', spec.externalIPs.join(','));
  if (spec?.loadBalancerIP) description.field('Desired LoadBalancer IP', spec.loadBalancerIP);
  if (spec?.externalName) description.field('External Name', spec.externalName);
  const ingress = status?.loadBalancer?.ingress ?? [];
  if (ingress.length > 0) {
    const addresses = ingress.map(({ ip, ipMode, hostname }) =>
      ip ? `${ip}${ipMode === undefined ? '' : ` (${ipMode})`}` : (hostname ?? ''),
    );
    description.field('LoadBalancer Ingress', addresses.join(', '));
  }
  const slices = await endpointSlicesOf(metadata?.name ?? '', metadata?.namespace ?? '', server);
  for (const port of spec?.ports ?? []) describePort(description, port, slices);
  describePolicies(description, service);
}

function describePort(description: Description, port: ServicePort, slices: readonly EndpointSlice[]): void {
  const { name = '<unset>', protocol = 'TCP', targetPort = port.port, nodePort } = port;
  description.field('Port', `${name}\t${port.port}/${protocol}`);
  description.field('TargetPort', `${targetPort}/${protocol}`);
  if (nodePort) description.field('NodePort', `${name}\t${nodePort}/${protocol}`);
  description.field('Endpoints', printEndpoints(slices, port.name ?? ''));
}

function describePolicies(description: Description, { spec }: Service): void {
  description.field('Session Affinity', spec?.sessionAffinity ?? '');
  if (spec?.externalTrafficPolicy) description.field('External Traffic Policy', spec.externalTrafficPolicy);
  if (spec?.internalTrafficPolicy) description.field('Internal Traffic Policy', spec.internalTrafficPolicy);
  if (spec?.trafficDistribution) description.field('Traffic Distribution', spec.trafficDistribution);
  if (spec?.healthCheckNodePort) description.field('HealthCheck NodePort', spec.healthCheckNodePort);
  if (spec?.loadBalancerSourceRanges?.length)
    description.field('LoadBalancer Source Ranges', spec.loadBalancerSourceRanges.join(','));
}

export async function endpointSlicesOf(
  service: string,
  namespace: string,
  server: Server,
): Promise<EndpointSlice[]> {
  const labelSelector = `kubernetes.io/service-name=${service}`;
  const found = await server.list(kindByName('endpointslices'), namespace, { labelSelector });
  return found as unknown as EndpointSlice[];
}

/** Ready endpoints of one port, the first three by address. */
export function printEndpoints(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const addresses = slices.flatMap(({ endpoints, ports }) => {
    const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
    const hosts = ready.map((endpoint) => endpoint.addresses[0] ?? '');
    if (ports === undefined || ports.length === 0) return hosts;
    const named = ports.filter(({ name = '' }) => name === portName);
    return named.flatMap(({ port }) => hosts.map((host) => joinPort(host, port)));
  });
  const shown = addresses.slice(0, mostEndpoints).join(',');
  const more = addresses.length - mostEndpoints;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

function joinPort(host: string, port: number | undefined): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
