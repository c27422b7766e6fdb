/** What a machine's head says, read from its Node and Machine. */
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Node, Pod, Taint } from '../../engine/api/generated/types.ts';
import { isFinished } from './requests.ts';
import type { MachineScene } from './scene.ts';

export interface MachineHealth {
  /** kubectl's STATUS. */
  readonly word: string;
  readonly isReady: boolean;
  /** What its kubelet says it runs out of: `MemoryPressure`, `DiskPressure`, `PIDPressure`. */
  readonly pressures: readonly string[];
  /** Nobody has heard from it for the grace period: what stands on it is only the last report. */
  readonly isLost: boolean;
  readonly isOff: boolean;
  readonly isCutOff: boolean;
  readonly isCordoned: boolean;
  readonly address: string;
  readonly zone: string;
  /** Those that the cluster put there; what one sets oneself is shown too. */
  readonly taints: readonly Taint[];
  readonly lastReportEpochMs: number | undefined;
  /** When the first pod will be evicted, and how long the wait is in all. */
  readonly eviction: { readonly endEpochMs: number; readonly seconds: number } | undefined;
}

const addressTypes = ['InternalIP', 'Hostname'];

/** `renewTime`: of the machine's Lease, where it is known. */
export function machineHealth({ node, machine, pods }: MachineScene, renewTime?: string): MachineHealth {
  const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  const isCordoned = node?.spec?.unschedulable === true;
  const addresses = node?.status?.addresses ?? [];
  return {
    word: node === undefined ? '' : isReady ? 'Ready' : 'NotReady',
    isReady,
    pressures: pressuresOf(node),
    isLost: isNodeLost(node),
    isOff: machine?.spec?.power === 'Off',
    isCutOff: machine?.spec?.network === 'Partitioned',
    isCordoned,
    address:
      addressTypes.map((type) => addresses.find((entry) => entry.type === type)?.address).find(Boolean) ?? '',
    zone: node?.metadata?.labels?.['topology.kubernetes.io/zone'] ?? '',
    taints: node?.spec?.taints ?? [],
    lastReportEpochMs: lastHeard(node, renewTime),
    eviction: firstEviction(node, pods),
  };
}

export function pressuresOf(node: Node | undefined): readonly string[] {
  const conditions = node?.status?.conditions ?? [];
  return conditions
    .filter(({ type, status }) => type.endsWith('Pressure') && status === 'True')
    .map(({ type }) => type);
}

/** When the kubelet last reported or, if that was later, renewed its Lease: milliseconds since 1970. */
export function lastHeard(node: Node | undefined, renewTime: string | undefined): number | undefined {
  const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready');
  return latest(ready?.lastHeartbeatTime, renewTime);
}

function latest(...times: readonly (string | undefined)[]): number | undefined {
  const moments = times.flatMap((time) => (time === undefined ? [] : [Date.parse(time)]));
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** The taint manager counts from when the taint was set, for each pod by its toleration's seconds. */
function firstEviction(node: Node | undefined, pods: readonly Pod[]): MachineHealth['eviction'] {
  let first: MachineHealth['eviction'];
  for (const taint of node?.spec?.taints ?? []) {
    if (taint.effect !== 'NoExecute' || taint.timeAdded === undefined) continue;
    const added = Date.parse(taint.timeAdded);
    for (const pod of pods) {
      if (pod.metadata?.deletionTimestamp !== undefined) continue;
      const seconds = tolerationSeconds(pod, taint);
      if (seconds === undefined) continue;
      const endEpochMs = added + seconds * 1000;
      if (first === undefined || endEpochMs < first.endEpochMs) first = { endEpochMs, seconds };
    }
  }
  return first;
}

function tolerationSeconds(pod: Pod, taint: Taint): number | undefined {
  const toleration = pod.spec?.tolerations?.find(
    ({ key, effect }) => (key ?? taint.key) === taint.key && (effect ?? taint.effect) === taint.effect,
  );
  return toleration?.tolerationSeconds;
}

/** Pods that someone should look at; on a lost machine the machine itself is the trouble. */
export function countTroubled({ pods }: MachineScene, health: Pick<MachineHealth, 'isLost'>): number {
  if (health.isLost) return 0;
  return pods.filter(isTroubled).length;
}

function isTroubled(pod: Pod): boolean {
  const { state, word } = podAppearance(pod);
  return state === 'backOff' || state === 'failed' || (state === 'notReady' && word === 'Running');
}

/** Whether a machine's head says the same of both: what pods say is summed up there. */
export function isSameHead(a: MachineScene | undefined, b: MachineScene | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return (
    a.node === b.node &&
    a.machine === b.machine &&
    a.seats === b.seats &&
    a.system === b.system &&
    a.pods.length === b.pods.length &&
    areSameSums(a, b)
  );
}

/** Only pods that are other values than before are looked at. */
function areSameSums(a: MachineScene, b: MachineScene): boolean {
  let moreTroubled = 0;
  for (const [index, is] of b.pods.entries()) {
    const was = a.pods[index];
    if (was === is || was === undefined) continue;
    const holdsSame = was.spec === is.spec && isFinished(was) === isFinished(is);
    const leavesSame = was.metadata?.deletionTimestamp === is.metadata?.deletionTimestamp;
    if (!holdsSame || !leavesSame) return false;
    moreTroubled += Number(isTroubled(is)) - Number(isTroubled(was));
  }
  return moreTroubled === 0 || isNodeLost(b.node);
}
