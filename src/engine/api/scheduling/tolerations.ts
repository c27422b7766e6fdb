import type { Taint, Toleration } from '../generated/types.ts';

/** The taints that keep a pod off a node when it is placed; PreferNoSchedule only lowers the score. */
export const schedulingEffects: readonly string[] = ['NoSchedule', 'NoExecute'];

/** `staging/src/k8s.io/api/core/v1/toleration.go` ToleratesTaint */
export function tolerationToleratesTaint(toleration: Toleration, taint: Taint): boolean {
  if ((toleration.effect ?? '') !== '' && toleration.effect !== taint.effect) return false;
  if ((toleration.key ?? '') !== '' && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    default:
      return false;
  }
}

/** Whether any of the tolerations tolerates the taint. `staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go` */
export function tolerationsTolerateTaint(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some((toleration) => tolerationToleratesTaint(toleration, taint));
}

/** The first taint with one of the effects that no toleration tolerates. */
export function findUntoleratedTaint(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
  effects: readonly string[] = schedulingEffects,
): Taint | undefined {
  return taints.find(
    (taint) => effects.includes(taint.effect) && !tolerationsTolerateTaint(tolerations, taint),
  );
}

const evictionKeys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/**
 * What the admission step DefaultTolerationSeconds makes of a pod's tolerations: a pod that says nothing about
 * a node being not ready or unreachable stays there for so many seconds.
 * `plugin/pkg/admission/defaulttolerationseconds/admission.go`
 */
export function withDefaultTolerationSeconds(
  tolerations: readonly Toleration[],
  seconds = 300,
): readonly Toleration[] {
  const missing = evictionKeys.filter((key) => !tolerations.some((toleration) => mentions(toleration, key)));
  if (missing.length === 0) return tolerations;
  const added = missing.map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: seconds,
  }));
  return [...tolerations, ...added];
}

function mentions(toleration: Toleration, key: string): boolean {
  const sameKey = toleration.key === key || (toleration.key ?? '') === '';
  return sameKey && (toleration.effect === 'NoExecute' || (toleration.effect ?? '') === '');
}
