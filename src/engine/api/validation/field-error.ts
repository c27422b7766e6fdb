/**
 * What is wrong with one field, and how the API server says it.
 * `staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go`
 */
export type FieldErrorType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueTypeInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueNotFound'
  | 'FieldValueForbidden'
  | 'FieldValueDuplicate'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError';

export interface FieldError {
  readonly type: FieldErrorType;
  /** Path such as `spec.containers[0].image`. */
  readonly field: string;
  /** The value as it was sent; absent where the message doesn't show it. */
  readonly badValue?: unknown;
  readonly detail: string;
}

const titles: Record<FieldErrorType, string> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueTypeInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueNotFound: 'Not found',
  FieldValueForbidden: 'Forbidden',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  InternalError: 'Internal error',
};

const withoutValue: ReadonlySet<FieldErrorType> = new Set([
  'FieldValueRequired',
  'FieldValueForbidden',
  'FieldValueTooLong',
  'InternalError',
]);

export function required(field: string, detail = ''): FieldError {
  return { type: 'FieldValueRequired', field, detail };
}

export function invalid(field: string, badValue: unknown, detail: string): FieldError {
  return { type: 'FieldValueInvalid', field, badValue, detail };
}

/** A value of a wrong JSON type; `given` is that type. */
export function typeInvalid(field: string, given: string, detail: string): FieldError {
  return { type: 'FieldValueTypeInvalid', field, badValue: given, detail };
}

export function tooMany(field: string, count: number, most: number): FieldError {
  const detail = `must have at most ${most} item${most === 1 ? '' : 's'}`;
  return { type: 'FieldValueTooMany', field, badValue: count, detail };
}

export function notSupported(field: string, badValue: unknown, supported: readonly string[]): FieldError {
  const quoted = supported.map((value) => quote(value)).join(', ');
  const detail = quoted === '' ? '' : `supported values: ${quoted}`;
  return { type: 'FieldValueNotSupported', field, badValue, detail };
}

export function notFound(field: string, badValue: unknown): FieldError {
  return { type: 'FieldValueNotFound', field, badValue, detail: '' };
}

export function forbidden(field: string, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field, detail };
}

export function duplicate(field: string, badValue: unknown): FieldError {
  return { type: 'FieldValueDuplicate', field, badValue, detail: '' };
}

export function tooLong(field: string, maxBytes: number): FieldError {
  return {
    type: 'FieldValueTooLong',
    field,
    detail: `may not be more than ${maxBytes} byte${maxBytes === 1 ? '' : 's'}`,
  };
}

/** The message without the field's path: `Invalid value: -1: must be greater than or equal to 0`. */
export function errorBody(error: FieldError): string {
  const title = titles[error.type];
  const head = withoutValue.has(error.type) ? title : `${title}: ${printValue(error.badValue)}`;
  return error.detail === '' ? head : `${head}: ${error.detail}`;
}

export function errorText(error: FieldError): string {
  return `${error.field}: ${errorBody(error)}`;
}

function printValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return value === undefined ? 'null' : goJson(value);
}

/** Text in double quotes as Go's %q prints it. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f\u0080-\u00a0]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** JSON as Go marshals it: keys of maps sorted, and <, > and & escaped. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
