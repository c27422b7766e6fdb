/** What can be broken now: only machines that are on, only containers that run, the people's own pods first. */
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { KubeObject } from '../../engine/index.ts';

export type BreakChoice =
  | { readonly act: 'power' | 'powerOn' | 'network'; readonly name: string }
  | { readonly act: 'exit' | 'oom'; readonly name: string; readonly key: string; readonly container: string }
  | { readonly act: 'remove'; readonly name: string; readonly key: string };

type Choices = Record<'power' | 'network' | 'exit' | 'oom' | 'remove' | 'restore', BreakChoice[]>;

/** More than this in one menu cannot be chosen from; the canvas can reach the rest. */
const mostChoices = 24;

export function breakChoices(cluster: {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly machines: readonly KubeObject[];
}): Choices {
  const off = new Set<string>();
  const cut = new Set<string>();
  for (const machine of cluster.machines as readonly {
    metadata?: { name?: string };
    spec?: Record<string, unknown>;
  }[]) {
    if (machine.spec?.['power'] === 'Off') off.add(machine.metadata?.name ?? '');
    if (machine.spec?.['network'] === 'Partitioned') cut.add(machine.metadata?.name ?? '');
  }
  const workers = cluster.nodes
    .filter(isWorker)
    .map((node) => node.metadata?.name ?? '')
    .toSorted();
  const running = workers.filter((name) => !off.has(name));
  const pods = cluster.pods.filter(
    (pod) => pod.metadata?.namespace !== 'kube-system' && pod.spec?.nodeName !== undefined,
  );
  return {
    power: running.map((name) => ({ act: 'power', name })),
    network: running.filter((name) => !cut.has(name)).map((name) => ({ act: 'network', name })),
    restore: [...off].toSorted().map((name) => ({ act: 'powerOn', name })),
    exit: containersOf(pods, 'exit'),
    oom: containersOf(pods, 'oom'),
    remove: pods
      .slice(0, mostChoices)
      .map((pod) => ({ act: 'remove', name: pod.metadata?.name ?? '', key: keyOfPod(pod) })),
  };
}

function isWorker(node: Node): boolean {
  return node.metadata?.labels?.['node-role.kubernetes.io/control-plane'] === undefined;
}

function containersOf(pods: readonly Pod[], act: 'exit' | 'oom'): BreakChoice[] {
  const choices = pods.flatMap((pod) => {
    const statuses = (pod.status?.containerStatuses ?? []).filter(
      (status) => status.state?.running !== undefined,
    );
    return statuses.map((status): BreakChoice => {
      const podName = pod.metadata?.name ?? '';
      const name = statuses.length > 1 ? `${podName} · ${status.name}` : podName;
      return { act, name, key: keyOfPod(pod), container: status.name };
    });
  });
  return choices.slice(0, mostChoices);
}

function keyOfPod(pod: Pod): string {
  return `pods/${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
}
