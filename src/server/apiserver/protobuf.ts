/**
 * Request bodies in Kubernetes' protobuf form, which typed Go clients send: `k8s\0`, then a runtime.Unknown around
 * the message. A table of fields (number, JSON name, type code) for each message takes the place of generated code.
 * `apimachinery/pkg/runtime/serializer/protobuf/protobuf.go`
 *
 * Type codes: s string, i integer, b boolean, y bytes, T Time, Q Quantity, O IntOrString, F FieldsV1,
 * R RawExtension, D Duration, `:message`; before them `*` for a pointer, `[` for a list, `{` for a map with string
 * keys. A field without a name is embedded: its fields belong to the message around it.
 */
import table from './protobuf-table.json' with { type: 'json' };

type Field = readonly [number: number, name: string, code: string];
type Wire = readonly [number: number, value: bigint | Uint8Array];

const messages = new Map(
  Object.entries(table as unknown as Readonly<Record<string, readonly Field[]>>).map(
    ([name, fields]) => [name, new Map(fields.map((field) => [field[0], field]))] as const,
  ),
);

/** The API groups whose name is not that of their Go package. */
const packages: Readonly<Record<string, string>> = {
  '': 'core',
  'networking.k8s.io': 'networking',
  'rbac.authorization.k8s.io': 'rbac',
  'authentication.k8s.io': 'authentication',
  'authorization.k8s.io': 'authorization',
  'coordination.k8s.io': 'coordination',
  'discovery.k8s.io': 'discovery',
  'events.k8s.io': 'events',
  'storage.k8s.io': 'storage',
  'scheduling.k8s.io': 'scheduling',
  'certificates.k8s.io': 'certificates',
};
/** Kinds that belong to every group. */
const metaKinds = new Set(['DeleteOptions', 'CreateOptions', 'UpdateOptions', 'PatchOptions']);
/** Messages within messages: deeper than anything of Kubernetes, shallower than the stack. */
const maxDepth = 100;

/** The bytes are no message. */
export class ProtobufError extends Error {}

/** Plain JSON of a framed message. @throws ProtobufError */
export function decodeProtobuf(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x6b || bytes[1] !== 0x38 || bytes[2] !== 0x73 || bytes[3] !== 0)
    throw new ProtobufError(
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    );
  let apiVersion = '';
  let kind = '';
  let raw: Uint8Array = new Uint8Array();
  for (const [number, value] of fieldsOf(bytes.subarray(4))) {
    if (number === 1) {
      for (const [part, name] of fieldsOf(bytesOf(value))) {
        if (part === 1) apiVersion = textOf(name);
        else if (part === 2) kind = textOf(name);
      }
    } else if (number === 2) raw = bytesOf(value);
  }
  return { apiVersion, kind, ...message(messageName(apiVersion, kind), raw, 0) };
}

function messageName(apiVersion: string, kind: string): string {
  if (metaKinds.has(kind)) return `meta/v1.${kind}`;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const folder = Object.hasOwn(packages, group) ? packages[group] : group;
  return `${folder}/${apiVersion.slice(slash + 1)}.${kind}`;
}

function message(name: string, bytes: Uint8Array, depth: number): Record<string, unknown> {
  const fields = messages.get(name);
  if (fields === undefined) throw new ProtobufError(`no kind is registered for the message ${name}`);
  if (depth > maxDepth) throw new ProtobufError('the message is nested too deeply');
  const result: Record<string, unknown> = {};
  for (const [number, value] of fieldsOf(bytes)) {
    const field = fields.get(number);
    if (field !== undefined) read(result, field, value, depth + 1);
  }
  return result;
}

function read(into: Record<string, unknown>, [, name, code]: Field, value: Wire[1], depth: number): void {
  if (code.startsWith('[')) {
    const list = (into[name] ??= []) as unknown[];
    list.push(element(code.slice(1), value, depth));
    return;
  }
  if (code.startsWith('{')) {
    let key = '';
    let entry: unknown = '';
    for (const [part, inner] of fieldsOf(bytesOf(value))) {
      if (part === 1) key = textOf(inner);
      else entry = element(code.slice(1), inner, depth);
    }
    setOwn((into[name] ??= {}) as Record<string, unknown>, key, entry);
    return;
  }
  const single = scalar(code, value, depth);
  if (single === undefined) return;
  if (name === '') Object.assign(into, single);
  else into[name] = single;
}

/** An entry of a list or map stands there even when it is empty. */
function element(code: string, value: Wire[1], depth: number): unknown {
  return scalar(`*${code}`, value, depth) ?? '';
}

