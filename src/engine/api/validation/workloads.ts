/**
 * Deployment, ReplicaSet, DaemonSet, StatefulSet, ReplicationController.
 * `pkg/apis/apps/validation/validation.go`, `pkg/apis/core/validation/validation.go`
 */
import { semanticallyEqual } from '../equal.ts';
import type {
  DaemonSet,
  DaemonSetSpec,
  Deployment,
  DeploymentSpec,
  LabelSelector,
  PodTemplateSpec,
  ReplicaSet,
  ReplicaSetSpec,
  ReplicationController,
  StatefulSet,
  StatefulSetSpec,
} from '../generated/types.ts';
import {
  labelMapMatches,
  matchesLabels,
  SelectorError,
  selectorFromObject,
  type Selector,
} from '../label-selector.ts';
import { forbidden, invalid, notSupported, required } from './field-error.ts';
import { dnsLabelErrors, dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkLastingTemplate, checkTemplate } from './pod-spec.ts';
import {
  amountOf,
  checkAtMostWhole,
  checkCountOrPercent,
  checkLabelSelector,
  checkNonNegative,
  isEmptySelector,
  isSet,
  type Errors,
} from './rules.ts';

const mismatch = '`selector` does not match template `labels`';

/** A selector as it can be used: `requirements` undefined matches nothing. */
interface Usable {
  readonly requirements: Selector | undefined;
}

/** Reports a missing, malformed or empty selector; undefined when it can't be used. */
function checkSelector(
  selector: LabelSelector | undefined,
  owner: string,
  malformed: string,
  errors: Errors,
): Usable | undefined {
  const path = 'spec.selector';
  if (selector === undefined) {
    errors.push(required(path));
    return { requirements: undefined };
  }
  checkLabelSelector(selector, path, errors);
  if (isEmptySelector(selector))
    errors.push(invalid(path, selector, `empty selector is invalid for ${owner}`));
  const usable = usableSelector(selector);
  if (usable === undefined) errors.push(invalid(path, selector, malformed));
  return usable;
}

function usableSelector(selector: LabelSelector | undefined): Usable | undefined {
  try {
    return { requirements: selectorFromObject(selector) };
  } catch (error) {
    if (error instanceof SelectorError) return undefined;
    throw error;
  }
}

function checkSelected(
  { requirements }: Usable,
  template: PodTemplateSpec | undefined,
  errors: Errors,
): void {
  const labels = template?.metadata?.labels;
  if (!matchesLabels(requirements, labels))
    errors.push(invalid('spec.template.metadata.labels', labels, mismatch));
}

function checkReplicaTemplate(
  selector: Usable | undefined,
  template: PodTemplateSpec | undefined,
  errors: Errors,
): void {
  if (selector === undefined) return;
  checkSelected(selector, template, errors);
  checkTemplate(template ?? {}, 'spec.template', errors);
  checkLastingTemplate(template?.spec, 'ReplicaSet', 'spec.template', errors);
}

export function checkDeployment(object: Deployment, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkDeploymentSpec(object.spec ?? ({} as DeploymentSpec), errors);
}

export function checkDeploymentUpdate(next: Deployment, previous: Deployment, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkDeploymentSpec(next.spec ?? ({} as DeploymentSpec), errors);
}

function checkDeploymentSpec(spec: DeploymentSpec, errors: Errors): void {
  checkNonNegative(spec.replicas, 'spec.replicas', errors);
  checkReplicaTemplate(
    checkSelector(spec.selector, 'deployment', 'invalid label selector', errors),
    spec.template,
    errors,
  );
  checkStrategy(spec, errors);
  checkNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkNonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit', errors);
  const { progressDeadlineSeconds, minReadySeconds = 0 } = spec;
  if (progressDeadlineSeconds === undefined) return;
  checkNonNegative(progressDeadlineSeconds, 'spec.progressDeadlineSeconds', errors);
  if (progressDeadlineSeconds <= minReadySeconds) {
    const detail = 'must be greater than minReadySeconds';
    errors.push(invalid('spec.progressDeadlineSeconds', progressDeadlineSeconds, detail));
  }
}

/** The API server shows a whole strategy by the names of its own fields. */
function internalStrategy(strategy: { type?: string; rollingUpdate?: object } | undefined): object {
  return { Type: strategy?.type ?? '', RollingUpdate: strategy?.rollingUpdate ?? null };
}

