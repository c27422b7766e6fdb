/** Services. `pkg/apis/core/validation/validation.go`, ValidateService */
import type { Service, ServicePort, ServiceSpec } from '../generated/types.ts';
import { duplicate, forbidden, invalid, notSupported, required } from './field-error.ts';
import { dns1035LabelErrors, portNumberErrors } from './formats.ts';
import { protocols } from './containers.ts';
import { checkCidr, checkIp, checkNonSpecialIp, isIpv6 } from './ip.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkFormat,
  checkLabelKey,
  checkLabels,
  checkOptionalWord,
  checkPort,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';

const longestAffinitySeconds = 86400;

export function checkService(service: Service, errors: Errors): void {
  checkMetadata(service.metadata, true, dns1035LabelErrors, errors);
  checkServiceSpec(service.spec ?? {}, errors);
}

/** The addresses a Service asks for; one that is given alone stands for the list. */
function addressesOf(spec: ServiceSpec): readonly string[] {
  if (isSet(spec.clusterIPs)) return spec.clusterIPs ?? [];
  return isSet(spec.clusterIP) ? [spec.clusterIP ?? ''] : [];
}

function isHeadless(spec: ServiceSpec): boolean {
  const addresses = addressesOf(spec);
  return addresses.length === 1 && addresses[0] === 'None';
}

function checkServiceSpec(spec: ServiceSpec, errors: Errors): void {
  const headless = isHeadless(spec);
  if (!isSet(spec.ports) && !headless && spec.type !== 'ExternalName') errors.push(required('spec.ports'));
  checkByType(spec, headless, errors);
  const names = new Set<string>();
  spec.ports?.forEach((port, index) =>
    checkServicePort(port, (spec.ports?.length ?? 0) > 1, names, `spec.ports[${index}]`, errors),
  );
  checkLabels(spec.selector, 'spec.selector', errors);
  checkSessionAffinity(spec, errors);
  checkAddresses(spec, errors);
  spec.externalIPs?.forEach((address, index) => {
    const path = `spec.externalIPs[${index}]`;
    if (checkIp(address, path, errors)) checkNonSpecialIp(address, path, errors);
  });
  checkWord(spec.type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'], 'spec.type', errors);
  checkPortNumbers(spec, errors);
  checkLoadBalancer(spec, errors);
  checkTrafficPolicies(spec, errors);
}

function checkByType(spec: ServiceSpec, headless: boolean, errors: Errors): void {
  const { type } = spec;
  if ((type === 'LoadBalancer' || type === 'NodePort') && headless) {
    errors.push(invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`));
  }
  if (type !== 'ExternalName') return;
  const detail = 'may not be set for ExternalName services';
  if (addressesOf(spec).length > 0) errors.push(forbidden('spec.clusterIPs', detail));
  if (isSet(spec.ipFamilies)) errors.push(forbidden('spec.ipFamilies', detail));
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbidden('spec.ipFamilyPolicy', detail));
  const name = (spec.externalName ?? '').replace(/\.$/, '');
  if (name === '') errors.push(required('spec.externalName'));
  else checkDnsSubdomain(name, 'spec.externalName', errors);
}

function checkServicePort(
  port: ServicePort,
  requireName: boolean,
  names: Set<string>,
  path: string,
  errors: Errors,
): void {
  const { name = '' } = port;
  if (name !== '') {
    checkDnsLabel(name, `${path}.name`, errors);
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
  } else if (requireName) {
    errors.push(required(`${path}.name`));
  }
  checkFormat(portNumberErrors, port.port ?? 0, `${path}.port`, errors);
  checkWord(port.protocol, protocols, `${path}.protocol`, errors);
  checkPort(port.targetPort, `${path}.targetPort`, errors);
  if (port.appProtocol !== undefined) checkLabelKey(port.appProtocol, `${path}.appProtocol`, errors);
}

function checkSessionAffinity(spec: ServiceSpec, errors: Errors): void {
  checkWord(spec.sessionAffinity, ['ClientIP', 'None'], 'spec.sessionAffinity', errors);
  const path = 'spec.sessionAffinityConfig';
  if (spec.sessionAffinity === 'None' && spec.sessionAffinityConfig !== undefined) {
    errors.push(forbidden(path, 'must not be set when session affinity is None'));
  }
  if (spec.sessionAffinity !== 'ClientIP') return;
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  const at = `${path}.clientIP.timeoutSeconds`;
  if (seconds === undefined) errors.push(required(at, 'when session affinity type is ClientIP'));
  else if (seconds <= 0 || seconds > longestAffinitySeconds) {
    errors.push(invalid(at, seconds, `must be greater than 0 and less than ${longestAffinitySeconds}`));
  }
}

/** Addresses, families and policy belong together. ValidateServiceClusterIPsRelatedFields */
function checkAddresses(spec: ServiceSpec, errors: Errors): void {
  if (spec.type === 'ExternalName') return;
  const path = 'spec.clusterIPs';
  const addresses = addressesOf(spec);
  if (isSet(spec.clusterIP) && isSet(spec.clusterIPs) && spec.clusterIP !== spec.clusterIPs?.[0]) {
    errors.push(invalid(path, spec.clusterIPs, 'first value must match `clusterIP`'));
  }
  const families = spec.ipFamilies ?? [];
  families.forEach((family, index) => {
    checkOptionalWord(family, ['IPv4', 'IPv6'], `spec.ipFamilies[${index}]`, errors);
    if (families.indexOf(family) < index) errors.push(duplicate(`spec.ipFamilies[${index}]`, family));
  });
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
  checkOptionalWord(spec.ipFamilyPolicy, policies, 'spec.ipFamilyPolicy', errors);
  addresses.forEach((address, index) => {
    const at = `${path}[${index}]`;
    if (index === 0 && address === 'None') {
      if (addresses.length > 1) {
        errors.push(invalid(path, addresses, "'None' must be the first and only value"));
      }
      return;
    }
    if (address === 'None') errors.push(invalid(at, address, "'None' must be the first and only value"));
    else if (checkIp(address, at, errors)) checkFamily(address, families[index], at, errors);
  });
  if (addresses.length > 2) errors.push(invalid(path, addresses, 'may only hold up to 2 values'));
  if (
    addresses.length === 2 &&
    addresses.every((address) => isIpv6(address) === isIpv6(addresses[0] ?? ''))
  ) {
    errors.push(invalid(path, addresses, 'may specify no more than one IP for each IP family'));
  }
}

function checkFamily(address: string, family: string | undefined, path: string, errors: Errors): void {
  const actual = isIpv6(address) ? 'IPv6' : 'IPv4';
  if (family !== undefined && family !== actual) {
    errors.push(invalid(path, address, `expected an ${family} value as indicated by \`ipFamilies[0]\``));
  }
}

