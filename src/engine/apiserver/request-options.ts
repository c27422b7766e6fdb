/** The options that a write carries in its query or its body. `apimachinery/pkg/apis/meta/v1/validation/validation.go` */
import type { ApiRequest } from '../api/request.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import type { DeleteOptions } from './deletion.ts';
import type { WriteOptions } from './object-writer.ts';

const mostManagerBytes = 128;

/** @throws StatusError Invalid for options with values that they can't have. */
export function optionsOf(request: ApiRequest): WriteOptions {
  const { query, method } = request;
  const kind = optionsKinds[method] ?? 'DeleteOptions';
  const dryRun = query?.['dryRun'] ?? bodyOptions(request).dryRun?.join() ?? '';
  if (dryRun !== '' && dryRun !== 'All') throw unsupported(kind, 'dryRun', [dryRun], ['All']);
  const validation = query?.['fieldValidation'] ?? '';
  if (!fieldValidations.includes(validation))
    throw unsupported(kind, 'fieldValidation', validation, fieldValidations);
  if ((query?.['fieldManager'] ?? '').length > mostManagerBytes) {
    const message = `Too long: may not be more than ${mostManagerBytes} bytes`;
    throw invalidOption(kind, 'fieldManager', message, 'FieldValueTooLong');
  }
  return { author: request.user ?? 'user', dryRun: dryRun === 'All' };
}

const optionsKinds: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
};
const fieldValidations = ['', 'Ignore', 'Strict', 'Warn'];
const propagationPolicies = ['Foreground', 'Background', 'Orphan', 'nil'];

/** @throws StatusError Invalid. */
export function deleteOptions(request: ApiRequest): DeleteOptions {
  const { query } = request;
  const seconds = query?.['gracePeriodSeconds'];
  const policy = query?.['propagationPolicy'];
  const options: DeleteOptions = {
    ...bodyOptions(request),
    ...(seconds === undefined ? {} : { gracePeriodSeconds: Number(seconds) }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
  };
  checkDeleteOptions(options);
  return options;
}

/** An eviction carries the options of its delete inside. */
function bodyOptions({ method, body, path }: ApiRequest): DeleteOptions {
  if (method !== 'DELETE' && !path.endsWith('/eviction')) return {};
  const stated = (typeof body === 'object' && body !== null ? body : {}) as DeleteOptions & {
    readonly deleteOptions?: DeleteOptions;
  };
  return stated.deleteOptions ?? stated;
}

function checkDeleteOptions({ propagationPolicy, orphanDependents }: DeleteOptions): void {
  if (propagationPolicy === undefined) return;
  if (orphanDependents !== undefined) {
    const why = 'orphanDependents and deletionPropagation cannot be both set';
    const message = `Invalid value: ${JSON.stringify(propagationPolicy)}: ${why}`;
    throw invalidOption('DeleteOptions', 'propagationPolicy', message, 'FieldValueInvalid');
  }
  if (!propagationPolicies.slice(0, -1).includes(propagationPolicy))
    throw unsupported('DeleteOptions', 'propagationPolicy', propagationPolicy, propagationPolicies);
}

function unsupported(kind: string, field: string, value: unknown, supported: readonly string[]): StatusError {
  const values = supported.map((one) => JSON.stringify(one)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${values}`;
  return invalidOption(kind, field, message, 'FieldValueNotSupported');
}

export function invalidOption(kind: string, field: string, message: string, reason: string): StatusError {
  return refuse(422, 'Invalid', `${kind}.meta.k8s.io "" is invalid: ${field}: ${message}`, {
    group: 'meta.k8s.io',
    kind,
    causes: [{ reason, message, field }],
  });
}
