/** Which part of a namespace's pods and claims a quota counts. `pkg/quota/v1/evaluator/core/pods.go` podMatchesScopeFunc */
import type {
  PersistentVolumeClaim,
  Pod,
  PodAffinityTerm,
  ResourceQuota,
  ScopedResourceSelectorRequirement,
} from '../generated/types.ts';
import { qosClass } from '../qos-class.ts';

export type ScopeSelector = ScopedResourceSelectorRequirement;

/** The scopes and the scope selector of a quota as one list. */
export function scopesOf(spec: ResourceQuota['spec']): ScopeSelector[] {
  const named = (spec?.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' }));
  return [...named, ...(spec?.scopeSelector?.matchExpressions ?? [])];
}

export function podMatchesScope(selector: ScopeSelector, pod: Pod): boolean {
  switch (selector.scopeName) {
    case 'Terminating':
      return isTerminating(pod);
    case 'NotTerminating':
      return !isTerminating(pod);
    case 'BestEffort':
      return qosClass(pod) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(pod) !== 'BestEffort';
    case 'PriorityClass':
      return matchesNames(selector, [pod.spec?.priorityClassName ?? '']);
    case 'CrossNamespacePodAffinity':
      return usesOtherNamespaces(pod);
    default:
      return false;
  }
}

export function claimMatchesScope(selector: ScopeSelector, claim: PersistentVolumeClaim): boolean {
  if (selector.scopeName !== 'VolumeAttributesClass') return false;
  const { spec, status } = claim;
  return matchesNames(selector, [
    spec?.volumeAttributesClassName ?? '',
    status?.currentVolumeAttributesClassName ?? '',
    status?.modifyVolumeStatus?.targetVolumeAttributesClassName ?? '',
  ]);
}

/** A pod that is to end by itself. */
export function isTerminating(pod: Pod): boolean {
  const seconds = pod.spec?.activeDeadlineSeconds;
  return seconds !== undefined && seconds !== null && seconds >= 0;
}

/** `staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go` ScopedResourceSelectorRequirementsAsSelector */
function matchesNames({ operator, values = [] }: ScopeSelector, names: readonly string[]): boolean {
  const given = names.filter((name) => name !== '');
  switch (operator) {
    case 'Exists':
      return given.length > 0;
    case 'DoesNotExist':
      return given.length === 0;
    case 'In':
      return given.some((name) => values.includes(name));
    case 'NotIn':
      return !given.some((name) => values.includes(name));
    default:
      return false;
  }
}

function usesOtherNamespaces({ spec }: Pod): boolean {
  const { podAffinity, podAntiAffinity } = spec?.affinity ?? {};
  return [podAffinity, podAntiAffinity].some((affinity) => {
    const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return [...required, ...preferred.map((weighted) => weighted.podAffinityTerm)].some(namesNamespaces);
  });
}

function namesNamespaces({ namespaces, namespaceSelector }: PodAffinityTerm): boolean {
  return (namespaces?.length ?? 0) > 0 || (namespaceSelector !== undefined && namespaceSelector !== null);
}