function checkPortNumbers(spec: ServiceSpec, errors: Errors): void {
  const ports = spec.ports ?? [];
  if (spec.type === 'ClusterIP') {
    ports.forEach(({ nodePort }, index) => {
      if (!isSet(nodePort)) return;
      errors.push(forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'"));
    });
  }
  const nodePorts = new Set<string>();
  ports.forEach(({ protocol, nodePort }, index) => {
    if (!isSet(nodePort)) return;
    const key = `${protocol}/${nodePort}`;
    if (nodePorts.has(key)) errors.push(duplicate(`spec.ports[${index}].nodePort`, nodePort));
    nodePorts.add(key);
  });
  const numbers = new Set<string>();
  ports.forEach(({ protocol, port }, index) => {
    const key = `${protocol}/${port}`;
    if (numbers.has(key)) errors.push(duplicate(`spec.ports[${index}]`, internalPort(protocol, port)));
    numbers.add(key);
  });
}

/** The API server shows a repeated port by the names of its own fields. */
function internalPort(protocol: string | undefined, port: number): object {
  return { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
}

function checkLoadBalancer(spec: ServiceSpec, errors: Errors): void {
  const isBalancer = spec.type === 'LoadBalancer';
  const only = "may only be used when `type` is 'LoadBalancer'";
  if (isSet(spec.loadBalancerSourceRanges)) {
    const path = 'spec.LoadBalancerSourceRanges';
    if (!isBalancer) errors.push(forbidden(path, only));
    spec.loadBalancerSourceRanges?.forEach((range, index) =>
      checkCidr(range.trim(), `${path}[${index}]`, errors),
    );
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined && !isBalancer) {
    errors.push(forbidden('spec.allocateLoadBalancerNodePorts', only));
  }
  if (spec.loadBalancerClass !== undefined) {
    if (!isBalancer) errors.push(forbidden('spec.loadBalancerClass', only));
    checkLabelKey(spec.loadBalancerClass, 'spec.loadBalancerClass', errors);
  }
}

function isExternallyAccessible(spec: ServiceSpec): boolean {
  const { type } = spec;
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && isSet(spec.externalIPs));
}

function checkTrafficPolicies(spec: ServiceSpec, errors: Errors): void {
  const { externalTrafficPolicy = '', healthCheckNodePort = 0, internalTrafficPolicy, type } = spec;
  const path = 'spec.externalTrafficPolicy';
  if (isExternallyAccessible(spec)) {
    checkWord(externalTrafficPolicy, ['Cluster', 'Local'], path, errors);
  } else if (externalTrafficPolicy !== '') {
    errors.push(invalid(path, externalTrafficPolicy, 'may only be set for externally-accessible services'));
  }
  if (healthCheckNodePort !== 0 && !(type === 'LoadBalancer' && externalTrafficPolicy === 'Local')) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalid('spec.healthCheckNodePort', healthCheckNodePort, detail));
  }
  checkOptionalWord(internalTrafficPolicy, ['Cluster', 'Local'], 'spec.internalTrafficPolicy', errors);
  const distributions = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];
  if (spec.trafficDistribution !== undefined && !distributions.includes(spec.trafficDistribution)) {
    errors.push(notSupported('spec.trafficDistribution', spec.trafficDistribution, distributions));
  }
}

export function checkServiceUpdate(next: Service, previous: Service, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkAddressesKept(next.spec ?? {}, previous.spec ?? {}, errors);
  checkService(next, errors);
}

/** Addresses stay once given, except on the way from or to ExternalName. validateUpdateClusterIPs */
function checkAddressesKept(next: ServiceSpec, previous: ServiceSpec, errors: Errors): void {
  if (next.type === 'ExternalName' || previous.type === 'ExternalName') return;
  const before = addressesOf(previous);
  const after = addressesOf(next);
  const path = 'spec.clusterIPs[0]';
  if (isSet(before[0])) {
    if (after.length === 0) errors.push(invalid(path, after[0] ?? '', 'primary clusterIP can not be unset'));
    else if (after[0] !== before[0]) errors.push(invalid(path, after, 'may not change once set'));
  }
  if (before.length === 2 && after.length === 2 && before[1] !== after[1]) {
    errors.push(invalid('spec.clusterIPs[1]', after[1], 'may not change once set'));
  }
}
