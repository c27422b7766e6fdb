/** Manifests that commands are given with `-f`: YAML or JSON, several documents, lists taken apart. */
import { parseAllDocuments, type YAMLError } from 'yaml';
import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Invocation } from './invocation.ts';
import type { ObjectReference, Server } from './server.ts';

export interface Manifest extends ObjectReference {
  readonly object: AnyObject;
  /** `STDIN` or the file's name: errors say it. */
  readonly source: string;
}

/** How deep and how often an alias may be used before text counts as an attack on memory. */
const maxAliasCount = 100;

/** @throws KubectlError when a file is missing, no YAML, or holds no object of a known kind. */
export async function readManifests(invocation: Invocation): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of invocation.flags.list('filename').flatMap((name) => pathsOf(invocation, name))) {
    const source = path === '-' ? 'STDIN' : path;
    for (const object of parseObjects(readText(invocation, path), source))
      manifests.push(await toManifest(invocation.server, object, source, invocation.namespace));
  }
  return manifests;
}

/** A file, or those of a directory that hold manifests: all below it with `--recursive`. */
function pathsOf({ files, flags }: Invocation, name: string): string[] {
  if (name === '-' || files.read(name) !== undefined) return [name];
  const inside = files.list(name).filter((path) => /\.(json|ya?ml)$/.test(path));
  const wanted = flags.isOn('recursive') ? inside : inside.filter((path) => !path.includes('/'));
  return wanted.length === 0 ? [name] : wanted.map((path) => `${name.replace(/\/$/, '')}/${path}`);
}

function readText({ files, stdin }: Invocation, path: string): string {
  if (/^https?:\/\//.test(path))
    throw new KubectlError(`unable to read URL "${path}", there is no network behind this kubectl`);
  const text = path === '-' ? (stdin ?? '') : files.read(path);
  if (text === undefined) throw new KubectlError(`the path "${path}" does not exist`);
  return text;
}

/** The objects of a YAML or JSON text, lists taken apart. @throws KubectlError when it can't be read. */
export function parseObjects(text: string, source: string): AnyObject[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const values = ('empty' in documents ? [] : documents).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new KubectlError(
        `error parsing ${source}: error converting YAML to JSON: yaml: ${yamlErrorText(error)}`,
      );
    }
    return document.toJS({ maxAliasCount }) as unknown;
  });
  return values
    .filter((value) => value !== null && value !== undefined)
    .flatMap((value) => flatten(value, source));
}

/** Where kubectl's own YAML parser has words of its own. */
const yamlWords: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'mapping values are not allowed in this context',
  TAB_AS_INDENT: 'found character that cannot start any token',
};

/** What kubectl's own parser says where ours found a fault. */
export function yamlErrorText(error: YAMLError): string {
  const collection = /^Flow (sequence|map)/.exec(error.message)?.[1];
  const message =
    (collection && `did not find expected ${collection === 'map' ? "',' or '}'" : "',' or ']'"}`) ??
    yamlWords[error.code] ??
    error.message.replace(/ at line \d+[^]*$/, '');
  return `line ${error.linePos?.[0].line ?? 1}: ${message}`;
}

function flatten(value: unknown, source: string): AnyObject[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KubectlError(
      `error parsing ${source}: json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type unstructured.detector`,
    );
  }
  const object = value as AnyObject;
  const items =
    object.kind?.endsWith('List') && Array.isArray(object['items'])
      ? (object['items'] as unknown[])
      : undefined;
  return items === undefined ? [object] : items.flatMap((item) => flatten(item, source));
}

function jsonTypeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

/** @throws KubectlError for an object without a kind, or of one that the server doesn't have. */
export async function toManifest(
  server: Server,
  object: AnyObject,
  source: string,
  namespace: string,
): Promise<Manifest> {
  const kind = await kindOf(server, object, source);
  const own = object.metadata?.namespace ?? '';
  const placed = kind.namespaced ? own || namespace : '';
  const metadata = { ...object.metadata, ...(kind.namespaced ? { namespace: placed } : {}) };
  return {
    kind,
    namespace: placed,
    name: object.metadata?.name ?? '',
    object: { ...object, metadata },
    source,
  };
}

async function kindOf(server: Server, object: AnyObject, source: string): Promise<ResourceKind> {
  const unset = (['apiVersion', 'kind'] as const).filter(
    (key) => typeof object[key] !== 'string' || object[key] === '',
  );
  if (unset.length > 0) {
    const texts = unset.map((key) => `${key} not set`);
    const text = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
    throw new KubectlError(
      `error validating "${source}": error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  }
  const { apiVersion = '', kind = '' } = object;
  const found = await server.kindOfObject(apiVersion, kind);
  if (found !== undefined) return found;
  const { name = '', namespace = '' } = object.metadata ?? {};
  throw new KubectlError(
    `resource mapping not found for name: "${name}" namespace: "${namespace}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
  );
}
