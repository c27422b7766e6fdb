/**
 * Port forwarding in its two forms: SPDY streams (kubectl, within a WebSocket or on the bare connection) and
 * WebSocket channels (client-node). `kubelet/pkg/cri/streaming/portforward`
 */
import type { WebSocket } from 'ws';
import type { ApiRequest } from '../../engine/index.ts';
import { bufferOf, type Channels } from './channels.ts';
import type { ClusterTime } from './cluster-time.ts';
import { PortConnection } from './port-connection.ts';
import { SpdyConnection, type SpdyStream } from './spdy.ts';

/** SPDY in the messages of a WebSocket. */
export function forwardBySpdy(time: ClusterTime, request: ApiRequest, socket: WebSocket): void {
  const forward = new SpdyForward(time, request);
  const connection = new SpdyConnection(
    (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes);
    },
    () => socket.terminate(),
    (stream) => forward.open(stream),
  );
  socket.on('message', (data) => connection.receive(bufferOf(data)));
  socket.on('close', () => connection.close());
  socket.on('error', () => socket.terminate());
}

/** Each connection is a pair of streams with the same `requestid`: the error stream comes first, then the data. */
export class SpdyForward {
  #time: ClusterTime;
  #request: ApiRequest;
  #errors = new Map<string, SpdyStream>();

  constructor(time: ClusterTime, request: ApiRequest) {
    this.#time = time;
    this.#request = request;
  }

  open(stream: SpdyStream): void {
    const { streamtype, requestid = '', port = '' } = stream.headers;
    if (streamtype === 'error') {
      this.#errors.set(requestid, stream);
      return;
    }
    const errors = this.#errors.get(requestid);
    this.#errors.delete(requestid);
    const connection = new PortConnection(this.#time, this.#request, Number(port), {
      write: (bytes) => stream.write(bytes),
      error: (text) => errors?.write(Buffer.from(text)),
      end: () => {
        stream.end();
        errors?.end();
      },
    });
    stream.onData = (bytes) => connection.receive(bytes);
    stream.onEnd = () => connection.end();
  }
}

/** For the n-th port channel 2n carries data, 2n+1 errors; each begins with the port, little endian. */
export function forwardByChannels(
  time: ClusterTime,
  request: ApiRequest,
  channels: Channels,
  ports: readonly number[],
): void {
  const connections = ports.map((port, index) => {
    const head = Buffer.alloc(2);
    head.writeUInt16LE(port);
    channels.send(2 * index, head);
    channels.send(2 * index + 1, head);
    return new PortConnection(time, request, port, {
      write: (bytes) => channels.send(2 * index, bytes),
      error: (text) => channels.send(2 * index + 1, Buffer.from(text)),
      end: () => {
        if (ports.length === 1) channels.close();
      },
    });
  });
  channels.onData = (channel, bytes) => {
    if (channel % 2 === 0) connections[channel / 2]?.receive(bytes);
  };
}
