/** The playground's own kinds, group `podarium.dev/v1alpha1`: the hardware under nodes, and what goes wrong. */
import type { Pod } from './generated/types.ts';
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
  /** Settings of its kubelet, named as in a KubeletConfiguration. */
  kubelet?: KubeletSettings;
  /** Manifests in its folder for static pods, which its kubelet runs without being asked by anybody. */
  staticPods?: Pod[];
}

export interface KubeletSettings {
  /** By signal (`memory.available`, `nodefs.available`, `pid.available`): quantities or percentages. */
  evictionHard?: Record<string, string>;
  evictionSoft?: Record<string, string>;
  evictionSoftGracePeriod?: Record<string, string>;
  evictionMinimumReclaim?: Record<string, string>;
  /** How long a node shows a pressure that is over; default 5m. */
  evictionPressureTransitionPeriod?: string;
  /** Seconds that a pod gets at most when a soft threshold evicts it; default 0. */
  evictionMaxPodGracePeriod?: number;
  /** False: images are pulled side by side, at most `maxParallelImagePulls` at once. Default true. */
  serializeImagePulls?: boolean;
  maxParallelImagePulls?: number;
  /** A container's log that is bigger is put aside for a new one, and its readers see the new one; default 10Mi. */
  containerLogMaxSize?: string;
}

export interface MachineStatus {
  /** When power last came on, RFC 3339. */
  poweredSince?: string;
  nodeName?: string;
}

/** What an image does. It adds to the catalogue, or changes what the catalogue says of the image. */
export interface Image {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
  spec?: ImageSpec;
}

export interface ImageSpec {
  /** As a pod names it, with or without a tag; without one it is about all tags. Default: the object's name. */
  image?: string;
  /** Compressed: what a pull loads. */
  size?: string;
  layers?: number;
  /** How long a pull takes; default: by its size. */
  pullSeconds?: number;
  /** Whose everyday commands it has; default busybox. */
  shell?: 'busybox' | 'alpine' | 'debian' | 'none';
  /** Name or number, with a group behind a colon if wanted. */
  user?: string;
  entrypoint?: string[];
  command?: string[];
  workingDir?: string;
  env?: Record<string, string>;
  /** Contents by path. */
  files?: Record<string, string>;
  /** What its server listens on. */
  ports?: number[];
  /** From the start of its server until it answers. */
  startUpSeconds?: number;
  /** What its server prints at its start. */
  logLines?: string[];
  /** What its server answers over HTTP; may hold {hostname}, {podIp}, {path} and {image}. */
  response?: string;
  /** What it uses as it runs. */
  resources?: { cpu?: string; memory?: string };
  /** A shell program that it runs; `serve` in it is the image's server. */
  script?: string;
}

export interface Fault {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
  spec?: FaultSpec;
  status?: FaultStatus;
}

export const faultTypes = [
  /** The container's main process exits with `exitCode` (default 1). Once, or again at each start while it lasts. */
  'ContainerExit',
  /** The kernel kills the main process for memory: exit code 137, reason OOMKilled. */
  'OOMKill',
  /** The container's processes stand still while it lasts: nothing answers, SIGTERM waits, SIGKILL works. */
  'Hang',
  /** What starts while it lasts does nothing for its first `seconds` (default 30). */
  'SlowStart',
  /** Probes of the container fail while it lasts: all, or those of one kind (`probe`). */
  'ProbeFailure',
  /** Writes in the container fail while it lasts: no space left on device. */
  'DiskFull',
  /** The container's memory grows by `rate` each second (default 10Mi); at its end it keeps what it has. */
  'MemoryLeak',
  /** The container computes on all CPUs that its limit, or its machine, lets it have. */
  'CPUHog',
  /** Pulls of `target.image` fail while it lasts. */
  'ImageUnpullable',
  /** Something on the machine beside its pods takes memory, or disk, until `available` is left. */
  'MemoryPressure',
  'DiskPressure',
] as const;

export type FaultType = (typeof faultTypes)[number];

export const probeKinds = ['liveness', 'readiness', 'startup'] as const;
export type ProbeKind = (typeof probeKinds)[number];

export interface FaultSpec {
  type: FaultType;
  target?: FaultTarget;
  exitCode?: number;
  /** For SlowStart: how much longer a start takes. */
  seconds?: number;
  /** For ProbeFailure: the only kind of probe that fails. */
  probe?: ProbeKind;
  /** For MemoryLeak: a quantity, each second. */
  rate?: string;
  /** For MemoryPressure and DiskPressure: a quantity or a percentage; default 90Mi and 9%. */
  available?: string;
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
