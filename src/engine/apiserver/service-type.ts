/** Fields of a Service that go when its type no longer has them. `pkg/registry/core/service/strategy.go dropTypeDependentFields` */
import { semanticallyEqual } from '../api/equal.ts';
import type { Service, ServiceSpec } from '../api/generated/types.ts';

type TypeField =
  'externalTrafficPolicy' | 'loadBalancerClass' | 'allocateLoadBalancerNodePorts' | 'healthCheckNodePort';

const hasAddress = ({ type = 'ClusterIP' }: ServiceSpec) => type !== 'ExternalName';
const hasNodePort = ({ type }: ServiceSpec) => type === 'NodePort' || type === 'LoadBalancer';
const hasBalancer = ({ type }: ServiceSpec) => type === 'LoadBalancer';

const fieldsOfTypes: ReadonlyArray<readonly [TypeField, (spec: ServiceSpec) => boolean]> = [
  ['externalTrafficPolicy', (spec) => hasNodePort(spec) || (spec.externalIPs ?? []).length > 0],
  ['loadBalancerClass', hasBalancer],
  ['allocateLoadBalancerNodePorts', hasBalancer],
  ['healthCheckNodePort', (spec) => hasBalancer(spec) && spec.externalTrafficPolicy === 'Local'],
];

/** The Service without what only its former type needed, where its author left that as it was. */
export function withoutFormerType(service: Service, previous: Service): Service {
  const [before, after] = [previous.spec ?? {}, service.spec ?? {}];
  if (before.type === after.type) return service;
  const spec: ServiceSpec = { ...after };
  for (const [field, has] of fieldsOfTypes)
    if (has(before) && !has(after) && after[field] === before[field]) delete spec[field];
  if (hasNodePort(before) && !hasNodePort(after)) spec.ports = withoutNodePorts(before, after);
  if (hasAddress(before) && !hasAddress(after) && semanticallyEqual(after.clusterIP, before.clusterIP)) {
    delete spec.clusterIP;
    delete spec.clusterIPs;
    delete spec.ipFamilies;
    delete spec.ipFamilyPolicy;
  }
  return { ...service, spec };
}

function withoutNodePorts(before: ServiceSpec, after: ServiceSpec): NonNullable<ServiceSpec['ports']> {
  const known = new Set((before.ports ?? []).map(({ nodePort }) => nodePort));
  const ports = after.ports ?? [];
  const isUnchanged = ports.every(({ nodePort }) => nodePort === undefined || known.has(nodePort));
  return isUnchanged ? ports.map(({ nodePort: _nodePort, ...port }) => port) : ports;
}
