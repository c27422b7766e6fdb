/**
 * The server's side of SPDY/3.1, as far as Kubernetes' clients use it: streams with headers, data and their ends,
 * pings. They know no flow control and no priorities. (SPDY draft 3; client side: `moby/spdystream`)
 */
import { constants, createInflate } from 'node:zlib';
import { spdyDictionary, spdyDictionaryId } from './spdy-dictionary.ts';

export interface SpdyStream {
  readonly id: number;
  readonly headers: Readonly<Record<string, string>>;
  onData: (bytes: Buffer) => void;
  /** The client has said all. */
  onEnd: () => void;
  write(bytes: Uint8Array): void;
  end(): void;
}

const headBytes = 8;
const maxFrameBytes = 4 * 1024 * 1024;
const maxHeaderBytes = 64 * 1024;
const maxStreams = 1000;
const types = { synStream: 1, synReply: 2, rstStream: 3, ping: 6 } as const;
const refusedStream = 3;
const finFlag = 1;

export class SpdyConnection {
  #send: (bytes: Buffer) => void;
  #fail: (message: string) => void;
  #onStream: (stream: SpdyStream) => void;
  #pending: Buffer = Buffer.alloc(0);
  #streams = new Map<number, SpdyStream>();
  #inflate = createInflate({ dictionary: spdyDictionary });
  #inflated: (bytes: Buffer) => void = () => {};
  /** Header blocks are unpacked in turn, and data waits for the headers before it. */
  #turn: Promise<void> = Promise.resolve();
  #hasReplied = false;

  constructor(
    send: (bytes: Buffer) => void,
    fail: (message: string) => void,
    onStream: (stream: SpdyStream) => void,
  ) {
    this.#send = send;
    this.#fail = fail;
    this.#onStream = onStream;
    this.#inflate.on('error', () => this.#fail('a header block cannot be unpacked'));
    this.#inflate.on('data', (bytes: Buffer) => this.#inflated(bytes));
  }

  /** What came from the client, cut anywhere. */
  receive(bytes: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    while (this.#pending.length >= headBytes) {
      const length = this.#pending.readUIntBE(5, 3);
      if (length > maxFrameBytes) return this.#fail('a frame is too large');
      if (this.#pending.length < headBytes + length) return;
      const frame = this.#pending.subarray(0, headBytes + length);
      this.#pending = this.#pending.subarray(headBytes + length);
      this.#turn = this.#turn
        .then(() => this.#take(frame))
        .catch((error: unknown) => this.#fail(String(error)));
    }
  }

  /** All streams end; the transport is gone. */
  close(): void {
    this.#inflate.close();
    for (const stream of this.#streams.values()) stream.onEnd();
    this.#streams.clear();
  }

  async #take(frame: Buffer): Promise<void> {
    const word = frame.readUInt32BE(0);
    const flags = frame[4]!;
    const payload = frame.subarray(headBytes);
    if (word < 0x8000_0000) return this.#data(word, flags, payload);
    const type = word & 0xffff;
    if (type === types.synStream) return this.#open(payload, flags);
    if (type === types.ping) this.#control(types.ping, payload);
    else if (type === types.rstStream) this.#reset(payload);
  }

  #data(id: number, flags: number, payload: Buffer): void {
    const stream = this.#streams.get(id);
    if (payload.length > 0) stream?.onData(payload);
    if ((flags & finFlag) !== 0) stream?.onEnd();
  }

  #reset(payload: Buffer): void {
    if (payload.length < 4) return;
    const id = payload.readUInt32BE(0);
    this.#streams.get(id)?.onEnd();
    this.#streams.delete(id);
  }

  async #open(payload: Buffer, flags: number): Promise<void> {
    if (payload.length < 10) return this.#fail('a stream begins with too little');
    const id = payload.readUInt32BE(0) & 0x7fff_ffff;
    const headers = readHeaders(await this.#unpack(payload.subarray(10)));
    if (this.#streams.size >= maxStreams)
      return this.#control(types.rstStream, Buffer.concat([word(id), word(refusedStream)]));
    const stream: SpdyStream = {
      id,
      headers,
      onData: () => {},
      onEnd: () => {},
      write: (bytes) => this.#write(id, bytes, 0),
      end: () => {
        this.#write(id, new Uint8Array(), finFlag);
        this.#streams.delete(id);
      },
    };
    this.#streams.set(id, stream);
    this.#control(types.synReply, Buffer.concat([word(id), this.#emptyHeaderBlock()]));
    this.#onStream(stream);
    if ((flags & finFlag) !== 0) stream.onEnd();
  }

  /** @throws Error for a block that unpacks to too much. */
  #unpack(block: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let length = 0;
      this.#inflated = (bytes) => {
        length += bytes.length;
        if (length <= maxHeaderBytes) parts.push(bytes);
      };
      this.#inflate.write(block, () =>
        this.#inflate.flush(constants.Z_SYNC_FLUSH, () =>
          length > maxHeaderBytes
            ? reject(new Error('a header block is too large'))
            : resolve(Buffer.concat(parts)),
        ),
      );
    });
  }

  /**
   * No headers at all, in a stored block: replies need no others, and so no compressor is needed. The empty block
   * after it makes Go's reader hand out what it has.
   */
  #emptyHeaderBlock(): Buffer {
    const stored = Buffer.from([0, 4, 0, 0xfb, 0xff, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]);
    if (this.#hasReplied) return stored;
    this.#hasReplied = true;
    const zlibHead = Buffer.from([0x78, 0xbb]);
    return Buffer.concat([zlibHead, word(spdyDictionaryId), stored]);
  }

  #control(type: number, payload: Buffer): void {
    this.#send(Buffer.concat([word(0x8003_0000 + type), word(payload.length), payload]));
  }

  #write(id: number, bytes: Uint8Array, flags: number): void {
    this.#send(Buffer.concat([word(id), word(flags * 0x100_0000 + bytes.length), bytes]));
  }
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** @throws RangeError when the block ends too soon. */
function readHeaders(block: Buffer): Record<string, string> {
  let at = 4;
  const text = (): string => {
    const length = block.readUInt32BE(at);
    const end = at + 4 + length;
    if (end > block.length) throw new RangeError('a header block ends too soon');
    const value = block.toString('utf8', at + 4, end);
    at = end;
    return value;
  };
  const entries: [string, string][] = [];
  for (let left = Math.min(block.readUInt32BE(0), 100); left > 0; left--) entries.push([text(), text()]);
  return Object.fromEntries(entries);
}
