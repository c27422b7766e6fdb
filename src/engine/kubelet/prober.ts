/** Probes of running containers. `pkg/kubelet/prober/prober.go`, `worker.go`, `prober_manager.go` */
import type { Container, Probe } from '../api/generated/types.ts';
import { periodMs, probeOf } from './probe-definition.ts';
import { answerOfFault } from './probe-fault.ts';
import { askProbe } from './probe-handlers.ts';
import { ownPort } from './probe-target.ts';
import { countOutcome, type ProbeOutcome } from './probe-outcome.ts';
import { noteTick } from './probe-ticks.ts';
import { entryOf, type ProbeEntry } from './probe-wheel.ts';
import { decideTick, newProbeState, type ProbeType, probeTypes, recordOutcome } from './probe-worker.ts';
import type { ContainerRecord, PodRecord, ProbeRecord } from './records.ts';
import { refreshStatus } from './status-writer.ts';
import { requestSync } from './sync-timer.ts';
import { findContainer, live, recordContainerEvent, type Work } from './work.ts';

/** Sets going the probes of containers that run and are not probed yet. */
export function startProbing(work: Work, record: PodRecord): void {
  for (const name in record.containers) {
    const container = record.containers[name]!;
    if (container.instances[0]?.state !== 'running') continue;
    const spec = findContainer(record.pod, name);
    if (spec === undefined) continue;
    if (
      spec.startupProbe === undefined &&
      spec.livenessProbe === undefined &&
      spec.readinessProbe === undefined
    ) {
      live(container, 'READY');
      continue;
    }
    for (const type of probeTypes) startWorker(work, record, spec, container, type);
  }
}

export function stopProbing(record: PodRecord, types: readonly ProbeType[]): void {
  for (const container of Object.values(record.containers)) {
    for (const type of types) {
      const probe = container[type];
      if (probe !== undefined) probe.dueMs = undefined;
    }
  }
}

/** The time of some probes has come. */
export function tickProbes(work: Work): void {
  const { context, wheel } = work;
  wheel.turn(context, (entry) => {
    context.asTimer('probe', entry.record.probedSince, () => tickProbe(work, entry));
  });
}

/** The way of a tick that changes nothing is kept short: it is by far the commonest. */
function tickProbe(work: Work, entry: ProbeEntry): void {
  const { record, container, probe, type } = entry;
  probe.dueMs = undefined;
  if (entry.podSpec !== record.pod.spec) readSpecs(entry);
  const { spec, definition } = entry;
  if (spec === undefined || definition === undefined) return;
  const newest = container.instances[0];
  const isRunning = newest?.state === 'running';
  const decision = decideTick(probe, {
    type,
    thresholds: definition,
    podPhase: record.status.phase,
    isDeleting: record.stage !== 'syncing',
    restartPolicy: record.pod.spec?.restartPolicy,
    container:
      newest === undefined
        ? undefined
        : {
            containerId: newest.id,
            state: isRunning ? 'running' : 'terminated',
            started: isRunning && hasStarted(spec, container),
            runningSeconds: (work.context.view.nowMs - (newest.startedMs ?? 0)) / 1000,
          },
  });
  const isAsBefore = decision === 'probe' && probeNow(work, record, spec, type, probe, definition);
  // A container that has ended is probed again once its successor runs.
  if (decision === 'stop' || !isRunning || probe.dueMs !== undefined) return;
  work.wheel.arm(work.context, entry, periodMs(definition));
  if (isAsBefore) rest(work, entry, spec, definition);
}

/** Notes that the probe's ticks will all be like this one until something stirs, if that is so. */
function rest({ runtime }: Work, entry: ProbeEntry, spec: Container, definition: Probe): void {
  const { record } = entry;
  const place = ownPort(definition, spec, record.sandbox?.ip);
  if (place === undefined || !runtime.answersLast(record.uid, place.port, place.path)) return;
  entry.restedAt = record.stirs;
  entry.periodMs = periodMs(definition);
}

function readSpecs(entry: ProbeEntry): void {
  const { pod } = entry.record;
  entry.podSpec = pod.spec;
  entry.spec = findContainer(pod, entry.name);
  entry.definition = entry.spec === undefined ? undefined : probeOf(entry.spec, entry.type);
}

