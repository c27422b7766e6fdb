import type { Pod } from '../../engine/api/generated/types.ts';
import type { FaultTarget } from '../../engine/api/podarium.ts';

/** Containers that run and that a target is about, as `namespace/pod/container`; images are the runtime's to compare. */
export function reachOf(target: FaultTarget, pods: readonly Pod[]): readonly string[] {
  return pods
    .filter((pod) => isMeant(target, pod))
    .flatMap(({ metadata, status }) =>
      (status?.containerStatuses ?? [])
        .filter(({ name, state }) => state?.running !== undefined && name === (target.container ?? name))
        .map(({ name }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}/${name}`),
    );
}

function isMeant({ namespace, pod, node, labels }: FaultTarget, { metadata, spec }: Pod): boolean {
  return (
    (namespace ?? metadata?.namespace) === metadata?.namespace &&
    (pod ?? metadata?.name) === metadata?.name &&
    (node ?? spec?.nodeName) === spec?.nodeName &&
    Object.entries(labels ?? {}).every(([key, value]) => metadata?.labels?.[key] === value)
  );
}
