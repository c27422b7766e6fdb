/** Ingress, IngressClass, NetworkPolicy. `pkg/apis/networking/validation/validation.go` */
import type {
  HTTPIngressPath,
  Ingress,
  IngressBackend,
  IngressClass,
  IngressRule,
  IngressSpec,
  IPBlock,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
  TypedLocalObjectReference,
} from '../generated/types.ts';
import { protocols } from './containers.ts';
import { forbidden, invalid, notSupported, required, tooLong } from './field-error.ts';
import {
  dns1035LabelErrors,
  dnsSubdomainErrors,
  pathSegmentErrors,
  portNameErrors,
  portNumberErrors,
  wildcardSubdomainErrors,
} from './formats.ts';
import { checkCidr, isCidr, isIpv4, isIpv6, isStrictSubset } from './ip.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkFormat,
  checkImmutable,
  checkLabelSelector,
  checkOptionalWord,
  checkPort,
  checkRequired,
  isSet,
  type Errors,
} from './rules.ts';

const classAnnotation = 'kubernetes.io/ingress.class';

export function checkIngress(ingress: Ingress, errors: Errors): void {
  checkMetadata(ingress.metadata, true, dnsSubdomainErrors, errors);
  checkIngressSpec(ingress.spec ?? {}, errors);
  const annotated = ingress.metadata?.annotations?.[classAnnotation];
  const named = ingress.spec?.ingressClassName;
  if (annotated !== undefined && named !== undefined && annotated !== named) {
    const detail = 'must match `ingressClassName` when both are specified';
    errors.push(invalid(`annotations.${classAnnotation}`, annotated, detail));
  }
}

export function checkIngressUpdate(next: Ingress, previous: Ingress, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkMetadata(next.metadata, true, dnsSubdomainErrors, errors);
  checkIngressSpec(next.spec ?? {}, errors);
}

function checkIngressSpec(spec: IngressSpec, errors: Errors): void {
  if (!isSet(spec.rules) && spec.defaultBackend === undefined) {
    const detail = 'either `defaultBackend` or `rules` must be specified';
    errors.push(invalid('spec', spec.rules ?? [], detail));
  }
  if (spec.defaultBackend !== undefined) checkBackend(spec.defaultBackend, 'spec.defaultBackend', errors);
  spec.rules?.forEach((rule, index) => checkIngressRule(rule, `spec.rules[${index}]`, errors));
  spec.tls?.forEach(({ hosts, secretName }, index) => {
    const path = `spec.tls[${index}]`;
    hosts?.forEach((host, position) => checkHost(host, `${path}.hosts[${position}]`, errors));
    if (isSet(secretName)) checkFormat(dnsSubdomainErrors, secretName ?? '', `${path}.secretName`, errors);
  });
  if (spec.ingressClassName !== undefined) {
    checkFormat(dnsSubdomainErrors, spec.ingressClassName, 'spec.ingressClassName', errors);
  }
}

function checkHost(host: string, path: string, errors: Errors): void {
  checkFormat(host.includes('*') ? wildcardSubdomainErrors : dnsSubdomainErrors, host, path, errors);
}

function checkIngressRule(rule: IngressRule, path: string, errors: Errors): void {
  const { host = '', http } = rule;
  if (host !== '') {
    if (isIpv4(host) || isIpv6(host)) {
      errors.push(invalid(`${path}.host`, host, 'must be a DNS name, not an IP address'));
    }
    checkHost(host, `${path}.host`, errors);
  }
  if (http === undefined) return;
  checkRequired(http.paths, `${path}.http.paths`, errors);
  http.paths?.forEach((item, index) => checkIngressPath(item, `${path}.http.paths[${index}]`, errors));
}

const badSequences = ['//', '/./', '/../', '%2f', '%2F'];
const badEnds = ['/..', '/.'];

