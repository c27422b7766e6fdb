/** A pod's resources as its kubelet has granted them, which may be others than its spec asks for by now. */
import { semanticallyEqual } from '../api/equal.ts';
import type { Container, Pod } from '../api/generated/types.ts';
import type { ContainerResources, PodRecord } from './records.ts';

/** By container. */
export function resourcesOf({ spec }: Pod): ContainerResources {
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return Object.fromEntries(all.map(({ name, resources = {} }) => [name, resources]));
}

/** Takes a newer version of a pod; other resources in it are only wanted, until they are granted. */
export function seePod(record: PodRecord, pod: Pod): void {
  const { pod: before } = record;
  record.pod = pod;
  if (record.resize !== undefined || before.spec === pod.spec) return;
  if (before.metadata?.generation === pod.metadata?.generation) return;
  const resources = resourcesOf(before);
  if (semanticallyEqual(resources, resourcesOf(pod))) return;
  record.resize = { allocated: resources, actual: { ...resources }, triedMs: 0 };
}

/** The pod with the resources that it was granted. `pkg/kubelet/allocation/allocation_manager.go` UpdatePodFromAllocation */
export function allocatedPod({ pod, resize }: PodRecord): Pod {
  if (resize === undefined || pod.spec === undefined) return pod;
  const granted = (container: Container): Container => {
    const resources = resize.allocated[container.name];
    return resources === undefined ? container : { ...container, resources };
  };
  const { initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    containers: pod.spec.containers.map(granted),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(granted) }),
  };
  return { ...pod, spec };
}
