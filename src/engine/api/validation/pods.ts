/** Pods, new and changed. `pkg/apis/core/validation/validation.go`, ValidatePodCreate, ValidatePodUpdate */
import { semanticallyEqual } from '../equal.ts';
import type { Container, Pod, PodSchedulingGate, PodSpec, Toleration } from '../generated/types.ts';
import { checkTolerations } from './affinity.ts';
import { checkImageSpace } from './containers.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkPodSpec } from './pod-spec.ts';
import { isSet, type Errors } from './rules.ts';

const mirrorAnnotation = 'kubernetes.io/config.mirror';

export function checkPod(pod: Pod, errors: Errors): void {
  checkPodItself(pod, errors);
  const spec = pod.spec ?? ({} as PodSpec);
  if (isSet(spec.ephemeralContainers))
    errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  if (isSet(spec.nodeName) && isSet(spec.schedulingGates)) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
}

/** What holds for a pod at any time. */
export function checkPodItself(pod: Pod, errors: Errors): void {
  const spec = pod.spec ?? ({} as PodSpec);
  checkMetadata(pod.metadata, true, dnsSubdomainErrors, errors);
  checkMirror(pod, errors);
  const podName = pod.metadata?.name;
  checkPodSpec(spec, { isPod: true, ...(podName === undefined ? {} : { podName }) }, 'spec', errors);
  if (!isSet(spec.serviceAccountName)) checkTokensNeedAccount(spec, errors);
  for (const list of ['containers', 'initContainers'] as const) {
    spec[list]?.forEach((container, index) => checkImageSpace(container, `spec.${list}[${index}]`, errors));
  }
}

function checkMirror(pod: Pod, errors: Errors): void {
  const mirror = pod.metadata?.annotations?.[mirrorAnnotation];
  if (mirror === undefined || isSet(pod.spec?.nodeName)) return;
  const detail = 'must set spec.nodeName if mirror pod annotation is set';
  errors.push(invalid(`metadata.annotations[${mirrorAnnotation}]`, mirror, detail));
}

function checkTokensNeedAccount(spec: PodSpec, errors: Errors): void {
  spec.volumes?.forEach((volume, index) => {
    volume.projected?.sources?.forEach((source, position) => {
      if (source.serviceAccountToken === undefined) return;
      const path = `spec.volumes[${index}].projected.sources[${position}].serviceAccountToken`;
      errors.push(forbidden(path, 'must not be specified when serviceAccountName is not set'));
    });
  });
}

const changeable =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,' +
  '`spec.tolerations` (only additions to existing tolerations),' +
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

export function checkPodUpdate(next: Pod, previous: Pod, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkPodItself(next, errors);
  checkMirrorKept(next, previous, errors);
  const spec = next.spec ?? ({} as PodSpec);
  const old = previous.spec ?? ({} as PodSpec);
  if (!checkImages(spec.containers, old.containers, 'spec.containers', errors)) return;
  if (!checkImages(spec.initContainers, old.initContainers, 'spec.initContainers', errors)) return;
  if (!checkDeadline(spec.activeDeadlineSeconds, old.activeDeadlineSeconds, errors)) return;
  checkTolerationsKept(spec.tolerations, old.tolerations, errors);
  checkGatesRemoved(spec.schedulingGates, old.schedulingGates, errors);
  if (semanticallyEqual(spec, old) || semanticallyEqual(withoutChangeable(spec, old), old)) return;
  errors.push(
    forbidden(
      'spec',
      `pod updates may not change fields other than ${changeable}\n${specDifference(spec, old)}`,
    ),
  );
}

/** Fields of the spec that differ, one a line; the API server prints a diff of its own structures here. */
function specDifference(spec: PodSpec, old: PodSpec): string {
  const kept: Record<string, unknown> = { ...withoutChangeable(spec, old) };
  const before: Record<string, unknown> = { ...old };
  const fields = new Set([...Object.keys(kept), ...Object.keys(before)]);
  return [...fields]
    .filter((field) => !semanticallyEqual(kept[field], before[field]))
    .map((field) => `  ${field}:\n- ${JSON.stringify(before[field])}\n+ ${JSON.stringify(kept[field])}`)
    .join('\n');
}

/** The new spec with the old values of what may change. */
function withoutChangeable(spec: PodSpec, old: PodSpec): PodSpec {
  const oldImages = (
    containers: readonly Container[] | undefined,
    before: readonly Container[] | undefined,
  ) =>
    containers?.map((container, index) => {
      const image = before?.[index]?.image;
      return image === undefined ? container : { ...container, image };
    });
  const result: Record<string, unknown> = {
    ...spec,
    containers: oldImages(spec.containers, old.containers),
    initContainers: oldImages(spec.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
  };
  if ((old.terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1) {
    result['terminationGracePeriodSeconds'] = old.terminationGracePeriodSeconds;
  }
  if (isSet(old.schedulingGates)) result['nodeSelector'] = old.nodeSelector;
  return result as unknown as PodSpec;
}

function checkMirrorKept(next: Pod, previous: Pod, errors: Errors): void {
  const before = previous.metadata?.annotations?.[mirrorAnnotation];
  const after = next.metadata?.annotations?.[mirrorAnnotation];
  if (before === after) return;
  const detail =
    before === undefined
      ? 'may not add mirror pod annotation'
      : 'may not remove or update mirror pod annotation';
  errors.push(forbidden(`metadata.annotations[${mirrorAnnotation}]`, detail));
}

/** False when the lists don't even have the same length: nothing more can be said then. */
function checkImages(
  next: readonly Container[] = [],
  previous: readonly Container[] = [],
  path: string,
  errors: Errors,
): boolean {
  if (next.length !== previous.length) {
    errors.push(forbidden(path, 'pod updates may not add or remove containers'));
    return false;
  }
  next.forEach((container, index) => {
    if (!isSet(container.image)) errors.push(required(`${path}[${index}].image`));
    checkImageSpace(container, `${path}[${index}]`, errors);
  });
  return true;
}

function checkDeadline(next: number | undefined, previous: number | undefined, errors: Errors): boolean {
  const path = 'spec.activeDeadlineSeconds';
  if (next === undefined) {
    if (previous !== undefined) {
      errors.push(invalid(path, null, 'must not update from a positive integer to nil value'));
    }
    return true;
  }
  if (next < 0 || next > 2147483647) {
    errors.push(invalid(path, next, rangeMessage(0, 2147483647)));
    return false;
  }
  if (previous === undefined || next <= previous) return true;
  errors.push(invalid(path, next, 'must be less than or equal to previous value'));
  return false;
}

function checkTolerationsKept(
  next: readonly Toleration[] = [],
  previous: readonly Toleration[] = [],
  errors: Errors,
): void {
  const path = 'spec.tolerations';
  const kept = previous.every((old) => next.some((toleration) => sameButSeconds(toleration, old)));
  if (kept) checkTolerations(next, path, errors);
  else errors.push(forbidden(path, 'existing toleration can not be modified except its tolerationSeconds'));
}

function sameButSeconds(next: Toleration, previous: Toleration): boolean {
  const tolerationSeconds = 0;
  return semanticallyEqual({ ...next, tolerationSeconds }, { ...previous, tolerationSeconds });
}

function checkGatesRemoved(
  next: readonly PodSchedulingGate[] = [],
  previous: readonly PodSchedulingGate[] = [],
  errors: Errors,
): void {
  next.forEach(({ name }, index) => {
    if (previous.some((gate) => gate.name === name)) return;
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`;
    errors.push(forbidden(`spec.schedulingGates[${index}].name`, detail));
  });
}
