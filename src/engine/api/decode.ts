/**
 * A request's body as an object of its kind: unknown fields are named, mistyped ones refused, quantities put into
 * canonical form, and what Kubernetes doesn't keep (nulls, empty maps and lists) left out.
 * `staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/json.go`, `sigs.k8s.io/json`
 */
import { goTypeName, integerBits } from './go-types.ts';
import type { AnyObject } from './object.ts';
import { canonicalQuantity, QuantityError } from './quantity.ts';
import { findDefinition, findKindDefinition } from './find-definition.ts';
import type { Definition } from './first-structure.ts';
import { parseTimestamp } from './time.ts';
import { quote } from './validation/field-error.ts';

export interface Decoded {
  readonly object: AnyObject;
  /** `unknown field "spec.replica"`: an error in strict mode, else a warning. */
  readonly warnings: readonly string[];
  /** The API server's whole text about a body that can't be read. */
  readonly errors: readonly string[];
}

interface Place {
  /** Path with indices, for unknown fields. */
  readonly path: string;
  /** Names of fields from the root, without indices, for mistyped fields. */
  readonly fields: readonly string[];
  /** The definition that holds the field. */
  readonly holder: string;
}

interface Findings {
  readonly version: string;
  readonly unknown: string[];
  /** The first one is what the API server tells. */
  readonly mistyped: string[];
}

/** @param body JSON of any shape; never changed */
export function decodeStrict(apiVersion: string, kind: string, body: unknown): Decoded {
  const definition = findKindDefinition(apiVersion, kind);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (definition === undefined) {
    return {
      object: {},
      warnings: [],
      errors: [`no kind "${kind}" is registered for version "${apiVersion}"`],
    };
  }
  const findings: Findings = { version, unknown: [], mistyped: [] };
  const object = readValue(body, definition, { path: '', fields: [], holder: '' }, findings) as
    AnyObject | undefined;
  const errors = findings.mistyped
    .slice(0, 1)
    .map((text) => `${kind} in version ${quote(version)} cannot be handled as a ${kind}: ${text}`);
  return {
    object: { apiVersion, kind, ...object },
    warnings: findings.unknown.map((path) => `unknown field ${quote(path)}`),
    errors,
  };
}

/** The value as Kubernetes keeps it, undefined for what it drops. */
function readValue(value: unknown, type: string, place: Place, findings: Findings): unknown {
  if (value === null || value === undefined) return undefined;
  if (type === '*') return value;
  if (type.startsWith('[')) return readList(value, type, place, findings);
  if (type.startsWith('{')) return readMap(value, type, place, findings);
  const definition = findDefinition(type);
  if (definition === undefined) return readScalar(value, type, place, findings);
  if (typeof value !== 'object' || Array.isArray(value)) return mistyped(value, type, place, findings);
  const result: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) {
    const path = place.path === '' ? field : `${place.path}.${field}`;
    const fieldType = Object.hasOwn(definition, field) ? definition[field] : undefined;
    if (fieldType === undefined) {
      findings.unknown.push(path);
      continue;
    }
    const inner = { path, fields: [...place.fields, field], holder: type };
    const read = readValue(item, fieldType.replace('!', ''), inner, findings);
    if (read !== undefined && (fieldType.startsWith('!') || !isEmptyCollection(read, fieldType)))
      result[field] = read;
  }
  return withZeroValues(result, definition);
}

const valueFields: ReadonlySet<string> = new Set(['spec', 'template', 'jobTemplate']);

/** Lists and structs that Go has no absence for: what reads the object may walk them. */
function withZeroValues(object: Record<string, unknown>, definition: Definition): Record<string, unknown> {
  for (const field in definition) {
    if (object[field] !== undefined) continue;
    const marked = definition[field]!;
    if (marked.startsWith('![')) object[field] = [];
    const inner =
      valueFields.has(field) && marked.endsWith('Spec') ? findDefinition(marked.replace('!', '')) : undefined;
    if (inner !== undefined) object[field] = withZeroValues({}, inner);
  }
  return object;
}

function isEmptyCollection(value: unknown, type: string): boolean {
  if (type.startsWith('[')) return (value as unknown[]).length === 0;
  return type.startsWith('{') && Object.keys(value as object).length === 0;
}

