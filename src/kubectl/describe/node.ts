/** `kubectl describe node`. `kubectl/pkg/describe/describe.go` describeNode */
import type { Lease, Node, Pod } from '../../engine/api/generated/types.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { type Description, printMoment, printTaints } from './description.ts';
import { podAmounts, printAmount, sumAmounts } from './pod-amounts.ts';

export async function describeNode(description: Description, node: Node, server: Server): Promise<void> {
  const { metadata, spec } = node;
  const name = metadata?.name ?? '';
  description.field('Name', name);
  description.field('Roles', rolesOf(node).join(',') || '<none>');
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('CreationTimestamp', printMoment(metadata?.creationTimestamp));
  description.list('Taints', printTaints(spec?.taints));
  description.field('Unschedulable', spec?.unschedulable === true);
  await describeLease(description, name, server);
  describeConditions(description, node);
  description.line('Addresses:');
  for (const { type, address } of node.status?.addresses ?? []) description.field(type, address, 1);
  describeQuantities(description, 'Capacity', node.status?.capacity);
  describeQuantities(description, 'Allocatable', node.status?.allocatable);
  describeSystem(description, node);
  const fieldSelector = `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`;
  const pods = (await server.list(kindByName('pods'), '', { fieldSelector })) as Pod[];
  describePods(description, node, pods);
  describeAllocated(description, node, pods);
}

const rolePrefix = 'node-role.kubernetes.io/';

function rolesOf({ metadata }: Node): string[] {
  const roles = Object.entries(metadata?.labels ?? {}).map(([key, value]) => {
    if (key === 'kubernetes.io/role') return value;
    return key.startsWith(rolePrefix) ? key.slice(rolePrefix.length) : '';
  });
  return [...new Set(roles)].filter((role) => role !== '').toSorted();
}

async function describeLease(description: Description, node: string, server: Server): Promise<void> {
  const reference = { kind: kindByName('leases'), namespace: 'kube-node-lease', name: node };
  const lease = (await server.find(reference)) as Lease | undefined;
  if (lease === undefined) return;
  description.line('Lease:');
  description.field('HolderIdentity', lease.spec?.holderIdentity ?? '<unset>', 1);
  description.field('AcquireTime', printMoment(lease.spec?.acquireTime), 1);
  description.field('RenewTime', printMoment(lease.spec?.renewTime), 1);
}

function describeConditions(description: Description, { status }: Node): void {
  const conditions = status?.conditions ?? [];
  if (conditions.length === 0) return;
  description.line('Conditions:');
  description.line('Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage', 1);
  description.line('----\t------\t-----------------\t------------------\t------\t-------', 1);
  for (const { type, status: is, lastHeartbeatTime, lastTransitionTime, reason, message } of conditions) {
    const moments = `${printMoment(lastHeartbeatTime)} \t${printMoment(lastTransitionTime)}`;
    description.line(`${type} \t${is} \t${moments} \t${reason ?? ''} \t${message ?? ''}`, 1);
  }
}

function describeQuantities(
  description: Description,
  title: string,
  quantities: Readonly<Record<string, string>> | undefined,
): void {
  if (quantities === undefined || Object.keys(quantities).length === 0) return;
  description.line(`${title}:`);
  for (const name of Object.keys(quantities).toSorted()) description.field(name, quantities[name], 1);
}

function describeSystem(description: Description, { spec, status }: Node): void {
  const info = status?.nodeInfo;
  description.line('System Info:');
  description.field('Machine ID', info?.machineID ?? '', 1);
  description.field('System UUID', info?.systemUUID ?? '', 1);
  description.field('Boot ID', info?.bootID ?? '', 1);
  description.field('Kernel Version', info?.kernelVersion ?? '', 1);
  description.field('OS Image', info?.osImage ?? '', 1);
  description.field('Operating System', info?.operatingSystem ?? '', 1);
  description.field('Architecture', info?.architecture ?? '', 1);
  description.field('Container Runtime Version', info?.containerRuntimeVersion ?? '', 1);
  description.field('Kubelet Version', info?.kubeletVersion ?? '', 1);
  description.field('Kube-Proxy Version', info?.kubeProxyVersion ?? '', 1);
  if (spec?.podCIDR) description.field('PodCIDR', spec.podCIDR);
  if (spec?.podCIDRs?.length) description.field('PodCIDRs', spec.podCIDRs.join(','));
  if (spec?.providerID) description.field('ProviderID', spec.providerID);
}

function describePods(description: Description, node: Node, pods: readonly Pod[]): void {
  const allocatable = node.status?.allocatable ?? node.status?.capacity ?? {};
  description.field('Non-terminated Pods', `(${pods.length} in total)`);
  description.line('Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge', 1);
  description.line('---------\t----\t\t------------\t----------\t---------------\t-------------\t---', 1);
  for (const pod of pods) {
    const { requests, limits } = podAmounts(pod);
    const cells = ['cpu', 'memory'].flatMap((name) => [
      printAmount(requests, name, allocatable),
      printAmount(limits, name, allocatable),
    ]);
    const age = description.since(pod.metadata?.creationTimestamp);
    description.line(`${pod.metadata?.namespace}\t${pod.metadata?.name}\t\t${cells.join('\t')}\t${age}`, 1);
  }
}

function describeAllocated(description: Description, node: Node, pods: readonly Pod[]): void {
  const allocatable = node.status?.allocatable ?? node.status?.capacity ?? {};
  const amounts = pods.map(podAmounts);
  const requests = sumAmounts(amounts.map((amount) => amount.requests));
  const limits = sumAmounts(amounts.map((amount) => amount.limits));
  const pages = Object.keys(allocatable).filter((name) => name.startsWith('hugepages-'));
  description.line('Allocated resources:');
  description.line('(Total limits may be over 100 percent, i.e., overcommitted.)', 1);
  description.line('Resource\tRequests\tLimits', 1);
  description.line('--------\t--------\t------', 1);
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...pages.toSorted()]) {
    const used = printAmount(requests, name, allocatable);
    description.line(`${name}\t${used}\t${printAmount(limits, name, allocatable)}`, 1);
  }
}
