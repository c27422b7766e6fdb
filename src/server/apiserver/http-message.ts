/** HTTP/1.1 requests out of a stream of bytes. (RFC 9112) */
export interface HttpMessage {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The client wants no further request on this connection. */
  readonly closes: boolean;
  /** What came after the message. */
  readonly rest: Buffer;
}

/** The bytes are no HTTP/1.1 request, or one that is too large. */
export class NotHttpError extends Error {}

const maxHeadBytes = 64 * 1024;
const maxBodyBytes = 3 * 1024 * 1024;
const headEnd = Buffer.from('\r\n\r\n');

/** Undefined until a whole request is there. @throws NotHttpError */
export function takeRequest(bytes: Buffer): HttpMessage | undefined {
  if (bytes.length === 0) return undefined;
  const end = bytes.subarray(0, maxHeadBytes).indexOf(headEnd);
  if (end < 0) {
    if (bytes.length >= maxHeadBytes || !/^[A-Z]{1,16}( |$)/.test(bytes.toString('latin1', 0, 16)))
      throw new NotHttpError('the bytes are no HTTP request');
    return undefined;
  }
  const [line = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const [, method = '', path = '', minor = ''] = /^([A-Z]{1,16}) (\S+) HTTP\/1\.([01])$/.exec(line) ?? [];
  if (method === '') throw new NotHttpError('the bytes are no HTTP request');
  const headers = Object.fromEntries(fields.map(readField));
  const found = takeBody(bytes.subarray(end + headEnd.length), headers);
  if (found === undefined) return undefined;
  const connection = (headers['connection'] ?? '').toLowerCase();
  const closes = connection.includes('close') || (minor === '0' && !connection.includes('keep-alive'));
  return { method, path, headers, closes, ...found };
}

function readField(field: string): [name: string, value: string] {
  const colon = field.indexOf(':');
  if (colon < 1) throw new NotHttpError('a header has no name');
  return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
}

function takeBody(
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
): { body: Buffer; rest: Buffer } | undefined {
  if (/\bchunked\b/i.test(headers['transfer-encoding'] ?? '')) return takeChunks(bytes);
  const text = headers['content-length'] ?? '0';
  const length = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(length <= maxBodyBytes)) throw new NotHttpError('the request is too large');
  if (bytes.length < length) return undefined;
  return { body: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function takeChunks(bytes: Buffer): { body: Buffer; rest: Buffer } | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    if (at > maxBodyBytes) throw new NotHttpError('the request is too large');
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = /^[0-9a-f]{1,6}/i.exec(bytes.toString('latin1', at, lineEnd))?.[0];
    if (size === undefined) throw new NotHttpError('a chunk has no size');
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (bytes.length < end + 2) return undefined;
    if (end === start) return { body: Buffer.concat(chunks), rest: bytes.subarray(end + 2) };
    chunks.push(bytes.subarray(start, end));
    at = end + 2;
  }
}
