/** exec and attach: a session of the engine over channels. `kubelet/pkg/cri/streaming/remotecommand` */
import {
  type ApiRequest,
  type ApiResponse,
  bytesOfText,
  type SessionOutput,
  textOfBytes,
} from '../../engine/index.ts';
import type { Channels } from './channels.ts';
import type { ClusterTime } from './cluster-time.ts';
import type { Target } from './target.ts';

const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4 } as const;

/** Opens the session that a request for exec or attach asks for; a refusal comes back as it is. */
export function openSession(time: ClusterTime, request: ApiRequest, { values }: Target): ApiResponse {
  const container = values.get('container');
  const command = values.getAll('command');
  const body = {
    stream: true,
    ...(container === null ? {} : { container }),
    ...(request.path.endsWith('/exec') ? { command } : {}),
    stdin: isTrue(values.get('stdin')),
    tty: isTrue(values.get('tty')),
  };
  const { query: _none, ...rest } = request;
  return time.cluster.request({ ...rest, method: 'POST', body });
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

/** Carries a session until its command ends or its client goes. */
export class SessionStream {
  #time: ClusterTime;
  #request: ApiRequest;
  #channels: Channels;
  #session: string;
  /** Older protocols know the end of a command only as text about a failure. */
  #hasStatus: boolean;
  #from = 0;
  #stopListening: () => void;
  /** A character may come in two messages. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(
    time: ClusterTime,
    request: ApiRequest,
    session: SessionOutput,
    channels: Channels,
    hasStatus: boolean,
  ) {
    const { query: _none, body: _nobody, ...rest } = request;
    this.#time = time;
    this.#request = rest;
    this.#channels = channels;
    this.#session = session.session;
    this.#hasStatus = hasStatus;
    channels.onData = (number, bytes) => this.#receive(number, bytes);
    channels.onChannelEnd = (number) => {
      if (number === channel.stdin) this.#write({ closeInput: true });
    };
    channels.onClose = () => this.#leave();
    this.#stopListening = time.onAdvance(() => this.#read());
    this.#print(session);
  }

  #receive(number: number, bytes: Buffer): void {
    if (number === channel.stdin) this.#input(bytes);
    else if (number === channel.resize) this.#resize(bytes);
  }

  #input(bytes: Buffer): void {
    const all = Buffer.concat([this.#rest, bytes]);
    const end = all.length - unfinished(all);
    this.#rest = all.subarray(end);
    if (end > 0) this.#write({ input: textOfBytes(all.subarray(0, end)) });
  }

  #resize(bytes: Buffer): void {
    try {
      const { Width, Height } = JSON.parse(bytes.toString('utf8')) as { Width: number; Height: number };
      if (Number.isInteger(Width) && Number.isInteger(Height))
        this.#write({ resize: { width: Width, height: Height } });
    } catch {
      // A terminal whose size cannot be read keeps the one it has.
    }
  }

  #write(body: object): void {
    this.#time.cluster.request({
      ...this.#request,
      method: 'POST',
      body: { session: this.#session, ...body },
    });
    this.#read();
  }

  #read(): void {
    if (!this.#channels.isOpen || this.#channels.isFull) return;
    const query = { session: this.#session, from: String(this.#from) };
    const { code, body } = this.#time.cluster.request({ ...this.#request, method: 'GET', query });
    if (code === 200) this.#print(body as SessionOutput);
    else this.#finish({ metadata: {}, status: 'Failure', message: 'the session is gone' });
  }

  #print({ stdout, stderr, next, exitCode }: SessionOutput): void {
    this.#from = next;
    if (stdout !== '') this.#channels.send(channel.stdout, bytesOfText(stdout));
    if (stderr !== '') this.#channels.send(channel.stderr, bytesOfText(stderr));
    if (exitCode !== undefined) this.#finish(endOf(this.#request.path.endsWith('/attach') ? 0 : exitCode));
  }

  #finish(status: EndStatus): void {
    this.#stopListening();
    const text = this.#hasStatus ? JSON.stringify(status) : (status.message ?? '');
    if (text !== '') this.#channels.send(channel.status, Buffer.from(text));
    this.#channels.onClose = () => {};
    this.#channels.close();
  }

  #leave(): void {
    this.#stopListening();
    const body = { session: this.#session, close: true };
    this.#time.cluster.request({ ...this.#request, method: 'POST', body });
  }
}

interface EndStatus {
  readonly metadata: Record<string, never>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: object;
}

function endOf(exitCode: number): EndStatus {
  if (exitCode === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

/** Bytes at the end that begin a UTF-8 sequence and don't finish it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}
