/** Fields in words, from an OpenAPI document. `staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl` */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

/** By the name that references end with. */
export type Schemas = Readonly<Record<string, Schema>>;

const textWidth = 76;
/** Values of an enumeration that a list of fields shows. */
const mostValues = 4;

/** What stands at a path of fields of a kind; undefined when there is no such field. */
export function explain(
  root: Schema,
  path: readonly string[],
  schemas: Schemas,
  recursive: boolean,
): string | undefined {
  return new Explanation(schemas, recursive).at(root, path, []);
}

class Explanation {
  readonly #schemas: Schemas;
  readonly #recursive: boolean;

  constructor(schemas: Schemas, recursive: boolean) {
    this.#schemas = schemas;
    this.#recursive = recursive;
  }

  /** `seen` are the references that led here from the last field: some contain themselves. */
  at(schema: Schema, path: readonly string[], seen: readonly string[]): string | undefined {
    const found = this.#resolve(schema);
    const [field, ...rest] = path;
    if (field === undefined) return this.#describe(found);
    const { $ref = '' } = schema;
    if ($ref !== '' && seen.includes($ref)) return undefined;
    const next = [...seen, $ref];
    const inner = found.properties?.[field];
    if (inner !== undefined) {
      const title = `FIELD: ${field} <${this.#typeOf(inner)}>\n${allValues(inner)}\n\n`;
      const below = this.at(inner, rest, []);
      return below === undefined ? undefined : `${rest.length === 0 ? title : ''}${below}`;
    }
    const elements = elementsOf(found);
    if (elements !== undefined) return this.at(elements, path, next);
    for (const part of found.allOf ?? []) {
      const text = this.at(part, path, next);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #resolve(schema: Schema): Schema {
    return this.#schemas[nameIn(schema.$ref)] ?? schema;
  }

  #describe(schema: Schema): string {
    const fields = this.#fields(schema, 1, []).join('');
    const text = wrapped(this.#words(schema) || '<empty>');
    return `DESCRIPTION:\n${text}\n${fields === '' ? '' : `FIELDS:\n${fields}`}`;
  }

  /** The description, and those of everything that it stands for. */
  #words(schema: Schema): string {
    const found = this.#resolve(schema);
    const elements = found.items ?? elementsOf(found);
    const parts = [...(found.allOf ?? []), ...(elements === undefined ? [] : [elements])];
    const own = found.description === undefined || found.description === '' ? '' : `${found.description}\n`;
    return own + parts.map((part) => this.#words(part)).join('');
  }

  #fields(schema: Schema, level: number, seen: readonly string[]): string[] {
    const { $ref = '' } = schema;
    if ($ref !== '' && seen.includes($ref)) return [];
    const next = [...seen, $ref];
    const found = this.#resolve(schema);
    const properties = Object.entries(found.properties ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const own = properties.flatMap(([name, field]) => [
      this.#field(name, field, found, level),
      ...(this.#recursive ? this.#fields(field, level + 1, next) : []),
    ]);
    const elements = elementsOf(found);
    const others = [...(found.allOf ?? []), ...(elements === undefined ? [] : [elements])];
    return [...own, ...others.flatMap((other) => this.#fields(other, level, next))];
  }

  #field(name: string, field: Schema, { required = [] }: Schema, level: number): string {
    const indent = '  '.repeat(level);
    const mark = required.includes(name) ? ' -required-' : '';
    const title = `${indent}${name}\t<${this.#typeOf(field)}>${mark}${someValues(field, indent)}\n`;
    return this.#recursive ? title : `${title}${wrapped(field.description || '<no description>')}\n\n`;
  }

  #typeOf(schema: Schema): string {
    const { items, additionalProperties, allOf = [], properties, $ref, type } = schema;
    if (items !== undefined) return `[]${this.#typeOf(items)}`;
    if (typeof additionalProperties === 'object') return `map[string]${this.#typeOf(additionalProperties)}`;
    if (allOf.length === 1 && properties === undefined) return this.#typeOf(allOf[0]!);
    if ($ref === undefined) return type === 'object' ? 'Object' : (type ?? 'Object');
    const referred = this.#schemas[nameIn($ref)]?.type ?? 'object';
    return referred === 'object' ? $ref.slice($ref.lastIndexOf('.') + 1) : referred;
  }
}

function nameIn(reference = ''): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function elementsOf({ items, additionalProperties }: Schema): Schema | undefined {
  return items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function allValues({ enum: values }: Schema): string {
  return values === undefined ? '' : `ENUM:${values.map((value) => `\n    ${valueText(value)}`).join('')}`;
}

function someValues({ enum: values }: Schema, indent: string): string {
  if (values === undefined) return '';
  const more = values.length > mostValues ? ', ....' : '';
  return `\n${indent}enum: ${values.slice(0, mostValues).map(valueText).join(', ')}${more}`;
}

function valueText(value: unknown): string {
  return value === '' ? '""' : String(value);
}

function wrapped(text: string): string {
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
  return lines.map((line) => `    ${line}`).join('\n');
}
