import type { Container, PodSpec } from '../engine/api/generated/types.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { KubectlError } from './kubectl-error.ts';

/** Where the pod spec of a kind lies; none for kinds that run no pods. `polymorphichelpers/updatepodspec.go` */
function podSpecPath(object: AnyObject): readonly string[] | undefined {
  if (object.kind === 'Pod') return ['spec'];
  if (object.kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  const withTemplate = [
    'Deployment',
    'ReplicaSet',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'ReplicationController',
  ];
  return withTemplate.includes(object.kind ?? '') ? ['spec', 'template', 'spec'] : undefined;
}

/** @throws KubectlError for kinds that run no pods. */
export function podSpecOf(object: AnyObject): PodSpec {
  return at(object, requirePath(object)) as PodSpec;
}

/** A patch of an object that changes its pod spec. @throws KubectlError for kinds that run no pods. */
export function patchOfPodSpec(object: AnyObject, patch: unknown): unknown {
  return requirePath(object)
    .toReversed()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), patch);
}

/**
 * A strategic merge patch that changes containers of the pod spec: a name and the changed fields for each.
 * Undefined when nothing is changed.
 */
export function patchOfContainers(
  object: AnyObject,
  field: 'containers' | 'initContainers',
  changes: ReadonlyArray<Partial<Container> & { readonly name: string }>,
): unknown {
  const names = (podSpecOf(object)[field] ?? []).map(({ name }) => ({ name }));
  return patchOfPodSpec(object, { [`$setElementOrder/${field}`]: names, [field]: changes });
}

/** Whether a container's name is meant by `--containers`: exactly, or with one `*`. */
export function matchesContainer(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  const [before = '', after = ''] = pattern.split('*');
  return name.startsWith(before) && name.endsWith(after);
}

function requirePath(object: AnyObject): readonly string[] {
  const path = podSpecPath(object);
  if (path === undefined)
    throw new KubectlError(`the object is not a pod or does not have a pod template: ${object.kind}`);
  return path;
}

function at(object: AnyObject, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}
