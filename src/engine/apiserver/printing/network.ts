/** Rows of what pods are reached by. `pkg/printers/internalversion/printers.go` */
import type {
  Endpoints,
  EndpointSlice,
  EndpointSubset,
  Ingress,
  IngressClass,
  IngressRule,
  NetworkPolicy,
  Service,
} from '../../api/generated/types.ts';
import { firstOf, labelsText, none, selectorText, unknown, unset } from './cell-text.ts';
import { agedPrinter } from './printer.ts';

const servicePrinter = agedPrinter<Service>(
  'Type,Cluster-IP,External-IP,Port(s)',
  (service, { wide }) => [
    service.spec?.type ?? '',
    service.spec?.clusterIPs?.[0] ?? none,
    externalAddress(service, wide),
    servicePorts(service),
  ],
  ',+Selector',
  ({ spec }) => [labelsText(spec?.selector)],
);

const endpointsPrinter = agedPrinter<Endpoints>('Endpoints', ({ subsets = [] }) => [
  subsets.length === 0 ? none : firstOf(subsets.flatMap(subsetAddresses)),
]);

const endpointSlicePrinter = agedPrinter<EndpointSlice>(
  'AddressType,Ports,Endpoints',
  ({ addressType, ports, endpoints }) => [
    addressType,
    firstOf((ports ?? []).map(({ port, name }) => String(port ?? name ?? '*'))) || unset,
    firstOf((endpoints ?? []).flatMap(({ addresses }) => addresses)) || unset,
  ],
);

const ingressPrinter = agedPrinter<Ingress>('Class,Hosts,Address,Ports', ({ spec, status }, { wide }) => [
  spec?.ingressClassName ?? none,
  hostsText(spec?.rules ?? []),
  balancerAddress(status?.loadBalancer, wide),
  spec?.tls !== undefined && spec.tls.length > 0 ? '80, 443' : '80',
]);

const ingressClassPrinter = agedPrinter<IngressClass>('Controller,Parameters', ({ spec }) => {
  const { apiGroup, kind, name } = spec?.parameters ?? {};
  const group = apiGroup === undefined ? '' : `.${apiGroup}`;
  return [spec?.controller ?? '', name === undefined ? none : `${kind}${group}/${name}`];
});

const networkPolicyPrinter = agedPrinter<NetworkPolicy>('Pod-Selector', ({ spec }) => [
  selectorText(spec?.podSelector),
]);

export const networkPrinters = {
  Endpoints: endpointsPrinter,
  EndpointSlice: endpointSlicePrinter,
  Ingress: ingressPrinter,
  IngressClass: ingressClassPrinter,
  NetworkPolicy: networkPolicyPrinter,
  Service: servicePrinter,
};

interface Balancer {
  readonly ingress?: ReadonlyArray<{ readonly ip?: string; readonly hostname?: string }>;
}

/** Narrow tables have so much room for a balancer's addresses. */
const balancerWidth = 16;

function balancerAddress(balancer: Balancer | undefined, wide: boolean): string {
  const addresses = (balancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '');
  const text = [...new Set(addresses)]
    .filter((address) => address !== '')
    .toSorted()
    .join(',');
  return wide || text.length <= balancerWidth ? text : `${text.slice(0, balancerWidth - 3)}...`;
}

function externalAddress({ spec, status }: Service, wide: boolean): string {
  const own = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort':
      return own.join(',') || none;
    case 'LoadBalancer': {
      const balanced = balancerAddress(status?.loadBalancer, wide);
      return [...(balanced === '' ? [] : [balanced]), ...own].join(',') || '<pending>';
    }
    case 'ExternalName':
      return spec.externalName ?? '';
    default:
      return unknown;
  }
}

function servicePorts({ spec }: Service): string {
  const ports = (spec?.ports ?? []).map(({ port, nodePort, protocol }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return ports.join(',') || none;
}

function subsetAddresses({ addresses = [], ports = [] }: EndpointSubset): string[] {
  if (ports.length === 0) return addresses.map(({ ip }) => ip);
  return ports.flatMap(({ port }) =>
    addresses.map(({ ip }) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)),
  );
}

/** Up to three hosts; what is more is counted by rules from the one after the third host on. */
function hostsText(rules: readonly IngressRule[]): string {
  const hosts: string[] = [];
  let more = false;
  for (const { host } of rules) {
    more ||= hosts.length === 3;
    if (!more && host) hosts.push(host);
  }
  if (hosts.length === 0) return '*';
  return more ? `${hosts.join(',')} + ${rules.length - 3} more...` : hosts.join(',');
}
