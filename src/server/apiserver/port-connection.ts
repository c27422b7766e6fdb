/**
 * One connection to a port of a pod: the bytes that a client sends are read as HTTP/1.1 requests, and each is handed
 * to the engine. Nothing else runs in a simulated pod.
 */
import {
  type ApiRequest,
  bytesOfText,
  type PortResponse,
  type Status,
  textOfBytes,
} from '../../engine/index.ts';
import type { ClusterTime } from './cluster-time.ts';
import { type HttpMessage, NotHttpError, takeRequest } from './http-message.ts';

/** Where the bytes of the other direction go. */
export interface PortSink {
  write(bytes: Uint8Array): void;
  /** The connection has failed: the text is for the person who forwards the port. */
  error(text: string): void;
  end(): void;
}

export class PortConnection {
  #time: ClusterTime;
  #request: ApiRequest;
  #port: number;
  #sink: PortSink;
  #pending: Buffer = Buffer.alloc(0);
  #ended = false;

  /** `request` is the one for the `portforward` subresource of the pod. */
  constructor(time: ClusterTime, request: ApiRequest, port: number, sink: PortSink) {
    const { query: _none, body: _nobody, contentType: _notype, ...rest } = request;
    this.#time = time;
    this.#request = { ...rest, method: 'POST' };
    this.#port = port;
    this.#sink = sink;
  }

  receive(bytes: Buffer): void {
    if (this.#ended) return;
    this.#pending = Buffer.concat([this.#pending, bytes]);
    try {
      for (;;) {
        const message = takeRequest(this.#pending);
        if (message === undefined) return;
        this.#pending = message.rest;
        this.#forward(message);
      }
    } catch (error) {
      if (!(error instanceof NotHttpError)) throw error;
      this.#fail(`${error.message}: simulated pods speak HTTP/1.1 only`);
    }
  }

  /** The client has said all. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sink.end();
  }

  #fail(text: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sink.error(`error forwarding port ${this.#port}: ${text}`);
    this.#sink.end();
  }

  #forward({ method, path, headers, body, closes }: HttpMessage): void {
    const port = { port: this.#port, method, path, headers, body: textOfBytes(body) };
    const answer = this.#time.cluster.request({ ...this.#request, body: port });
    if (answer.code >= 300) return this.#fail((answer.body as Status).message ?? 'the pod does not answer');
    const response = answer.body as PortResponse;
    if (response.status === 0) return this.end();
    this.#sink.write(httpResponse(response, method, closes));
    if (closes) this.end();
  }
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

function httpResponse({ status, headers, body }: PortResponse, method: string, closes: boolean): Buffer {
  const bytes = bytesOfText(body);
  const lines = Object.entries(headers)
    .filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`.replaceAll(/[\r\n]/g, ' '));
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Unknown'}`,
    ...lines,
    `Content-Length: ${bytes.length}`,
    ...(closes ? ['Connection: close'] : []),
  ];
  const isBodiless = method === 'HEAD' || status === 204 || status === 304;
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), isBodiless ? new Uint8Array() : bytes]);
}
