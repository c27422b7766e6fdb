import { explain, type Schema } from '../explain.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { unmatchedType } from '../resource-map.ts';

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The part of an OpenAPI document that tells about fields. */
interface OpenApiDocument {
  readonly components?: {
    readonly schemas?: Readonly<
      Record<string, Schema & { readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[] }>
    >;
  };
}

/** `kubectl explain`. `staging/src/k8s.io/kubectl/pkg/cmd/explain/explain.go` */
export const explainCommand: KubectlCommand = {
  name: 'explain',
  flags: [
    { name: 'api-version', takes: 'text' },
    { name: 'output', takes: 'text', initially: 'plaintext' },
    { name: 'recursive', takes: 'switch' },
  ],
  async run(invocation) {
    const { words, flags, print, server } = invocation;
    const [word, ...others] = words;
    if (word === undefined)
      throw new KubectlError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    if (others.length > 0) throw new KubectlError('We accept only this format: explain RESOURCE');
    const [resource = '', ...rest] = word.split('.');
    const found =
      (await server.resourceMap()).byName(resource) ?? (await server.resourceMap(true)).byName(resource);
    if (found === undefined) throw unmatchedType(resource);
    if (flags.text('output') !== 'plaintext')
      throw new KubectlError(`unrecognized format: ${flags.text('output')}`);
    const kind = { ...found, ...askedVersion(flags.text('api-version')) };
    const schemas = await withWords((await readSchemas(invocation, kind)) ?? {});
    const root = Object.values(schemas).find((schema) =>
      schema['x-kubernetes-group-version-kind']?.some(
        (one) => one.kind === kind.kind && one.group === kind.group && one.version === kind.version,
      ),
    );
    if (root === undefined) throw notFound(kind);
    print(
      `${kind.group === '' ? '' : `GROUP:      ${kind.group}\n`}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n`,
    );
    const path = withoutGroup(rest, kind.group);
    const text = explain(root, path, schemas, flags.isOn('recursive'));
    if (text === undefined) throw new KubectlError(`field "${path.at(-1)}" does not exist`);
    print(text);
  },
};

function notFound({
  group,
  version,
  plural,
}: {
  group: string;
  version: string;
  plural: string;
}): KubectlError {
  const where = `${group === '' ? '' : `${group}/`}${version}, Resource=${plural}`;
  return new KubectlError(`couldn't find resource for "${where}"`);
}

function askedVersion(text: string): Partial<GroupVersionKind> {
  if (text === '') return {};
  const [group, version] = text.includes('/') ? text.split('/') : ['', text];
  return { group: group!, version: version! };
}

/** `crontabs.stable.example.com.spec`: the group may stand between the kind and its fields. */
function withoutGroup(path: readonly string[], group: string): readonly string[] {
  const parts = group.split('.');
  const isNamed = group !== '' && parts.every((part, index) => path[index] === part);
  return isNamed ? path.slice(parts.length) : path;
}

type KindSchemas = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>;

async function readSchemas(
  { client }: Invocation,
  { group, version }: GroupVersionKind,
): Promise<KindSchemas | undefined> {
  const path = group === '' ? `/openapi/v3/api/${version}` : `/openapi/v3/apis/${group}/${version}`;
  const { code, body } = await client.request({ method: 'GET', path });
  return code === 200 ? (body as OpenApiDocument).components?.schemas : undefined;
}

/** By definition and field; those of a definition itself stand under ''. */
type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A server within the page tells no descriptions of Kubernetes' own kinds: they are long, and seldom asked for. */
async function withWords(schemas: KindSchemas): Promise<KindSchemas> {
  const { default: generated } = await import('../../engine/api/generated/descriptions.json', {
    with: { type: 'json' },
  });
  const words = generated as unknown as Words;
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, described(schema, wordsOf(name, words), words)]),
  );
}

/** Names that several groups use have the group or the version before them in the reference: `RbacSubject`. */
function wordsOf(schemaName: string, words: Words): Words[string] | undefined {
  const [group = '', version = '', definition = ''] = schemaName.split('.').slice(-3);
  const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
  return words[capital(group) + definition] ?? words[capital(version) + definition] ?? words[definition];
}

/** The reference leaves the words of some fields to what they are made of. */
function described(schema: Schema, own: Words[string] = {}, words: Words): Schema {
  if (schema.description !== undefined) return schema;
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const description = field.description ?? own[name] ?? wordsOf(referenceOf(field), words)?.[''];
    return [name, description === undefined ? field : { ...field, description }] as const;
  });
  const description = own[''];
  return {
    ...schema,
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(fields),
  };
}

function referenceOf({ $ref, allOf, items, additionalProperties }: Schema): string {
  const inner =
    allOf?.[0] ?? items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return $ref ?? (inner === undefined ? '' : referenceOf(inner));
}
