/** What goes on inside a pod that its API object does not tell: for a picture of it, at one moment. Plain data. */

export interface PodInside {
  /** In the order of the spec: init containers, containers, ephemeral ones. Those that were never started are missing. */
  readonly containers: readonly ContainerInside[];
  /** All that stands in a PID namespace of the whole pod or machine; undefined when each container has its own. */
  readonly shared?: readonly ProcessInside[];
  /** All that the machine has for its pods: where a bar without a limit ends. */
  readonly machine: { readonly cpu: number; readonly memory: number };
}

export interface ContainerInside {
  readonly name: string;
  readonly isRunning: boolean;
  /** Thousandths of a CPU. */
  readonly cpu: UseInside;
  /** Bytes. */
  readonly memory: UseInside;
  /** Of its image; undefined when that is not known. */
  readonly layers?: number;
  /** Bytes in its writable layer. */
  readonly writtenBytes: number;
  /** Those that it started, numbered as its own PID namespace has them. */
  readonly processes: readonly ProcessInside[];
  readonly ports: readonly PortInside[];
  /** A port that another holds already, so that its server could not have it. */
  readonly refusedPort?: number;
  readonly probes: readonly ProbeInside[];
}

/** What a cgroup counts; undefined: it does not run, asks for nothing, is not limited. */
export interface UseInside {
  readonly used?: number;
  readonly request?: number;
  readonly limit?: number;
}

export interface ProcessInside {
  readonly pid: number;
  readonly command: string;
  /** The container that it belongs to; undefined for pause and a machine's own. */
  readonly container?: string;
}

export interface PortInside {
  readonly port: number;
  /** False as long as the server still gets ready. */
  readonly answers: boolean;
}

export interface ProbeInside {
  readonly type: 'startup' | 'liveness' | 'readiness';
  readonly periodMs: number;
  /** When it ticks next, in simulated milliseconds; undefined while it does not tick. */
  readonly nextMs?: number;
  /** Its ticks of the last minute, oldest first. */
  readonly ticks: readonly ProbeTick[];
}

export interface ProbeTick {
  readonly atMs: number;
  readonly passed: boolean;
}
