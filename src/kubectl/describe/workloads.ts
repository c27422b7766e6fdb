/** `kubectl describe` of what runs pods. `kubectl/pkg/describe/describe.go` */
import type {
  DaemonSet,
  Deployment,
  LabelSelector,
  Pod,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from '../../engine/api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../../engine/api/label-selector.ts';
import { controllerOf, type KubeObject } from '../../engine/api/object.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { semanticallyEqual } from '../../engine/api/equal.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import {
  compare,
  type Description,
  printController,
  printMoment,
  printPairs,
  printRawSelector,
  printSelector,
} from './description.ts';
import { printGoValue } from './go-value.ts';
import { storageClassOf } from './claim-fields.ts';
import { describePodTemplate } from './pod-template.ts';

export async function describeDeployment(
  description: Description,
  deployment: Deployment,
  server: Server,
): Promise<void> {
  const { metadata, spec, status = {} } = deployment;
  describeBirth(description, deployment);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Selector', printRawSelector(spec?.selector));
  const counts = [
    `${spec?.replicas ?? 0} desired`,
    `${status.updatedReplicas ?? 0} updated`,
    `${status.replicas ?? 0} total`,
    `${status.availableReplicas ?? 0} available`,
    `${status.unavailableReplicas ?? 0} unavailable`,
  ];
  description.field('Replicas', counts.join(' | '));
  description.field('StrategyType', spec?.strategy?.type ?? '');
  description.field('MinReadySeconds', spec?.minReadySeconds ?? 0);
  const rolling = spec?.strategy?.rollingUpdate;
  if (rolling !== undefined) {
    const bounds = `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`;
    description.field('RollingUpdateStrategy', bounds);
  }
  describePodTemplate(description, spec?.template);
  describeConditions(description, status.conditions);
  const { older, newest } = await replicaSetsOf(deployment, server);
  if (older.length === 0 && newest === undefined) return;
  description.field('OldReplicaSets', printReplicaSets(older));
  description.field('NewReplicaSet', printReplicaSets(newest === undefined ? [] : [newest]));
}

export async function describeReplicaSet(
  description: Description,
  set: ReplicaSet,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = set;
  description.name(set);
  description.field('Selector', printSelector(spec?.selector));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  const controller = printController(set);
  if (controller !== undefined) description.field('Controlled By', controller);
  description.field('Replicas', `${status?.replicas ?? 0} current / ${spec?.replicas ?? 0} desired`);
  description.field('Pods Status', await podsStatus(set, spec?.selector, server));
  describePodTemplate(description, spec?.template);
  describeConditions(description, status?.conditions);
}

export async function describeReplicationController(
  description: Description,
  controller: ReplicationController,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = controller;
  description.name(controller);
  description.field('Selector', printPairs(spec?.selector));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Replicas', `${status?.replicas ?? 0} current / ${spec?.replicas ?? 0} desired`);
  description.field(
    'Pods Status',
    await podsStatus(controller, { matchLabels: spec?.selector ?? {} }, server),
  );
  describePodTemplate(description, spec?.template);
  describeConditions(description, status?.conditions);
}

export async function describeStatefulSet(
  description: Description,
  set: StatefulSet,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = set;
  describeBirth(description, set);
  description.field('Selector', printRawSelector(spec?.selector));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Replicas', `${spec?.replicas ?? 0} desired | ${status?.replicas ?? 0} total`);
  description.field('Update Strategy', spec?.updateStrategy?.type ?? '');
  const { partition, maxUnavailable } = spec?.updateStrategy?.rollingUpdate ?? {};
  if (partition !== undefined) description.field('Partition', partition, 1);
  if (partition !== undefined && maxUnavailable !== undefined)
    description.field('MaxUnavailable', maxUnavailable, 1);
  description.field('Pods Status', await podsStatus(set, spec?.selector, server));
  describePodTemplate(description, spec?.template);
  describeClaims(description, spec?.volumeClaimTemplates ?? []);
}

export async function describeDaemonSet(
  description: Description,
  set: DaemonSet,
  server: Server,
): Promise<void> {
  const { metadata, spec, status } = set;
  description.name(set);
  description.field('Selector', printRawSelector(spec?.selector));
  description.field('Node-Selector', printPairs(spec?.template.spec?.nodeSelector));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line(`Desired Number of Nodes Scheduled: ${status?.desiredNumberScheduled ?? 0}`);
  description.line(`Current Number of Nodes Scheduled: ${status?.currentNumberScheduled ?? 0}`);
  const updated = status?.updatedNumberScheduled ?? 0;
  description.line(`Number of Nodes Scheduled with Up-to-date Pods: ${updated}`);
  description.line(`Number of Nodes Scheduled with Available Pods: ${status?.numberAvailable ?? 0}`);
  description.line(`Number of Nodes Misscheduled: ${status?.numberMisscheduled ?? 0}`);
  description.field('Pods Status', await podsStatus(set, spec?.selector, server));
  describePodTemplate(description, spec?.template);
}

function describeBirth(description: Description, object: KubeObject): void {
  description.name(object);
  description.field('CreationTimestamp', printMoment(object.metadata?.creationTimestamp));
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

function describeConditions(description: Description, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return;
  description.line('Conditions:');
  description.line('Type\tStatus\tReason', 1);
  description.line('----\t------\t------', 1);
  for (const { type, status, reason = '' } of conditions)
    description.line(`${type} \t${status}\t${reason}`, 1);
}

type Claims = NonNullable<NonNullable<StatefulSet['spec']>['volumeClaimTemplates']>;

function describeClaims(description: Description, claims: Claims): void {
  if (claims.length === 0) return description.line('Volume Claims:\t<none>');
  description.line('Volume Claims:');
  for (const { metadata, spec } of claims) {
    description.line(`Name:\t${metadata?.name ?? ''}`, 1);
    description.line(`StorageClass:\t${storageClassOf({ metadata, spec })}`, 1);
    description.labels('  Labels', metadata?.labels);
    description.annotations('  Annotations', metadata?.annotations);
    const size = spec?.resources?.requests?.['storage'];
    description.line(`Capacity:\t${size === undefined ? '<default>' : canonicalQuantity(size)}`, 1);
    description.line(`Access Modes:\t${printGoValue(spec?.accessModes ?? [])}`, 1);
  }
}

/** How many of the pods that a workload controls are in which phase. */
async function podsStatus(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  server: Server,
): Promise<string> {
  const pods = (await selected(server, 'pods', owner, selector)) as Pod[];
  const inPhase = (phase: string) => pods.filter(({ status }) => status?.phase === phase).length;
  const [running, waiting] = [inPhase('Running'), inPhase('Pending')];
  const [succeeded, failed] = [inPhase('Succeeded'), inPhase('Failed')];
  return `${running} Running / ${waiting} Waiting / ${succeeded} Succeeded / ${failed} Failed`;
}

async function selected(
  server: Server,
  resource: string,
  owner: KubeObject,
  selector: LabelSelector | undefined,
): Promise<KubeObject[]> {
  const labelSelector = formatLabelSelector(selectorFromObject(selector) ?? []);
  const found = await server.list(kindByName(resource), owner.metadata?.namespace ?? '', { labelSelector });
  return found.filter((object) => controllerOf(object)?.uid === owner.metadata?.uid);
}

/** `kubectl/pkg/util/deployment/deployment.go` GetAllReplicaSetsInChunks: by age, the one with the template is new. */
async function replicaSetsOf(
  deployment: Deployment,
  server: Server,
): Promise<{ older: ReplicaSet[]; newest: ReplicaSet | undefined }> {
  const found = (await selected(
    server,
    'replicasets',
    deployment,
    deployment.spec?.selector,
  )) as ReplicaSet[];
  const sets = found.toSorted((a, b) => compare(birthOf(a), birthOf(b)));
  const newest = sets.find((set) =>
    semanticallyEqual(templateOf(set), templateOf({ spec: deployment.spec as ReplicaSet['spec'] })),
  );
  return { older: sets.filter((set) => set !== newest), newest };
}

function birthOf({ metadata }: KubeObject): string {
  return `${metadata?.creationTimestamp} ${metadata?.name}`;
}

/** The template without the hash that tells sets apart. */
function templateOf({ spec }: ReplicaSet): unknown {
  const { 'pod-template-hash': _hash, ...labels } = spec?.template?.metadata?.labels ?? {};
  return { ...spec?.template, metadata: { ...spec?.template?.metadata, labels } };
}

function printReplicaSets(sets: readonly ReplicaSet[]): string {
  const texts = sets.map(
    ({ metadata, spec, status }) =>
      `${metadata?.name} (${status?.replicas ?? 0}/${spec?.replicas ?? 0} replicas created)`,
  );
  return texts.join(', ') || '<none>';
}
