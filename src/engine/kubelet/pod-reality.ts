import type { ContainerInstance } from './restart-policy.ts';

export type ProbeResult = 'success' | 'failure' | 'unknown';

/** The newest instance of a container, with what its probes say. */
export interface SyncedContainer extends ContainerInstance {
  /** It was made from another spec than the pod now has. */
  readonly specChanged?: boolean;
  /** It gets the resources that it was granted only by starting anew. */
  readonly restartsToResize?: boolean;
  readonly liveness?: ProbeResult;
  readonly startup?: ProbeResult;
}

export interface SandboxInstance {
  readonly ready: boolean;
  readonly attempt: number;
  readonly ip: string;
}

export type KillReason = 'livenessProbe' | 'startupProbe' | 'unknown' | 'specChanged' | 'resize';

export interface Kill {
  readonly name: string;
  readonly reason: KillReason;
  readonly message: string;
}

/** What one sync does to a pod, in this order. */
export interface PodActions {
  /** All containers and the sandbox are stopped first. */
  killPod: boolean;
  createSandbox: boolean;
  /** Number of the sandbox now, or of the one to make. */
  attempt: number;
  killContainers: Kill[];
  ephemeralContainersToStart: string[];
  initContainersToStart: string[];
  startContainers: string[];
}

export interface PodReality {
  /** Newest first. */
  readonly sandboxes: readonly SandboxInstance[];
  readonly containers: readonly SyncedContainer[];
}

export function findInstance<Instance extends ContainerInstance>(
  instances: readonly Instance[],
  name: string,
): Instance | undefined {
  return instances.find((instance) => instance.name === name);
}

export function resizeKill(name: string): Kill {
  return { name, reason: 'resize', message: `Container ${name} resize requires restart` };
}
