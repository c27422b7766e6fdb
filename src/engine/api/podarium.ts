/** The playground's own kinds, group `podarium.dev/v1alpha1`: the hardware under nodes, and what goes wrong. */
import type { ObjectMeta } from './object.ts';

export interface Machine {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
  spec?: MachineSpec;
  status?: MachineStatus;
}

export interface MachineSpec {
  /** `Off` is a pulled plug: nothing on the machine runs or answers. Default On. */
  power?: 'On' | 'Off';
  /** `Partitioned`: everything runs, nothing gets in or out. Default Connected. */
  network?: 'Connected' | 'Partitioned';
  /** Quantities; default 4 and 8Gi. */
  cpu?: string;
  memory?: string;
  /** How many pods the kubelet takes; default 110. */
  pods?: number;
  zone?: string;
  /** A control-plane machine's node is tainted and takes no ordinary pods. Default worker. */
  role?: 'worker' | 'control-plane';
  /** Labels for the Node. */
  labels?: Record<string, string>;
}

export interface MachineStatus {
  /** When power last came on, RFC 3339. */
  poweredSince?: string;
  nodeName?: string;
}

export interface Fault {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
  spec?: FaultSpec;
  status?: FaultStatus;
}

export type FaultType =
  /** The container's main process exits with `exitCode` (default 1). Once, or again at each start while it lasts. */
  | 'ContainerExit'
  /** The kernel kills the main process for memory: exit code 137, reason OOMKilled. */
  | 'OOMKill'
  /** Pulls of `target.image` fail while it lasts. */
  | 'ImageUnpullable'
  /** The container's server answers its probes with failures while it lasts. */
  | 'ProbeFailure';

export interface FaultSpec {
  type: FaultType;
  target?: FaultTarget;
  exitCode?: number;
  /** RFC 3339; when absent, at once. */
  startTime?: string;
  /** When absent: a single stroke for ContainerExit and OOMKill, for ever for the rest. */
  durationSeconds?: number;
}

/** Everything given must match; what is absent matches all. */
export interface FaultTarget {
  namespace?: string;
  pod?: string;
  labels?: Record<string, string>;
  container?: string;
  image?: string;
  node?: string;
}

export interface FaultStatus {
  phase?: 'Planned' | 'Active' | 'Ended';
  /** What it struck, as `namespace/pod/container`. */
  struck?: string[];
  startedAt?: string;
  endedAt?: string;
}
