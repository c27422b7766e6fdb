import type { Container, ContainerStatus } from '../api/generated/types.ts';
import type { ProbeResult } from './pod-reality.ts';
import { isSidecar } from './restart-policy.ts';

/** The latest results of a container's probes; undefined for one that has none yet. */
export interface ProbeResults {
  readonly readiness?: ProbeResult | undefined;
  readonly startup?: ProbeResult | undefined;
}

/** The ready and started flags of a container. `pkg/kubelet/prober/prober_manager.go` UpdatePodStatus */
export function readinessOf(
  container: Container,
  isInit: boolean,
  status: Pick<ContainerStatus, 'state'>,
  results: ProbeResults,
): { readonly ready: boolean; readonly started: boolean } {
  const started = status.state?.running !== undefined && hasStarted(container, results);
  if (isInit && !isSidecar(container)) return { ready: status.state?.terminated?.exitCode === 0, started };
  if (!started) return { ready: false, started };
  return { ready: container.readinessProbe === undefined || results.readiness === 'success', started };
}

function hasStarted(container: Container, { startup }: ProbeResults): boolean {
  return container.startupProbe === undefined || startup === 'success';
}
