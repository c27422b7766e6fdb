/** Endpoints and EndpointSlices. `pkg/apis/core/validation/validation.go`, `pkg/apis/discovery/validation/validation.go` */
import type {
  EndpointAddress,
  EndpointPort,
  Endpoints,
  EndpointSlice,
  EndpointSubset,
} from '../generated/types.ts';
import { protocols } from './containers.ts';
import { duplicate, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, portNumberErrors } from './formats.ts';
import { checkIp, checkNonSpecialIp } from './ip.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkFormat,
  checkImmutable,
  checkLabelKey,
  checkOptionalWord,
  checkRequired,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';

export function checkEndpoints(object: Endpoints, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  object.subsets?.forEach((subset, index) => checkSubset(subset, `subsets[${index}]`, errors));
}

export function checkEndpointsUpdate(next: Endpoints, previous: Endpoints, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  next.subsets?.forEach((subset, index) => checkSubset(subset, `subsets[${index}]`, errors));
}

function checkSubset(subset: EndpointSubset, path: string, errors: Errors): void {
  if (!isSet(subset.addresses) && !isSet(subset.notReadyAddresses)) {
    errors.push(required(path, 'must specify `addresses` or `notReadyAddresses`'));
  }
  for (const list of ['addresses', 'notReadyAddresses'] as const) {
    subset[list]?.forEach((address, index) => checkAddress(address, `${path}.${list}[${index}]`, errors));
  }
  const { ports = [] } = subset;
  ports.forEach((port, index) =>
    checkEndpointPort(port, ports.length > 1, `${path}.ports[${index}]`, errors),
  );
}

function checkAddress({ ip = '', hostname, nodeName }: EndpointAddress, path: string, errors: Errors): void {
  const sound = checkIp(ip, `${path}.ip`, errors);
  if (isSet(hostname)) checkDnsLabel(hostname ?? '', `${path}.hostname`, errors);
  if (nodeName !== undefined) checkDnsSubdomain(nodeName, `${path}.nodeName`, errors);
  if (sound) checkNonSpecialIp(ip, `${path}.ip`, errors);
  else errors.push(invalid(`${path}.ip`, ip, 'must be a valid IP address'));
}

function checkEndpointPort(port: EndpointPort, requireName: boolean, path: string, errors: Errors): void {
  if (requireName) checkRequired(port.name, `${path}.name`, errors);
  if (isSet(port.name)) checkDnsLabel(port.name ?? '', `${path}.name`, errors);
  checkFormat(portNumberErrors, port.port ?? 0, `${path}.port`, errors);
  checkWord(port.protocol, protocols, `${path}.protocol`, errors);
  if (port.appProtocol !== undefined) checkLabelKey(port.appProtocol, `${path}.appProtocol`, errors);
}

export function checkEndpointSlice(slice: EndpointSlice, errors: Errors): void {
  checkMetadata(slice.metadata, true, dnsSubdomainErrors, errors);
  checkWord(slice.addressType, ['FQDN', 'IPv4', 'IPv6'], 'addressType', errors);
  slice.endpoints?.forEach((endpoint, index) => {
    const path = `endpoints[${index}]`;
    checkRequired(endpoint.addresses, `${path}.addresses`, errors, 'must contain at least 1 address');
    endpoint.addresses?.forEach((address, position) => {
      const at = `${path}.addresses[${position}]`;
      if (slice.addressType === 'FQDN') checkDnsSubdomain(address, at, errors);
      else if (checkIp(address, at, errors)) checkNonSpecialIp(address, at, errors);
    });
  });
  const names = new Set<string>();
  slice.ports?.forEach(({ name = '', protocol }, index) => {
    if (name !== '') checkDnsLabel(name, `ports[${index}].name`, errors);
    if (names.has(name)) errors.push(duplicate(`ports[${index}].name`, name));
    names.add(name);
    checkOptionalWord(protocol, protocols, `ports[${index}].protocol`, errors);
  });
}

export function checkEndpointSliceUpdate(next: EndpointSlice, previous: EndpointSlice, errors: Errors): void {
  checkEndpointSlice(next, errors);
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkImmutable(next.addressType, previous.addressType, 'addressType', errors);
}
