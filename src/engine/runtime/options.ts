import type { ImageCatalogue } from './image-definition.ts';
import type { Command, ContainerNetwork } from './shell/host.ts';

/** How long things take in a container runtime; all in simulated ms unless the name says otherwise. */
export interface RuntimeTimings {
  readonly sandboxMs: number;
  /** Up to so much more, by chance. */
  readonly sandboxJitterMs: number;
  /** Asking the registry, before the first byte. */
  readonly pullOverheadMs: number;
  readonly pullBytesPerSecond: number;
  /** When set, every first pull on a node takes exactly this. */
  readonly pullMs: number | null;
  /** A pull of an image that the node has: only its digest is compared. */
  readonly repullMs: number;
  /** From SIGTERM to the exit of a process that heeds it. */
  readonly stopMs: number;
  /** From its start to the exit of a process that has nothing to wait for. */
  readonly shortestRunMs: number;
  /** A process without handler that is PID 1 ignores SIGTERM, as the kernel has it; false: it exits with 143. */
  readonly pidOneIgnoresTerm: boolean;
  /** How long a container that a lasting fault strikes again and again lives each time. */
  readonly faultStrikeMs: number;
}

export const defaultTimings: RuntimeTimings = {
  sandboxMs: 300,
  sandboxJitterMs: 300,
  pullOverheadMs: 700,
  pullBytesPerSecond: 45_000_000,
  pullMs: null,
  repullMs: 450,
  stopMs: 100,
  shortestRunMs: 30,
  pidOneIgnoresTerm: true,
  faultStrikeMs: 1_000,
};

export interface RuntimeOptions {
  /** Images by repository; the catalogue when absent. */
  readonly images: ImageCatalogue;
  readonly timings: Partial<RuntimeTimings>;
  /** Commands that every image has besides its own, by name. */
  readonly programs: Readonly<Record<string, Command>>;
  /** Images that no registry has; absent: decided by the catalogue's versions. */
  readonly cannotPull: (image: string) => boolean;
  /** A machine's own address, for pods on the host network; absent: the Node's InternalIP. */
  readonly nodeAddresses: Readonly<Record<string, string>>;
  readonly network: ContainerNetwork;
}
