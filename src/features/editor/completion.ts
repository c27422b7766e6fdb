/** What can be written at a cursor: fields of the kind, their allowed values, and words of the cluster. */
import type { JSONSchema } from 'monaco-yaml';
import { labelKeys, valuesOfField } from './cluster-values.ts';
import type { ClusterObjects } from './cluster-values.ts';
import { fieldAt, follow, kindsInSchema, typeOf } from './schema-walk.ts';
import type { FieldSchema } from './schema-walk.ts';
import type { CursorPlace, PathStep } from './yaml-cursor.ts';

export interface Suggestion {
  readonly label: string;
  /** A snippet: `$0` is where the cursor goes; later lines begin where the first does. */
  readonly insert: string;
  readonly look: 'field' | 'value' | 'object';
  /** The type of a field, or where a value comes from. */
  readonly detail: string;
  readonly documentation: string;
  /** Suggestions are ordered by it. */
  readonly rank: string;
  /** True when there is more to choose as soon as this one is taken. */
  readonly goesOn: boolean;
  /** What else must be so: the `apiVersion` of a chosen kind. */
  readonly apiVersion?: string;
}

/** All that fits at a place; what is typed already narrows it elsewhere. */
export function suggest(place: CursorPlace, root: JSONSchema, cluster: ClusterObjects): Suggestion[] {
  if (place.at === 'text') return [];
  if (place.at === 'value') return suggestValue(place, place.path, root, cluster);
  const around = place.isNamed ? place.path.slice(0, -1) : place.path;
  const info = fieldAt(root, place.document, around);
  if (info === undefined) return around.length === 0 ? suggestFirst(place) : [];
  const { schema } = info;
  if (schema.items !== undefined) return suggestItems(schema.items, place, root);
  if (schema.properties !== undefined) return suggestFields(schema, place, root, '');
  if (typeof schema.additionalProperties === 'object') {
    return labelKeys(around, cluster)
      .filter(({ text }) => !place.siblings.has(text))
      .map(({ text, from }, at) =>
        field(text, `${text}: $0`, { detail: from, rank: rankOf(at), goesOn: true }),
      );
  }
  return suggestValue(place, around, root, cluster);
}

/** A document without a kind: what every one begins with. */
function suggestFirst({ siblings, isNamed }: CursorPlace): Suggestion[] {
  return ['apiVersion', 'kind', 'metadata']
    .filter((name) => !siblings.has(name))
    .map((name, at) =>
      field(name, insertOf(name, name === 'metadata' ? '\n  name: $0' : ' $0', isNamed), {
        rank: rankOf(at),
        goesOn: name !== 'metadata',
      }),
    );
}

function suggestFields(
  { properties = {}, required = [] }: FieldSchema,
  place: CursorPlace,
  root: JSONSchema,
  prefix: string,
): Suggestion[] {
  const ranks = ['apiVersion', 'kind', 'metadata', 'spec'];
  return Object.entries(properties)
    .filter(([name]) => prefix !== '' || !place.siblings.has(name))
    .map(([name, raw]) => {
      const { schema } = follow(root, raw);
      const isFirst = required.includes(name) || (place.path.length <= 1 && ranks.includes(name));
      const insert = insertOf(name, bodyOf(schema, root), place.isNamed);
      return field(`${prefix}${name}`, `${prefix}${insert.replaceAll('\n', prefix === '' ? '\n' : '\n  ')}`, {
        detail: typeOf(raw),
        documentation: raw.description || schema.description || '',
        rank: `${isFirst ? 0 : name === 'status' ? 2 : 1}${name}`,
        goesOn: schema.properties === undefined || schema.items !== undefined,
      });
    });
}

/** In a list, but at no item of it: a new one begins with its dash. */
function suggestItems(items: FieldSchema, place: CursorPlace, root: JSONSchema): Suggestion[] {
  const { schema } = follow(root, items);
  if (schema.properties !== undefined) return suggestFields(schema, place, root, '- ');
  return [field('- ', '- $0', { detail: typeOf(items), rank: '0', goesOn: true })];
}

/** What follows the name of a field: an item or a map begins on its own line. */
function bodyOf({ items, properties, additionalProperties }: FieldSchema, root: JSONSchema): string {
  if (items !== undefined) {
    const { schema } = follow(root, items);
    const [first] = schema.required ?? [];
    return first === undefined ? '\n  - $0' : `\n  - ${first}: $0`;
  }
  return properties !== undefined || typeof additionalProperties === 'object' ? '\n  $0' : ' $0';
}

/** The name alone where the colon is written already. */
function insertOf(name: string, body: string, isNamed: boolean): string {
  return isNamed ? name : `${name}:${body}`;
}

function suggestValue(
  place: CursorPlace,
  path: readonly PathStep[],
  root: JSONSchema,
  cluster: ClusterObjects,
): Suggestion[] {
  if (path.length === 1 && path[0] === 'kind') return suggestKinds(place, root);
  if (path.length === 1 && path[0] === 'apiVersion') return suggestVersions(place, root);
  const info = fieldAt(root, place.document, path);
  if (info === undefined) return [];
  const fixed = info.schema.enum ?? (info.schema.type === 'boolean' ? [true, false] : []);
  const found = valuesOfField(info, place, cluster);
  return [
    ...fixed.map((text, at) => value(String(text), '', rankOf(at))),
    ...found.map(({ text, from }, at) => value(text, from, rankOf(fixed.length + at))),
  ];
}

/** Kinds of the `apiVersion` that is written come first; another brings its own. */
function suggestKinds({ document }: CursorPlace, root: JSONSchema): Suggestion[] {
  return [...kindsInSchema(root)].map(([name, raw]) => {
    const { apiVersion, kind } = splitKind(name);
    const fits = document.apiVersion === apiVersion;
    return {
      ...value(kind, apiVersion, `${fits ? 0 : 1}${kind}${apiVersion}`),
      look: 'object',
      documentation: follow(root, raw).schema.description ?? '',
      ...(fits ? {} : { apiVersion }),
    };
  });
}

function suggestVersions({ document }: CursorPlace, root: JSONSchema): Suggestion[] {
  const kinds = [...kindsInSchema(root).keys()].map(splitKind);
  const fitting = kinds.filter(({ kind }) => kind === document.kind);
  const chosen = fitting.length === 0 ? kinds : fitting;
  return [...new Set(chosen.map(({ apiVersion }) => apiVersion))].map((text) =>
    value(text, fitting.length === 0 ? '' : document.kind, text),
  );
}

function splitKind(name: string): { apiVersion: string; kind: string } {
  const slash = name.lastIndexOf('/');
  return { apiVersion: name.slice(0, slash), kind: name.slice(slash + 1) };
}

function field(label: string, insert: string, more: Partial<Suggestion>): Suggestion {
  return { label, insert, look: 'field', detail: '', documentation: '', rank: label, goesOn: false, ...more };
}

function value(text: string, detail: string, rank: string): Suggestion {
  const insert = quoted(text).replaceAll(/[\\$}]/g, String.raw`\$&`);
  return { label: text, insert, look: 'value', detail, documentation: '', rank, goesOn: false };
}

/** Words that YAML would read as something else than text. */
function quoted(text: string): string {
  const isPlain =
    /^[A-Za-z0-9_./][\w./:@-]*$/.test(text) &&
    !/^[\d.]+$/.test(text) &&
    !/^(?:yes|no|on|off|y|n|null|~)$/i.test(text);
  return isPlain || text === 'true' || text === 'false' ? text : JSON.stringify(text);
}

function rankOf(at: number): string {
  return String(at).padStart(4, '0');
}
