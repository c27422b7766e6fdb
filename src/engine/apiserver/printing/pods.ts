/** The row of a Pod. `pkg/printers/internalversion/printers.go` printPod */
import type { Container, ContainerState, ContainerStatus, Pod } from '../../api/generated/types.ts';
import { parseTimestamp } from '../../api/time.ts';
import { none, since } from './cell-text.ts';
import { agedPrinter } from './printer.ts';

export const podPrinter = agedPrinter<Pod>(
  'Ready,Status,Restarts',
  (pod, { nowMs }) => {
    const { ready, total, reason, restarts, lastRestart } = summaryOf(pod);
    const ago = restarts > 0 && lastRestart !== undefined ? ` (${since(lastRestart, nowMs)} ago)` : '';
    return [`${ready}/${total}`, reason, `${restarts}${ago}`];
  },
  ',+IP,+Node,+Nominated Node,+Readiness Gates',
  (pod) => [
    pod.status?.podIPs?.[0]?.ip || none,
    pod.spec?.nodeName || none,
    pod.status?.nominatedNodeName || none,
    readinessGates(pod),
  ],
);

interface Summary {
  readonly ready: number;
  readonly total: number;
  /** What stands below STATUS. */
  readonly reason: string;
  readonly restarts: number;
  readonly lastRestart: string | undefined;
}

interface InitSummary {
  /** Sidecars that are ready. */
  readonly ready: number;
  /** Statuses up to the first init container that isn't done: later ones are not looked at. */
  readonly seen: readonly ContainerStatus[];
  /** What that container is at; absent when all are done. */
  readonly reason?: string;
}

const noSidecars: ReadonlySet<string> = new Set();
const noInit: InitSummary = { ready: 0, seen: [] };

function summaryOf(pod: Pod): Summary {
  const { initContainers, containers } = pod.spec ?? { containers: [] };
  const sidecars = initContainers === undefined ? noSidecars : sidecarsOf(initContainers);
  const init = initContainers === undefined ? noInit : summaryOfInit(pod, sidecars);
  const total = containers.length + sidecars.size;
  if (init.reason !== undefined && !hasCondition(pod, 'Initialized')) {
    return { ...restartsOf(init.seen), ready: init.ready, total, reason: finalReason(pod, init.reason) };
  }
  const statuses = pod.status?.containerStatuses ?? [];
  let running = 0;
  let told: string | undefined;
  for (const status of statuses) {
    const reason = reasonOf(status.state);
    if (status.ready && reason === undefined && status.state?.running !== undefined) running++;
    told ??= reason;
  }
  const reason = told ?? init.reason ?? beforeContainers(pod);
  const ran = sidecars.size === 0 ? [] : init.seen.filter(({ name }) => sidecars.has(name));
  return {
    ...restartsOf(ran.length === 0 ? statuses : [...ran, ...statuses]),
    ready: init.ready + running,
    total,
    reason: finalReason(pod, reason === 'Completed' && running > 0 ? backToRunning(pod) : reason),
  };
}

function sidecarsOf(initContainers: readonly Container[]): ReadonlySet<string> {
  const sidecars = initContainers.filter((container) => container.restartPolicy === 'Always');
  return new Set(sidecars.map(({ name }) => name));
}

function beforeContainers({ status }: Pod): string {
  const gated = status?.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return gated === true ? 'SchedulingGated' : status?.reason || (status?.phase ?? '');
}

function summaryOfInit(pod: Pod, sidecars: ReadonlySet<string>): InitSummary {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const isStarted = ({ name, started }: ContainerStatus) => sidecars.has(name) && started === true;
  const isDone = (status: ContainerStatus) => status.state?.terminated?.exitCode === 0 || isStarted(status);
  const current = statuses.findIndex((status) => !isDone(status));
  const done = current < 0 ? statuses : statuses.slice(0, current);
  const ready = done.filter(
    (status) => status.ready && isStarted(status) && status.state?.terminated?.exitCode !== 0,
  );
  if (current < 0) return { ready: ready.length, seen: statuses };
  return {
    ready: ready.length,
    seen: statuses.slice(0, current + 1),
    reason: `Init:${initReason(pod, current)}`,
  };
}

function initReason(pod: Pod, index: number): string {
  const { terminated, waiting } = pod.status?.initContainerStatuses?.[index]?.state ?? {};
  if (terminated) return reasonOf({ terminated })!;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') return waiting.reason;
  return `${index}/${pod.spec?.initContainers?.length ?? 0}`;
}

/** Why a container isn't running, if it says so. */
function reasonOf({ waiting, terminated }: ContainerState = {}): string | undefined {
  if (waiting?.reason) return waiting.reason;
  if (!terminated) return undefined;
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

/** One container has completed while another still runs. */
function backToRunning(pod: Pod): string {
  return hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
}

function finalReason({ metadata, status }: Pod, reason: string): string {
  if (metadata?.deletionTimestamp === undefined) return reason;
  if (status?.reason === 'NodeLost') return 'Unknown';
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? reason : 'Terminating';
}

function hasCondition({ status }: Pod, wanted: string): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === wanted && is === 'True') === true;
}

function restartsOf(statuses: readonly ContainerStatus[]): Pick<Summary, 'restarts' | 'lastRestart'> {
  let restarts = 0;
  let lastRestart: string | undefined;
  for (const { restartCount, lastState } of statuses) {
    restarts += restartCount;
    const end = lastState?.terminated?.finishedAt;
    const isLater =
      end !== undefined && (lastRestart === undefined || parseTimestamp(end) >= parseTimestamp(lastRestart));
    if (isLater) lastRestart = end;
  }
  return { restarts, lastRestart };
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec?.readinessGates ?? [];
  if (gates.length === 0) return none;
  const conditionOf = (type: string) => status?.conditions?.find((condition) => condition.type === type);
  const open = gates.filter(({ conditionType }) => conditionOf(conditionType)?.status === 'True');
  return `${open.length}/${gates.length}`;
}