function checkStrategy({ strategy }: DeploymentSpec, errors: Errors): void {
  const path = 'spec.strategy';
  const rolling = strategy?.rollingUpdate;
  if (strategy?.type === 'Recreate') {
    if (rolling !== undefined) {
      errors.push(
        forbidden(`${path}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'"),
      );
    }
    return;
  }
  if (strategy?.type !== 'RollingUpdate') {
    errors.push(notSupported(path, internalStrategy(strategy), ['Recreate', 'RollingUpdate']));
    return;
  }
  const { maxUnavailable, maxSurge } = rolling ?? {};
  const at = `${path}.rollingUpdate`;
  checkCountOrPercent(maxUnavailable, `${at}.maxUnavailable`, errors);
  checkCountOrPercent(maxSurge, `${at}.maxSurge`, errors);
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    errors.push(invalid(`${at}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  checkAtMostWhole(maxUnavailable, `${at}.maxUnavailable`, errors);
}

export function checkReplicaSet(object: ReplicaSet, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkReplicaSetSpec(object.spec ?? ({} as ReplicaSetSpec), errors);
}

export function checkReplicaSetUpdate(next: ReplicaSet, previous: ReplicaSet, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkReplicaSetSpec(next.spec ?? ({} as ReplicaSetSpec), errors);
}

function checkReplicaSetSpec(spec: ReplicaSetSpec, errors: Errors): void {
  checkNonNegative(spec.replicas, 'spec.replicas', errors);
  checkNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkReplicaTemplate(
    checkSelector(spec.selector, 'deployment', 'invalid label selector', errors),
    spec.template,
    errors,
  );
}

export function checkDaemonSet(object: DaemonSet, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkDaemonSetSpec(object.spec ?? ({} as DaemonSetSpec), errors);
}

export function checkDaemonSetUpdate(next: DaemonSet, previous: DaemonSet, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkDaemonSetSpec(next.spec ?? ({} as DaemonSetSpec), errors);
}

function checkDaemonSetSpec(spec: DaemonSetSpec, errors: Errors): void {
  const { selector, template } = spec;
  checkLabelSelector(selector, 'spec.selector', errors);
  const usable = usableSelector(selector);
  if (usable !== undefined) checkSelected(usable, template, errors);
  if (selector !== undefined && isEmptySelector(selector)) {
    errors.push(invalid('spec.selector', selector, 'empty selector is invalid for daemonset'));
  }
  checkTemplate(template ?? {}, 'spec.template', errors);
  checkLastingTemplate(template?.spec, 'DaemonSet', 'spec.template', errors);
  checkNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkDaemonStrategy(spec, errors);
  checkNonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit', errors);
}

function checkDaemonStrategy({ updateStrategy }: DaemonSetSpec, errors: Errors): void {
  const path = 'spec.updateStrategy';
  const type = updateStrategy?.type;
  if (type === 'OnDelete') return;
  if (type !== 'RollingUpdate') {
    errors.push(notSupported(path, internalStrategy(updateStrategy), ['RollingUpdate', 'OnDelete']));
    return;
  }
  const { maxUnavailable, maxSurge } = updateStrategy?.rollingUpdate ?? {};
  const at = `${path}.rollingUpdate`;
  checkCountOrPercent(maxUnavailable, `${at}.maxUnavailable`, errors);
  checkCountOrPercent(maxSurge, `${at}.maxSurge`, errors);
  checkAtMostWhole(maxUnavailable, `${at}.maxUnavailable`, errors);
  checkAtMostWhole(maxSurge, `${at}.maxSurge`, errors);
  const [unavailable, surge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0];
  if (unavailable && surge) {
    errors.push(invalid(`${at}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero'));
  } else if (!unavailable && !surge) {
    errors.push(required(`${at}.maxUnavailable`, 'cannot be 0 when maxSurge is 0'));
  }
}

export function checkStatefulSet(object: StatefulSet, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsLabelErrors, errors);
  checkStatefulSetSpec(object.spec ?? ({} as StatefulSetSpec), errors);
}

const statefulChangeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const;

export function checkStatefulSetUpdate(next: StatefulSet, previous: StatefulSet, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  const [spec, old] = [{ ...next.spec }, { ...previous.spec }];
  for (const field of statefulChangeable) {
    delete spec[field];
    delete old[field];
  }
  if (!semanticallyEqual(spec, old)) {
    const names = statefulChangeable.map((field) => `'${field}'`);
    const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    errors.push(forbidden('spec', `updates to statefulset spec for fields other than ${list} are forbidden`));
  }
  checkStatefulSetSpec(next.spec ?? ({} as StatefulSetSpec), errors);
}

function checkStatefulSetSpec(spec: StatefulSetSpec, errors: Errors): void {
  const { podManagementPolicy = '' } = spec;
  if (podManagementPolicy === '') errors.push(required('spec.podManagementPolicy'));
  else if (podManagementPolicy !== 'OrderedReady' && podManagementPolicy !== 'Parallel') {
    errors.push(
      invalid('spec.podManagementPolicy', podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"),
    );
  }
  checkStatefulStrategy(spec, errors);
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const policy = spec.persistentVolumeClaimRetentionPolicy?.[field];
    if (policy === undefined || policy === 'Retain' || policy === 'Delete') continue;
    errors.push(
      notSupported(`spec.persistentVolumeClaimRetentionPolicy.${field}`, policy, ['Delete', 'Retain']),
    );
  }
  checkNonNegative(spec.replicas, 'spec.replicas', errors);
  checkNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  checkNonNegative(spec.ordinals?.start, 'spec.ordinals.start', errors);
  const selector = checkSelector(spec.selector, 'statefulset', '', errors);
  if (selector !== undefined) {
    checkSelected(selector, spec.template, errors);
    checkTemplate(withClaimVolumes(spec), 'spec.template', errors);
  }
  checkLastingTemplate(spec.template?.spec, 'StatefulSet', 'spec.template', errors);
}

/** The template with the volumes that its pods get from claims, so that containers may mount them. */
function withClaimVolumes({ template, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  if (template?.spec === undefined || volumeClaimTemplates.length === 0) return template ?? {};
  const claims = volumeClaimTemplates.map(({ metadata }) => {
    const name = metadata?.name ?? '';
    return { name, persistentVolumeClaim: { claimName: name } };
  });
  const claimed = new Set(claims.map(({ name }) => name));
  const others = (template.spec.volumes ?? []).filter(({ name }) => !claimed.has(name));
  return { ...template, spec: { ...template.spec, volumes: [...others, ...claims] } };
}

function checkStatefulStrategy({ updateStrategy }: StatefulSetSpec, errors: Errors): void {
  const path = 'spec.updateStrategy';
  const { type = '', rollingUpdate } = updateStrategy ?? {};
  if (type === '') errors.push(required(path));
  else if (type === 'OnDelete') {
    if (rollingUpdate !== undefined) {
      errors.push(
        invalid(`${path}.rollingUpdate`, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'"),
      );
    }
  } else if (type !== 'RollingUpdate') {
    errors.push(invalid(path, updateStrategy, "must be 'RollingUpdate' or 'OnDelete'"));
  } else if (rollingUpdate !== undefined) {
    const { partition, maxUnavailable } = rollingUpdate;
    checkNonNegative(partition, `${path}.rollingUpdate.partition`, errors);
    if (maxUnavailable === undefined) return;
    const at = `${path}.rollingUpdate.maxUnavailable`;
    checkCountOrPercent(maxUnavailable, at, errors);
    if (amountOf(maxUnavailable) === 0) errors.push(invalid(at, maxUnavailable, 'cannot be 0'));
    checkAtMostWhole(maxUnavailable, at, errors);
  }
}

type ControllerSpec = NonNullable<ReplicationController['spec']>;

export function checkReplicationController(object: ReplicationController, errors: Errors): void {
  checkMetadata(object.metadata, true, dnsSubdomainErrors, errors);
  checkControllerSpec(object.spec ?? {}, errors);
}

export function checkReplicationControllerUpdate(
  next: ReplicationController,
  previous: ReplicationController,
  errors: Errors,
): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkControllerSpec(next.spec ?? {}, errors);
}

function checkControllerSpec(spec: ControllerSpec, errors: Errors): void {
  checkNonNegative(spec.minReadySeconds, 'spec.minReadySeconds', errors);
  if (!isSet(Object.keys(spec.selector ?? {}))) errors.push(required('spec.selector'));
  checkNonNegative(spec.replicas, 'spec.replicas', errors);
  const { template, selector } = spec;
  if (template?.spec?.containers === undefined && template?.metadata === undefined) {
    errors.push(required('spec.template'));
    return;
  }
  const labels = template.metadata?.labels;
  if (!labelMapMatches(selector, labels))
    errors.push(invalid('spec.template.metadata.labels', labels, mismatch));
  checkTemplate(template, 'spec.template', errors);
  checkLastingTemplate(template.spec, 'ReplicationController', 'spec.template', errors);
}
