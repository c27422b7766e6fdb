/**
 * What a pod requests and is limited to in all, exactly. The scheduler has its own faster sums in whole numbers.
 * `staging/src/k8s.io/component-helpers/resource/helpers.go` PodRequests, PodLimits
 */
import type { Container, ContainerStatus, Pod } from '../generated/types.ts';
import { addLists, maxLists, type ResourceList } from './resource-list.ts';

type Side = 'requests' | 'limits';

/** The amounts of one side: init containers by their greatest need, sidecars with what runs beside them. */
export function podAmounts(pod: Pod, side: Side, withOverhead: boolean): ResourceList {
  const stated = { ...containerAmounts(pod, side), ...podLevelAmounts(pod, side) };
  const overhead = withOverhead ? pod.spec?.overhead : undefined;
  if (overhead === undefined) return stated;
  if (side === 'requests') return addLists(stated, overhead);
  const limited = Object.entries(overhead).filter(([name]) => stated[name] !== undefined);
  return addLists(stated, Object.fromEntries(limited));
}

/** Whether the pod itself states an amount of cpu, memory or huge pages. */
export function hasPodLevelResources(pod: Pod): boolean {
  return (['requests', 'limits'] as const).some((side) => Object.keys(podLevelAmounts(pod, side)).length > 0);
}

function podLevelAmounts(pod: Pod, side: Side): ResourceList {
  const stated = Object.entries(pod.spec?.resources?.[side] ?? {});
  return Object.fromEntries(
    stated.filter(([name]) => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')),
  );
}

function containerAmounts(pod: Pod, side: Side): ResourceList {
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  const { containerStatuses, initContainerStatuses } = pod.status ?? {};
  const inUse = (container: Container, statuses: readonly ContainerStatus[] | undefined): ResourceList =>
    amountsInUse(pod, container, side, statuses);
  let sum: ResourceList = {};
  for (const container of containers) sum = addLists(sum, inUse(container, containerStatuses));
  let sidecars: ResourceList = {};
  let greatest: ResourceList = {};
  for (const container of initContainers) {
    if (container.restartPolicy === 'Always') {
      const amounts = inUse(container, initContainerStatuses);
      sum = addLists(sum, amounts);
      sidecars = addLists(sidecars, amounts);
      greatest = maxLists(greatest, sidecars);
    } else {
      greatest = maxLists(greatest, addLists(sidecars, container.resources?.[side] ?? {}));
    }
  }
  return maxLists(sum, greatest);
}

/** While a container is being resized the larger of what it has and what it is to have counts. */
function amountsInUse(
  pod: Pod,
  container: Container,
  side: Side,
  statuses: readonly ContainerStatus[] | undefined,
): ResourceList {
  const wanted = container.resources?.[side] ?? {};
  const status = statuses?.find(({ name }) => name === container.name);
  if (status?.resources === undefined) return wanted;
  const actual = status.resources[side] ?? {};
  const held = side === 'requests' ? maxLists(actual, status.allocatedResources ?? {}) : actual;
  return isResizeInfeasible(pod) ? held : maxLists(wanted, held);
}

function isResizeInfeasible(pod: Pod): boolean {
  const pending = pod.status?.conditions?.find(({ type }) => type === 'PodResizePending');
  return pending?.reason === 'Infeasible';
}
