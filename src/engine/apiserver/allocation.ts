/** Service addresses and node ports. `pkg/registry/core/service/{ipallocator,portallocator}` */
import type { Service, ServicePort } from '../api/generated/types.ts';
import type { Store } from '../api/store.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import { withoutFormerType } from './service-type.ts';
import type { RandomStream } from '../kernel/index.ts';

const firstNodePort = 30_000;
const lastNodePort = 32_767;

/** Fills in cluster addresses and node ports. @throws StatusError when a wanted address or port is taken. */
export function allocateService(
  service: Service,
  previous: Service | undefined,
  store: Store,
  random: RandomStream,
): Service {
  const others = (store.list('services') as readonly Service[]).filter((other) => !isSame(other, service));
  const typed = previous === undefined ? service : withoutFormerType(service, previous);
  const withAddress = allocateClusterIp(typed, previous, others, random);
  return allocateNodePorts(withAddress, previous, others, random);
}

function allocateClusterIp(
  service: Service,
  previous: Service | undefined,
  others: readonly Service[],
  random: RandomStream,
): Service {
  const spec = service.spec ?? {};
  if (spec.type === 'ExternalName') return service;
  const kept = spec.clusterIP || previous?.spec?.clusterIP;
  if (kept === 'None') return { ...service, spec: { ...spec, clusterIP: 'None', clusterIPs: ['None'] } };
  const taken = new Set(others.map((other) => other.spec?.clusterIP));
  if (kept !== undefined && kept !== '') {
    if (kept !== previous?.spec?.clusterIP) checkAddress(service, kept, taken);
    return { ...service, spec: { ...spec, clusterIP: kept, clusterIPs: [kept] } };
  }
  const address = freeAddress(taken, random);
  return { ...service, spec: { ...spec, clusterIP: address, clusterIPs: [address] } };
}

/** @throws StatusError when the address is another's, or no service's. */
function checkAddress(service: Service, address: string, taken: ReadonlySet<string | undefined>): void {
  if (taken.has(address)) throw addressRefused(service, address, 'provided IP is already allocated');
  if (address.startsWith('10.96.')) return;
  const why = `the provided IP (${address}) is not in the valid range. The range of valid IPs is 10.96.0.0/16`;
  throw addressRefused(service, address, why);
}

/** 10.96.0.0/16; the lowest addresses stay free for services that ask for one by name, as the real allocator does. */
function freeAddress(taken: ReadonlySet<string | undefined>, random: RandomStream): string {
  for (;;) {
    const host = 272 + random.integer(65_000 - 272);
    const address = `10.96.${host >> 8}.${host & 255}`;
    if (!taken.has(address)) return address;
  }
}

function allocateNodePorts(
  service: Service,
  previous: Service | undefined,
  others: readonly Service[],
  random: RandomStream,
): Service {
  const spec = service.spec ?? {};
  const wantsPorts =
    spec.type === 'NodePort' ||
    (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  if (!wantsPorts) return service;
  const taken = new Set(others.flatMap((other) => (other.spec?.ports ?? []).map((port) => port.nodePort)));
  const ports = (spec.ports ?? []).map((port, index): ServicePort => {
    const before = previous?.spec?.ports?.find(
      (old) => old.port === port.port && old.protocol === port.protocol,
    );
    const wanted = port.nodePort ?? before?.nodePort;
    if (wanted !== undefined && wanted !== 0) {
      if (wanted !== before?.nodePort) checkPort(service, index, wanted, taken);
      taken.add(wanted);
      return { ...port, nodePort: wanted };
    }
    const nodePort = freePort(taken, random);
    taken.add(nodePort);
    return { ...port, nodePort };
  });
  return { ...service, spec: { ...spec, ports } };
}

/** @throws StatusError when the port is another's, or out of range. */
function checkPort(
  service: Service,
  index: number,
  port: number,
  taken: ReadonlySet<number | undefined>,
): void {
  if (taken.has(port)) throw portRefused(service, index, port, 'provided port is already allocated');
  if (port >= firstNodePort && port <= lastNodePort) return;
  const range = `The range of valid ports is ${firstNodePort}-${lastNodePort}`;
  throw portRefused(service, index, port, `provided port is not in the valid range. ${range}`);
}

function freePort(taken: ReadonlySet<number | undefined>, random: RandomStream): number {
  const range = lastNodePort - firstNodePort + 1;
  const start = random.integer(range);
  for (let step = 0; step < range; step++) {
    const port = firstNodePort + ((start + step) % range);
    if (!taken.has(port)) return port;
  }
  throw refuse(500, 'InternalError', 'Internal error occurred: failed to allocate a nodePort: range is full');
}

function addressRefused(service: Service, address: string, why: string): StatusError {
  const detail = `failed to allocate IP ${address}: ${why}`;
  return invalidService(service, 'spec.clusterIPs', `Invalid value: ["${address}"]: ${detail}`);
}

function portRefused(service: Service, index: number, port: number, why: string): StatusError {
  return invalidService(service, `spec.ports[${index}].nodePort`, `Invalid value: ${port}: ${why}`);
}

function invalidService(service: Service, field: string, message: string): StatusError {
  const name = service.metadata?.name ?? '';
  return refuse(422, 'Invalid', `Service "${name}" is invalid: ${field}: ${message}`, {
    name,
    kind: 'Service',
    causes: [{ reason: 'FieldValueInvalid', message, field }],
  });
}

function isSame(left: Service, right: Service): boolean {
  return (
    left.metadata?.name === right.metadata?.name && left.metadata?.namespace === right.metadata?.namespace
  );
}
