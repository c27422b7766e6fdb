import type { Container, Pod } from '../api/generated/types.ts';
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

/**
 * What an Event says of a resize: `started`, `completed`, `error`, `Deferred` or `Infeasible`, and all resources.
 * `pkg/kubelet/events/event.go` podResizeMessage
 */
export function resizeMessage(what: string, { spec }: Pod, generation: number, error?: string): string {
  const shown = (list: readonly Container[] = []): object[] =>
    list.map(({ name, resources: { limits, requests } = {} }) => ({
      name,
      resources: {
        ...(limits === undefined ? {} : { limits: sorted(limits) }),
        ...(requests === undefined ? {} : { requests: sorted(requests) }),
      },
    }));
  const initContainers = shown(spec?.initContainers);
  const summary = {
    ...(initContainers.length === 0 ? {} : { initContainers }),
    containers: shown(spec?.containers),
    generation,
    ...(error === undefined ? {} : { error }),
  };
  return `Pod resize ${what}: ${JSON.stringify(summary)}`;
}

function sorted(list: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(list).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