function startWorker(
  work: Work,
  record: PodRecord,
  spec: Container,
  container: ContainerRecord,
  type: ProbeType,
): void {
  const definition = probeOf(spec, type);
  if (definition === undefined) return;
  const probe: ProbeRecord = (container[type] ??= createProbe(work, record));
  const isKnownReady = probe.result === 'success' && probe.containerId === container.instances[0]!.id;
  // Whenever the pod is looked at, what is not ready is asked out of turn, so that it is soon known to be.
  const asksAtOnce = type === 'readiness' && !isKnownReady && hasStarted(spec, container);
  if (probe.dueMs !== undefined && !asksAtOnce) return;
  const delayMs = asksAtOnce ? 0 : untilNextTickMs(work, record, definition);
  work.wheel.arm(work.context, entryOf(record, spec.name, type), delayMs);
}

function createProbe({ context }: Work, record: PodRecord): ProbeRecord {
  const since = context.armedBy();
  if (since !== undefined) record.probedSince = since;
  return { ...newProbeState(), dueMs: undefined };
}

/** Workers tick from the pod's first sync on, whenever their container starts. */
function untilNextTickMs(work: Work, record: PodRecord, definition: Probe): number {
  const period = periodMs(definition);
  const sinceMs = work.context.view.nowMs - (record.firstSyncMs ?? 0);
  return period - (sinceMs % period);
}

/** True when the probe succeeds as before, so that its record is what it was. */
function probeNow(
  work: Work,
  record: PodRecord,
  spec: Container,
  type: ProbeType,
  probe: ProbeRecord,
  definition: Probe,
): boolean {
  const { last, run } = probe;
  const fault = work.runtime.failingProbe(record.uid, spec.name, type);
  const { outcome, output } =
    fault === undefined
      ? askProbe(work.runtime, record, spec, definition)
      : answerOfFault(fault, record, spec, definition);
  const { result, error } = countOutcome(outcome);
  if (outcome !== 'success') tellOutcome(work, record, spec, type, outcome, output);
  if (error === true) return false;
  if (result !== 'success' || last !== 'success')
    noteTick(probe, work.context.view.nowMs, result === 'success');
  const hasChanged = recordOutcome(probe, type, result, definition);
  if (hasChanged) resultChanged(work, record, spec, type, probe);
  return outcome === 'success' && !hasChanged && probe.last === last && probe.run === run;
}

function tellOutcome(
  work: Work,
  record: PodRecord,
  spec: Container,
  type: ProbeType,
  outcome: ProbeOutcome,
  output: string,
): void {
  const title = type.charAt(0).toUpperCase() + type.slice(1);
  const what =
    outcome === 'error'
      ? 'errored and resulted in unknown state'
      : outcome === 'warning'
        ? 'warning'
        : 'failed';
  const reason = outcome === 'warning' ? 'ProbeWarning' : 'Unhealthy';
  const message = `${title} probe ${what}: ${output}`;
  recordContainerEvent(work, record, spec.name, { type: 'Warning', reason, message });
}

function resultChanged(
  work: Work,
  record: PodRecord,
  spec: Container,
  type: ProbeType,
  probe: ProbeRecord,
): void {
  const container = record.containers[spec.name]!;
  const isGood = probe.result === 'success';
  record.stirs++;
  if (type === 'readiness') live(container, isGood ? 'READY' : 'UNREADY');
  if (type === 'startup' && isGood) startupPassed(work, record, spec, container);
  if (type !== 'liveness') refreshStatus(work, record);
  if (!isGood || type === 'startup') requestSync(work, record, work.context.view.nowMs);
}

/** The other probes were waiting for this. */
function startupPassed(work: Work, record: PodRecord, spec: Container, container: ContainerRecord): void {
  live(container, 'STARTUP_PASSED');
  if (spec.readinessProbe === undefined) live(container, 'READY');
  if (container.readiness === undefined) return;
  work.wheel.arm(work.context, entryOf(record, spec.name, 'readiness'), 0);
}

function hasStarted(spec: Container, container: ContainerRecord): boolean {
  if (spec.startupProbe === undefined) return true;
  const { startup } = container;
  return startup?.result === 'success' && startup.containerId === container.instances[0]?.id;
}
