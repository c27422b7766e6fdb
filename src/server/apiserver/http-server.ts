/**
 * The engine behind HTTP: what Kubernetes' API server is to its clients. This file takes a request apart and hands
 * it on; it survives whatever a client sends.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiRequest, textOfBytes } from '../../engine/index.ts';
import { sendAnswer } from './answer.ts';
import type { ClusterTime } from './cluster-time.ts';
import { checkOrigin } from './guard.ts';
import { identityOf } from './identity.ts';
import { followLog } from './log-stream.ts';
import { sendOpenApiV2 } from './openapi-v2.ts';
import { withDescriptions } from './openapi-v3.ts';
import { Refusal } from './refusal.ts';
import { type DecodedBody, decodeBody, readBody } from './request-body.ts';
import { defaultLimits, type ServerLimits } from './server-limits.ts';
import { isProxied, parseTarget, type Target } from './target.ts';
import { answerTime } from './time-endpoint.ts';
import { Upgrades } from './upgrades.ts';
import { WatchStreams } from './watch-streams.ts';

export interface ApiServerOptions {
  readonly time: ClusterTime;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Answers to any name: for a person who knows what that means. */
  readonly allowRemote: boolean;
  /** Those that are absent are the default ones. */
  readonly limits?: Partial<ServerLimits>;
}

const noBody: DecodedBody = { value: undefined, duplicates: [] };
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const maxHeaderBytes = 128 * 1024;
/** How long what is left of a refused body is thrown away before the connection is closed. */
const lingerMs = 2000;

export class HttpApiServer {
  #options: ApiServerOptions;
  #server: Server;
  #watches: WatchStreams;
  #upgrades: Upgrades;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    const limits = { ...defaultLimits, ...options.limits };
    this.#watches = new WatchStreams(options.time, limits);
    this.#upgrades = new Upgrades(options.time);
    this.#server = createServer(
      {
        maxHeaderSize: maxHeaderBytes,
        headersTimeout: limits.headersTimeoutMs,
        requestTimeout: limits.requestTimeoutMs,
        connectionsCheckingInterval: limits.lookEveryMs,
        keepAlive: true,
        noDelay: true,
      },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.maxConnections = limits.connections;
    this.#server.on('upgrade', (request, socket, head) =>
      this.#upgrades.serve(request, socket, head, () => {
        checkOrigin(request, options.allowRemote);
        const target = parseTarget(request.url ?? '/');
        return { target, apiRequest: this.#requestOf(request, target, noBody) };
      }),
    );
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (socket.writable) socket.end(`HTTP/1.1 ${unreadable(error.code)}\r\nConnection: close\r\n\r\n`);
    });
  }

  /** Resolves to the address to reach it at. @throws Error when the port is taken. */
  listen(): Promise<string> {
    const { host, port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        const shown = host.includes(':') ? `[${host}]` : host;
        resolve(`http://${shown}:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  close(): Promise<void> {
    this.#watches.close();
    this.#upgrades.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Cache-Control', 'no-cache, private');
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const refusal = error instanceof Refusal ? error : internalError(error);
      if (!request.complete) linger(request, response);
      sendAnswer(response, refusal.answer);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkOrigin(request, this.#options.allowRemote);
    const target = parseTarget(request.url ?? '/');
    const method = request.method ?? 'GET';
    if (!methods.has(method))
      throw new Refusal(
        405,
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
      );
    const bytes = await readBody(request);
    const body = isProxied(target.path)
      ? { value: bytes.length === 0 ? undefined : textOfBytes(bytes), duplicates: [] }
      : decodeBody(bytes, request.headers['content-type'] ?? '');
    if (target.path === '/podarium/time')
      return sendAnswer(response, answerTime(this.#options.time, method, body.value));
    const apiRequest = this.#requestOf(request, target, body);
    if (target.path === '/openapi/v2') return sendOpenApiV2(response);
    if (method === 'GET' && isTrue(target.query['watch'])) return this.#watches.open(apiRequest, response);
    if (method === 'GET' && target.path.endsWith('/log') && isTrue(target.query['follow']))
      return followLog(this.#options.time, apiRequest, response);
    const { cluster } = this.#options.time;
    sendAnswer(response, withDescriptions(cluster, apiRequest, cluster.request(apiRequest)));
  }

  #requestOf(request: IncomingMessage, { path, query }: Target, body: DecodedBody): ApiRequest {
    const { headers, method } = request;
    const contentType = headers['content-type']?.split(';')[0]?.trim();
    return {
      method: method === 'HEAD' ? 'GET' : (method as ApiRequest['method']),
      path,
      query,
      ...(contentType === undefined ? {} : { contentType }),
      ...(headers.accept === undefined ? {} : { accept: headers.accept }),
      ...(body.value === undefined ? {} : { body: body.value }),
      ...(body.duplicates.length === 0 ? {} : { duplicateFields: body.duplicates }),
      ...identityOf(headers, this.#options.time.cluster),
    };
  }
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1' || value === 't' || value === 'True' || value === 'TRUE';
}

/** What to say of a request that is no HTTP. */
function unreadable(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

function internalError(error: unknown): Refusal {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(500, 'InternalError', `Internal error occurred: ${message}`);
}

/** A client that is still sending must be heard out a little, or it never reads the answer. */
function linger(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Connection', 'close');
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), lingerMs);
  request.socket.once('close', () => clearTimeout(timer));
}
