import type { HttpQuestion, PortAnswer } from '../../api/container-runtime.ts';
import type { NameAnswer } from '../../api/name-answer.ts';
import type { ContainerUsage } from '../../api/node-runtime.ts';
import type { DnsSettings } from '../../api/pod-dns.ts';
import type { ContainerUser } from '../container-user.ts';
import type { ChangeRefusal, FileAttributes, FileStat, Refusal } from '../file-access.ts';
import type { SignalRefusal } from '../signals.ts';
import type { Toolbox } from '../image-definition.ts';
import type { Pause, ShellProcess, Thread } from './state.ts';
import type { Terminal } from './terminal.ts';

/** A container's file tree as its processes see it. Paths are absolute. */
export interface FileTree {
  /** Content, or undefined when there is no such file. */
  read(path: string): string | undefined;
  /** False when it can't be written (read-only, or a directory), or not all of it for want of space. */
  write(path: string, content: string): boolean;
  /** Makes a file of so many bytes that nobody looks at, or of as many as find room; undefined when it can't. */
  fill(path: string, bytes: number): number | undefined;
  append(path: string, text: string): boolean;
  makeDirectory(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Something is at a path, whether one may read it or not. */
  isThere(path: string): boolean;
  /** In bytes; a directory is one block. */
  size(path: string): number;
  /** Names in a directory, sorted; undefined when there is none. */
  list(path: string): readonly string[] | undefined;
  /** Why what is at a path may not be written to or made; undefined when it may. */
  refusal(path: string): Refusal | undefined;
  /** Why it may not be taken away. */
  removalRefusal(path: string): Refusal | undefined;
  /** Whether the user may do something, a sum of bits of `access`, with what is at a path. */
  may(path: string, wanted: number): boolean;
  /** Changes mode or owner; tells why not. */
  change(path: string, wanted: FileAttributes): ChangeRefusal | undefined;
  /** What `ls -l` tells of a path that is there. */
  stat(path: string): FileStat;
  /** Takes away a file, or a directory with what is in it; false when nothing was there. */
  remove(path: string): boolean;
}

/** What a request to an address gave. */
export type NetworkAnswer = PortAnswer;

/** How a container reaches others; handed in by the wiring, so the runtime knows nothing of Services. */
export interface ContainerNetwork {
  /** What a resolver with these settings learns of a name. */
  resolve(
    from: { readonly namespace: string; readonly podUid: string; readonly node: string },
    host: string,
    settings: DnsSettings,
  ): NameAnswer;
  /** Asks a port of an address. */
  request(
    from: { readonly namespace: string; readonly podUid: string; readonly node: string },
    address: string,
    port: number,
    path: string | undefined,
    question?: HttpQuestion,
  ): NetworkAnswer;
}

/** What a process sees of the world: everything a command may look at or touch. */
export interface ProcessHost {
  readonly nowMs: number;
  /** The wall clock of the cluster, RFC 3339. */
  readonly timestamp: string;
  readonly startedMs: number;
  readonly image: string;
  readonly hostname: string;
  readonly podIp: string;
  readonly user: ContainerUser;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: FileTree;
  /** Characters read from files so far, in this instant. */
  readonly textRead: number;
  /** Ports that the manifest declares. */
  readonly declaredPorts: readonly number[];
  /** What someone outside writes to; absent: the end of the input is read at once. */
  readonly terminal: Terminal | undefined;
  /** Whose everyday commands the image has. */
  readonly toolbox: Toolbox;
  /** The prompt of its `sh` names the directory. */
  readonly shellShowsDirectory: boolean;
  /** From SIGTERM to the exit of a server that stops cleanly, in ms. */
  readonly stopMs: number;
  /** Memory limit in bytes; undefined when there is none. */
  readonly memoryLimitBytes: number | undefined;
  /** What a name server says of a name, asked as /etc/resolv.conf has it. */
  lookUp(host: string): NameAnswer;
  /** Its addresses; undefined when there are none to be had. */
  resolve(host: string): readonly string[] | undefined;
  request(address: string, port: number, path: string, question?: HttpQuestion): NetworkAnswer;
  command(name: string): Command | undefined;
  print(stream: 'stdout' | 'stderr', text: string): void;
  /** Prints what the image's server says at its start. */
  printBanner(): void;
  /** Listens on a port of the pod's network namespace; false when it is taken. */
  listen(listener: ListenRequest): boolean;
  /** A number in [0, 1) from the container's own stream. */
  random(): number;
  /** From now on SIGTERM ends the process so. */
  setTermination(afterMs: number, exitCode: number): void;
  /** From now on the main process uses so much. */
  setUsage(usage: ContainerUsage): void;
  /** The kernel kills the container for memory, so many ms from now. */
  outOfMemory(afterMs: number): void;
  /** What runs in the process namespace, by number. */
  processes(): readonly { readonly id: number; readonly words: readonly string[]; readonly uid: number }[];
  /** A number for a new process. */
  nextPid(): number;
  /** The number of the container's main process. */
  readonly mainPid: number;
  /** Sends a signal to a process of the namespace; tells why it can't. */
  signal(pid: number, signal: string): SignalRefusal | undefined;
}

/** What a process offers on a port. */
export interface ListenRequest {
  readonly port: number;
  /** Simulated ms from now until it answers. */
  readonly afterMs: number;
  readonly answer: AnswerRule;
}

/** How a listener answers, as data. */
export type AnswerRule =
  /** A server that speaks its own protocol: the port is open and that is all. */
  | { readonly kind: 'open' }
  /** Its gRPC health service knows this service ('' is the whole server), and fails from so many ms after the start. */
  | { readonly kind: 'grpc'; readonly service: string; readonly untilMs?: number }
  | { readonly kind: 'text'; readonly status: number; readonly body: string }
  /** As the image's definition says, of the server that a subcommand is. */
  | { readonly kind: 'image'; readonly subcommand?: string };

export interface CommandCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly host: ProcessHost;
  readonly thread: Thread;
  readonly process: ShellProcess;
  readonly budget: Budget;
  out(text: string): void;
  err(text: string): void;
  /** All of the input. @throws InputWanted as long as its end has not come. */
  stdin(): string;
  /** A line of the input; undefined at its end. @throws InputWanted */
  line(): string | undefined;
  /** What has come of the input; undefined at its end. @throws InputWanted */
  piece(): string | undefined;
  /** Runs another command in its place, as `env`, `timeout` and `exec` do. */
  run(words: readonly string[]): CommandOutcome;
}

/** An exit status, or a pause after which the status counts. */
export type CommandOutcome = number | Pause;

export type Command = (call: CommandCall) => CommandOutcome;

/** Steps left in this instant; every loop of the shell counts against it. */
export interface Budget {
  steps: number;
  /** Milliseconds that commands would have waited while waiting counts as taking no time. */
  waitedMs: number;
  /** How deep `$(...)` stand in each other. */
  depth: number;
}
