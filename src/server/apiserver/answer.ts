/** An API answer as HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';
import { type ApiResponse, bytesOfText } from '../../engine/index.ts';

/** `apiserver/pkg/endpoints/handlers/responsewriters/writers.go`: smaller answers are not worth it. */
const gzipFromBytes = 128 * 1024;

const aggregatedDiscovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Bytes that are no text stand so. */
const loneSurrogate = /[\udc80-\udcff]/u;

export function sendAnswer(response: ServerResponse, answer: ApiResponse): void {
  const isText = typeof answer.body === 'string';
  const text = isText ? (answer.body as string) : jsonText(response.req, answer.body);
  const bytes =
    isText && loneSurrogate.test(text) ? Buffer.from(bytesOfText(text)) : Buffer.from(text, 'utf8');
  setWarnings(response, answer.warnings ?? []);
  response.statusCode = answer.code;
  response.setHeader(
    'Content-Type',
    answer.contentType ?? (isText ? 'text/plain; charset=utf-8' : jsonTypeOf(answer.body)),
  );
  for (const [name, value] of Object.entries(answer.headers ?? {})) setHeader(response, name, value);
  const retryAfter = retryAfterSeconds(answer.body);
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  const accepted = String(response.req.headers['accept-encoding'] ?? '');
  if (bytes.length < gzipFromBytes || !/\bgzip\b/.test(accepted)) return void sendBytes(response, bytes);
  gzip(bytes, { level: 1 }, (error, packed) => {
    if (error !== null) return void sendBytes(response, bytes);
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
    sendBytes(response, packed);
  });
}

/** Indented where a person looks. `apiserver/pkg/endpoints/handlers/negotiation/negotiate.go`: isPrettyPrint */
function jsonText({ url = '', headers }: IncomingMessage, body: unknown): string {
  const asked = /[?&]pretty=([^&]*)/.exec(url)?.[1];
  const isRead = /^(curl|Wget|Mozilla\/5\.0)/.test(headers['user-agent'] ?? '');
  const isPretty =
    asked === undefined ? isRead || /^\/version\b/.test(url) : asked !== 'false' && asked !== '0';
  return `${isPretty ? JSON.stringify(body, null, 2) : JSON.stringify(body)}\n`;
}

/** A pod's server may say what it likes; what is no header is left out. */
function setHeader(response: ServerResponse, name: string, value: string): void {
  if (/^(connection|transfer-encoding|content-length)$/i.test(name)) return;
  try {
    response.setHeader(name, value);
  } catch {
    // Node knows best what is no header.
  }
}

/** `Warning: 299 - "text"` for each text. `apimachinery/pkg/util/net/http.go` */
export function setWarnings(response: ServerResponse, warnings: readonly string[]): void {
  if (warnings.length > 0) response.setHeader('Warning', warnings.map(warningHeader));
}

function warningHeader(text: string): string {
  // A header is Latin text of one line.
  const safe = text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, '\\$&');
  return `299 - "${safe}"`;
}

function sendBytes(response: ServerResponse, bytes: Buffer): void {
  response.setHeader('Content-Length', bytes.length);
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function jsonTypeOf(body: unknown): string {
  const kind = (body as { kind?: unknown } | null)?.kind;
  return kind === 'APIGroupDiscoveryList' ? aggregatedDiscovery : 'application/json';
}

function retryAfterSeconds(body: unknown): number | undefined {
  return (body as { details?: { retryAfterSeconds?: number } } | null)?.details?.retryAfterSeconds;
}