/** Undefined for the zero value of what is no pointer: Go leaves it out of JSON. */
function scalar(code: string, value: Wire[1], depth: number): unknown {
  const isPointer = code.startsWith('*');
  const type = isPointer ? code.slice(1) : code;
  const result = valueOf(type, value, depth);
  const isZero = result === '' || result === 0 || result === false || isEmptyMessage(type, result);
  return isZero && !isPointer ? undefined : result;
}

function isEmptyMessage(type: string, result: unknown): boolean {
  return type.startsWith(':') && Object.keys(result as object).length === 0;
}

function valueOf(type: string, value: Wire[1], depth: number): unknown {
  switch (type[0]) {
    case 's':
      return textOf(value);
    case 'i':
      return integerOf(value);
    case 'b':
      return integerOf(value) !== 0;
    case 'y':
      return Buffer.from(bytesOf(value)).toString('base64');
    case 'T':
      return timeOf(bytesOf(value));
    case 'Q':
      return textOf(lastOf(bytesOf(value), 1) ?? new Uint8Array());
    case 'O':
      return intOrStringOf(bytesOf(value));
    case 'D':
      return `${integerOf(lastOf(bytesOf(value), 1) ?? 0n) / 1e9}s`;
    case 'F':
    case 'R':
      return embeddedJson(bytesOf(value));
    case '[':
      return Array.from(fieldsOf(bytesOf(value)), ([, inner]) => element(type.slice(1), inner, depth));
    default:
      return message(type.slice(1), bytesOf(value), depth);
  }
}

function embeddedJson(bytes: Uint8Array): unknown {
  const raw = lastOf(bytes, 1);
  if (raw === undefined) return undefined;
  try {
    return JSON.parse(textOf(raw)) as unknown;
  } catch {
    throw new ProtobufError('an embedded object is no JSON');
  }
}

function timeOf(bytes: Uint8Array): string | undefined {
  const seconds = integerOf(lastOf(bytes, 1) ?? 0n);
  const nanoseconds = integerOf(lastOf(bytes, 2) ?? 0n);
  if (seconds === 0 && nanoseconds === 0) return undefined;
  const date = new Date(seconds * 1000 + nanoseconds / 1e6);
  if (Number.isNaN(date.getTime())) throw new ProtobufError('a time is out of range');
  return date.toISOString().replace('.000Z', 'Z');
}

function intOrStringOf(bytes: Uint8Array): number | string {
  const isText = integerOf(lastOf(bytes, 1) ?? 0n) === 1;
  return isText ? textOf(lastOf(bytes, 3) ?? new Uint8Array()) : integerOf(lastOf(bytes, 2) ?? 0n);
}

/** A later occurrence of a field overrides an earlier one. */
function lastOf(bytes: Uint8Array, wanted: number): Wire[1] | undefined {
  let found: Wire[1] | undefined;
  for (const [number, value] of fieldsOf(bytes)) if (number === wanted) found = value;
  return found;
}

/** `__proto__` is a key like any other. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function textOf(value: Wire[1]): string {
  try {
    return decoder.decode(bytesOf(value));
  } catch (error) {
    if (error instanceof ProtobufError) throw error;
    throw new ProtobufError('a string is no valid UTF-8');
  }
}

function bytesOf(value: Wire[1]): Uint8Array {
  if (typeof value === 'bigint') throw new ProtobufError('wrong wireType');
  return value;
}

function integerOf(value: Wire[1]): number {
  if (typeof value !== 'bigint') throw new ProtobufError('wrong wireType');
  return Number(BigInt.asIntN(64, value));
}

function* fieldsOf(bytes: Uint8Array): Generator<Wire> {
  let at = 0;
  const varint = (): bigint => {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new ProtobufError('unexpected EOF');
      result |= BigInt(byte & 127) << shift;
      if (byte < 128) return result;
    }
    throw new ProtobufError('integer overflow');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new ProtobufError('unexpected EOF');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = Number(varint());
    const number = Math.floor(key / 8);
    if (number === 0) throw new ProtobufError('illegal tag 0');
    switch (key % 8) {
      case 0:
        yield [number, varint()];
        break;
      case 1:
        yield [number, take(8)];
        break;
      case 2:
        yield [number, take(Number(varint()))];
        break;
      case 5:
        yield [number, take(4)];
        break;
      default:
        throw new ProtobufError(`illegal wireType ${key % 8}`);
    }
  }
}
