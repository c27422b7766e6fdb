import type { LogLine } from '../api/container-runtime.ts';
import type { Pod, ResourceRequirements } from '../api/generated/types.ts';
import type { ContainerUsage } from '../api/node-runtime.ts';
import type { ContainerUser } from './container-user.ts';
import type { FileAttributeTable } from './file-access.ts';
import type { FileLayer } from './files.ts';
import type { Mount } from './mount.ts';
import type { AnswerRule } from './shell/host.ts';
import type { ShellProcess } from './shell/state.ts';
import type { Terminal } from './shell/terminal.ts';

/** What the runtime remembers: plain data, as it stands in a checkpoint. */

export interface Listener {
  readonly port: number;
  /** When it begins to answer, in simulated ms. */
  readonly readyAtMs: number;
  readonly podUid: string;
  readonly container: string;
  readonly answer: AnswerRule;
}

export interface ContainerLog {
  /** Lines of the image's own server at its start, named rather than kept, and the entry they stand before. */
  banner?: { readonly timeMs: number; readonly image: string; readonly at: number };
  entries: LogLine[];
  /** Size of the current file; absent: empty. */
  bytes?: number;
  /** When the current file grew too big. */
  fullSinceMs?: number;
  /** How many older entries are no longer kept. */
  dropped: number;
  /** What was printed without a line end yet. */
  partial: string;
}

/** What a Fault puts on a container as long as it lasts. */
export interface Burden {
  readonly sinceMs: number;
  /** Bytes. */
  readonly leaksPerSecond?: number;
  /** It takes all the CPU that it gets. */
  readonly hogs?: true;
}

/** What a container has computed up to a moment: kept when its use changes, so that a sum can go on from there. */
export interface CpuAccount {
  readonly untilMs: number;
  readonly usedMicros: number;
  /** How long it was held back by its limit. */
  readonly throttledMs: number;
}

export interface ContainerRecord {
  readonly name: string;
  readonly image: string;
  readonly attempt: number;
  readonly startedMs: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  /** As whom it runs; absent: root. */
  readonly user?: ContainerUser;
  readonly readOnlyRoot?: boolean;
  /** Ports that the manifest declares: what a stand-in listens on. */
  readonly declaredPorts: readonly number[];
  memoryLimitBytes?: number;
  /** Requests and limits that are in force; absent: none. */
  resources?: ResourceRequirements;
  /** The container whose process namespace it shares (ephemeral containers). */
  readonly processesOf?: string;
  /** Where its processes begin. */
  readonly directory: string;
  /** What attached people write to, when stdin is set. */
  readonly terminal?: Terminal;
  /** Its input ends with the first who attached. */
  readonly stdinOnce?: boolean;
  readonly terminationPath: string;
  readonly terminationFromLog: boolean;
  /** What asks it to stop, without SIG; absent: TERM. */
  readonly stopSignal?: string;
  layer: FileLayer;
  /** Modes and owners in the layer that are not the usual ones. */
  attributes?: FileAttributeTable;
  process: ShellProcess;
  /** The command of a lifecycle hook, as long as it runs. */
  hook?: ShellProcess;
  /** What that command has printed so far. */
  hookOutput?: { stdout: string; stderr: string };
  /** What its program uses; absent: next to nothing. */
  use?: ContainerUsage;
  /** By the name of the Fault. */
  burdens?: Record<string, Burden>;
  /** Bytes that leaks which are over have left. */
  leaked?: number;
  cpu?: CpuAccount;
  /** How gladly the kernel kills it when the machine's memory is used up; absent: 1000, before all. */
  readonly oomScoreAdj?: number;
  log: ContainerLog;
  previousLog?: ContainerLog;
  /** How it ends on SIGTERM, when a program has said so. */
  termination?: { readonly afterMs: number; readonly exitCode: number };
  /** The end that is on its way. */
  ending?: { readonly exitCode: number; readonly timer: number };
  killTimer?: number;
  outOfMemory?: boolean;
  /** A port that another process had already when one of this container asked for it. */
  refusedPort?: number;
  exited?: boolean;
}

export interface Sandbox {
  readonly node: string;
  readonly namespace: string;
  readonly podName: string;
  readonly podUid: string;
  readonly ip: string;
  readonly hostname: string;
  readonly hostNetwork: boolean;
  readonly sharesProcesses: boolean;
  /** Nothing runs in it any more; its address is another's to have. */
  readonly stopped?: boolean;
  /** It sees all processes of its machine. */
  readonly hostProcesses?: true;
  /** A static pod, which the API server may never hear of. */
  readonly staticPod?: Pod;
  /** The last process number given out, where its containers share them. */
  lastPid?: number;
  containers: Record<string, ContainerRecord>;
  /** Listeners of a pod with a network namespace of its own. */
  listeners: Listener[];
}

/** A machine as its container runtime sees it. */
export interface NodeRecord {
  /** References of images that are there. */
  images: Record<string, true>;
  /** Pulls under way: the timer by reference. */
  pulls: Record<string, number>;
  /** The last address given out, as an offset in the pod range. */
  lastAddress: number;
  /** Listeners in the machine's own network namespace. */
  listeners: Listener[];
  /** When memory runs out next, as far as leaks tell. */
  memoryTimer?: number;
}
