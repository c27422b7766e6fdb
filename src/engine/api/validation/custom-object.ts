/**
 * Objects of custom kinds by their schemas, in the texts of the library that Kubernetes uses for it.
 * `kube-openapi/pkg/validation/validate`, `apiextensions-apiserver/pkg/apiserver/validation/validation.go`
 */
import { fieldSchema, itemSchema } from '../custom-schema.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { semanticallyEqual } from '../equal.ts';
import type { JSONSchemaProps } from '../generated/types.ts';
import { hasFormat } from './custom-formats.ts';
import { duplicate, invalid, notSupported, required, tooLong, typeInvalid, tooMany } from './field-error.ts';
import type { Errors } from './rules.ts';

export function checkCustomObject(object: unknown, schema: JSONSchemaProps, errors: Errors): void {
  checkValue(object, schema, '', errors);
}

function checkValue(value: unknown, schema: JSONSchemaProps, path: string, errors: Errors): void {
  if (value === null && schema.nullable === true) return;
  if (!checkType(value, schema, path, errors)) return;
  checkEnum(value, schema, path, errors);
  if (typeof value === 'string') checkText(value, schema, path, errors);
  else if (typeof value === 'number') checkNumber(value, schema, path, errors);
  else if (Array.isArray(value)) checkList(value, schema, path, errors);
  else if (isObject(value)) checkFields(value, schema, path, errors);
  checkJunctors(value, schema, path, errors);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function checkType(value: unknown, schema: JSONSchemaProps, path: string, errors: Errors): boolean {
  const given = typeOf(value);
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (given === 'integer' || given === 'string') return true;
    errors.push(typeInvalid(path, given, `${path} in body must be of type integer,string: "${given}"`));
    return false;
  }
  const { type = '' } = schema;
  if (type === '' || type === given || (type === 'number' && given === 'integer')) return true;
  errors.push(typeInvalid(path, given, `${path} in body must be of type ${type}: "${given}"`));
  return false;
}

function checkEnum(value: unknown, schema: JSONSchemaProps, path: string, errors: Errors): void {
  const values = schema.enum;
  if (values === undefined || values.some((known) => semanticallyEqual(known, value))) return;
  const texts = values.map((known) => (typeof known === 'string' ? known : JSON.stringify(known)));
  errors.push(notSupported(path, value, texts));
}

function checkText(text: string, schema: JSONSchemaProps, path: string, errors: Errors): void {
  const { minLength, maxLength, pattern, format } = schema;
  const length = Array.from(text).length;
  if (maxLength !== undefined && length > maxLength) errors.push(tooLong(path, maxLength));
  if (minLength !== undefined && length < minLength)
    errors.push(invalid(path, text, `${path} in body should be at least ${minLength} chars long`));
  if (pattern !== undefined && !matches(text, pattern))
    errors.push(invalid(path, text, `${path} in body should match '${pattern}'`));
  if (format !== undefined && !hasFormat(text, format))
    errors.push(invalid(path, text, `${path} in body must be of type ${format}: "${text}"`));
}

/** An expression that only Go understands holds for every text. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function checkNumber(value: number, schema: JSONSchemaProps, path: string, errors: Errors): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const tell = (words: string) => errors.push(invalid(path, value, `${path} in body should be ${words}`));
  if (maximum !== undefined) {
    if (exclusiveMaximum === true && value >= maximum) tell(`less than ${maximum}`);
    else if (value > maximum) tell(`less than or equal to ${maximum}`);
  }
  if (minimum !== undefined) {
    if (exclusiveMinimum === true && value <= minimum) tell(`greater than ${minimum}`);
    else if (value < minimum) tell(`greater than or equal to ${minimum}`);
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) tell(`a multiple of ${multipleOf}`);
}

function checkList(items: readonly unknown[], schema: JSONSchemaProps, path: string, errors: Errors): void {
  const { minItems, maxItems, uniqueItems } = schema;
  const element = itemSchema(schema);
  if (element !== undefined)
    items.forEach((item, index) => checkValue(item, element, `${path}[${index}]`, errors));
  if (minItems !== undefined && items.length < minItems)
    errors.push(invalid(path, items.length, `${path} in body should have at least ${minItems} items`));
  if (maxItems !== undefined && items.length > maxItems) errors.push(tooMany(path, items.length, maxItems));
  if (uniqueItems === true && items.some((item, index) => firstLike(items, item) < index))
    errors.push(invalid(path, items, `${path} in body shouldn't contain duplicates`));
  checkListType(items, schema, path, errors);
}

/** Sets hold each value once, maps each key. `apiextensions-apiserver/pkg/apiserver/schema/listtype` */
function checkListType(
  items: readonly unknown[],
  schema: JSONSchemaProps,
  path: string,
  errors: Errors,
): void {
  const listType = schema['x-kubernetes-list-type'];
  if (listType !== 'set' && listType !== 'map') return;
  const fields = schema['x-kubernetes-list-map-keys'] ?? [];
  const keys = items.map((item) => (listType === 'set' ? item : keyOf(item, fields, itemSchema(schema))));
  keys.forEach((key, index) => {
    if (firstLike(keys, key) < index) errors.push(duplicate(`${path}[${index}]`, key));
  });
}

function keyOf(item: unknown, fields: readonly string[], schema: JSONSchemaProps | undefined): unknown {
  if (!isObject(item)) return item;
  const pairs = fields.map((field) => [field, item[field] ?? schema?.properties?.[field]?.default]);
  return Object.fromEntries(pairs);
}

function firstLike(values: readonly unknown[], wanted: unknown): number {
  return values.findIndex((value) => semanticallyEqual(value, wanted));
}

function checkFields(object: JsonObject, schema: JSONSchemaProps, path: string, errors: Errors): void {
  const below = (field: string) => (path === '' ? field : `${path}.${field}`);
  const { minProperties, maxProperties } = schema;
  const count = Object.keys(object).length;
  for (const field of schema.required ?? [])
    if (!Object.hasOwn(object, field)) errors.push(required(below(field)));
  for (const [field, value] of Object.entries(object)) {
    if (path === '' && field === 'metadata') continue;
    const inner = fieldSchema(schema, field);
    if (inner !== undefined && inner !== true) checkValue(value, inner, below(field), errors);
  }
  if (minProperties !== undefined && count < minProperties)
    errors.push(invalid(path, count, `${path} in body should have at least ${minProperties} properties`));
  if (maxProperties !== undefined && count > maxProperties) errors.push(tooMany(path, count, maxProperties));
}

function checkJunctors(value: unknown, schema: JSONSchemaProps, path: string, errors: Errors): void {
  const holds = (inner: JSONSchemaProps) => {
    const found: Errors = [];
    checkValue(value, inner, path, found);
    return found.length === 0;
  };
  const tell = (words: string) => errors.push(invalid(path, '', `"${path}" ${words}`));
  for (const inner of schema.allOf ?? []) checkValue(value, inner, path, errors);
  if (schema.anyOf !== undefined && !schema.anyOf.some(holds))
    tell('must validate at least one schema (anyOf)');
  if (schema.oneOf !== undefined) {
    const count = schema.oneOf.filter(holds).length;
    const found = count === 0 ? 'none valid' : `${count} valid alternatives`;
    if (count !== 1) tell(`must validate one and only one schema (oneOf). Found ${found}`);
  }
  if (schema.not !== undefined && holds(schema.not)) tell('must not validate the schema (not)');
}
