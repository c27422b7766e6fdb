/**
 * What the structural schema of a custom kind does to an object: unknown fields are dropped, defaults filled in.
 * `staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}`
 */
import type { JSONSchemaProps } from './generated/types.ts';
import { isObject, type JsonObject } from './json-object.ts';

/** The schema of a list's elements. */
export function itemSchema(schema: JSONSchemaProps): JSONSchemaProps | undefined {
  return isObject(schema.items) ? (schema.items as JSONSchemaProps) : undefined;
}

/** The schema of what a map holds; true when it may hold anything. */
function mapSchema(schema: JSONSchemaProps): JSONSchemaProps | true | undefined {
  const { additionalProperties } = schema;
  if (isObject(additionalProperties)) return additionalProperties as JSONSchemaProps;
  return additionalProperties === true ? true : undefined;
}

/** The schema of a field; true when any value may stand there, undefined when the schema doesn't know the field. */
export function fieldSchema(schema: JSONSchemaProps, field: string): JSONSchemaProps | true | undefined {
  const { properties = {} } = schema;
  if (Object.hasOwn(properties, field)) return properties[field]!;
  const map = mapSchema(schema);
  if (map !== undefined) return map;
  return schema['x-kubernetes-preserve-unknown-fields'] === true ? true : undefined;
}

const ofEveryObject: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * The value without fields that its schema doesn't know.
 * @param unknown gets the path of each dropped field
 */
export function pruned(value: unknown, schema: JSONSchemaProps, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const element = itemSchema(schema);
    if (element === undefined) return value;
    return value.map((item, index) => pruned(item, element, `${path}[${index}]`, unknown));
  }
  if (!isObject(value)) return value;
  const isWhole = path === '' || schema['x-kubernetes-embedded-resource'] === true;
  const kept: [string, unknown][] = [];
  for (const [field, inner] of Object.entries(value)) {
    const at = path === '' ? field : `${path}.${field}`;
    const known = isWhole && ofEveryObject.has(field) ? true : fieldSchema(schema, field);
    if (known === undefined) unknown.push(at);
    else kept.push([field, known === true ? inner : pruned(inner, known, at, unknown)]);
  }
  return Object.fromEntries(kept);
}

/** The value with the defaults of its schema, wherever something is absent (or null, where that is no value). */
export function withSchemaDefaults(value: unknown, schema: JSONSchemaProps): unknown {
  if (Array.isArray(value)) {
    const element = itemSchema(schema);
    return element === undefined ? value : value.map((item) => withSchemaDefaults(item, element));
  }
  if (!isObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    const isAbsent = !Object.hasOwn(filled, field) || (filled[field] === null && inner.nullable !== true);
    if (isAbsent && inner.default !== undefined) filled[field] = inner.default;
  }
  for (const [field, item] of Object.entries(filled)) {
    const inner = fieldSchema(schema, field);
    if (inner !== undefined && inner !== true) filled[field] = withSchemaDefaults(item, inner);
  }
  return filled;
}