function checkIngressPath(item: HTTPIngressPath, path: string, errors: Errors): void {
  const { pathType, path: text = '' } = item;
  const at = `${path}.path`;
  const absolute = (): void => {
    if (!text.startsWith('/')) errors.push(invalid(at, text, 'must be an absolute path'));
  };
  if (!isSet(pathType)) {
    errors.push(required(`${path}.pathType`, 'pathType must be specified'));
    return;
  }
  if (pathType === 'Exact' || pathType === 'Prefix') {
    absolute();
    for (const bad of badSequences) {
      if (text.includes(bad)) errors.push(invalid(at, text, `must not contain '${bad}'`));
    }
    for (const bad of badEnds)
      if (text.endsWith(bad)) errors.push(invalid(at, text, `cannot end with '${bad}'`));
  } else if (pathType === 'ImplementationSpecific') {
    if (text !== '') absolute();
  } else {
    errors.push(notSupported(`${path}.pathType`, pathType, ['Exact', 'ImplementationSpecific', 'Prefix']));
  }
  checkBackend(item.backend ?? {}, `${path}.backend`, errors);
}

function checkBackend(backend: IngressBackend, path: string, errors: Errors): void {
  const { resource, service } = backend;
  if (resource !== undefined && service !== undefined) {
    errors.push(invalid(path, '', 'cannot set both resource and service backends'));
  } else if (resource !== undefined) {
    checkReference(resource, `${path}.resource`, errors);
  } else if (service === undefined) {
    errors.push(invalid(path, '', 'resource or service backend is required'));
  } else {
    const at = `${path}.service`;
    if (checkRequired(service.name, `${at}.name`, errors)) {
      checkFormat(dns1035LabelErrors, service.name, `${at}.name`, errors);
    }
    const { name = '', number = 0 } = service.port ?? {};
    if (name !== '' && number !== 0)
      errors.push(invalid(path, '', 'cannot set both port name & port number'));
    else if (name !== '') checkFormat(portNameErrors, name, `${at}.port.name`, errors);
    else if (number !== 0) checkFormat(portNumberErrors, number, `${at}.port.number`, errors);
    else errors.push(required(path, 'port name or number is required'));
  }
}

function checkReference(reference: TypedLocalObjectReference, path: string, errors: Errors): void {
  if (isSet(reference.apiGroup)) {
    checkFormat(dnsSubdomainErrors, reference.apiGroup ?? '', `${path}.apiGroup`, errors);
  }
  for (const field of ['kind', 'name'] as const) {
    const value = reference[field] ?? '';
    if (checkRequired(value, `${path}.${field}`, errors, `${field} is required`)) {
      checkFormat(pathSegmentErrors, value, `${path}.${field}`, errors);
    }
  }
}

const longestController = 250;

export function checkIngressClass(object: IngressClass, errors: Errors): void {
  checkMetadata(object.metadata, false, dnsSubdomainErrors, errors);
  const { controller = '', parameters } = object.spec ?? {};
  const path = 'spec.controller';
  if (controller.length > longestController) errors.push(tooLong(path, longestController));
  if (checkRequired(controller, path, errors)) checkDomainPath(controller, path, errors);
  if (parameters === undefined) return;
  checkReference(parameters, 'spec.parameters', errors);
  const { scope, namespace } = parameters;
  checkOptionalWord(scope, ['Cluster', 'Namespace'], 'spec.parameters.scope', errors);
  const at = 'spec.parameters.namespace';
  if (scope === 'Namespace') {
    checkRequired(namespace, at, errors, "`parameters.scope` is set to 'Namespace'");
  } else if (scope === 'Cluster' && namespace !== undefined) {
    errors.push(forbidden(at, "`parameters.scope` is set to 'Cluster'"));
  }
}

