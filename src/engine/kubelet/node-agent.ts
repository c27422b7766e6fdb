/** A node as its kubelet presents it: registration, status, lease. `pkg/kubelet/kubelet_node_status.go` */
import type { Lease, Node, NodeStatus, Taint } from '../api/generated/types.ts';
import { machineDisk } from '../api/node-runtime.ts';
import { newEventBudget } from '../api/event-budget.ts';
import type { Machine } from '../api/podarium.ts';
import { hashText } from '../kernel/index.ts';
import {
  pressureTypes,
  type NodeVerdict,
  nodePressureCondition,
  nodeReadyCondition,
} from './node-conditions.ts';
import { settingsProblem } from './kubelet-settings.ts';
import type { NodeRecord } from './records.ts';
import { nodeAddress } from './status-writer.ts';
import { isOnline, recordEvent, schedule, type Work, write } from './work.ts';

const leaseRenewMs = 10_000;
const leaseSeconds = 40;
const imageCountMs = 30_000;
/** A status without news is sent so often. */
const statusReportMs = 300_000;
/** A new node's first status finds its storage drivers not ready; the next, so much later, is good. */
const firstStatusMs = 10_000;
/** So many a status tells of. */
const mostImages = 50;
const kubeletVersion = 'v1.36.0';
const notInitialized = 'CSINode is not yet initialized';

/** The kubelet of a node starts: it registers the node if there is none, and begins to report. */
export function startNodeAgent(work: Work, node: NodeRecord, machine: Machine, isNewCluster: boolean): void {
  const existing = readNode(work, node);
  const isNew = existing === undefined;
  const problem = isNew && !isNewCluster ? notInitialized : undefined;
  if (isOnline(work, node.name)) {
    tellNode(work, node, 'Starting', 'Starting kubelet.');
    // It makes itself a picture of its node before it looks whether there is one.
    tellVerdicts(work, node, judge(work, node, {}, problem));
    if (isNew) registerNode(work, node, machine, problem);
    else reportNode(work, node, machine);
    if (!isNew && node.bootCount > 1) tellReboot(work, node);
    renewLease(work, node);
  }
  node.leaseTimer = schedule(work, 'lease', leaseRenewMs, { do: 'lease', node: node.name });
  const nextMs = problem === undefined ? statusReportMs : firstStatusMs;
  node.statusTimer = schedule(work, 'nodeStatus', nextMs, { do: 'nodeStatus', node: node.name });
}

export function stopNodeAgent(work: Work, node: NodeRecord): void {
  for (const timer of [node.leaseTimer, node.statusTimer])
    if (timer !== undefined) work.context.cancel(timer);
  node.leaseTimer = undefined;
  node.statusTimer = undefined;
}

/** The lease's time: renewed as long as the API server can be reached. */
export function tickLease(work: Work, node: NodeRecord): void {
  if (isOnline(work, node.name)) {
    renewLease(work, node);
    tellImages(work, node);
  }
  node.leaseTimer = schedule(work, 'lease', leaseRenewMs, { do: 'lease', node: node.name });
}

/** The images of a machine are counted every half minute, and told when they are others. */
function tellImages(work: Work, node: NodeRecord): void {
  const sinceBootMs = work.context.view.nowMs - node.bootMs;
  if (node.hasImageNews !== true || sinceBootMs % imageCountMs >= leaseRenewMs) return;
  const machine = work.context.view.get<Machine>('machines.podarium.dev', '', node.name);
  if (machine !== undefined) reportNode(work, node, machine);
}

export function tickNodeStatus(work: Work, node: NodeRecord): void {
  const machine = work.context.view.get<Machine>('machines.podarium.dev', '', node.name);
  if (machine !== undefined && isOnline(work, node.name)) reportNode(work, node, machine);
  node.statusTimer = schedule(work, 'nodeStatus', statusReportMs, { do: 'nodeStatus', node: node.name });
}

/** Sends the node's status as it is now; a node that was deleted stays so until its kubelet starts anew. */
export function reportNode(work: Work, node: NodeRecord, machine: Machine): void {
  const existing = readNode(work, node);
  if (existing === undefined) return;
  const base: Node = {
    ...existing,
    status: { ...existing.status, ...hardwareOf(node, machine), ...imagesOf(work, node) },
  };
  delete node.hasImageNews;
  const verdicts = judge(work, node, base, settingsProblem(machine));
  const foreign = (existing.status?.conditions ?? []).filter(
    ({ type }) => !verdicts.some(({ condition }) => condition.type === type),
  );
  const conditions = [...foreign, ...verdicts.map(({ condition }) => condition)];
  const object: Node = { ...base, status: { ...base.status, conditions } };
  write(work, node.name, { verb: 'updateStatus', resource: 'nodes', object });
  tellVerdicts(work, node, verdicts);
}

