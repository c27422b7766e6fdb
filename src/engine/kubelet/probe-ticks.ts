/** Which ticks of a probe were lately, and how they ended. */
import type { ProbeInside, ProbeTick } from '../api/pod-inside.ts';
import type { Container } from '../api/generated/types.ts';
import { periodMs, probeOf } from './probe-definition.ts';
import { probeTypes } from './probe-worker.ts';
import type { ContainerRecord, ProbeRecord } from './records.ts';

/** How far back a picture of ticks goes. */
const windowMs = 60_000;
/** Enough for a probe that fails every five seconds; older ones of a faster one are forgotten. */
const maxNoted = 12;

/**
 * Notes a tick that does not simply go on as before: a failure, or the first success after one. Between a noted success
 * and the next noted tick there was a success in each period.
 */
export function noteTick(probe: ProbeRecord, nowMs: number, passed: boolean): void {
  const ticks = [...(probe.ticks ?? []), passed ? nowMs : -nowMs];
  probe.ticks = ticks.slice(-maxNoted);
}

export function probesInside(
  container: ContainerRecord,
  spec: Container | undefined,
  nowMs: number,
): ProbeInside[] {
  return probeTypes.flatMap((type): ProbeInside[] => {
    const probe = container[type];
    const definition = spec === undefined ? undefined : probeOf(spec, type);
    if (definition === undefined) return [];
    const period = periodMs(definition);
    const next = probe?.dueMs === undefined ? {} : { nextMs: probe.dueMs };
    return [
      { type, periodMs: period, ...next, ticks: probe === undefined ? [] : ticksOf(probe, period, nowMs) },
    ];
  });
}

function ticksOf(probe: ProbeRecord, period: number, nowMs: number): ProbeTick[] {
  const noted = probe.ticks ?? [];
  const from = nowMs - windowMs;
  return noted.flatMap((signed, index): ProbeTick[] => {
    const atMs = Math.abs(signed);
    const untilMs = Math.abs(noted[index + 1] ?? probe.dueMs ?? atMs + 1);
    if (signed < 0) return atMs < from ? [] : [{ atMs, passed: false }];
    const ticks: ProbeTick[] = [];
    const firstMs = atMs >= from ? atMs : atMs + Math.ceil((from - atMs) / period) * period;
    for (let at = firstMs; at < untilMs && at <= nowMs; at += period) ticks.push({ atMs: at, passed: true });
    return ticks;
  });
}
