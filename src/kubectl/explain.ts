/** Fields in words, from the generated reference. `staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl` */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { apiVersionOf } from '../engine/api/kinds.ts';
import type { Definition } from '../engine/api/first-structure.ts';
import { definitionOf, definitions } from '../engine/api/structure.ts';
import { KubectlError } from './kubectl-error.ts';

/** Words by definition and field; those of a definition itself stand under ''. */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const textWidth = 76;

const simpleTypes: Readonly<Record<string, string>> = {
  s: 'string',
  n: 'integer',
  b: 'boolean',
  t: 'Time',
  i: 'IntOrString',
  q: 'Quantity',
  y: 'string',
  '*': 'Object',
};

/** What stands at a path of fields of a kind. @throws KubectlError when there is no such field */
export function explain(
  kind: ResourceKind,
  path: readonly string[],
  descriptions: Descriptions,
  recursive: boolean,
): string {
  const root = definitionOf(apiVersionOf(kind), kind.kind) ?? kind.kind;
  const { definition, type, text } = follow(root, path, descriptions);
  const field = path.at(-1);
  const head = [
    ...(kind.group === '' ? [] : [`GROUP:      ${kind.group}`]),
    `KIND:       ${kind.kind}`,
    `VERSION:    ${kind.version}`,
    '',
    ...(field === undefined ? [] : [`FIELD: ${field} <${typeText(type)}>`, '', '']),
    'DESCRIPTION:',
    ...wrapped(text === '' ? '<empty>' : text, 4),
    '    ',
  ];
  const fields = definition === undefined ? [] : fieldLines(definition, descriptions, recursive, 1, [root]);
  return [...head, ...(fields.length === 0 ? [] : ['FIELDS:', ...fields]), ''].join('\n');
}

interface Place {
  /** The definition of what stands there, when it has fields of its own. */
  readonly definition: string | undefined;
  readonly type: string;
  readonly text: string;
}

function follow(root: string, path: readonly string[], descriptions: Descriptions): Place {
  let place: Place = { definition: root, type: root, text: descriptions[root]?.[''] ?? '' };
  for (const field of path) {
    const type: string | undefined = fieldsOf(place.definition)[field];
    if (type === undefined) throw new KubectlError(`field "${field}" does not exist`);
    const own: string = descriptions[place.definition ?? '']?.[field] ?? '';
    const inner = innerType(type);
    const definition = inner in definitions ? inner : undefined;
    const general = definition === undefined ? '' : (descriptions[definition]?.[''] ?? '');
    const text = [own, general].filter((words, index, all) => words !== '' && all.indexOf(words) === index);
    place = { definition, type, text: text.join('\n') };
  }
  return place;
}

function fieldsOf(definition: string | undefined): Definition {
  return definition === undefined ? {} : (definitions[definition] ?? {});
}

/** Without the marks of required, lists and maps. */
function innerType(type: string): string {
  return type.replace(/^!/, '').replace(/^[[{]+/, '');
}

function typeText(type: string): string {
  const bare = type.replace(/^!/, '');
  if (bare.startsWith('[')) return `[]${typeText(bare.slice(1))}`;
  if (bare.startsWith('{')) return `map[string]${typeText(bare.slice(1))}`;
  return simpleTypes[bare] ?? bare;
}

/** `above` are the definitions around this one: some contain themselves. */
function fieldLines(
  definition: string,
  descriptions: Descriptions,
  recursive: boolean,
  level: number,
  above: readonly string[],
): string[] {
  const indent = '  '.repeat(level);
  return Object.entries(fieldsOf(definition))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([field, type]) => {
      const title = `${indent}${field}\t<${typeText(type)}>${type.startsWith('!') ? ' -required-' : ''}`;
      const inner = innerType(type);
      const words = descriptions[definition]?.[field] || descriptions[inner]?.[''] || '<no description>';
      if (!recursive) return [title, ...wrapped(words, 4), ''];
      if (!(inner in definitions) || above.includes(inner)) return [title];
      return [title, ...fieldLines(inner, descriptions, recursive, level + 1, [...above, inner])];
    });
}

function wrapped(text: string, indent: number): string[] {
  const lines = text.split('\n').flatMap((paragraph) => {
    const broken: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > textWidth) {
        broken.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...broken, line];
  });
  return lines.map((line) => ' '.repeat(indent) + line);
}
