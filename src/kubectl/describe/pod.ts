/** `kubectl describe pod`. `kubectl/pkg/describe/describe.go` describePod */
import type { Pod } from '../../engine/api/generated/types.ts';
import { qosClass } from '../../engine/api/qos-class.ts';
import { describeContainers, describeResources } from './containers.ts';
import { type Description, printController, printMoment, printTolerations } from './description.ts';
import { describeSpread } from './pod-template.ts';
import { describeVolumes } from './volumes.ts';

export function describePod(description: Description, pod: Pod): void {
  const { spec, status } = pod;
  describeWho(description, pod);
  describeState(description, pod);
  if (spec?.resources !== undefined) {
    description.line('Resources:');
    describeResources(description, spec.resources, 1);
  }
  const fieldOf = (path: string) => fieldOfPod(pod, path);
  if (spec?.initContainers !== undefined && spec.initContainers.length > 0) {
    const statuses = status?.initContainerStatuses ?? [];
    describeContainers(description, spec.initContainers, { title: 'Init Containers', statuses, fieldOf });
  }
  const statuses = status?.containerStatuses ?? [];
  describeContainers(description, spec?.containers ?? [], { title: 'Containers', statuses, fieldOf });
  describeReadiness(description, pod);
  describeVolumes(description, spec?.volumes, false);
  description.field('QoS Class', status?.qosClass ?? qosClass(pod));
  description.labels('Node-Selectors', spec?.nodeSelector);
  description.list('Tolerations', printTolerations(spec?.tolerations));
  describeSpread(description, spec?.topologySpreadConstraints, '');
}

function describeWho(description: Description, { metadata, spec, status }: Pod): void {
  description.field('Name', metadata?.name);
  description.field('Namespace', metadata?.namespace);
  if (spec?.priority !== undefined) description.field('Priority', spec.priority);
  if (spec?.priorityClassName) description.field('Priority Class Name', spec.priorityClassName);
  if (spec?.runtimeClassName) description.field('Runtime Class Name', spec.runtimeClassName);
  if (spec?.serviceAccountName) description.field('Service Account', spec.serviceAccountName);
  description.field('Node', spec?.nodeName ? `${spec.nodeName}/${status?.hostIP ?? ''}` : '<none>');
  if (status?.startTime !== undefined) description.field('Start Time', printMoment(status.startTime));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
}

function describeState(description: Description, pod: Pod): void {
  const { metadata, spec, status } = pod;
  const isOver = status?.phase === 'Failed' || status?.phase === 'Succeeded';
  if (metadata?.deletionTimestamp !== undefined && !isOver) {
    description.field('Status', `Terminating (lasts ${description.since(metadata.deletionTimestamp)})`);
    description.field('Termination Grace Period', `${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else {
    description.field('Status', status?.phase ?? '');
  }
  if (status?.reason) description.field('Reason', status.reason);
  if (status?.message) description.field('Message', status.message);
  const seccomp = spec?.securityContext?.seccompProfile;
  if (seccomp !== undefined) description.field('SeccompProfile', seccomp.type);
  description.field('IP', status?.podIP ?? '');
  if (status?.podIPs === undefined || status.podIPs.length === 0) description.field('IPs', '<none>');
  else description.line('IPs:');
  for (const { ip } of status?.podIPs ?? []) description.field('IP', ip, 1);
  const controller = printController(pod);
  if (controller !== undefined) description.field('Controlled By', controller);
  if (status?.nominatedNodeName) description.field('NominatedNodeName', status.nominatedNodeName);
}

function describeReadiness(description: Description, { spec, status }: Pod): void {
  const conditions = status?.conditions ?? [];
  const gates = spec?.readinessGates ?? [];
  if (gates.length > 0) {
    description.line('Readiness Gates:');
    description.line('Type\tStatus', 1);
  }
  for (const { conditionType } of gates) {
    const found = conditions.find(({ type }) => type === conditionType);
    description.line(`${conditionType} \t${found?.status ?? '<none>'} `, 1);
  }
  if (conditions.length === 0) return;
  description.line('Conditions:');
  description.line('Type\tStatus', 1);
  for (const condition of conditions) description.line(`${condition.type} \t${condition.status} `, 1);
}

/** The only fields whose values kubectl looks up: it knows no others without asking the server. */
function fieldOfPod({ metadata }: Pod, path: string): string {
  if (path === 'metadata.name') return metadata?.name ?? '';
  return path === 'metadata.namespace' ? (metadata?.namespace ?? '') : '';
}
