/** How gladly the kernel kills a container when its machine's memory is used up. `pkg/kubelet/qos/policy.go` */
import type { Container, Pod } from '../api/generated/types.ts';
import { qosClass } from '../api/qos-class.ts';
import type { Machine } from '../api/podarium.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { isNodeCriticalPod } from './pod-kind.ts';
import type { PodRecord } from './records.ts';
import { isSidecar } from './restart-policy.ts';
import type { Work } from './work.ts';

const guaranteedScore = -997;
const bestEffortScore = 1000;

/** The oom_score_adj of a container on a machine with so many bytes of memory: from -997 to 1000, worst last. */
export function oomScoreAdj(pod: Pod, container: Container, memoryBytes: number): number {
  if (isNodeCriticalPod(pod)) return guaranteedScore;
  const qos = qosClass(pod);
  if (qos === 'Guaranteed') return guaranteedScore;
  if (qos === 'BestEffort') return bestEffortScore;
  const scoreOf = (requestBytes: number): number => 1000 - Math.floor((1000 * requestBytes) / memoryBytes);
  let score = scoreOf(requestOf(container));
  // A sidecar is no likelier to be killed than those it serves.
  if (isSidecar(container)) {
    const least = Math.min(...(pod.spec?.containers ?? []).map(requestOf));
    score = Math.min(score, scoreOf(least));
  }
  return Math.max(1000 + guaranteedScore, Math.min(score, bestEffortScore - 1));
}

/** The same on the machine that a pod runs on. */
export function oomScoreOnNode({ context }: Work, { node, pod }: PodRecord, container: Container): number {
  const machine = context.view.get<Machine>('machines.podarium.dev', '', node);
  return oomScoreAdj(pod, container, quantityToBytes(machine?.spec?.memory ?? '8Gi'));
}

function requestOf({ resources }: Container): number {
  return quantityToBytes(resources?.requests?.['memory'] ?? '0');
}
