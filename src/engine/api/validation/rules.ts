/** Rules that many kinds share. Each looks at one value and adds what is wrong to the list it is given. */
import { semanticallyEqual } from '../equal.ts';
import type { LabelSelector } from '../generated/types.ts';
import { parseQuantity, QuantityError, type Quantity } from '../quantity.ts';
import { forbidden, invalid, notSupported, required, tooLong, type FieldError } from './field-error.ts';
import {
  byteLength,
  dnsLabelErrors,
  dnsSubdomainErrors,
  labelValueErrors,
  percentErrors,
  portNameErrors,
  portNumberErrors,
  qualifiedNameErrors,
  type Rule,
} from './formats.ts';

export type Errors = FieldError[];

export const immutableText = 'field is immutable';
export const negativeText = 'must be greater than or equal to 0';

/** One error a message of the rule. */
export function checkFormat<Value>(rule: Rule<Value>, value: Value, path: string, errors: Errors): void {
  for (const message of rule(value)) errors.push(invalid(path, value, message));
}

export function checkDnsLabel(value: string, path: string, errors: Errors): void {
  checkFormat(dnsLabelErrors, value, path, errors);
}

export function checkDnsSubdomain(value: string, path: string, errors: Errors): void {
  checkFormat(dnsSubdomainErrors, value, path, errors);
}

/** True when the value is there: neither absent nor empty. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== 0;
}

export function checkRequired(value: unknown, path: string, errors: Errors, detail = ''): boolean {
  if (isSet(value)) return true;
  errors.push(required(path, detail));
  return false;
}

/** Required, and one of the supported words. */
export function checkWord(
  value: string | undefined,
  supported: readonly string[],
  path: string,
  errors: Errors,
): void {
  if (checkRequired(value, path, errors)) checkOptionalWord(value, supported, path, errors);
}

export function checkOptionalWord(
  value: string | undefined,
  supported: readonly string[],
  path: string,
  errors: Errors,
): void {
  if (value !== undefined && !supported.includes(value)) errors.push(notSupported(path, value, supported));
}

export function checkNonNegative(value: number | undefined, path: string, errors: Errors): void {
  if (value !== undefined && value < 0) errors.push(invalid(path, value, negativeText));
}

export function checkImmutable(next: unknown, previous: unknown, path: string, errors: Errors): void {
  if (!semanticallyEqual(next, previous)) errors.push(invalid(path, next, immutableText));
}

export function checkLabelKey(key: string, path: string, errors: Errors): void {
  checkFormat(qualifiedNameErrors, key, path, errors);
}

export function checkLabels(
  labels: Readonly<Record<string, string>> | undefined,
  path: string,
  errors: Errors,
): void {
  for (const key in labels) {
    checkLabelKey(key, path, errors);
    checkFormat(labelValueErrors, labels[key] ?? '', path, errors);
  }
}

const maxAnnotationBytes = 256 * 1024;

export function checkAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: string,
  errors: Errors,
): void {
  let bytes = 0;
  for (const key in annotations) {
    for (const message of qualifiedNameErrors(key.toLowerCase())) errors.push(invalid(path, key, message));
    bytes += byteLength(key) + byteLength(annotations[key] ?? '');
  }
  if (bytes > maxAnnotationBytes) errors.push(tooLong(path, maxAnnotationBytes));
}

/** `staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go` */
export function checkLabelSelector(selector: LabelSelector | undefined, path: string, errors: Errors): void {
  if (selector === undefined) return;
  checkLabels(selector.matchLabels, `${path}.matchLabels`, errors);
  selector.matchExpressions?.forEach(({ key, operator, values }, index) => {
    const at = `${path}.matchExpressions[${index}]`;
    checkOperatorValues(operator, values, at, errors);
    checkLabelKey(key ?? '', `${at}.key`, errors);
    values?.forEach((value, position) =>
      checkFormat(labelValueErrors, value, `${at}.values[${position}]`, errors),
    );
  });
}

function checkOperatorValues(
  operator: string,
  values: readonly string[] | undefined,
  path: string,
  errors: Errors,
): void {
  if (operator === 'In' || operator === 'NotIn') {
    checkRequired(values, `${path}.values`, errors, "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (isSet(values)) {
      errors.push(
        forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
      );
    }
  } else {
    errors.push(invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator'));
  }
}

export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && !isSet(selector.matchExpressions);
}

/** A port's number or its name. */
export function checkPort(port: number | string | undefined, path: string, errors: Errors): void {
  if (typeof port === 'string') checkFormat(portNameErrors, port, path, errors);
  else checkFormat(portNumberErrors, port ?? 0, path, errors);
}

export function checkCountOrPercent(value: number | string | undefined, path: string, errors: Errors): void {
  if (typeof value === 'string') checkFormat(percentErrors, value, path, errors);
  else checkNonNegative(value, path, errors);
}

export function checkAtMostWhole(value: number | string | undefined, path: string, errors: Errors): void {
  if (typeof value === 'string' && percentErrors(value).length === 0 && Number.parseInt(value, 10) > 100) {
    errors.push(invalid(path, value, 'must not be greater than 100%'));
  }
}

/** The number of a count or of a percentage: only for telling zero from more. */
export function amountOf(value: number | string | undefined): number {
  if (typeof value === 'number') return value;
  return value === undefined || percentErrors(value).length > 0 ? 0 : Number.parseInt(value, 10);
}

/** The quantity, or undefined after telling that the text is none. */
export function readQuantity(text: string, path: string, errors: Errors): Quantity | undefined {
  try {
    return parseQuantity(String(text));
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    errors.push(invalid(path, text, error.message));
    return undefined;
  }
}
