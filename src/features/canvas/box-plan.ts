/**
 * The inside of a pod as a plan: what is shared runs across as a band, what is a container's own stays in its column.
 * Pure arithmetic over the Pod; `pod-box.tsx` draws it. All numbers are pixels of the figure at scale 1.
 */
import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
  PodSpec,
  Probe,
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
  /** Its probes in the order in which they are drawn, with what they do. */
  readonly probes: readonly BoxProbe[];
  readonly mounts: readonly BoxMount[];
}

export interface BoxProbe {
  readonly type: 'startup' | 'readiness' | 'liveness';
  readonly periodSeconds: number;
  /** `GET /ready :8080`, `exec cat`, `tcp :6379`, `grpc :9000`. */
  readonly asks: string;
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

export interface BoxRow {
  readonly kind: 'processes' | 'probes' | 'resources' | 'files';
  readonly y: number;
  readonly height: number;
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
  /** What is each container's own, below the bands, one under the other. */
  readonly rows: readonly BoxRow[];
  readonly volumes: readonly BoxVolume[];
  readonly volumesTop: number;
  /** No machine has it yet: nothing of all this is there. */
  readonly isPlanned: boolean;
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
/** A line of ticks and a line that says what is asked. */
const probePitch = 32;

export function planBox(pod: Pod): BoxPlan {
  const spec = pod.spec;
  const columns = fillWidth(placeColumns(pod));
  const width = rightOf(columns) + edge;
  const bands = placeBands(pod);
  const bandsBottom = (bands.at(-1)?.y ?? 0) + (bands.at(-1)?.height ?? 0);
  const rows = placeRows(pod, columns, bandsBottom + gap);
  const rowsBottom = rows.at(-1)!.y + rows.at(-1)!.height;
  const mostMounts = Math.max(0, ...columns.map(({ mounts }) => mounts.length));
  const columnsBottom = rowsBottom + (mostMounts === 0 ? 8 : mostMounts * mountPitch + 20);
  const volumesTop = columnsBottom + 28;
  const volumes = placeVolumes(pod, width);
  return {
    width,
    height: volumes.length === 0 ? columnsBottom + edge : volumesTop + 36 + edge,
    columns,
    columnsBottom,
    bands,
    rows,
    volumes,
    volumesTop,
    isPlanned: isPlanned(pod),
    ip: pod.status?.podIP ?? '',
    hostName:
      spec?.hostNetwork === true
        ? (spec.nodeName ?? '')
        : (spec?.hostname ?? pod.metadata?.name ?? '').slice(0, 63),
  };
}

/** Their words stand beside the columns, below pause. */
function placeRows({ spec }: Pod, columns: readonly BoxColumn[], top: number): readonly BoxRow[] {
  const mostProbes = Math.max(1, ...columns.map(({ probes }) => probes.length));
  const wanted: readonly Omit<BoxRow, 'y'>[] = [
    ...(sharesProcesses(spec) ? [] : [{ kind: 'processes' as const, height: 60 }]),
    { kind: 'probes', height: mostProbes * probePitch + 10 },
    { kind: 'resources', height: 68 },
    { kind: 'files', height: 56 },
  ];
  return stack(wanted, top, 0);
}

function stack<Item extends { readonly height: number }>(
  items: readonly Item[],
  top: number,
  between: number,
): (Item & { y: number })[] {
  let y = top;
  return items.map((item) => {
    const placed = { ...item, y };
    y += item.height + between;
    return placed;
  });
}

function isPlanned({ spec }: Pod): boolean {
  return (spec?.nodeName ?? '') === '';
}

function sharesProcesses(spec: PodSpec | undefined): boolean {
  return spec?.shareProcessNamespace === true || spec?.hostPID === true;
}

function placeColumns(pod: Pod): readonly BoxColumn[] {
  const inits = pod.spec?.initContainers ?? [];
  const containers = pod.spec?.containers ?? [];
  const columns: BoxColumn[] = [pauseColumn(pod)];
  for (const container of inits) {
    const role = container.restartPolicy === 'Always' ? 'sidecar' : 'init';
    columns.push(column(container, role, columns, pod.status?.initContainerStatuses, isPlanned(pod)));
  }
  for (const container of containers) {
    columns.push(column(container, 'container', columns, pod.status?.containerStatuses, isPlanned(pod)));
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
    says: isPlanned(pod) ? t('canvas.box.planned') : isUp === true ? 'Running' : 'ContainerCreating',
    endedBefore: '',
    state: isPlanned(pod) ? 'unscheduled' : isUp === true ? 'ready' : 'creating',
    isIn: true,
    ports: [],
    probes: [],
    mounts: [],
  };
}

function column(
  container: Container,
  role: BoxColumn['role'],
  before: readonly BoxColumn[],
  statuses: readonly ContainerStatus[] | undefined,
  planned: boolean,
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
  const least = role === 'init' ? 132 : 186;
  return {
    name: container.name,
    x: (previous === undefined ? edge : previous.x + previous.width) + gap,
    width: Math.min(216, Math.max(least, longest)),
    role,
    image: container.image ?? '',
    ...(planned ? { says: 'Waiting', state: 'unscheduled' as const } : containerState(status)),
    endedBefore: status?.lastState?.terminated === undefined ? '' : endOf(status.lastState.terminated),
    isIn:
      status?.state?.running !== undefined || (role !== 'init' && status?.state?.terminated === undefined),
    ports: (container.ports ?? []).map(({ containerPort }) => containerPort),
    probes: probesOf(container),
    mounts,
  };
}

function probesOf(container: Container): readonly BoxProbe[] {
  const of = (type: BoxProbe['type'], probe: Probe | undefined): readonly BoxProbe[] =>
    probe === undefined ? [] : [{ type, periodSeconds: probe.periodSeconds ?? 10, asks: askOf(probe) }];
  return [
    ...of('startup', container.startupProbe),
    ...of('readiness', container.readinessProbe),
    ...of('liveness', container.livenessProbe),
  ];
}

function askOf({ httpGet, tcpSocket, grpc, exec }: Probe): string {
  if (httpGet !== undefined) return `GET ${httpGet.path ?? '/'} :${httpGet.port}`;
  if (tcpSocket !== undefined) return `tcp :${tcpSocket.port}`;
  return grpc === undefined ? `exec ${exec?.command?.join(' ') ?? ''}` : `grpc :${grpc.port}`;
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
    ...(sharesProcesses(spec)
      ? [{ kind: 'processes' as const, height: 80, isHost: spec?.hostPID === true }]
      : []),
  ];
  return stack(wanted, columnTop + headHeight, gap);
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
