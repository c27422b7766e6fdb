/** From what a kubelet knows to what it tells the API server. `pkg/kubelet/status/status_manager.go` */
import { semanticallyEqual } from '../api/equal.ts';
import type { Pod, PodStatus } from '../api/generated/types.ts';
import { isStaticPod } from '../api/static-pod.ts';
import type { ReportedInstance } from './container-status.ts';
import type { WaitingReason } from './image-pull.ts';
import { tellMirror } from './mirror-pods.ts';
import { stampCondition } from './pod-conditions.ts';
import { podStatusOf } from './pod-status-of.ts';
import { mergePodStatus } from './pod-status.ts';
import { hostNetworkPodIps } from './pod-ips.ts';
import type { Instance, PodRecord } from './records.ts';
import { runningContainers } from './records.ts';
import { allocatedPod, seePod } from './resources.ts';
import type { ProbeResults } from './readiness.ts';
import { isOnline, type Work, write } from './work.ts';

/** Works out the pod's status anew and sends it if it says anything new. */
export function refreshStatus(work: Work, record: PodRecord, isTerminal = false): void {
  sendStatus(work, record, computeStatus(work, record, isTerminal));
}

export function computeStatus(work: Work, record: PodRecord, isTerminal: boolean): PodStatus {
  const { view } = work.context;
  const startErrors: Record<string, WaitingReason | undefined> = {};
  const probeResults: Record<string, ProbeResults | undefined> = {};
  const instances: ReportedInstance[] = [];
  for (const name in record.containers) {
    const container = record.containers[name]!;
    const id = container.instances[0]?.id;
    startErrors[name] = container.startError;
    probeResults[name] = {
      readiness: container.readiness?.containerId === id ? container.readiness?.result : undefined,
      startup: container.startup?.containerId === id ? container.startup?.result : undefined,
    };
    for (const instance of container.instances) instances.push(reported(name, instance, work));
  }
  const { sandbox } = record;
  const hostIp = work.nodes.get(record.node)?.index;
  const hostIps = hostIp === undefined ? [] : [nodeAddress(hostIp)];
  const status = podStatusOf({
    pod: allocatedPod(record),
    ...(record.resize === undefined ? {} : { resize: record.resize }),
    previous: record.status,
    instances,
    startErrors,
    probeResults,
    sandboxes: sandbox === undefined ? [] : [sandbox],
    podIps: podIpsOf(record, hostIps),
    hostIps,
    isTerminal,
    userOf: (container) => work.runtime.containerUser(record.pod, container),
    nowTimestamp: view.nowTimestamp,
  });
  return record.verdict === undefined ? status : withVerdict(status, record, view.nowTimestamp);
}

/** A pod that its kubelet has ended; where another pod or the node needed the room, a condition tells. */
function withVerdict(status: PodStatus, { pod, verdict }: PodRecord, nowTimestamp: string): PodStatus {
  const { reason, message, disruption } = verdict!;
  const ended = { ...status, reason, message, phase: 'Failed' };
  if (disruption === undefined) return ended;
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
    message: disruption,
  } as const;
  const conditions = status.conditions ?? [];
  const known = pod.status?.conditions;
  const stamped = stampCondition(target, known, nowTimestamp, pod.metadata?.generation);
  return { ...ended, conditions: [...conditions, stamped] };
}

/** Keeps a status as the kubelet's word, and sends it when the API server has another one. */
export function sendStatus(work: Work, record: PodRecord, status: PodStatus): void {
  const isRunning = runningContainers(record).length > 0;
  const merged = mergePodStatus(record.pod.status ?? {}, status, isRunning, work.context.view.nowTimestamp);
  record.status = merged;
  if (isStaticPod(record.pod)) {
    record.pod = { ...record.pod, status: merged };
    tellMirror(work, record);
    return;
  }
  if (record.isRemoved || !isOnline(work, record.node)) return;
  if (semanticallyEqual(merged, record.pod.status)) return;
  const object: Pod = { ...record.pod, status: merged };
  const stored = write(work, record.node, { verb: 'updateStatus', resource: 'pods', object });
  if (stored === undefined) return;
  seePod(record, stored as Pod);
  record.status = record.pod.status ?? merged;
}

export function nodeAddress(index: number): string {
  return `10.0.0.${10 + index}`;
}

/** A pod that was given an address keeps showing it after its sandbox is gone. */
function podIpsOf(record: PodRecord, hostIps: readonly string[]): readonly string[] {
  if (record.pod.spec?.hostNetwork === true)
    return record.sandbox === undefined ? [] : hostNetworkPodIps(hostIps, []);
  const ip = record.sandbox?.ip ?? '';
  return ip === '' ? (record.status.podIPs ?? []).map((entry) => entry.ip) : [ip];
}

function reported(name: string, instance: Instance, { context: { view } }: Work): ReportedInstance {
  const { startedMs, finishedMs } = instance;
  return {
    name,
    state: instance.state,
    exitCode: instance.exitCode,
    containerID: instance.id,
    image: instance.image,
    imageID: instance.imageId,
    attempt: instance.attempt,
    startedAt: startedMs === undefined ? '1970-01-01T00:00:00Z' : view.toTimestamp(startedMs),
    finishedAt: finishedMs === undefined ? undefined : view.toTimestamp(finishedMs),
    reason: instance.reason,
    message: instance.message,
  };
}
