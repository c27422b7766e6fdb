/** Requests that leave HTTP for a stream of both directions: exec, attach and port-forward. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ApiRequest, ApiResponse, Pod, SessionOutput } from '../../engine/index.ts';
import { Channels } from './channels.ts';
import type { ClusterTime } from './cluster-time.ts';
import { forwardByChannels, forwardBySpdy } from './port-forward.ts';
import { badRequest, Refusal } from './refusal.ts';
import { openSession, SessionStream } from './session-stream.ts';
import type { Target } from './target.ts';

const tunnel = 'SPDY/3.1+portforward.k8s.io';
/** The best first. */
const channelProtocols = [
  'v5.channel.k8s.io',
  'v4.channel.k8s.io',
  'v3.channel.k8s.io',
  'v2.channel.k8s.io',
  'channel.k8s.io',
];
const maxMessageBytes = 4 * 1024 * 1024;
const pingMs = 30_000;

/** What becomes of the WebSocket once it is there. */
type Take = (socket: WebSocket) => void;

export class Upgrades {
  #time: ClusterTime;
  #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });

  constructor(time: ClusterTime) {
    this.#time = time;
    // The names of some protocols are none by the letter of the standard: they are agreed on by hand.
    this.#sockets.on('headers', (headers, request) => {
      const chosen = chosenProtocols.get(request);
      if (chosen !== undefined) headers.push(`Sec-WebSocket-Protocol: ${chosen}`);
    });
  }

  /** Takes the connection over, or answers the refusal on it. `requestOf` may throw a Refusal. */
  serve(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    requestOf: () => { target: Target; apiRequest: ApiRequest },
  ): void {
    socket.on('error', () => socket.destroy());
    try {
      const { target, apiRequest } = requestOf();
      const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
      const chosen = choose(apiRequest.path, offered);
      const take = this.#prepare(apiRequest, target, isWebSocket ? chosen : undefined);
      if (!isWebSocket || chosen === undefined)
        throw badRequest('unable to upgrade: a WebSocket with a protocol of Kubernetes is required');
      chosenProtocols.set(request, chosen);
      delete request.headers['sec-websocket-protocol'];
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        keepAlive(webSocket);
        take(webSocket);
      });
    } catch (error) {
      refuse(socket, error);
    }
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  /** Opens what is asked for, so that a refusal can still be answered in HTTP. @throws Refusal */
  #prepare(request: ApiRequest, target: Target, protocol: string | undefined): Take {
    const time = this.#time;
    const subresource = request.path.split('/').at(-1);
    if (subresource === 'portforward') {
      this.#checkForwardable(request);
      if (protocol === tunnel) return (socket) => forwardBySpdy(time, request, socket);
      const ports = target.values.getAll('ports').flatMap((text) => text.split(',').map(Number));
      return (socket) => forwardByChannels(time, request, new Channels(socket), ports);
    }
    if (subresource !== 'exec' && subresource !== 'attach')
      throw badRequest('this resource has no stream to upgrade to');
    const opened = openSession(time, request, target);
    if (opened.code >= 300) throw refusalOf(opened);
    const hasStatus = protocol === channelProtocols[0] || protocol === channelProtocols[1];
    const session = opened.body as SessionOutput;
    return (socket) => void new SessionStream(time, request, session, new Channels(socket), hasStatus);
  }

  /** @throws Refusal for a pod that is not there or runs nowhere. */
  #checkForwardable(request: ApiRequest): void {
    const path = request.path.slice(0, request.path.lastIndexOf('/'));
    const found = this.#time.cluster.request({ ...request, method: 'GET', path, query: {} });
    if (found.code !== 200) throw refusalOf(found);
    const { metadata, spec } = found.body as Pod;
    if ((spec?.nodeName ?? '') === '')
      throw badRequest(`pod ${metadata?.name} does not have a host assigned`);
  }
}

const chosenProtocols = new WeakMap<IncomingMessage, string>();

function choose(path: string, offered: readonly string[]): string | undefined {
  const known = path.endsWith('/portforward') ? [tunnel, ...channelProtocols] : channelProtocols;
  return known.find((protocol) => offered.includes(protocol));
}

function refusalOf(answer: ApiResponse): Refusal {
  const { reason = 'InternalError', message = '' } = answer.body as { reason?: string; message?: string };
  const refusal = new Refusal(answer.code, reason, message);
  return Object.assign(refusal, { answer });
}

function refuse(socket: Duplex, error: unknown): void {
  if (!(error instanceof Refusal)) console.error(error);
  const { answer } =
    error instanceof Refusal
      ? error
      : new Refusal(500, 'InternalError', `Internal error occurred: ${String(error)}`);
  const body = Buffer.from(`${JSON.stringify(answer.body)}\n`);
  const head = [
    `HTTP/1.1 ${answer.code} ${STATUS_CODES[answer.code] ?? 'Unknown'}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
}

/** A client that no longer answers is let go. */
function keepAlive(socket: WebSocket): void {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingMs);
  timer.unref();
  socket.on('pong', () => (isAlive = true));
  socket.on('message', () => (isAlive = true));
  socket.on('close', () => clearInterval(timer));
}
