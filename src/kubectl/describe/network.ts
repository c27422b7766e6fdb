/** `kubectl describe` of ingresses, endpoints and addresses. `kubectl/pkg/describe/describe.go` */
import { type DescribedCondition, describeConditions } from './conditions.ts';
import type {
  EndpointSlice,
  Endpoints,
  Ingress,
  IngressBackend,
  IngressClass,
  Service,
} from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { ServerError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { compare, type Description } from './description.ts';
import { endpointSlicesOf, printEndpoints } from './service.ts';

export async function describeIngress(
  description: Description,
  ingress: Ingress,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = ingress;
  const namespace = metadata?.namespace ?? '';
  const backend = (of: IngressBackend) => printBackend(of, namespace, server);
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.field('Namespace', namespace);
  const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '');
  const known = new Set(addresses.filter((address) => address !== ''));
  description.field('Address', [...known].toSorted(compare).join(','));
  description.field('Ingress Class', spec?.ingressClassName ?? '<none>');
  const fallback = spec?.defaultBackend === undefined ? '<default>' : await backend(spec.defaultBackend);
  description.field('Default backend', fallback);
  const tls = spec?.tls ?? [];
  if (tls.length > 0) description.line('TLS:');
  for (const { secretName = '', hosts = [] } of tls)
    description.line(
      `${secretName === '' ? 'SNI routes' : `${secretName} terminates`} ${hosts.join(',')}`,
      1,
    );
  description.line('Rules:');
  description.table(['Host', 'Path', 'Backends'], []);
  const rules = (spec?.rules ?? []).filter(({ http }) => http !== undefined);
  for (const { host, http } of rules) {
    description.line(`${host || '*'}\t`, 1);
    for (const path of http?.paths ?? [])
      description.line(`\t${path.path ?? ''} \t${await backend(path.backend)}`, 2);
  }
  if (rules.length === 0) description.line(`*\t*\t${fallback}`, 1);
  description.annotations('Annotations', metadata?.annotations);
}

async function printBackend(
  { service, resource }: IngressBackend,
  namespace: string,
  server: Server,
): Promise<string> {
  if (service === undefined) {
    if (resource === undefined) return '';
    return `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
  }
  const title = `${service.name}:${service.port?.number || (service.port?.name ?? '')}`;
  try {
    const slices = await endpointSlicesOf(service.name, namespace, server);
    const reference = { kind: kindByName('services'), namespace, name: service.name };
    const { spec } = (await server.get(reference)) as Service;
    const { number = 0, name = '' } = service.port ?? {};
    const ports = (spec?.ports ?? []).filter(
      (port) => (number !== 0 && port.port === number) || (name !== '' && port.name === name),
    );
    return `${title} (${printEndpoints(slices, ports.at(-1)?.name ?? '')})`;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return `${title} (<error: ${error.message}>)`;
  }
}

export function describeIngressClass(description: Description, { metadata, spec }: IngressClass): void {
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Controller', spec?.controller ?? '');
  if (spec?.parameters === undefined) return;
  const { apiGroup, kind, name } = spec.parameters;
  description.line('Parameters:');
  if (apiGroup !== undefined) description.field('APIGroup', apiGroup, 1);
  description.field('Kind', kind, 1);
  description.field('Name', name, 1);
}

export function describeEndpoints(description: Description, object: Endpoints): void {
  const { metadata, subsets = [] } = object;
  description.name(object);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line('Subsets:');
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    description.field('Addresses', addresses.map(({ ip }) => ip).join(',') || '<none>', 1);
    description.field('NotReadyAddresses', notReadyAddresses.map(({ ip }) => ip).join(',') || '<none>', 1);
    if (ports.length > 0) {
      description.line('Ports:', 1);
      const rows = ports.map(({ name, port, protocol = '' }) => [name || '<unset>', port, protocol]);
      description.table(['Name', 'Port', 'Protocol'], rows, 2);
    }
    description.line('');
  }
}

export function describeEndpointSlice(description: Description, slice: EndpointSlice): void {
  const { metadata, ports, endpoints } = slice;
  description.name(slice);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('AddressType', slice.addressType);
  if (ports === undefined || ports.length === 0) description.line('Ports: <unset>');
  else {
    description.line('Ports:');
    const rows = ports.map(({ name, port, protocol = '' }) => [
      name || '<unset>',
      port ?? '<unset>',
      protocol,
    ]);
    description.table(['Name', 'Port', 'Protocol'], rows);
  }
  if (endpoints === undefined || endpoints.length === 0) return description.line('Endpoints: <none>');
  description.line('Endpoints:');
  for (const { addresses, conditions, hostname, targetRef, nodeName, zone } of endpoints) {
    description.field('- Addresses', addresses.join(', ') || '<none>', 1);
    description.line('Conditions:', 2);
    description.field('Ready', conditions?.ready ?? '<unset>', 3);
    description.field('Hostname', hostname ?? '<unset>', 2);
    if (targetRef !== undefined) description.field('TargetRef', `${targetRef.kind}/${targetRef.name}`, 2);
    description.field('NodeName', nodeName ?? '<unset>', 2);
    description.field('Zone', zone ?? '<unset>', 2);
  }
}

export function describeServiceCidr(description: Description, { metadata, spec, status }: AnyObject): void {
  const { cidrs = [] } = (spec ?? {}) as { cidrs?: readonly string[] };
  const { conditions = [] } = (status ?? {}) as { conditions?: readonly DescribedCondition[] };
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('CIDRs', cidrs.join(', '));
  if (conditions.length === 0) return;
  description.line('Status:');
  describeConditions(description, conditions);
}

export function describeIpAddress(description: Description, { metadata, spec }: AnyObject): void {
  const parent = (spec as { parentRef?: Record<string, string> } | undefined)?.parentRef;
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  if (parent === undefined) return;
  description.line('Parent Reference:');
  for (const title of ['Group', 'Resource', 'Namespace', 'Name'])
    description.field(title, parent[title.toLowerCase()] ?? '', 1);
}
