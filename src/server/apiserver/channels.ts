/**
 * Numbered byte streams within a WebSocket: each message begins with its channel's number.
 * `apimachinery/pkg/util/httpstream/wsstream/conn.go`, `client-go/tools/remotecommand/websocket.go`
 */
import type { RawData, WebSocket } from 'ws';

/** v5 of the protocol: the message that closes a channel. */
const closeSignal = 255;
/** A client that reads slower than this much is not given more. */
const highWaterBytes = 1024 * 1024;

export class Channels {
  /** What came in on a channel. */
  onData: (channel: number, bytes: Buffer) => void = () => {};
  /** The client has closed a channel. */
  onChannelEnd: (channel: number) => void = () => {};
  /** The socket is gone. */
  onClose: () => void = () => {};
  #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(bufferOf(data)));
    socket.on('close', () => this.onClose());
    socket.on('error', () => socket.terminate());
  }

  get isFull(): boolean {
    return this.#socket.bufferedAmount > highWaterBytes;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(channel: number, bytes: Uint8Array): void {
    if (this.isOpen) this.#socket.send(Buffer.concat([Uint8Array.of(channel), bytes]));
  }

  close(): void {
    this.#socket.close(1000);
  }

  #receive(message: Buffer): void {
    if (message.length === 0) return;
    if (message[0] === closeSignal) this.onChannelEnd(message[1] ?? closeSignal);
    else this.onData(message[0]!, message.subarray(1));
  }
}

export function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
