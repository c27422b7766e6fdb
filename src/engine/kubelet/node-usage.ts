/** What a machine has and what is left of it: the signals a kubelet watches. `pkg/kubelet/eviction/helpers.go` makeSignalObservations */
import { controlPlaneUsage, daemonUsage, machineDisk } from '../api/node-runtime.ts';
import type { Fault, Machine } from '../api/podarium.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { amountOf, type Observation, type Observations } from './eviction-thresholds.ts';
import { type NodeRecord, type PodRecord, runningContainers } from './records.ts';
import type { Work } from './work.ts';

/** `kernel.pid_max` of a machine, and how many processes its system has. */
const processCapacity = 32_768;
const systemProcesses = 220;
/** A container's own process and the shim beside it. */
const processesPerContainer = 2;

/** Bytes that the containers of a pod hold in memory. */
export function podMemory(work: Work, record: PodRecord): number {
  return runningContainers(record).reduce((sum, name) => sum + containerMemory(work, record, name), 0);
}

export function containerMemory({ runtime }: Work, { uid }: PodRecord, container: string): number {
  return runtime.usage(uid, container)?.memoryBytes ?? 0;
}

/** `taken` is changed: what a Fault takes is settled when it is first seen, so that making room helps. */
export function observeNode(
  work: Work,
  node: NodeRecord,
  machine: Machine,
  taken: Record<string, number>,
): Observations {
  const capacity = quantityToBytes(machine.spec?.memory ?? '8Gi');
  const isControlPlane = machine.spec?.role === 'control-plane';
  const systemMemory = daemonUsage.memoryBytes + (isControlPlane ? controlPlaneUsage.memoryBytes : 0);
  const { memoryBytes: podBytes, containers } = work.runtime.machineUsage(node.name);
  const memory = { capacity, available: capacity - systemMemory - podBytes };
  const { capacityBytes, systemBytes } = machineDisk;
  const disk = {
    capacity: capacityBytes,
    available: capacityBytes - systemBytes - work.runtime.machineDisk(node.name),
  };
  const diskLeft = lessFaults(work, node, 'DiskPressure', disk, taken);
  const processes = systemProcesses + containers * processesPerContainer;
  return {
    'memory.available': lessFaults(work, node, 'MemoryPressure', memory, taken),
    'allocatableMemory.available': { capacity, available: Math.max(0, capacity - podBytes) },
    'nodefs.available': diskLeft,
    'imagefs.available': diskLeft,
    'pid.available': { capacity: processCapacity, available: Math.max(0, processCapacity - processes) },
  };
}

/** What a Fault leaves when it doesn't say: a little less than a kubelet likes. */
const leftByFaults = { MemoryPressure: '90Mi', DiskPressure: '9%' };

function lessFaults(
  work: Work,
  node: NodeRecord,
  type: 'MemoryPressure' | 'DiskPressure',
  observation: Observation,
  taken: Record<string, number>,
): Observation {
  const { capacity } = observation;
  let available = Math.max(0, observation.available);
  for (const { metadata, spec, status } of work.context.view.list<Fault>('faults.podarium.dev')) {
    if (spec?.type !== type || status?.phase !== 'Active') continue;
    if (spec.target?.node !== undefined && spec.target.node !== node.name) continue;
    const left = amountOf(spec.available ?? leftByFaults[type], capacity);
    available -= taken[metadata?.uid ?? ''] ??= Math.max(0, available - left);
  }
  return { capacity, available };
}
