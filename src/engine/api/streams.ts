/**
 * Streams without sockets: what exec, attach, log follow and port-forward are as ApiRequest and ApiResponse. A host
 * (page, HTTP server) opens a session with POST, writes to it with POST, and reads what was printed since with GET,
 * each time the cluster's time has moved on. POSTs are commands of the run, GETs are not.
 *
 * | request                                        | body                 | answer                    |
 * | ---------------------------------------------- | -------------------- | ------------------------- |
 * | `POST pods/x/exec`                             | OpenExec             | SessionOutput             |
 * | `POST pods/x/exec`, without `stream`           | `{container, command}` | ExecResult              |
 * | `POST pods/x/attach`                           | OpenAttach           | SessionOutput             |
 * | `POST pods/x/exec` (or `attach`)               | WriteSession         | SessionOutput, no text    |
 * | `GET pods/x/exec?session=S&from=N` (or `attach`) | -                  | SessionOutput             |
 * | `GET pods/x/log?...&follow=true[&cursor=C]`    | -                    | text and `stream`: LogStream |
 * | `POST pods/x/portforward`                      | PortRequest          | PortResponse              |
 * | `{GET, POST, ...} /podarium/nodeport/PORT/PATH` | -                   | text and `headers`        |
 * | `... services/[SCHEME:]NAME[:PORT]/proxy/PATH` | -                    | text and `headers`        |
 * | `... pods/[SCHEME:]NAME[:PORT]/proxy/PATH`     | -                    | text and `headers`        |
 *
 * Without `stream` a command is run to its end on the spot and its waits take no time: ExecResult of
 * container-runtime.ts, as before. With it the command lives on simulated time: `sleep 5; echo done` prints after
 * five simulated seconds.
 *
 * **Bytes.** Every text field holds Unicode; bytes that are no UTF-8 stand as the lone surrogates U+DC80..U+DCFF
 * (what Python calls surrogateescape), so that tar archives pass and come out as they went in. `stream-bytes.ts`
 * turns bytes into such text and back; hosts that carry bytes must use it, pages that show text need not.
 *
 * **Refusals** (a Status, code 4xx or 5xx): container not found or not running, pod completed or without host,
 * a command that is not there (500, InternalError, with the runtime's text), no such session (404), too many
 * sessions (429).
 */

/** Columns and rows of a terminal. */
export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

export interface OpenExec {
  readonly stream: true;
  /** The pod's only one, or the one that `kubectl.kubernetes.io/default-container` names, when absent. */
  readonly container?: string;
  readonly command: readonly string[];
  /** The command may be written to; otherwise it reads the end of its input at once. */
  readonly stdin?: boolean;
  /** A terminal between: input is echoed, edited by line and may interrupt; stderr goes to stdout; LF is CR LF. */
  readonly tty?: boolean;
  readonly size?: TerminalSize;
}

/** Output of a container's main process from now on, and its input when the container has `stdin: true`. */
export interface OpenAttach {
  readonly stream: true;
  readonly container?: string;
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly size?: TerminalSize;
}

export interface WriteSession {
  readonly session: string;
  /** What was typed or piped in: with a terminal `\r` for Enter, `\x7f` for Backspace, `\x03` for Ctrl+C. */
  readonly input?: string;
  /** No more input will come. */
  readonly closeInput?: boolean;
  readonly resize?: TerminalSize;
  /** The client is gone: SIGHUP to an exec'd command, the end of an attach; the session is forgotten. */
  readonly close?: boolean;
}

/** What a session printed from a position on. */
export interface SessionOutput {
  readonly session: string;
  readonly stdout: string;
  readonly stderr: string;
  /** The position to read from next (`from`); counts characters of both streams. */
  readonly next: number;
  /** Characters that were lost between `from` and what is given, because nobody read them in time. */
  readonly dropped?: number;
  /** Set when the command has ended; what it printed before is complete. */
  readonly exitCode?: number;
}

/** Beside the text of a log that is followed (`ApiResponse.stream`). */
export interface LogStream {
  /** Give it as `cursor` of the next request; the other options then no longer count. */
  readonly cursor: string;
  /** The container has ended, or the limit in bytes is reached: nothing more will come. */
  readonly ended: boolean;
}

/** An HTTP request to a port on localhost of a pod. */
export interface PortRequest {
  readonly port: number;
  /** `GET` when absent. */
  readonly method?: string;
  /** With query; `/` when absent. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status 0: something listens there that doesn't speak HTTP; the connection is taken and closed. */
export interface PortResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a container runtime has besides the CRI's calls for the kubelet: sessions. */
export interface ContainerStreams {
  /** @throws StatusError when the container does not run or the command is not there. */
  openExec(podUid: string, container: string, request: OpenExec): SessionOutput;
  /** @throws StatusError */
  openAttach(podUid: string, container: string, request: OpenAttach): SessionOutput;
  /** @throws StatusError NotFound */
  writeSession(podUid: string, request: WriteSession): SessionOutput;
  /** What was printed from a position on. @throws StatusError NotFound */
  readSession(podUid: string, session: string, from: number): SessionOutput;
}
