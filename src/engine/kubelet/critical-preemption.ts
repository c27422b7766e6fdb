/** Which pods a critical pod pushes off its node. `pkg/kubelet/preemption/preemption.go` */
import type { Pod } from '../api/generated/types.ts';
import { type QosClass, qosClass } from '../api/qos-class.ts';
import { podRequests, type ResourceAmounts } from '../api/scheduling/pod-resources.ts';
import { canPreempt } from './pod-kind.ts';

/**
 * The pods to stop so that `missing` becomes free (cpu in thousandths, `pods` a count): as few good ones as
 * possible. Undefined when no set of pods would do.
 */
export function podsToPreempt(
  preemptor: Pod,
  pods: readonly Pod[],
  missing: ResourceAmounts,
): Pod[] | undefined {
  const candidates = pods.filter((pod) => canPreempt(preemptor, pod));
  const ofClass = (wanted: QosClass): Pod[] => candidates.filter((pod) => qosClass(pod) === wanted);
  const [bestEffort, burstable, guaranteed] = [
    ofClass('BestEffort'),
    ofClass('Burstable'),
    ofClass('Guaranteed'),
  ];
  if (!isMet(lessRequestsOf(missing, candidates))) return undefined;
  const guaranteedOut = nearest(guaranteed, lessRequestsOf(missing, [...bestEffort, ...burstable]));
  const burstableOut = nearest(burstable, lessRequestsOf(missing, [...bestEffort, ...guaranteedOut]));
  const bestEffortOut = nearest(bestEffort, lessRequestsOf(missing, [...burstableOut, ...guaranteedOut]));
  return [...bestEffortOut, ...burstableOut, ...guaranteedOut];
}

/** Takes the pod that comes closest to what is still missing, again and again. */
function nearest(pods: readonly Pod[], missing: ResourceAmounts): Pod[] {
  const left = [...pods];
  const taken: Pod[] = [];
  let open = missing;
  while (!isMet(open) && left.length > 0) {
    let best = 0;
    let bestDistance = Object.keys(open).length + 1;
    left.forEach((pod, index) => {
      const distance = distanceOf(pod, open);
      if (distance > bestDistance || (distance === bestDistance && !isSmaller(pod, left[best]!))) return;
      best = index;
      bestDistance = distance;
    });
    const pod = left[best]!;
    open = lessRequestsOf(open, [pod]);
    taken.push(pod);
    left[best] = left.at(-1)!;
    left.pop();
  }
  return taken;
}

function isMet(missing: ResourceAmounts): boolean {
  return Object.keys(missing).length === 0;
}

/** What is still missing once the pods are gone. */
function lessRequestsOf(missing: ResourceAmounts, pods: readonly Pod[]): ResourceAmounts {
  const open = Object.entries(missing).map(([resource, amount]): [string, number] => [
    resource,
    pods.reduce((rest, pod) => rest - requestOf(pod, resource), amount),
  ]);
  return Object.fromEntries(open.filter(([, amount]) => amount > 0));
}

function distanceOf(pod: Pod, missing: ResourceAmounts): number {
  return Object.entries(missing).reduce((sum, [resource, amount]) => {
    const rest = Math.max(0, amount - requestOf(pod, resource));
    return sum + (rest / amount) ** 2;
  }, 0);
}

function isSmaller(pod: Pod, other: Pod): boolean {
  for (const resource of ['memory', 'cpu']) {
    const [mine, its] = [requestOf(pod, resource), requestOf(other, resource)];
    if (mine !== its) return mine < its;
  }
  return true;
}

function requestOf(pod: Pod, resource: string): number {
  return resource === 'pods' ? 1 : (podRequests(pod)[resource] ?? 0);
}
