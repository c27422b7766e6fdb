/** What a pod's own status and Events say is wrong: the chain shows who wrote it, not what is amiss in the world. */
import type { ContainerStatus, Event, Pod } from '../../engine/api/generated/types.ts';
import { exitWords } from './exit-words.ts';
import { t } from './messages.en.ts';
import { probeFailure } from './probe-failure.ts';

/** Undefined when nothing is wrong. `applied`: what somebody applied, when the chain ends there. */
export function becauseOfStatus(
  pod: Pod,
  events: readonly Event[],
  applied: string | undefined,
): string | undefined {
  const { status, spec } = pod;
  const node = spec?.nodeName ?? '';
  if (status?.reason === 'Evicted') {
    const what = /low on resource: ([\w-]+)/.exec(status.message ?? '')?.[1] ?? '';
    return what === ''
      ? t('because.evicted', { node, message: status.message ?? '' })
      : t('because.pressure', { node, what });
  }
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.reason === 'Unschedulable')
    return t('because.unschedulable', { message: (scheduled.message ?? '').replace(/\.$/, '') });
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  for (const container of statuses) {
    const said = becauseOfContainer(container, events, applied);
    if (said !== undefined) return said;
  }
  return undefined;
}

function becauseOfContainer(
  status: ContainerStatus,
  events: readonly Event[],
  applied: string | undefined,
): string | undefined {
  const { name: container, state, lastState, image, restartCount } = status;
  const { reason, message = '' } = state?.waiting ?? {};
  const mount = events.find((event) => event.reason === 'FailedMount')?.message ?? '';
  const missing = missingIn(message) ?? (reason === 'ContainerCreating' ? missingIn(mount) : undefined);
  if (missing !== undefined) return missing;
  if (reason === 'ErrImagePull' || reason === 'ImagePullBackOff') return t('because.noImage', { image });
  if (state?.running !== undefined) return becauseOfProbe(status, events);
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended === undefined || (ended.exitCode === 0 && reason !== 'CrashLoopBackOff')) return undefined;
  if (ended.reason === 'OOMKilled') return t('because.oom', { container });
  if (isKilledByLiveness(container, events)) return t('because.liveness', { container });
  const code = exitWords(ended.exitCode);
  if (applied !== undefined && restartCount > 0)
    return t('because.appliedExits', { thing: applied, container, code });
  return t('because.exits', { container, code });
}

/** `configmap "settings" not found` */
function missingIn(message: string): string | undefined {
  const [, resource, name = ''] = /(configmap|secret) "([^"]+)" not found/.exec(message) ?? [];
  if (resource === undefined) return undefined;
  return t('because.missing', { kind: resource === 'secret' ? 'Secret' : 'ConfigMap', name });
}

function becauseOfProbe(status: ContainerStatus, events: readonly Event[]): string | undefined {
  const { name: container, restartCount } = status;
  const failure = probeFailure(status, events);
  if (failure?.startsWith('Readiness') === true) return t('because.readiness', { container });
  if (failure?.startsWith('Startup') === true) return t('because.startup', { container });
  if (restartCount === 0) return undefined;
  if (status.lastState?.terminated?.reason === 'OOMKilled') return t('because.oom', { container });
  return isKilledByLiveness(container, events) ? t('because.liveness', { container }) : undefined;
}

/** A failed liveness probe that has happened too often ends the container; its Event says no more than `Unhealthy`. */
function isKilledByLiveness(container: string, events: readonly Event[]): boolean {
  return events.some(
    ({ reason, message = '', involvedObject }) =>
      reason === 'Unhealthy' &&
      message.startsWith('Liveness') &&
      involvedObject.fieldPath?.includes(`{${container}}`) === true,
  );
}
