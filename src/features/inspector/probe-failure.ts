/** What the kubelet last said of a container's failing probe; only Events carry it. */
import type { ContainerStatus, Event } from '../../engine/api/generated/types.ts';

/**
 * The message of the container's latest `Unhealthy` Event in its present life (`Readiness probe failed: ...`), or
 * undefined when there was none or when the container is ready again. `pkg/kubelet/prober/prober.go`
 */
export function probeFailure(
  status: ContainerStatus | undefined,
  events: readonly Event[],
): string | undefined {
  const since = status?.state?.running?.startedAt;
  if (status === undefined || since === undefined || status.ready) return undefined;
  return events.find(
    (event) =>
      event.reason === 'Unhealthy' &&
      event.involvedObject.fieldPath?.includes(`{${status.name}}`) === true &&
      (event.lastTimestamp ?? '') >= since,
  )?.message;
}
