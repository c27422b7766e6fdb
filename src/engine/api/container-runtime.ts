/**
 * Between kubelet and container runtime, shaped like the CRI (staging/src/k8s.io/cri-api): the kubelet asks,
 * things that take time are announced later as RuntimeEvents. Everything is synchronous and plain data.
 */
import type { Container, Pod, ResourceRequirements } from './generated/types.ts';

/** Something that happened under a kubelet, told to it when it happens (its PLEG looks once a second). */
export type RuntimeEvent =
  | { readonly kind: 'SandboxReady'; readonly node: string; readonly podUid: string; readonly podIp: string }
  | {
      readonly kind: 'ImagePulled';
      readonly node: string;
      readonly image: string;
      readonly durationMs: number;
      readonly sizeBytes: number;
    }
  | {
      readonly kind: 'ImagePullFailed';
      readonly node: string;
      readonly image: string;
      readonly message: string;
    }
  | {
      readonly kind: 'ContainerExited';
      readonly node: string;
      readonly podUid: string;
      readonly containerName: string;
      readonly containerId: string;
      readonly exitCode: number;
      /** `Completed`, `Error` or `OOMKilled`, as a kubelet reports it. */
      readonly reason: string;
      readonly message?: string;
    }
  | {
      readonly kind: 'HookEnded';
      readonly node: string;
      readonly podUid: string;
      readonly containerName: string;
      readonly end: HookEnd;
    }
  /** The memory of the whole machine was used up, and the kernel killed a process for it. */
  | {
      readonly kind: 'SystemOom';
      readonly node: string;
      readonly process: string;
      readonly pid: number;
    };

/** How the command of a lifecycle hook has ended, and what it printed. */
export interface HookEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not even start. */
  readonly error?: string;
}

export interface StartedContainer {
  /** `containerd://<64 hex>` */
  readonly containerId: string;
  readonly imageId: string;
}

/** A start that fails at once: `exec: "nosuchcmd": executable file not found in $PATH` and its like. */
export interface FailedStart {
  /** `RunContainerError`, `StartError`, `CreateContainerError`. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode: number;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Simulated ms that the command would have taken (`sleep 10` in a preStop hook); absent for none. */
  readonly waitedMs?: number;
}

/** What a client says besides where it asks. */
export interface HttpQuestion {
  /** Absent: GET. */
  readonly method?: string;
  /** By their names as they were written. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a probe, a Service or another pod gets from a port. */
export type PortAnswer =
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly body: string;
      readonly delayMs: number;
      /** Where a redirect leads. */
      readonly location?: string;
      /** It speaks TLS. */
      readonly secure?: boolean;
      /** Who vouches for it; absent: one whom every client knows. */
      readonly authority?: 'cluster';
      /** What it sends besides, by name. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Not HTTP; `grpc`: what its health service says of each service, by name. */
  | { readonly kind: 'open'; readonly delayMs: number; readonly grpc?: Readonly<Record<string, string>> }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' };

export interface ContainerStart {
  readonly node: string;
  readonly pod: Pod;
  readonly container: Container;
  /** 0 for the first start, counting up: the restart count. */
  readonly attempt: number;
  /** Resolved environment, `$(VAR)` already expanded. */
  readonly environment: Readonly<Record<string, string>>;
  /** From -1000 to 1000, the likeliest to be killed when the machine's memory is used up; 1000 when absent. */
  readonly oomScoreAdj?: number;
}

/** Container runtimes of all machines; each method names the machine (node) it speaks to. */
export interface ContainerRuntime {
  /** Makes the pod's sandbox (pause container, network, IP); SandboxReady follows. */
  runPodSandbox(node: string, pod: Pod): void;
  /** Ends whatever still runs in a sandbox and frees its IP; what its containers have printed can still be read. */
  stopPodSandbox(node: string, podUid: string): void;
  /** Removes a sandbox, with whatever still runs in it, and all that was kept of its containers. */
  removePodSandbox(node: string, podUid: string): void;
  /** Removes what a pod without sandbox has left in volumes of its own. */
  removePodVolumes(node: string, podUid: string): void;
  hasImage(node: string, image: string): boolean;
  /**
   * ImagePulled or ImagePullFailed follows; a second pull of the same image joins the first. `registries`: those
   * that the kubelet has credentials for.
   */
  pullImage(node: string, image: string, registries?: readonly string[]): void;
  /** Starts a container of a sandbox; ContainerExited follows if it ever ends. */
  startContainer(start: ContainerStart): StartedContainer | FailedStart;
  /** Gives a running container other resources, without its noticing; never memory limits below what it uses. */
  updateContainerResources(
    node: string,
    podUid: string,
    containerName: string,
    resources: ResourceRequirements,
  ): void;
  /** SIGTERM now, SIGKILL after the grace period; ContainerExited follows. 0 kills at once. */
  stopContainer(node: string, podUid: string, containerName: string, gracePeriodMs: number): void;
  /** Runs a command in a running container to its end (commands that wait count as taking no time). */
  exec(node: string, podUid: string, containerName: string, command: readonly string[]): ExecResult;
  /**
   * Runs a command of a lifecycle hook in a running container, in its own time: undefined when it goes on, and
   * HookEnded follows, at the latest when the container ends. A new hook takes the place of one that runs.
   */
  runHook(
    node: string,
    podUid: string,
    containerName: string,
    command: readonly string[],
  ): HookEnd | undefined;
  /** Asks a port on a pod's address, as the kubelet does for httpGet and tcpSocket probes. */
  probePort(node: string, podUid: string, port: number, path: string | undefined): PortAnswer;
  /** Asks a port of any address from the machine itself, as the kubelet does for a probe that names a host. */
  probeAddress(node: string, address: string, port: number, path: string | undefined): PortAnswer;
  /** Whether a port gives the same answer until something is told to have stirred in its pod; false when unsure. */
  answersLast(podUid: string, port: number, path: string | undefined): boolean;
  /** What stands at a path of the machine's own file system; undefined when nothing does. */
  hostPathKind?(
    node: string,
    path: string,
  ): 'directory' | 'file' | 'socket' | 'charDevice' | 'blockDevice' | undefined;
  /** What the container has printed, oldest first; `previous` for the one before the last restart. */
  logs(podUid: string, containerName: string, previous: boolean): readonly LogLine[];
  /** The plug is pulled: all containers and sandboxes of the machine are gone, images stay. No events follow. */
  powerOff(node: string): void;
}

export interface LogLine {
  readonly timeMs: number;
  readonly text: string;
}
