/** What happens to a kubelet when its machine gets or loses power or network. */
import type { Pod } from '../api/generated/types.ts';
import { newEventBudget } from '../api/event-budget.ts';
import type { Machine } from '../api/podarium.ts';
import { isMirrorPod, isStaticPod } from '../api/static-pod.ts';
import { forgetHook } from './container-kill.ts';
import { endInstance } from './container-steps.ts';
import { renewLease, reportNode, startNodeAgent, stopNodeAgent } from './node-agent.ts';
import { forgetPod, observePod } from './pod-observer.ts';
import { beginTermination } from './pod-termination.ts';
import { stopProbing } from './prober.ts';
import { type ContainerRecord, newNodeRecord, type NodeRecord, type PodRecord } from './records.ts';
import { seePod } from './resources.ts';
import { syncStaticPods } from './static-pods.ts';
import { sendStatus } from './status-writer.ts';
import { forgetUnsent } from './unsent-events.ts';
import { cancelSync, requestSync } from './sync-timer.ts';
import { isOnline, podsOf, type Work } from './work.ts';

/** How a runtime that comes up after a power cut reports what was running. */
const lostInPowerCut = { exitCode: 255, reason: 'Unknown' };

/** Looks at a machine as it is now. */
export function syncMachine(work: Work, name: string): void {
  const machine = work.context.view.get<Machine>('machines.podarium.dev', '', name);
  const known = work.nodes.get(name);
  if (machine === undefined) {
    if (known !== undefined) removeMachine(work, known);
    return;
  }
  const isNew = known === undefined;
  const node = known ?? newNodeRecord(name, freeIndex(work, machine));
  work.nodes.set(name, node);
  const wasOnline = isOnline(work, name);
  node.isConnected = machine.spec?.network !== 'Partitioned';
  const isOn = machine.spec?.power !== 'Off';
  if (isOn && !node.isOn) powerOn(work, node, machine, isNew);
  else if (!isOn && node.isOn) powerOff(work, node);
  else if (isOnline(work, name)) {
    if (!wasOnline) renewLease(work, node);
    reportNode(work, node, machine);
    if (!wasOnline) relist(work, node, true);
  }
  syncStaticPods(work, node);
  tellMachine(work, machine, node);
}

function powerOn(work: Work, node: NodeRecord, machine: Machine, isNew: boolean): void {
  const { nowMs } = work.context.view;
  node.isOn = true;
  node.bootMs = nowMs;
  node.phaseMs = work.context.random(`phase/${node.name}`).integer(1000);
  node.bootCount++;
  startNodeAgent(work, node, machine, isNew && nowMs === 0);
  for (const record of podsOf(work, node.name)) recover(work, record);
  if (isOnline(work, node.name)) relist(work, node, false);
}

function powerOff(work: Work, node: NodeRecord): void {
  node.isOn = false;
  node.pulls = [];
  node.pressure = undefined;
  delete node.events;
  stopNodeAgent(work, node);
  forgetUnsent(work.context, node);
  work.runtime.powerOff(node.name);
  for (const record of podsOf(work, node.name)) {
    cancelSync(work, record);
    stopProbing(record, ['liveness', 'readiness', 'startup']);
    for (const name of Object.keys(record.hooks)) forgetHook(work, record, name);
    record.steps = [];
    record.busy = undefined;
    record.wantsSync = false;
    record.lastSyncMs = undefined;
  }
}

/** A pod after its machine came back: what ran is dead, and its sandbox with it. */
function recover(work: Work, record: PodRecord): void {
  const { nowMs } = work.context.view;
  for (const container of Object.values(record.containers)) {
    endInstance(container, lostInPowerCut, nowMs);
    forgetTries(container);
  }
  record.failedPulls = {};
  if (record.sandbox !== undefined) record.sandbox.ready = false;
  record.firstSyncMs = undefined;
  record.events = newEventBudget();
  // What it had not told before the power cut, it will not tell.
  record.status = record.pod.status ?? {};
  if (record.stage === 'terminating') {
    record.stage = 'syncing';
    record.graceSeconds = undefined;
    beginTermination(work, record);
  } else requestSync(work, record, nowMs);
}

/** A kubelet that starts remembers no back-off and no probe: what it knows, the runtime has told it. */
function forgetTries(container: ContainerRecord): void {
  container.backoff = undefined;
  container.startError = undefined;
  delete container.liveness;
  delete container.readiness;
  delete container.startup;
}

/** The network is back, or the kubelet new: what the API server has is compared with what is here. */
function relist(work: Work, node: NodeRecord, hasUnsent: boolean): void {
  const wanted = work.context.view.podsOnNode<Pod>(node.name).filter((pod) => !isMirrorPod(pod));
  const uids = new Set(wanted.map((pod) => pod.metadata?.uid ?? ''));
  for (const record of podsOf(work, node.name)) {
    if (isStaticPod(record.pod)) continue;
    const { namespace = '', name = '' } = record.pod.metadata ?? {};
    if (!uids.has(record.uid)) observePod(work, node.name, namespace, name, record.uid);
  }
  for (const pod of wanted) {
    const { namespace = '', name = '', uid = '' } = pod.metadata ?? {};
    const record = work.pods.get(uid);
    if (record !== undefined) {
      seePod(record, pod);
      if (hasUnsent) sendStatus(work, record, record.status);
    }
    observePod(work, node.name, namespace, name, uid);
  }
}

function removeMachine(work: Work, node: NodeRecord): void {
  if (node.isOn) powerOff(work, node);
  for (const record of podsOf(work, node.name)) forgetPod(work, record);
  work.nodes.delete(node.name);
}

/** Control planes count from 0, workers from 1, as a cluster that was set up in that order. */
function freeIndex(work: Work, machine: Machine): number {
  const taken = new Set([...work.nodes.values()].map(({ index }) => index));
  let index = machine.spec?.role === 'control-plane' ? 0 : 1;
  while (taken.has(index)) index++;
  return index;
}

/** The machine's own status is the playground's to see, network or not. */
function tellMachine(work: Work, machine: Machine, node: NodeRecord): void {
  const { view } = work.context;
  const poweredSince = node.isOn ? view.toTimestamp(node.bootMs) : undefined;
  const { status } = machine;
  if (status?.nodeName === node.name && status.poweredSince === poweredSince) return;
  const object: Machine = {
    ...machine,
    status: { nodeName: node.name, ...(poweredSince === undefined ? {} : { poweredSince }) },
  };
  work.context.perform({ verb: 'updateStatus', resource: 'machines.podarium.dev', object }, 'podarium');
}
