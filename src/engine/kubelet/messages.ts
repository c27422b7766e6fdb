import type { Pod } from '../api/generated/types.ts';
import { formatDuration } from './back-off.ts';

/** How kubelets name a pod in messages. `pkg/kubelet/util/format/pod.go` */
export function podInMessages(pod: Pod): string {
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  return `${name}_${namespace}(${uid})`;
}

/** Message of a container that waits in CrashLoopBackOff. */
export function restartBackoffMessage(pod: Pod, container: string, delayMs: number): string {
  return `back-off ${formatDuration(delayMs)} restarting failed container=${container} pod=${podInMessages(pod)}`;
}
