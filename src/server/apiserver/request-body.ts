/** Bytes of a request to the plain value they carry, by media type. */
import type { IncomingMessage } from 'node:http';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { duplicateFields, TooDeepError } from './json-shape.ts';
import { decodeProtobuf, ProtobufError } from './protobuf.ts';
import { badRequest, tooLarge, unsupportedMediaType } from './refusal.ts';

/** `apiserver/pkg/server/config.go`: MaxRequestBodyBytes. */
const maxBodyBytes = 3 * 1024 * 1024;
const maxAliasCount = 100;

/** Never holds more than the limit in memory. @throws Refusal with 413 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > maxBodyBytes) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export interface DecodedBody {
  /** Undefined when there is no body. */
  readonly value: unknown;
  /** Fields that stand there twice; the last counts. */
  readonly duplicates: readonly string[];
}

/** @throws Refusal with 400 or 415 */
export function decodeBody(bytes: Buffer, contentType: string): DecodedBody {
  if (bytes.length === 0) return plain(undefined);
  switch (contentType.split(';')[0]!.trim().toLowerCase()) {
    case '':
    case 'application/json':
    case 'application/json-patch+json':
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      return parseJson(bytes.toString('utf8'));
    case 'application/yaml':
    case 'application/apply-patch+yaml':
      return parseYaml(bytes.toString('utf8'));
    case 'application/vnd.kubernetes.protobuf':
      return parseProtobuf(bytes);
    default:
      throw unsupportedMediaType();
  }
}

function plain(value: unknown): DecodedBody {
  return { value, duplicates: [] };
}

function parseJson(text: string): DecodedBody {
  try {
    const value = JSON.parse(text) as unknown;
    return { value, duplicates: duplicateFields(text) };
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${messageOf(error)}`);
  }
}

function parseYaml(text: string): DecodedBody {
  // Clients that speak JSON call it YAML too, and JSON is read much faster.
  if (text.trimStart().startsWith('{')) {
    try {
      const value = JSON.parse(text) as unknown;
      return { value, duplicates: duplicateFields(text) };
    } catch (error) {
      if (error instanceof TooDeepError) throw badRequest(`json parse error: ${error.message}`);
      // Otherwise it is a flow map of YAML, or nothing at all.
    }
  }
  try {
    const document = parseDocument(text, { version: '1.1', logLevel: 'silent', uniqueKeys: false });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return { value: document.toJS({ maxAliasCount }) as unknown, duplicates: duplicateKeys(document) };
  } catch (error) {
    throw badRequest(`error converting YAML to JSON: yaml: ${messageOf(error)}`);
  }
}

/** Paths of the keys that stand twice in a mapping, as for JSON. `sigs.k8s.io/yaml`: YAMLToJSONStrict */
function duplicateKeys({ contents }: Document.Parsed): string[] {
  const found = new Set<string>();
  const walk = (node: unknown, path: string): void => {
    if (isSeq(node)) node.items.forEach((item, index) => walk(item, `${path}[${index}]`));
    if (!isMap(node)) return;
    const keys = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const field = path === '' ? name : `${path}.${name}`;
      if (keys.has(name)) found.add(field);
      keys.add(name);
      walk(value, field);
    }
  };
  walk(contents, '');
  return [...found];
}

function parseProtobuf(bytes: Buffer): DecodedBody {
  try {
    return plain(decodeProtobuf(bytes));
  } catch (error) {
    if (error instanceof ProtobufError) throw badRequest(error.message);
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
