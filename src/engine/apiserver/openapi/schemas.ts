/**
 * Schemas of a document from the structure of the definitions. References stand alone in `allOf`, maps are complete
 * and lists say how they are merged: clients compute patches from it.
 * `kube-openapi/pkg/generators/openapi.go`
 */
import { integerBits } from '../../api/go-types.ts';
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';
import { kubernetesPatchSchema } from '../../api/patch/merge-keys.ts';
import { definitionOf, definitions } from '../../api/structure.ts';
import { customSchema, type Schema } from './custom-schema.ts';
import { isScalar, schemaName } from './names.ts';

/** Words about a definition (with an empty field) or one of its fields; undefined when there are none. */
export type Describe = (definition: string, field: string) => string | undefined;

/** The schemas of the kinds and of all that they are made of, by name. */
export function schemasOf(kinds: readonly ResourceKind[], describe?: Describe): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  const rootOf = (kind: ResourceKind) => definitionOf(apiVersionOf(kind), kind.kind);
  const builtIn = kinds.filter(({ custom }) => custom === undefined);
  const needsMetadata = builtIn.length < kinds.length;
  const reached = reach([
    ...builtIn.flatMap((kind) => rootOf(kind) ?? []),
    ...(needsMetadata ? ['ObjectMeta'] : []),
  ]);
  for (const name of reached) schemas[schemaName(name)] = schemaOf(name, describe);
  for (const [name, schema] of Object.entries(scalarSchemas)) schemas[schemaName(name)] = schema;
  for (const kind of kinds) {
    const root = rootOf(kind);
    if (kind.custom !== undefined) schemas[customName(kind)] = customSchema(kind, kind.custom);
    else if (root !== undefined) addKind(schemas[schemaName(root)]!, kind);
  }
  return schemas;
}

const scalarSchemas: Readonly<Record<string, Schema>> = {
  Time: { type: 'string', format: 'date-time' },
  Quantity: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  IntOrString: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
};

function addKind(schema: Schema, { group, version, kind }: ResourceKind): void {
  const standing = (schema['x-kubernetes-group-version-kind'] as object[] | undefined) ?? [];
  schema['x-kubernetes-group-version-kind'] = [...standing, { group, kind, version }];
}

/** `com.example.stable.v1.CronTab`. */
function customName({ group, version, kind }: ResourceKind): string {
  return [...group.split('.').toReversed(), version, kind].join('.');
}

/** The definitions and all that their fields are made of. */
function reach(roots: readonly string[]): ReadonlySet<string> {
  const found = new Set(roots);
  for (const name of found)
    for (const type of Object.values(definitions[name] ?? {})) {
      const inner = innerType(type);
      if (inner in definitions) found.add(inner);
    }
  return found;
}

function innerType(type: string): string {
  return type.replace(/^!?[[{]*/, '');
}

function schemaOf(name: string, describe: Describe | undefined): Schema {
  const fields = Object.entries(definitions[name]!);
  const required = fields.filter(([, type]) => type.startsWith('!')).map(([field]) => field);
  const properties = fields.map(([field, type]) => [
    field,
    withWords(
      { ...typeSchema(type.replace('!', ''), field), ...merging(name, field, type) },
      // The reference leaves the words of some fields to what they are made of.
      describe?.(name, field) ?? describe?.(innerType(type), ''),
    ),
  ]);
  const schema: Schema = {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) as object } : {}),
  };
  return withWords(schema, describe?.(name, ''));
}

function withWords(schema: Schema, description: string | undefined): Schema {
  return description === undefined ? schema : { description, ...schema };
}

function typeSchema(type: string, field: string): Schema {
  if (type.startsWith('[')) return { type: 'array', items: typeSchema(type.slice(1), field) };
  if (type.startsWith('{')) return { type: 'object', additionalProperties: typeSchema(type.slice(1), field) };
  if (!isScalar(type)) return { allOf: [reference(type)], default: {} };
  switch (type) {
    case 's':
      return { type: 'string' };
    case 'n':
      return { type: 'integer', format: `int${integerBits(field)}` };
    case 'b':
      return { type: 'boolean' };
    case 'y':
      return { type: 'string', format: 'byte' };
    case 't':
      return { allOf: [reference('Time')] };
    case 'q':
      return { allOf: [reference('Quantity')] };
    case 'i':
      return { allOf: [reference('IntOrString')] };
    default:
      return { type: 'object' };
  }
}

function reference(definition: string): Schema {
  return { $ref: `#/components/schemas/${schemaName(definition)}` };
}

/** How a list or an object is patched. */
function merging(definition: string, field: string, type: string): Schema {
  const strategy = kubernetesPatchSchema.strategies[definition]?.[field];
  const { merge = false, replace = false, retainKeys = false, mergeKey } = strategy ?? {};
  const words = [merge ? 'merge' : '', replace ? 'replace' : '', retainKeys ? 'retainKeys' : ''].filter(
    Boolean,
  );
  const isList = type.replace('!', '').startsWith('[');
  return {
    ...(isList ? { 'x-kubernetes-list-type': listType(merge, mergeKey) } : {}),
    ...(mergeKey === undefined
      ? {}
      : { 'x-kubernetes-list-map-keys': [mergeKey], 'x-kubernetes-patch-merge-key': mergeKey }),
    ...(words.length > 0 ? { 'x-kubernetes-patch-strategy': words.join(',') } : {}),
  };
}

function listType(merge: boolean, mergeKey: string | undefined): string {
  if (mergeKey !== undefined) return 'map';
  return merge ? 'set' : 'atomic';
}
