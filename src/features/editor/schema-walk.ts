/** What the schema says of the field at a path. */
import type { JSONSchema } from 'monaco-yaml';
import type { PathStep } from './yaml-cursor.ts';

/** The part of JSON schema that Kubernetes' own and custom kinds use. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly definitions?: Readonly<Record<string, FieldSchema>>;
}

export interface FieldInfo {
  /** References followed. */
  readonly schema: FieldSchema;
  /** As `kubectl explain` writes it: `[]Container`, `map[string]string`. */
  readonly type: string;
  readonly required: boolean;
  /** The field's own words, else those of its type. */
  readonly description: string;
  /** The definition that the field is in, such as `PodSpec`; empty within custom kinds. */
  readonly owner: string;
  readonly field: string;
}

/** `apps/v1/Deployment`, as the definitions of custom kinds are called too. */
export type SchemaIndex = ReadonlyMap<string, FieldSchema>;

interface KindRule {
  readonly if?: { properties?: Record<'apiVersion' | 'kind', { const?: string }> };
  readonly then?: FieldSchema;
}

const indexes = new WeakMap<JSONSchema, SchemaIndex>();

/** The kinds of a schema that buildKubernetesSchema made, by `apiVersion/kind`. */
export function kindsInSchema(root: JSONSchema): SchemaIndex {
  let index = indexes.get(root);
  if (index === undefined) {
    const rules = (root.allOf ?? []) as readonly KindRule[];
    const entries = rules.map(({ if: when, then }): [string, FieldSchema] => [
      `${when?.properties?.apiVersion.const ?? ''}/${when?.properties?.kind.const ?? ''}`,
      then ?? {},
    ]);
    indexes.set(root, (index = new Map(entries)));
  }
  return index;
}

/** The field at a path of a kind; undefined where the schema has none, or no such kind. */
export function fieldAt(
  root: JSONSchema,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  path: readonly PathStep[],
): FieldInfo | undefined {
  const start = kindsInSchema(root).get(`${apiVersion}/${kind}`);
  if (start === undefined) return undefined;
  let [field, owner] = ['', ''];
  let required = false;
  let raw = start;
  for (const step of path) {
    const { schema, name } = follow(root, raw);
    const next = stepInto(schema, step);
    if (next === undefined) return undefined;
    if (typeof step === 'string') {
      [field, owner] = [step, name];
      required = schema.required?.includes(step) === true;
    }
    raw = next;
  }
  const { schema } = follow(root, raw);
  const description = raw.description || schema.description || '';
  return { schema, type: typeOf(raw), required, description, owner, field };
}

function stepInto(schema: FieldSchema, step: PathStep): FieldSchema | undefined {
  if (typeof step === 'number') return schema.items;
  const { properties = {}, additionalProperties } = schema;
  if (Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** A definition and its name. Definitions of the API refer to no reference alone, so one step is enough. */
export function follow(root: JSONSchema, raw: FieldSchema): { schema: FieldSchema; name: string } {
  if (raw.$ref === undefined) return { schema: raw, name: '' };
  const name = raw.$ref.slice(raw.$ref.lastIndexOf('/') + 1);
  return { schema: ((root.definitions ?? {}) as Record<string, FieldSchema>)[name] ?? {}, name };
}

export function typeOf({ $ref, type, items, additionalProperties, ...rest }: FieldSchema): string {
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (items !== undefined) return `[]${typeOf(items)}`;
  if (typeof additionalProperties === 'object') return `map[string]${typeOf(additionalProperties)}`;
  if (Array.isArray(type)) return type.includes('number') ? 'Quantity' : 'IntOrString';
  if (type === undefined) return rest.properties === undefined ? 'any' : 'Object';
  return type === 'object' ? 'Object' : String(type);
}

/** What is said to hold when the field is left out; the API's own schema says it in words alone. */
export function defaultOf({ schema, description }: FieldInfo): string {
  if (schema.default !== undefined) return JSON.stringify(schema.default);
  const said = /\bdefaults? (?:to|is|value is) (?:the )?"?(?<value>[\w./%:-]+(?: seconds?)?)/i.exec(
    description,
  );
  return said?.groups?.['value']?.replace(/[.:]+$/, '') ?? '';
}
