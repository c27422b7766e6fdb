/**
 * The inside of a pod as a plan: what is shared runs across as a band, what is a container's own stays in its column.
 * Pure arithmetic over the Pod; `pod-box.tsx` draws it. All numbers are pixels of the figure at scale 1.
 */
import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
  Volume,
} from '../../engine/api/generated/types.ts';
import type { MarkState } from '../../ui/marks/shape.ts';
import { t } from './messages.en.ts';

export interface BoxColumn {
  readonly name: string;
  readonly x: number;
  readonly width: number;
  readonly role: 'pause' | 'init' | 'sidecar' | 'container';
  readonly image: string;
  /** What the container does now, in Kubernetes' words. */
  readonly says: string;
  /** How its life before ended; empty in its first. */
  readonly endedBefore: string;
  readonly state: MarkState;
  /** Runs, so it has its place in the bands. */
  readonly isIn: boolean;
  readonly ports: readonly number[];
  readonly mounts: readonly BoxMount[];
}

export interface BoxMount {
  readonly path: string;
  readonly volume: string;
  readonly isReadOnly: boolean;
}

export interface BoxBand {
  readonly kind: 'network' | 'hostName' | 'memory' | 'processes';
  readonly y: number;
  readonly height: number;
  /** The node's own, because the pod asks for it. */
  readonly isHost: boolean;
}

export interface BoxVolume {
  readonly name: string;
  /** The field of the volume's source: `emptyDir`, `configMap`. */
  readonly source: string;
  readonly x: number;
  readonly width: number;
}

export interface BoxPlan {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly BoxColumn[];
  readonly columnsBottom: number;
  readonly bands: readonly BoxBand[];
  readonly sharesProcesses: boolean;
  readonly volumes: readonly BoxVolume[];
  readonly volumesTop: number;
  readonly ip: string;
  readonly hostName: string;
}

const edge = 16;
/** Wide enough for the names of the bands that pause holds. */
const pauseWidth = 224;
const leastWidth = 640;
const gap = 8;
const columnTop = 48;
const headHeight = 76;
const mountPitch = 18;

export function planBox(pod: Pod): BoxPlan {
  const spec = pod.spec;
  const columns = fillWidth(placeColumns(pod));
  const width = rightOf(columns) + edge;
  const bands = placeBands(pod);
  const bandsBottom = (bands.at(-1)?.y ?? 0) + (bands.at(-1)?.height ?? 0);
  const mostMounts = Math.max(0, ...columns.map(({ mounts }) => mounts.length));
  const columnsBottom = bandsBottom + 12 + (mostMounts === 0 ? 8 : mostMounts * mountPitch + 24);
  const volumesTop = columnsBottom + 28;
  const volumes = placeVolumes(pod, width);
  return {
    width,
    height: volumes.length === 0 ? columnsBottom + edge : volumesTop + 36 + edge,
    columns,
    columnsBottom,
    bands,
    sharesProcesses: spec?.shareProcessNamespace === true || spec?.hostPID === true,
    volumes,
    volumesTop,
    ip: pod.status?.podIP ?? '',
    hostName:
      spec?.hostNetwork === true
        ? (spec.nodeName ?? '')
        : (spec?.hostname ?? pod.metadata?.name ?? '').slice(0, 63),
  };
}

function placeColumns(pod: Pod): readonly BoxColumn[] {
  const inits = pod.spec?.initContainers ?? [];
  const containers = pod.spec?.containers ?? [];
  const columns: BoxColumn[] = [pauseColumn(pod)];
  for (const container of inits) {
    const role = container.restartPolicy === 'Always' ? 'sidecar' : 'init';
    columns.push(column(container, role, columns, pod.status?.initContainerStatuses));
  }
  for (const container of containers) {
    columns.push(column(container, 'container', columns, pod.status?.containerStatuses));
  }
  return columns;
}

const rightOf = (columns: readonly BoxColumn[]): number =>
  Math.max(...columns.map(({ x, width }) => x + width));

/** Few containers share the room that the bands' words need. */
function fillWidth(columns: readonly BoxColumn[]): readonly BoxColumn[] {
  const missing = leastWidth - edge - rightOf(columns);
  const own = columns.length - 1;
  if (missing <= 0 || own === 0) return columns;
  const extra = missing / own;
  return columns.map((column, index) =>
    index === 0 ? column : { ...column, x: column.x + (index - 1) * extra, width: column.width + extra },
  );
}