function readList(value: unknown, type: string, place: Place, findings: Findings): unknown {
  if (!Array.isArray(value)) return mistyped(value, type, place, findings);
  const element = type.slice(1);
  return value.map((item: unknown, index) => {
    const read = readValue(item, element, { ...place, path: `${place.path}[${index}]` }, findings);
    return read === undefined ? zeroValue(element) : read;
  });
}

/** A null among the elements of a list is the element's zero value. */
function zeroValue(type: string): unknown {
  if (findDefinition(type) !== undefined || type.startsWith('{')) return {};
  return type === 'n' ? 0 : type === 'b' ? false : type.startsWith('[') ? [] : '';
}

function readMap(value: unknown, type: string, place: Place, findings: Findings): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return mistyped(value, type, place, findings);
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const read = readValue(item, type.slice(1), { ...place, path: `${place.path}.${key}` }, findings);
    return [key, read === undefined ? zeroValue(type.slice(1)) : read] as const;
  });
  return Object.fromEntries(entries);
}

function readScalar(value: unknown, type: string, place: Place, findings: Findings): unknown {
  switch (type) {
    case 's':
      return typeof value === 'string' ? value : mistyped(value, type, place, findings);
    case 'b':
      return typeof value === 'boolean' ? value : mistyped(value, type, place, findings);
    case 'n':
      return readInteger(value, place, findings);
    case 'i':
      return readIntOrString(value, findings);
    case 'q':
      return readQuantity(value, findings);
    case 't':
      return readTime(value, findings);
    default:
      return readBytes(value, place, findings);
  }
}

function readInteger(value: unknown, place: Place, findings: Findings): unknown {
  if (typeof value !== 'number') return mistyped(value, 'n', place, findings);
  const limit = 2 ** (integerBits(place.fields.at(-1) ?? '') - 1);
  if (Number.isInteger(value) && value >= -limit && value < limit) return value;
  return mistyped(value, 'n', place, findings, ` ${value}`);
}

function readIntOrString(value: unknown, findings: Findings): unknown {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))) return value;
  const given = typeof value === 'number' ? `number ${value}` : jsonWord(value);
  findings.mistyped.push(`json: cannot unmarshal ${given} into Go value of type int32`);
  return undefined;
}

function readQuantity(value: unknown, findings: Findings): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    return canonicalQuantity(text.trim());
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    findings.mistyped.push(error.message);
    return undefined;
  }
}

function readTime(value: unknown, findings: Findings): unknown {
  const format = '"2006-01-02T15:04:05Z07:00"';
  if (typeof value !== 'string') {
    findings.mistyped.push(`json: cannot unmarshal ${jsonWord(value)} into Go value of type string`);
  } else if (Number.isNaN(parseTimestamp(value))) {
    const digits = /^\d{4}/.test(value);
    const rest = digits ? value.slice(4) : value;
    findings.mistyped.push(
      `parsing time ${quote(value)} as ${format}: cannot parse ${quote(rest)} as "${digits ? '-' : '2006'}"`,
    );
  } else return value;
  return undefined;
}

function readBytes(value: unknown, place: Place, findings: Findings): unknown {
  if (typeof value !== 'string') return mistyped(value, 'y', place, findings);
  const text = value.replace(/[\r\n]/g, '');
  const fault = text.search(/[^A-Za-z0-9+/=]|=(?!=?$)/);
  if (fault < 0 && text.length % 4 === 0) return text;
  const position = fault < 0 ? text.length - (text.length % 4) : fault;
  findings.mistyped.push(`illegal base64 data at input byte ${position}`);
  return undefined;
}

function jsonWord(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function mistyped(value: unknown, type: string, place: Place, findings: Findings, shown = ''): undefined {
  const goType = goTypeName(type, place.fields.at(-1) ?? '', findings.version);
  const where =
    place.holder === '' ? 'Go value' : `Go struct field ${place.holder}.${place.fields.join('.')}`;
  findings.mistyped.push(`json: cannot unmarshal ${jsonWord(value)}${shown} into ${where} of type ${goType}`);
  return undefined;
}
