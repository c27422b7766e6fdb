/**
 * The JSON schema of everything that can be applied, built when the editor opens from the same generated structure
 * that the API server decodes with. One schema serves all documents: each is held to the kind that it names.
 */
import type { JSONSchema } from 'monaco-yaml';
import type { KubernetesReference } from '../../model/kubernetes-reference.ts';
import { enumsOf, playgroundDescriptions } from './schema-additions.ts';

type Structure = KubernetesReference['structure'];
type Descriptions = KubernetesReference['descriptions'];

/** Kinds that are sub-resources or written by the cluster alone: offering them would only mislead. */
const notForManifests = new Set(['v1/Binding', 'policy/v1/Eviction', 'autoscaling/v1/Scale', 'v1/Event']);

/** A kind that a CustomResourceDefinition adds. */
export interface CustomSchema {
  readonly apiVersion: string;
  readonly kind: string;
  /** Its `openAPIV3Schema`. */
  readonly schema: object;
}

/** Field types are short text; what the letters mean stands in engine/api/structure.ts. */
export function buildKubernetesSchema(
  generated: Structure,
  described: Descriptions,
  custom: readonly CustomSchema[] = [],
): JSONSchema {
  const descriptions = { ...described, ...playgroundDescriptions };
  const kinds = Object.entries(generated.kinds).filter(([name]) => !notForManifests.has(name));
  const definitions: Record<string, JSONSchema> = {};
  for (const [name, fields] of Object.entries(generated.definitions)) {
    definitions[name] = definitionSchema(name, fields, descriptions[name] ?? {});
  }
  for (const kind of custom) definitions[customName(kind)] = customSchema(kind);
  const all = [
    ...kinds,
    ...custom.map((kind): [string, string] => [`${kind.apiVersion}/${kind.kind}`, customName(kind)]),
  ];
  return {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      apiVersion: { type: 'string', enum: unique(all.map(([name]) => splitKind(name).apiVersion)) },
      kind: { type: 'string', enum: unique(all.map(([name]) => splitKind(name).kind)) },
    },
    allOf: all.map(([name, definition]) => whenKind(name, definition)),
    definitions,
  };
}

/** A reference may hold no slash but its own. */
function customName({ apiVersion, kind }: CustomSchema): string {
  return `${kind}.${apiVersion.replace('/', '.')}`;
}

/** What every object has comes from the API, whatever the definition says of it. */
function customSchema({ schema }: CustomSchema): JSONSchema {
  const { properties = {}, ...rest } = schema as { properties?: Record<string, JSONSchema> };
  return {
    ...rest,
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      ...properties,
      metadata: { $ref: '#/definitions/ObjectMeta' },
    },
  };
}

function whenKind(name: string, definition: string): JSONSchema {
  const { apiVersion, kind } = splitKind(name);
  return {
    if: {
      required: ['apiVersion', 'kind'],
      properties: { apiVersion: { const: apiVersion }, kind: { const: kind } },
    },
    // oxlint-disable-next-line unicorn/no-thenable -- the word is JSON schema's own
    then: { $ref: `#/definitions/${definition}` },
  };
}

/** `apps/v1/Deployment` to its two fields. */
function splitKind(name: string): { apiVersion: string; kind: string } {
  const slash = name.lastIndexOf('/');
  return { apiVersion: name.slice(0, slash), kind: name.slice(slash + 1) };
}

function definitionSchema(
  name: string,
  fields: Readonly<Record<string, string>>,
  descriptions: Readonly<Record<string, string>>,
): JSONSchema {
  const properties: Record<string, JSONSchema> = {};
  for (const [field, type] of Object.entries(fields)) {
    const description = descriptions[field];
    const values = enumsOf[`${name}.${field}`];
    properties[field] = {
      ...typeSchema(type.replace(/^!/, '')),
      ...(values === undefined ? {} : { enum: [...values] }),
      ...(description === undefined ? {} : { description }),
    };
  }
  const required = Object.keys(fields).filter((field) => fields[field]?.startsWith('!'));
  const description = descriptions[''];
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(description === undefined ? {} : { description }),
  };
}

const scalars: Readonly<Record<string, JSONSchema>> = {
  s: { type: 'string' },
  n: { type: 'integer' },
  b: { type: 'boolean' },
  t: { type: 'string' },
  // A quantity may be written as a bare number.
  q: { type: ['string', 'number'] },
  y: { type: 'string' },
  i: { type: ['integer', 'string'] },
  '*': {},
};

function typeSchema(type: string): JSONSchema {
  if (type.startsWith('[')) return { type: 'array', items: typeSchema(type.slice(1)) };
  if (type.startsWith('{')) return { type: 'object', additionalProperties: typeSchema(type.slice(1)) };
  return scalars[type] ?? { $ref: `#/definitions/${type}` };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
