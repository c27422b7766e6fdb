import type { Container, Probe } from '../api/generated/types.ts';
import type { ProbeType } from './probe-worker.ts';

export function probeOf(spec: Container, type: ProbeType): Probe | undefined {
  if (type === 'readiness') return spec.readinessProbe;
  return type === 'liveness' ? spec.livenessProbe : spec.startupProbe;
}

export function periodMs(definition: Probe): number {
  return (definition.periodSeconds ?? 10) * 1000;
}
