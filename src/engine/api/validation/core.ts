/** The small kinds of the core group. `pkg/apis/core/validation/validation.go` */
import { base64Length, decodeBase64 } from '../base64.ts';
import { semanticallyEqual } from '../equal.ts';
import type { ConfigMap, Namespace, Node, NodeSpec, Secret, Taint } from '../generated/types.ts';
import { duplicate, forbidden, invalid, required, tooLong } from './field-error.ts';
import { byteLength, configKeyErrors, dnsLabelErrors, dnsSubdomainErrors } from './formats.ts';
import { isCidr, isIpv6 } from './ip.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkResourceAmount } from './resources.ts';
import { taintEffects } from './affinity.ts';
import {
  checkAnnotations,
  checkFormat,
  checkImmutable,
  checkLabelKey,
  checkLabels,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';

const largestSecretBytes = 1024 * 1024;
const whenImmutable = 'field is immutable when `immutable` is set';

export function checkConfigMap(object: ConfigMap, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  let bytes = 0;
  for (const [key, text] of Object.entries(object.data ?? {})) {
    const path = `data[${key}]`;
    checkFormat(configKeyErrors, key, path, errors);
    if (object.binaryData !== undefined && key in object.binaryData) {
      errors.push(invalid(path, key, 'duplicate of key present in binaryData'));
    }
    bytes += byteLength(text);
  }
  for (const [key, text] of Object.entries(object.binaryData ?? {})) {
    checkFormat(configKeyErrors, key, `binaryData[${key}]`, errors);
    bytes += base64Length(text);
  }
  if (bytes > largestSecretBytes) errors.push(tooLong(whole, largestSecretBytes));
}

interface Sealable {
  readonly immutable?: boolean;
}

function checkSealed<Kind extends Sealable>(
  next: Kind,
  previous: Kind,
  fields: (keyof Kind)[],
  errors: Errors,
): void {
  if (previous.immutable !== true) return;
  if (next.immutable !== true) errors.push(forbidden('immutable', whenImmutable));
  for (const field of fields) {
    if (!semanticallyEqual(next[field], previous[field]))
      errors.push(forbidden(String(field), whenImmutable));
  }
}

export function checkConfigMapUpdate(next: ConfigMap, previous: ConfigMap, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkSealed(next, previous, ['data', 'binaryData'], errors);
  checkConfigMap(next, errors);
}

export function checkSecretUpdate(next: Secret, previous: Secret, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkImmutable(next.type, previous.type, 'type', errors);
  checkSealed(next, previous, ['data'], errors);
  checkSecret(next, errors);
}

export function checkSecret(object: Secret, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  let bytes = 0;
  for (const [key, value] of Object.entries(object.data ?? {})) {
    checkFormat(configKeyErrors, key, `data[${key}]`, errors);
    bytes += base64Length(value);
  }
  if (bytes > largestSecretBytes) errors.push(tooLong('data', largestSecretBytes));
  checkSecretType(object, errors);
}

function checkSecretType(object: Secret, errors: Errors): void {
  const data = object.data ?? {};
  const need = (key: string): void => {
    if (data[key] === undefined) errors.push(required(`data[${key}]`));
  };
  switch (object.type) {
    case 'kubernetes.io/service-account-token': {
      const annotation = 'kubernetes.io/service-account.name';
      if (!isSet(object.metadata?.annotations?.[annotation])) {
        errors.push(required(`metadata.annotations[${annotation}]`));
      }
      return;
    }
    case 'kubernetes.io/dockercfg':
      return checkJsonKey(data, '.dockercfg', errors);
    case 'kubernetes.io/dockerconfigjson':
      return checkJsonKey(data, '.dockerconfigjson', errors);
    case 'kubernetes.io/basic-auth':
      if (data['username'] === undefined && data['password'] === undefined) {
        need('username');
        need('password');
      }
      return;
    case 'kubernetes.io/ssh-auth':
      if (!isSet(data['ssh-privatekey'])) errors.push(required('data[ssh-privatekey]'));
      return;
    case 'kubernetes.io/tls':
      need('tls.crt');
      need('tls.key');
      return;
    default:
  }
}

function checkJsonKey(data: Readonly<Record<string, string>>, key: string, errors: Errors): void {
  const value = data[key];
  if (value === undefined) {
    errors.push(required(`data[${key}]`));
    return;
  }
  try {
    const parsed: unknown = JSON.parse(decodeBase64(value));
    if (typeof parsed !== 'object' || Array.isArray(parsed)) throw new SyntaxError('not an object');
  } catch {
    errors.push(invalid(`data[${key}]`, '<secret contents redacted>', 'invalid character in JSON'));
  }
}

export function checkNamespace(object: Namespace, errors: Errors): void {
  checkMetadata(object.metadata, false, dnsLabelErrors, errors);
}

export function checkNamespaceUpdate(next: Namespace, previous: Namespace, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
}

export function checkNode(object: Node, errors: Errors): void {
  checkMetadata(object.metadata, false, dnsSubdomainErrors, errors);
  checkTaints(object.spec?.taints, errors);
  for (const field of ['capacity', 'allocatable'] as const) {
    for (const [name, text] of Object.entries(object.status?.[field] ?? {})) {
      checkResourceAmount(name, text, `status.${field}.${name}`, errors);
    }
  }
  checkPodRanges(object.spec, errors);
}

/** The API server calls the place of taints `metadata.taints`. */
function checkTaints(taints: readonly Taint[] | undefined, errors: Errors): void {
  const seen = new Set<string>();
  taints?.forEach((taint, index) => {
    const path = `metadata.taints[${index}]`;
    const { key = '', value = '', effect } = taint;
    checkLabelKey(key, `${path}.key`, errors);
    checkLabels({ key: value }, `${path}.value`, errors);
    checkWord(effect, taintEffects, `${path}.effect`, errors);
    const identity = `${effect}/${key}`;
    if (seen.has(identity)) {
      errors.push(duplicate(path, taint));
      return;
    }
    seen.add(identity);
  });
}

function checkPodRanges(spec: NodeSpec | undefined, errors: Errors): void {
  const ranges = rangesOf(spec ?? {});
  const path = 'spec.podCIDRs';
  ranges.forEach((range, index) => {
    if (isCidr(range)) return;
    const detail = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
    errors.push(invalid(`${path}[${index}]`, range, detail));
  });
  if (ranges.length < 2) return;
  const families = new Set(ranges.map((range) => isIpv6(range.split('/')[0] ?? '')));
  if (families.size < 2 || ranges.length > 2) {
    errors.push(invalid(path, ranges, 'may specify no more than one CIDR for each IP family'));
  }
  ranges.forEach((range, index) => {
    if (ranges.indexOf(range) < index) errors.push(duplicate(`${path}[${index}]`, range));
  });
}

export function checkNodeUpdate(next: Node, previous: Node, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkAnnotations(next.metadata?.annotations, 'metadata.annotations', errors);
  const addresses = next.status?.addresses ?? [];
  addresses.forEach((address, index) => {
    const first = addresses.findIndex((other) => semanticallyEqual(other, address));
    if (first < index) errors.push(duplicate(`status.addresses[${index}]`, address));
  });
  checkTaints(next.spec?.taints, errors);
  for (const field of ['capacity', 'allocatable'] as const) {
    for (const [name, text] of Object.entries(next.status?.[field] ?? {})) {
      checkResourceAmount(name, text, `status.${field}.${name}`, errors);
    }
  }
  checkNodeSpecKept(next.spec ?? {}, previous.spec ?? {}, errors);
}

const givenOnce = 'node updates may not change podCIDR except from "" to valid';
/** How the API server names the object itself. */
const whole = '[]';

function rangesOf(spec: NodeSpec): readonly string[] {
  if (isSet(spec.podCIDRs)) return spec.podCIDRs ?? [];
  return isSet(spec.podCIDR) ? [spec.podCIDR ?? ''] : [];
}

function checkNodeSpecKept(next: NodeSpec, previous: NodeSpec, errors: Errors): void {
  const before = rangesOf(previous);
  const after = rangesOf(next);
  if (before.length > 0 && before.length !== after.length) errors.push(forbidden('spec.podCIDRs', givenOnce));
  else
    before.forEach((range, index) => {
      if (range !== after[index]) errors.push(forbidden('spec.podCIDRs', givenOnce));
    });
  if (isSet(previous.providerID) && previous.providerID !== next.providerID) {
    errors.push(
      forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'),
    );
  }
  if (
    !semanticallyEqual(protectedPart(next, before.length > 0), protectedPart(previous, before.length > 0))
  ) {
    errors.push(forbidden(whole, 'node updates may only change labels, taints, or capacity'));
  }
}

function protectedPart(spec: NodeSpec, hadRanges: boolean): object {
  const {
    podCIDR: _,
    podCIDRs: _ranges,
    taints: _taints,
    unschedulable: _cordon,
    configSource: _config,
    ...rest
  } = spec;
  return hadRanges ? { ...rest, podCIDRs: rangesOf(spec) } : rest;
}
