/** Which faults weigh on an object at the moment shown, read from the Faults' own status. */
import type { Pod } from '../engine/api/generated/types.ts';
import type { Fault } from '../engine/api/podarium.ts';
import { useResource } from './mirror.ts';

export const faultsResource = 'faults.podarium.dev';

const none: readonly Fault[] = [];

export function useFaults(): readonly Fault[] {
  return useResource(faultsResource) as readonly Fault[];
}

export function isInForce({ status }: Fault): boolean {
  return status?.phase === 'Active';
}

/** Those that have struck one of its containers, or keep one of its images away. */
export function faultsOnPod(faults: readonly Fault[], pod: Pod): readonly Fault[] {
  const { phase } = pod.status ?? {};
  if (faults.length === 0 || phase === 'Succeeded' || phase === 'Failed') return none;
  const prefix = `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}/`;
  return faults.filter(
    (fault) =>
      isInForce(fault) &&
      (fault.status?.struck?.some((name) => name.startsWith(prefix)) === true || keepsImage(fault, pod)),
  );
}

/** Those of the machine itself, not of what runs on it. */
export function faultsOnMachine(faults: readonly Fault[], name: string): readonly Fault[] {
  return faults.filter(
    (fault) =>
      isInForce(fault) &&
      (fault.spec?.type === 'MemoryPressure' || fault.spec?.type === 'DiskPressure') &&
      (fault.spec.target?.node ?? name) === name,
  );
}

function keepsImage({ spec }: Fault, pod: Pod): boolean {
  if (spec?.type !== 'ImageUnpullable' || (spec.target?.node ?? pod.spec?.nodeName) !== pod.spec?.nodeName)
    return false;
  const wanted = spec.target?.image ?? '';
  const waiting = (pod.status?.containerStatuses ?? []).filter(({ state }) =>
    /ImagePull/.test(state?.waiting?.reason ?? ''),
  );
  return waiting.some(({ name }) => {
    const image = pod.spec?.containers.find((container) => container.name === name)?.image ?? '';
    return image === wanted || image.startsWith(`${wanted}:`);
  });
}
