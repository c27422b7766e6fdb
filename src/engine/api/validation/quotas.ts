/** ResourceQuota and LimitRange. `pkg/apis/core/validation/validation.go` */
import type { LimitRange, LimitRangeItem, ResourceQuota } from '../generated/types.ts';
import { compareQuantities, formatQuantity, scaledValue, type Quantity } from '../quantity.ts';
import { duplicate, forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  allowsOvercommit,
  checkContainerResourceName,
  checkResourceAmount,
  checkResourceName,
  isStandardResource,
} from './resources.ts';
import { checkLabelKey, readQuantity, type Errors } from './rules.ts';

export function checkResourceQuota(object: ResourceQuota, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkQuotaSpec(object, errors);
}

export function checkResourceQuotaUpdate(next: ResourceQuota, previous: ResourceQuota, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkQuotaSpec(next, errors);
}

function checkQuotaSpec({ spec }: ResourceQuota, errors: Errors): void {
  for (const [name, text] of Object.entries(spec?.hard ?? {})) {
    const path = `spec.hard[${name}]`;
    checkResourceName(name, path, errors);
    if (!name.includes('/') && !isQuotaResource(name)) {
      errors.push(invalid(path, name, 'must be a standard resource for quota'));
    }
    checkResourceAmount(name, text, path, errors);
  }
  checkScopes(spec?.scopes, Object.keys(spec?.hard ?? {}), errors);
}

/** Everything standard but `storage` itself. */
function isQuotaResource(name: string): boolean {
  return isStandardResource(name) && name !== 'storage';
}

const quotaScopes = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
];
const computeResources = 'pods cpu memory limits.cpu limits.memory requests.cpu requests.memory'.split(' ');
const exclusiveScopes = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

function checkScopes(
  scopes: readonly string[] | undefined,
  resources: readonly string[],
  errors: Errors,
): void {
  const path = 'spec.scopes';
  for (const scope of scopes ?? []) {
    if (!quotaScopes.includes(scope)) errors.push(invalid(path, scopes, 'unsupported scope'));
    for (const name of resources) {
      const fits = scope === 'BestEffort' ? name === 'pods' : computeResources.includes(name);
      if (isQuotaResource(name) && !fits)
        errors.push(invalid(path, scopes, 'unsupported scope applied to resource'));
    }
  }
  for (const pair of exclusiveScopes) {
    if (pair.every((scope) => scopes?.includes(scope)))
      errors.push(invalid(path, scopes, 'conflicting scopes'));
  }
}

export function checkLimitRange(object: LimitRange, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  const types = new Set<string>();
  object.spec?.limits?.forEach((limit, index) => {
    const path = `spec.limits[${index}]`;
    checkLimitType(limit.type ?? '', `${path}.type`, errors);
    if (types.has(limit.type)) errors.push(duplicate(`${path}.type`, limit.type));
    types.add(limit.type);
    checkLimit(limit, path, errors);
  });
}

export function checkLimitRangeUpdate(next: LimitRange, previous: LimitRange, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkLimitRange(next, errors);
}

function checkLimitType(type: string, path: string, errors: Errors): void {
  const before = errors.length;
  checkLabelKey(type, path, errors);
  if (errors.length > before || type.includes('/')) return;
  if (['Pod', 'Container', 'PersistentVolumeClaim'].includes(type)) return;
  errors.push(invalid(path, type, 'must be a standard limit type or fully qualified'));
}

const bounds = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
type Bound = (typeof bounds)[number];
type Amounts = Partial<Record<Bound, Quantity>>;

function checkLimit(limit: LimitRangeItem, path: string, errors: Errors): void {
  const given = limit as unknown as Partial<Record<Bound, Record<string, string>>>;
  const byResource = new Map<string, Amounts>();
  for (const bound of bounds) {
    const list = given[bound];
    if (limit.type === 'Pod' && (bound === 'default' || bound === 'defaultRequest')) {
      if (Object.keys(list ?? {}).length > 0) {
        errors.push(forbidden(`${path}.${bound}`, "may not be specified when `type` is 'Pod'"));
      }
      continue;
    }
    for (const [name, text] of Object.entries(list ?? {})) {
      const at = `${path}.${bound}[${name}]`;
      if (limit.type === 'Pod' || limit.type === 'Container') checkContainerResourceName(name, at, errors);
      else checkResourceName(name, at, errors);
      const quantity = readQuantity(text, at, errors);
      if (quantity !== undefined) byResource.set(name, { ...byResource.get(name), [bound]: quantity });
    }
  }
  if (limit.type === 'PersistentVolumeClaim' && !limit.min?.['storage'] && !limit.max?.['storage']) {
    const detail = 'either minimum or maximum storage value is required, but neither was provided';
    errors.push(required(`${path}.limits`, detail));
  }
  for (const [name, amounts] of byResource) checkAmounts(name, amounts, path, errors);
}

/** Pairs whose first may not exceed their second: where it is told, whose value is shown, and the words. */
const orders: readonly (readonly [Bound, Bound, Bound, Bound, string, string])[] = [
  ['min', 'max', 'min', 'min', 'min value', 'max value'],
  ['min', 'defaultRequest', 'defaultRequest', 'defaultRequest', 'min value', 'default request value'],
  ['defaultRequest', 'max', 'defaultRequest', 'defaultRequest', 'default request value', 'max value'],
  [
    'defaultRequest',
    'default',
    'defaultRequest',
    'defaultRequest',
    'default request value',
    'default limit value',
  ],
  ['min', 'default', 'default', 'min', 'min value', 'default value'],
  ['default', 'max', 'default', 'max', 'default value', 'max value'],
];

function checkAmounts(name: string, amounts: Amounts, path: string, errors: Errors): void {
  for (const [low, high, place, shown, lowText, highText] of orders) {
    const [least, most, value] = [amounts[low], amounts[high], amounts[shown]];
    if (least === undefined || most === undefined || value === undefined) continue;
    if (compareQuantities(least, most) <= 0) continue;
    const detail = `${lowText} ${formatQuantity(least)} is greater than ${highText} ${formatQuantity(most)}`;
    errors.push(invalid(`${path}.${place}[${name}]`, formatQuantity(value), detail));
  }
  checkRatio(name, amounts, path, errors);
  const { default: limit, defaultRequest: request } = amounts;
  if (allowsOvercommit(name) || limit === undefined || request === undefined) return;
  if (compareQuantities(limit, request) === 0) return;
  const texts = [formatQuantity(limit), formatQuantity(request)];
  const detail = `default value ${texts[0]} must equal to defaultRequest value ${texts[1]} in ${name}`;
  errors.push(invalid(`${path}.defaultRequest[${name}]`, texts[1], detail));
}

function checkRatio(
  name: string,
  { maxLimitRequestRatio: ratio, min, max }: Amounts,
  path: string,
  errors: Errors,
): void {
  if (ratio === undefined) return;
  const at = `${path}.maxLimitRequestRatio[${name}]`;
  const text = formatQuantity(ratio);
  const milli = (quantity: Quantity): number => Number(scaledValue(quantity, -3));
  if (milli(ratio) < 1000) errors.push(invalid(at, text, `ratio ${text} is less than 1`));
  if (min === undefined || max === undefined) return;
  const limit = milli(max) / milli(min);
  if (milli(ratio) / 1000 > limit) {
    errors.push(invalid(at, text, `ratio ${text} is greater than max/min = ${limit.toFixed(6)}`));
  }
}
