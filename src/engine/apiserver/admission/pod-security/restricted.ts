/** Today's good practice of hardening pods. `policy/check_*.go`, level restricted */
import type { Container, Volume } from '../../../api/generated/types.ts';
import { forbiddenSeccomp } from './baseline.ts';
import {
  type Check,
  containersOf,
  counted,
  namesOf,
  plural,
  type PodLike,
  quoted,
  setters,
  sorted,
  type Violation,
} from './check.ts';

/** Since 1.25 Windows pods are free of what means nothing to them. */
function exceptWindows(run: Check['run']): Check['run'] {
  return (pod, minor) => (minor >= 25 && pod.spec.os?.name === 'windows' ? undefined : run(pod, minor));
}

function privilegeEscalation(pod: PodLike): Violation | undefined {
  const containers = namesOf(
    pod,
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
  );
  if (containers.length === 0) return undefined;
  const detail = `${counted('container', containers)} must set securityContext.allowPrivilegeEscalation=false`;
  return { reason: 'allowPrivilegeEscalation != false', detail };
}

function droppedCapabilities(pod: PodLike): Violation | undefined {
  const added = ({ securityContext }: Container): string[] =>
    (securityContext?.capabilities?.add ?? []).filter((name) => name !== 'NET_BIND_SERVICE');
  const keeping = namesOf(
    pod,
    ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true,
  );
  const adding = namesOf(pod, (container) => added(container).length > 0);
  const details: string[] = [];
  if (keeping.length > 0)
    details.push(`${counted('container', keeping)} must set securityContext.capabilities.drop=["ALL"]`);
  if (adding.length > 0) {
    const names = quoted(sorted(containersOf(pod).flatMap(added)));
    details.push(
      `${counted('container', adding)} must not include ${names} in securityContext.capabilities.add`,
    );
  }
  return details.length === 0
    ? undefined
    : { reason: 'unrestricted capabilities', detail: details.join('; ') };
}

const freeVolumes = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);

function volumeTypes({ spec }: PodLike): Violation | undefined {
  const typeOf = (volume: Volume): string =>
    Object.entries(volume).find(([field, source]) => field !== 'name' && source !== undefined)?.[0] ??
    'unknown';
  const restricted = (spec.volumes ?? []).filter((volume) => !freeVolumes.has(typeOf(volume)));
  if (restricted.length === 0) return undefined;
  const types = sorted(restricted.map(typeOf));
  const volumes = counted(
    'volume',
    restricted.map(({ name }) => name),
  );
  const verb = restricted.length === 1 ? 'uses' : 'use';
  const detail = `${volumes} ${verb} ${counted('restricted volume type', types)}`;
  return { reason: 'restricted volume types', detail };
}

function nonRoot(pod: PodLike): Violation | undefined {
  const reason = 'runAsNonRoot != true';
  const byPod = pod.spec.securityContext?.runAsNonRoot;
  const refusing = namesOf(pod, ({ securityContext }) => securityContext?.runAsNonRoot === false);
  if (byPod === false || refusing.length > 0) {
    const detail = `${setters(byPod === false, refusing)} must not set securityContext.runAsNonRoot=false`;
    return { reason, detail };
  }
  const silent = namesOf(pod, ({ securityContext }) => securityContext?.runAsNonRoot === undefined);
  if (byPod === true || silent.length === 0) return undefined;
  return {
    reason,
    detail: `pod or ${counted('container', silent)} must set securityContext.runAsNonRoot=true`,
  };
}

function rootUser(pod: PodLike): Violation | undefined {
  const byPod = pod.spec.securityContext?.runAsUser === 0;
  const containers = namesOf(pod, ({ securityContext }) => securityContext?.runAsUser === 0);
  if (!byPod && containers.length === 0) return undefined;
  return { reason: 'runAsUser=0', detail: `${setters(byPod, containers)} must not set runAsUser=0` };
}

function seccomp(pod: PodLike): Violation | undefined {
  const forbidden = forbiddenSeccomp(pod);
  if (forbidden !== undefined || pod.spec.securityContext?.seccompProfile !== undefined) return forbidden;
  const silent = namesOf(pod, ({ securityContext }) => securityContext?.seccompProfile === undefined);
  if (silent.length === 0) return undefined;
  const detail = `pod or ${plural('container', silent.length)} ${quoted(silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`;
  return { reason: 'seccompProfile', detail };
}

/** In the order in which they are told, after those of the baseline. */
export const restrictedChecks: readonly Check[] = [
  { since: 8, run: exceptWindows(privilegeEscalation) },
  { since: 22, run: exceptWindows(droppedCapabilities) },
  { since: 0, run: volumeTypes },
  { since: 0, run: nonRoot },
  { since: 23, run: rootUser },
  { since: 19, run: exceptWindows(seccomp) },
];