/** The sandbox: there as soon as the pod has its address or a container has been started. */
function pauseColumn(pod: Pod): BoxColumn {
  const isUp =
    pod.status?.podIP !== undefined ||
    pod.status?.containerStatuses?.some(({ state }) => state?.running !== undefined);
  return {
    name: 'pause',
    x: edge,
    width: pauseWidth,
    role: 'pause',
    image: '',
    says: isUp === true ? 'Running' : 'ContainerCreating',
    endedBefore: '',
    state: isUp === true ? 'ready' : 'creating',
    isIn: true,
    ports: [],
    mounts: [],
  };
}

function column(
  container: Container,
  role: BoxColumn['role'],
  before: readonly BoxColumn[],
  statuses: readonly ContainerStatus[] | undefined,
): BoxColumn {
  const previous = before.at(-1);
  const status = statuses?.find(({ name }) => name === container.name);
  const mounts = (container.volumeMounts ?? [])
    .filter(({ mountPath }) => !mountPath.startsWith('/var/run/secrets/'))
    .map(({ mountPath, name, readOnly }) => ({
      path: mountPath,
      volume: name,
      isReadOnly: readOnly === true,
    }));
  const longest = Math.max(container.name.length * 7 + 40, ...mounts.map(({ path }) => path.length * 7 + 44));
  return {
    name: container.name,
    x: (previous === undefined ? edge : previous.x + previous.width) + gap,
    width: Math.min(216, Math.max(140, longest)),
    role,
    image: container.image ?? '',
    ...containerState(status),
    endedBefore: status?.lastState?.terminated === undefined ? '' : endOf(status.lastState.terminated),
    isIn:
      status?.state?.running !== undefined || (role !== 'init' && status?.state?.terminated === undefined),
    ports: (container.ports ?? []).map(({ containerPort }) => containerPort),
    mounts,
  };
}

/** A container's state in one word, and the mark that goes with it. */
function containerState(status: ContainerStatus | undefined): { says: string; state: MarkState } {
  const state = status?.state;
  if (state?.running !== undefined)
    return { says: 'Running', state: status?.ready === true ? 'ready' : 'notReady' };
  if (state?.terminated !== undefined) {
    return {
      says: endOf(state.terminated),
      state: state.terminated.exitCode === 0 ? 'succeeded' : 'failed',
    };
  }
  const reason = state?.waiting?.reason ?? 'ContainerCreating';
  const isCalm = reason === 'ContainerCreating' || reason === 'PodInitializing';
  return { says: reason, state: isCalm ? 'creating' : 'backOff' };
}

/** `OOMKilled, exit 137`. */
function endOf({ exitCode, reason }: ContainerStateTerminated): string {
  const word = reason ?? (exitCode === 0 ? 'Completed' : 'Error');
  return t('canvas.box.exit', { reason: word, code: exitCode });
}

function placeBands({ spec }: Pod): readonly BoxBand[] {
  const isNetworkHost = spec?.hostNetwork === true;
  const wanted: readonly Omit<BoxBand, 'y'>[] = [
    { kind: 'network', height: 84, isHost: isNetworkHost },
    { kind: 'hostName', height: 28, isHost: isNetworkHost },
    { kind: 'memory', height: 28, isHost: spec?.hostIPC === true },
    ...(spec?.shareProcessNamespace === true || spec?.hostPID === true
      ? [{ kind: 'processes' as const, height: 28, isHost: spec.hostPID === true }]
      : []),
  ];
  let y = columnTop + headHeight;
  return wanted.map((band) => {
    const placed = { ...band, y };
    y += band.height + gap;
    return placed;
  });
}

/** `kube-api-access` goes into every container and teaches nothing here. */
function placeVolumes(pod: Pod, width: number): readonly BoxVolume[] {
  const shown = (pod.spec?.volumes ?? []).filter(({ name }) => !name.startsWith('kube-api-access'));
  const left = edge + pauseWidth + gap;
  const room = (width - edge - left - gap * (shown.length - 1)) / Math.max(1, shown.length);
  return shown.map((volume, index) => ({
    name: volume.name,
    source: sourceOf(volume),
    x: left + index * (room + gap),
    width: room,
  }));
}

function sourceOf(volume: Volume): string {
  return Object.keys(volume).find((field) => field !== 'name') ?? '';
}