/** Makes the lease hold, now. `component-helpers/apimachinery/lease/controller.go` */
export function renewLease(work: Work, node: NodeRecord): void {
  const { view } = work.context;
  const lease = view.get<Lease>('leases.coordination.k8s.io', 'kube-node-lease', node.name);
  const spec = {
    holderIdentity: node.name,
    leaseDurationSeconds: leaseSeconds,
    renewTime: view.nowMicroTimestamp,
  };
  const resource = 'leases.coordination.k8s.io';
  if (lease !== undefined) {
    write(work, node.name, { verb: 'update', resource, object: { ...lease, spec } as Lease });
    return;
  }
  const owner = readNode(work, node);
  const ownerReferences =
    owner === undefined
      ? []
      : [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid: owner.metadata?.uid ?? '' }];
  const object: Lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: node.name, namespace: 'kube-node-lease', ownerReferences },
    spec,
  };
  write(work, node.name, { verb: 'create', resource, object });
}

function registerNode(work: Work, node: NodeRecord, machine: Machine, problem: string | undefined): void {
  const blank: Node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, labels: labelsOf(node, machine) },
    spec: {
      podCIDR: `10.244.${node.index}.0/24`,
      podCIDRs: [`10.244.${node.index}.0/24`],
      providerID: `podarium://${node.name}`,
      ...(isControlPlane(machine) ? { taints: [controlPlaneTaint] } : {}),
    },
    status: hardwareOf(node, machine),
  };
  const verdicts = judge(work, node, blank, problem);
  const status = { ...blank.status, conditions: verdicts.map(({ condition }) => condition) };
  write(work, node.name, { verb: 'create', resource: 'nodes', object: { ...blank, status } as Node });
}

const controlPlaneTaint: Taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };

function labelsOf(node: NodeRecord, machine: Machine): Record<string, string> {
  const { zone, labels } = machine.spec ?? {};
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    ...(isControlPlane(machine)
      ? {
          'node-role.kubernetes.io/control-plane': '',
          'node.kubernetes.io/exclude-from-external-load-balancers': '',
        }
      : {}),
    ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
    ...labels,
  };
}

const diskQuantity = `${machineDisk.capacityBytes / 1024 ** 3}Gi`;

function hardwareOf(node: NodeRecord, machine: Machine): NonNullable<Node['status']> {
  const { cpu = '4', memory = '8Gi', pods = 110 } = machine.spec ?? {};
  const amounts = { cpu, 'ephemeral-storage': diskQuantity, memory, pods: `${pods}` };
  return {
    capacity: amounts,
    allocatable: amounts,
    addresses: [
      { type: 'InternalIP', address: nodeAddress(node.index) },
      { type: 'Hostname', address: node.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      architecture: 'amd64',
      bootID: identity(node, `boot-${node.bootCount}`),
      containerRuntimeVersion: 'containerd://2.2.1',
      kernelVersion: '6.12.48-podarium',
      kubeProxyVersion: '',
      kubeletVersion,
      machineID: identity(node, 'machine').replaceAll('-', ''),
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 13 (trixie)',
      systemUUID: identity(node, 'system'),
    },
  };
}

/** The biggest first. `pkg/kubelet/nodestatus/setters.go` Images */
function imagesOf({ runtime }: Work, { name }: NodeRecord): Pick<NodeStatus, 'images'> {
  const stored = runtime.storedImages(name).toSorted((left, right) => right.sizeBytes - left.sizeBytes);
  if (stored.length === 0) return {};
  const images = stored.slice(0, mostImages).map(({ id, reference, sizeBytes }) => ({
    names: id === reference ? [id] : [id, reference],
    sizeBytes,
  }));
  return { images };
}

/** Looks like a UUID and is a pure function of what it names. */
function identity(node: NodeRecord, what: string): string {
  const digits = hashText(`${node.name}/${what}`) + hashText(`${what}/${node.name}`);
  return [8, 12, 16, 20, 32].map((end, part) => digits.slice([0, 8, 12, 16, 20][part], end)).join('-');
}

function judge(work: Work, { pressure }: NodeRecord, node: Node, problem: string | undefined): NodeVerdict[] {
  const { nowTimestamp } = work.context.view;
  return [
    ...pressureTypes.map((type) =>
      nodePressureCondition(node, type, pressure?.conditions.includes(type) === true, nowTimestamp),
    ),
    nodeReadyCondition(node, problem === undefined ? {} : { hard: [problem] }, nowTimestamp),
  ];
}

function tellVerdicts(work: Work, node: NodeRecord, verdicts: readonly NodeVerdict[]): void {
  for (const { event } of verdicts) {
    if (event !== undefined) tellNode(work, node, event, `Node ${node.name} status is now: ${event}`);
  }
}

function tellReboot(work: Work, node: NodeRecord): void {
  const message = `Node ${node.name} has been rebooted, boot id: ${identity(node, `boot-${node.bootCount}`)}`;
  tellNode(work, node, 'Rebooted', message, 'Warning');
}

export function tellNode(
  work: Work,
  node: NodeRecord,
  reason: string,
  message: string,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  // A kubelet knows its node by name alone, also before there is one.
  const about: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: node.name, uid: node.name } };
  node.events ??= newEventBudget();
  recordEvent(work, node.name, about, { type, reason, message }, node.events);
}

function readNode(work: Work, node: NodeRecord): Node | undefined {
  return work.context.view.get<Node>('nodes', '', node.name);
}

function isControlPlane(machine: Machine): boolean {
  return machine.spec?.role === 'control-plane';
}
