/** Requests that the API server passes on to a node: logs and exec. `pkg/registry/core/pod/strategy.go LogLocation` */
import type { ContainerRuntime } from '../api/container-runtime.ts';
import type { Container, Pod } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import type { View } from '../api/part.ts';
import type { NodeProxy } from './api-server.ts';
import { badRequest, notFound } from './errors.ts';

export function createNodeProxy(view: View, runtime: ContainerRuntime): NodeProxy {
  return {
    podLogs(namespace, name, query) {
      const pod = podOf(view, namespace, name);
      const container = containerOf(pod, query['container']);
      checkStarted(pod, container);
      const since = query['sinceSeconds'];
      const sinceMs = since === undefined ? 0 : view.nowMs - Number(since) * 1000;
      const lines = runtime
        .logs(pod.metadata?.uid ?? '', container, query['previous'] === 'true')
        .filter(({ timeMs }) => timeMs >= sinceMs);
      const last = query['tailLines'] === undefined ? lines.length : Number(query['tailLines']);
      const tail = lines.slice(Math.max(0, lines.length - last));
      const stamped = query['timestamps'] === 'true';
      return tail
        .map((line) => `${stamped ? `${view.toTimestamp(line.timeMs)} ` : ''}${line.text}\n`)
        .join('');
    },
    podExec(namespace, name, container, command) {
      const pod = podOf(view, namespace, name);
      const chosen = containerOf(pod, container === '' ? undefined : container);
      return runtime.exec(pod.spec?.nodeName ?? '', pod.metadata?.uid ?? '', chosen, command);
    },
  };
}

function podOf(view: View, namespace: string, name: string): Pod {
  const pod = view.get<Pod>('pods', namespace, name);
  if (pod === undefined) throw notFound(resourceById('pods'), name);
  return pod;
}

function containerOf(pod: Pod, wanted: string | undefined): string {
  const all: Container[] = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const name = pod.metadata?.name ?? '';
  if (wanted !== undefined && wanted !== '') {
    if (all.some((container) => container.name === wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  const containers = pod.spec?.containers ?? [];
  if (containers.length === 1) return containers[0]!.name;
  const choices = containers.map((container) => container.name).join(' ');
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${choices}]`);
}

function checkStarted(pod: Pod, container: string): void {
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  const waiting = statuses.find((status) => status.name === container)?.state?.waiting;
  const name = pod.metadata?.name ?? '';
  if (waiting === undefined || waiting.reason === 'CrashLoopBackOff') return;
  throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${waiting.reason ?? ''}`);
}
