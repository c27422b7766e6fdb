/** What a pod security check is, and how checks word what they forbid. `staging/src/k8s.io/pod-security-admission/policy` */
import type { Container, PodSpec, PodTemplateSpec } from '../../../api/generated/types.ts';

/** A pod or the template of one. */
export type PodLike = Pick<PodTemplateSpec, 'metadata'> & { readonly spec: PodSpec };

export interface Violation {
  /** `host namespaces` */
  readonly reason: string;
  /** `hostNetwork=true` */
  readonly detail: string;
}

export interface Check {
  /** The minor version of Kubernetes whose standards first had it. */
  readonly since: number;
  /** Undefined when nothing is wrong; `minor` is the version of the standards to hold the pod against. */
  readonly run: (pod: PodLike, minor: number) => Violation | undefined;
}

export function containersOf({ spec }: PodLike): Container[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as readonly Container[];
  return [...(spec.initContainers ?? []), ...spec.containers, ...ephemeral];
}

/** Names of the containers that a rule finds wrong. */
export function namesOf(pod: PodLike, isWrong: (container: Container) => boolean): string[] {
  return containersOf(pod)
    .filter(isWrong)
    .map(({ name }) => name);
}

/** `"a", "b"` */
export function quoted(items: Iterable<string>): string {
  return [...items].map((item) => `"${item}"`).join(', ');
}

/** `container "a"`, `containers "a", "b"` */
export function counted(noun: string, items: readonly string[]): string {
  return `${plural(noun, items.length)} ${quoted(items)}`;
}

export function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`;
}

export function sorted(items: Iterable<string>): string[] {
  return [...new Set(items)].toSorted();
}

/** `pod and containers "a", "b"`: who set a field, as far as somebody did. */
export function setters(byPod: boolean, containers: readonly string[]): string {
  const found = byPod ? ['pod'] : [];
  if (containers.length > 0) found.push(counted('container', containers));
  return found.join(' and ');
}
