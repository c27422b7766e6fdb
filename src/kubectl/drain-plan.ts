/** Which pods a drain takes from a node. `staging/src/k8s.io/kubectl/pkg/drain/filters.go` */
import type { Pod } from '../engine/api/generated/types.ts';
import { controllerOf } from '../engine/api/object.ts';

export interface DrainOptions {
  readonly force: boolean;
  readonly ignoreDaemonSets: boolean;
  readonly deleteEmptyDirData: boolean;
}

export interface DrainPlan {
  readonly evicted: readonly Pod[];
  /** Why the node can't be drained like this, one for each reason. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

interface Verdict {
  readonly evict: boolean;
  readonly error?: string;
  readonly warning?: string;
}

const mirrorAnnotation = 'kubernetes.io/config.mirror';

const errorTexts = {
  daemonSet: 'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)',
  localStorage: 'cannot delete Pods with local storage (use --delete-emptydir-data to override)',
  unmanaged: 'cannot delete cannot delete Pods that declare no controller (use --force to override)',
};

export function drainPlan(pods: readonly Pod[], options: DrainOptions): DrainPlan {
  const judged = pods.map((pod) => ({ pod, verdict: judge(pod, options) }));
  const told = (key: 'error' | 'warning') => {
    const byText = new Map<string, string[]>();
    for (const { pod, verdict } of judged) {
      const text = verdict[key];
      const name = `${pod.metadata?.namespace}/${pod.metadata?.name}`;
      if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), name]);
    }
    return [...byText].map(([text, names]) => `${text}: ${names.join(', ')}`);
  };
  return {
    evicted: judged.filter(({ verdict }) => verdict.evict).map(({ pod }) => pod),
    errors: told('error'),
    warnings: told('warning'),
  };
}

/** The first rule that speaks against a pod is told; else the last warning. */
function judge(pod: Pod, options: DrainOptions): Verdict {
  const { metadata, spec, status } = pod;
  const controller = controllerOf(pod);
  const isOver = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  if (controller?.kind === 'DaemonSet' && !isOver) {
    return options.ignoreDaemonSets
      ? { evict: false, warning: 'ignoring DaemonSet-managed Pods' }
      : { evict: false, error: errorTexts.daemonSet };
  }
  if (metadata?.annotations?.[mirrorAnnotation] !== undefined) return { evict: false };
  if (isOver) return { evict: true };
  const isLocal = spec?.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true;
  if (isLocal && !options.deleteEmptyDirData) return { evict: false, error: errorTexts.localStorage };
  if (controller !== undefined) return { evict: true };
  return options.force
    ? { evict: true, warning: 'deleting Pods that declare no controller' }
    : { evict: false, error: errorTexts.unmanaged };
}