function checkDomainPath(text: string, path: string, errors: Errors): void {
  const slash = text.indexOf('/');
  const [host, rest] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (host === '' || rest === '') {
    errors.push(invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")'));
    return;
  }
  checkFormat(dnsSubdomainErrors, host, path, errors);
  if (!/^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(rest)) {
    const shown = "(e.g. 'acme.io/foo', regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')";
    errors.push(invalid(path, rest, `Invalid path ${shown}`));
  }
}

export function checkIngressClassUpdate(next: IngressClass, previous: IngressClass, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkImmutable(next.spec?.controller, previous.spec?.controller, 'spec.controller', errors);
  checkIngressClass(next, errors);
}

export function checkNetworkPolicy(policy: NetworkPolicy, errors: Errors): void {
  checkMetadata(policy.metadata, true, dnsSubdomainErrors, errors);
  checkPolicySpec(policy.spec ?? {}, errors);
}

export function checkNetworkPolicyUpdate(next: NetworkPolicy, previous: NetworkPolicy, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkPolicySpec(next.spec ?? {}, errors);
}

function checkPolicySpec(spec: Partial<NetworkPolicySpec>, errors: Errors): void {
  checkLabelSelector(spec.podSelector, 'spec.podSelector', errors);
  spec.ingress?.forEach((rule, index) => {
    const path = `spec.ingress[${index}]`;
    const peers = (rule as { readonly from?: readonly NetworkPolicyPeer[] }).from;
    checkPolicyRule(rule.ports, peers, path, 'from', errors);
  });
  spec.egress?.forEach((rule, index) =>
    checkPolicyRule(rule.ports, rule.to, `spec.egress[${index}]`, 'to', errors),
  );
  const types = spec.policyTypes ?? [];
  if (types.length > 2) {
    errors.push(invalid('spec.policyTypes', types, 'may not specify more than two policyTypes'));
    return;
  }
  types.forEach((type, index) => {
    if (type === 'Ingress' || type === 'Egress') return;
    errors.push(notSupported(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress']));
  });
}

function checkPolicyRule(
  ports: readonly NetworkPolicyPort[] | undefined,
  peers: readonly NetworkPolicyPeer[] | undefined,
  path: string,
  direction: 'from' | 'to',
  errors: Errors,
): void {
  ports?.forEach((port, index) => checkPolicyPort(port, `${path}.ports[${index}]`, errors));
  peers?.forEach((peer, index) => checkPeer(peer, `${path}.${direction}[${index}]`, errors));
}

function checkPolicyPort({ protocol, port, endPort }: NetworkPolicyPort, path: string, errors: Errors): void {
  checkOptionalWord(protocol, protocols, `${path}.protocol`, errors);
  const at = `${path}.endPort`;
  if (port === undefined) {
    if (endPort !== undefined) {
      errors.push(invalid(at, endPort, 'may not be specified when `port` is not specified'));
    }
    return;
  }
  if (typeof port === 'string' && endPort !== undefined) {
    errors.push(invalid(at, endPort, 'may not be specified when `port` is non-numeric'));
  }
  checkPort(port, `${path}.port`, errors);
  if (typeof port !== 'number' || endPort === undefined) return;
  if (endPort < port) errors.push(invalid(at, endPort, 'must be greater than or equal to `port`'));
  checkFormat(portNumberErrors, endPort, at, errors);
}

function checkPeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  path: string,
  errors: Errors,
): void {
  checkLabelSelector(podSelector, `${path}.podSelector`, errors);
  checkLabelSelector(namespaceSelector, `${path}.namespaceSelector`, errors);
  if (ipBlock !== undefined) checkBlock(ipBlock, `${path}.ipBlock`, errors);
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (!selects && ipBlock === undefined) errors.push(required(path, 'must specify a peer'));
  else if (selects && ipBlock !== undefined) {
    errors.push(forbidden(path, 'may not specify both ipBlock and another peer'));
  }
}

function checkBlock(block: IPBlock, path: string, errors: Errors): void {
  const { cidr = '', except = [] } = block;
  if (!checkRequired(cidr, `${path}.cidr`, errors)) return;
  checkCidr(cidr, `${path}.cidr`, errors);
  if (!isCidr(cidr)) return;
  for (const [index, range] of except.entries()) {
    const at = `${path}.except[${index}]`;
    checkCidr(range, at, errors);
    if (!isCidr(range)) return;
    if (!isStrictSubset(range, cidr)) errors.push(invalid(at, range, 'must be a strict subset of `cidr`'));
  }
}
