/** References to a pod's own fields. `pkg/apis/core/validation/validation.go`, `pkg/apis/core/pods/helpers.go` */
import type { ObjectFieldSelector, ResourceFieldSelector } from '../generated/types.ts';
import { canonicalQuantity } from '../quantity.ts';
import { invalid, notSupported, required } from './field-error.ts';
import { qualifiedNameErrors } from './formats.ts';
import { checkFormat, checkRequired, type Errors } from './rules.ts';

const knownFields: ReadonlySet<string> = new Set(
  (
    'metadata.annotations metadata.labels metadata.name metadata.namespace metadata.uid spec.nodeName ' +
    'spec.restartPolicy spec.serviceAccountName spec.schedulerName status.phase status.hostIP status.hostIPs ' +
    'status.podIP status.podIPs spec.host'
  ).split(' '),
);

export const envFields = (
  'metadata.name metadata.namespace metadata.uid spec.nodeName spec.serviceAccountName ' +
  'status.hostIP status.hostIPs status.podIP status.podIPs'
).split(' ');
export const volumeFields =
  'metadata.annotations metadata.labels metadata.name metadata.namespace metadata.uid'.split(' ');
const resourceFields =
  'limits.cpu limits.ephemeral-storage limits.memory requests.cpu requests.ephemeral-storage requests.memory'.split(
    ' ',
  );

export function checkFieldReference(
  reference: ObjectFieldSelector,
  supported: readonly string[],
  path: string,
  errors: Errors,
): void {
  const { apiVersion = '', fieldPath = '' } = reference;
  const at = `${path}.fieldPath`;
  if (!checkRequired(apiVersion, `${path}.apiVersion`, errors) || !checkRequired(fieldPath, at, errors))
    return;
  const [, field = fieldPath, key] = /^(.+?)\['(.*)'\]$/s.exec(fieldPath) ?? [];
  const problem = fieldProblem(apiVersion, field, key, fieldPath);
  if (problem !== '') {
    errors.push(invalid(at, fieldPath, `error converting fieldPath: ${problem}`));
  } else if (key !== undefined) {
    checkFormat(
      qualifiedNameErrors,
      field === 'metadata.annotations' ? key.toLowerCase() : key,
      path,
      errors,
    );
  } else {
    const internal = field === 'spec.host' ? 'spec.nodeName' : field;
    if (!supported.includes(internal)) errors.push(notSupported(at, internal, supported));
  }
}

function fieldProblem(apiVersion: string, field: string, key: string | undefined, fieldPath: string): string {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  if (key !== undefined) {
    const subscripted = field === 'metadata.annotations' || field === 'metadata.labels';
    return subscripted ? '' : `field label does not support subscript: ${fieldPath}`;
  }
  return knownFields.has(fieldPath) ? '' : `field label not supported: ${fieldPath}`;
}

/** @param inVolume in a volume the container must be named */
export function checkResourceReference(
  reference: ResourceFieldSelector,
  inVolume: boolean,
  path: string,
  errors: Errors,
): void {
  const { resource = '', containerName = '' } = reference;
  if (inVolume && containerName === '') errors.push(required(`${path}.containerName`));
  else if (resource === '') errors.push(required(`${path}.resource`));
  else if (!resourceFields.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource)) {
    errors.push(notSupported(`${path}.resource`, resource, resourceFields));
  }
  checkDivisor(resource, reference.divisor, path, errors);
}

const cpuDivisors = ['1m', '1'];
const byteDivisors = '1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' ');

function checkDivisor(resource: string, divisor: string | undefined, path: string, errors: Errors): void {
  if (divisor === undefined) return;
  const text = canonicalDivisor(divisor);
  const kind = resource.replace(/^(requests|limits)\./, '');
  if (text === '0' || kind === resource) return;
  const allowed = kind === 'cpu' ? cpuDivisors : byteDivisors;
  if (allowed.includes(text)) return;
  const values = kind === 'cpu' ? '1m and 1' : byteDivisors.join(', ');
  const names: Record<string, string> = { 'ephemeral-storage': 'local ephemeral storage' };
  const what = names[kind] ?? (kind.startsWith('hugepages-') ? 'hugepages' : kind);
  errors.push(
    invalid(
      `${path}.divisor`,
      resource,
      `only divisor's values ${values} are supported with the ${what} resource`,
    ),
  );
}

function canonicalDivisor(text: string): string {
  try {
    return canonicalQuantity(text);
  } catch {
    return text;
  }
}
