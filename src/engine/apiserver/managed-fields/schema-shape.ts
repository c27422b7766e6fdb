/** The shape of a custom kind, from the schema of its definition and the extensions `x-kubernetes-*` in it. */
import type { JSONSchemaProps } from '../../api/generated/types.ts';
import { builtInShape } from './built-in-shapes.ts';
import { type FieldsShape, type Shape, undeclared, whole } from './shape.ts';

const text: Shape = { form: 'whole', scalar: 'string' };
let metadata: Shape | undefined;

/** The shape of a field that objects of all kinds have. */
function commonField(name: string): Shape | undefined {
  if (name === 'apiVersion' || name === 'kind') return text;
  if (name !== 'metadata') return undefined;
  return (metadata ??= (builtInShape('v1', 'ConfigMap') as FieldsShape).field(name));
}

export function customShape(schema: JSONSchemaProps): Shape {
  const shape = schemaShape(schema);
  if (shape.form !== 'fields') return undeclared;
  return { ...shape, field: (name) => commonField(name) ?? shape.field(name) };
}

type Extensions = Readonly<Record<string, unknown>>;

function schemaShape(schema: JSONSchemaProps): Shape {
  const extensions = schema as unknown as Extensions;
  const extension = (name: string) =>
    extensions[`x-kubernetes-${name}`] ?? extensions[`x_kubernetes_${name}`];
  if (extension('int-or-string') === true) return whole;
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return { form: 'whole', scalar: schema.type };
    case 'integer':
    case 'number':
      return { form: 'whole', scalar: 'numeric' };
    case 'array':
      return listShape(schema, extension('list-type'), extension('list-map-keys'));
    case 'object':
      return extension('map-type') === 'atomic' ? whole : objectShape(schema, extension);
    default:
      return undeclared;
  }
}

function listShape(schema: JSONSchemaProps, type: unknown, keys: unknown): Shape {
  if (type !== 'map' && type !== 'set') return whole;
  const items = (schema.items ?? {}) as JSONSchemaProps;
  const element = schemaShape(items);
  if (type === 'set') return { form: 'list', keys: [], element };
  const names = (keys ?? []) as readonly string[];
  const properties = (items.properties ?? {}) as Readonly<Record<string, JSONSchemaProps>>;
  const keyDefaults = Object.fromEntries(names.map((name) => [name, properties[name]?.default]));
  return { form: 'list', keys: names, keyDefaults, element };
}

function objectShape(schema: JSONSchemaProps, extension: (name: string) => unknown): Shape {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, JSONSchemaProps>>;
  const rest = schema.additionalProperties;
  const isOpen = extension('preserve-unknown-fields') === true || rest === true;
  const others = typeof rest === 'object' && rest !== null ? schemaShape(rest as JSONSchemaProps) : undefined;
  const fallback = others ?? (isOpen ? undeclared : undefined);
  const known = new Map<string, Shape | undefined>();
  const field = (name: string): Shape | undefined => {
    if (!Object.hasOwn(properties, name)) return fallback;
    if (!known.has(name)) known.set(name, schemaShape(properties[name]!));
    return known.get(name);
  };
  return { form: 'fields', isStruct: schema.properties !== undefined, field };
}
