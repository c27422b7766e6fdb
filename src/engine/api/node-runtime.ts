/** What the API server asks of nodes: the kubelet's own server and the ports behind it. */
import type { ContainerRuntime, HttpQuestion, LogLine, PortAnswer } from './container-runtime.ts';
import type { Container, ContainerUser, Pod } from './generated/types.ts';
import type { ProbeKind } from './podarium.ts';
import type { ContainerStreams } from './streams.ts';

/** The lines that are kept of a container's log. */
export interface ContainerLogPiece {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** How many lines were printed before the first of them. */
  readonly start: number;
  /** The container has ended. */
  readonly ended: boolean;
}

/** What a container uses, within its limits and beside the others of its machine. */
export interface ContainerUsage {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

/** What all containers of a machine use. */
export interface MachineUsage {
  readonly memoryBytes: number;
  readonly containers: number;
}

/** What a container takes on its machine's disk. */
export interface ContainerDisk {
  /** Its writable layer, in bytes. */
  readonly rootfsBytes: number;
  readonly logBytes: number;
}

/** An image of a machine. */
export interface StoredImage {
  readonly reference: string;
  /** Its name with its digest. */
  readonly id: string;
  /** Unpacked. */
  readonly bytes: number;
  /** As it was pulled. */
  readonly sizeBytes: number;
  /** A container, running or dead, is made of it. */
  readonly isUsed: boolean;
}

/** The user that an image names: by number, by name, or neither. */
export interface ImageUser {
  readonly uid?: number;
  readonly username?: string;
}

/** What a machine's own daemons take, and a control plane's beside them. */
export const daemonUsage: ContainerUsage = { cpuMilli: 45, memoryBytes: 380 * 1_048_576 };
export const controlPlaneUsage: ContainerUsage = { cpuMilli: 110, memoryBytes: 760 * 1_048_576 };

/** The one disk of a machine, and what its system and the images it came with take of it. */
export const machineDisk = { capacityBytes: 100 * 1024 ** 3, systemBytes: 12 * 1024 ** 3 };

export interface NodeRuntime extends ContainerRuntime {
  readonly streams: ContainerStreams;
  /** The log of one run of a container; undefined when nothing of it is left. */
  containerLog(podUid: string, containerName: string, containerId: string): ContainerLogPiece | undefined;
  imageUser(image: string): ImageUser;
  /** As whom the container's first process runs, as its pod's status tells. */
  containerUser(pod: Pod, container: Container): ContainerUser;
  /** Undefined when it does not run. */
  usage(podUid: string, containerName: string): ContainerUsage | undefined;
  machineUsage(node: string): MachineUsage;
  /** Bytes that images, containers, logs and the pods' own volumes take on a machine's disk. */
  machineDisk(node: string): number;
  /** By container; those that ended count until they are removed. */
  podDisk(podUid: string): Readonly<Record<string, ContainerDisk>>;
  /** Bytes in a volume of the pod's own. */
  volumeBytes(podUid: string, volumeName: string): number;
  /** The longest there first. */
  storedImages(node: string): readonly StoredImage[];
  removeImage(node: string, reference: string): void;
  /** What ended containers have left, their logs with it; a pod that runs keeps the others. */
  removeDeadContainers(node: string): void;
  /** The name of a Fault that makes a kind of probe of the container fail, whatever the container answers. */
  failingProbe(podUid: string, containerName: string, kind: ProbeKind): string | undefined;
  /** Asks a port in a pod's network namespace; no path: only whether it is open. */
  askPort(podUid: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer;
}

/** Traffic that comes from outside of the cluster. */
export interface OutsideTraffic {
  /** Asks a node port as a load balancer before all nodes does; undefined when no Service has it. */
  askNodePort(nodePort: number, path: string): PortAnswer | undefined;
  /** Asks an address of the cluster from the control plane's machine. */
  askAddress(address: string, port: number, path: string): PortAnswer;
}
