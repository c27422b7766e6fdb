/**
 * Containers of a pod as a checkpoint has them: without what their pod's spec and status say too, and without what is
 * mostly so. What is left out because it is usual, but is absent here, stands as null.
 */
import type { Container, ContainerStatus, Pod } from '../api/generated/types.ts';
import { containerLifecycle } from '../lifecycle/index.ts';
import { type ProbeType, probeTypes } from './probe-worker.ts';
import type { ContainerRecord, Instance, ProbeRecord } from './records.ts';
import { findContainer } from './work.ts';

export type StoredContainer = Readonly<Record<string, unknown>>;
type Stored = StoredContainer;

const lists = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;

export function storeContainers(
  containers: Readonly<Record<string, ContainerRecord>>,
  pod: Pod,
): Record<string, StoredContainer> {
  return Object.fromEntries(
    Object.entries(containers).map(([name, container]) => [name, storeContainer(container, name, pod)]),
  );
}

/** The other way, with the same version of the pod. */
export function readContainers(
  stored: Readonly<Record<string, StoredContainer>>,
  pod: Pod,
): Record<string, ContainerRecord> {
  return Object.fromEntries(
    Object.entries(stored).map(([name, container]) => [name, readContainer(container, name, pod)]),
  );
}

function storeContainer(container: ContainerRecord, name: string, pod: Pod): Stored {
  const usual = usualContainer(name, pod);
  const { instances, liveness, readiness, startup, ...rest } = container;
  const newest = instances[0];
  const stored: Record<string, unknown> = { ...leave(rest, usual.record) };
  if (instances.length > 0)
    stored['instances'] = instances.map((instance, index) => leave(instance, usual.instances[index] ?? {}));
  const probes = { liveness, readiness, startup };
  for (const type of probeTypes) {
    const probe = probes[type];
    if (probe !== undefined) stored[type] = leave(probe, usualProbe(newest));
  }
  return stored;
}

function readContainer(stored: Stored, name: string, pod: Pod): ContainerRecord {
  const usual = usualContainer(name, pod);
  const instances = ((stored['instances'] ?? []) as readonly Stored[]).map(
    (instance, index) => fill(instance, usual.instances[index] ?? {}) as unknown as Instance,
  );
  const record = fill({ ...stored, instances }, usual.record) as unknown as ContainerRecord;
  for (const type of probeTypes) readProbe(record, stored, type, instances[0]);
  return record;
}

function readProbe(
  record: ContainerRecord,
  stored: Stored,
  type: ProbeType,
  newest: Instance | undefined,
): void {
  const probe = stored[type] as Stored | undefined;
  if (probe !== undefined) record[type] = fill(probe, usualProbe(newest)) as unknown as ProbeRecord;
}

function usualContainer(
  name: string,
  pod: Pod,
): { readonly record: Stored; readonly instances: readonly Stored[] } {
  const status = statusOf(name, pod);
  const spec = findContainer(pod, name);
  const record = {
    life: containerLifecycle.initial.to,
    backoff: undefined,
    backoffImage: '',
    startError: undefined,
  };
  return { record, instances: status === undefined ? [] : usualInstances(status, spec) };
}

function statusOf(name: string, { status }: Pod): ContainerStatus | undefined {
  for (const list of lists) {
    const found = status?.[list]?.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Its newest run and the one before, as its status tells of them. */
function usualInstances(status: ContainerStatus, spec: Container | undefined): readonly Stored[] {
  const { containerID: id = '', imageID: imageId, restartCount, lastState } = status;
  const common = { image: spec?.image, imageId, exitCode: 0, finishedMs: undefined, message: undefined };
  const newest = { ...common, id, state: 'running', attempt: restartCount, reason: undefined };
  const { containerID: before = '', exitCode, reason } = lastState?.terminated ?? {};
  const earlier = { ...common, id: before, state: 'exited', attempt: restartCount - 1, exitCode, reason };
  return [newest, earlier];
}

function usualProbe(newest: Instance | undefined): Stored {
  const success = { result: 'success', last: 'success', run: 1, isOnHold: false };
  return { ...success, containerId: newest?.id, dueMs: undefined };
}

function leave(record: object, usual: Stored): Stored {
  const left: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) if (value !== usual[key]) left[key] = value ?? null;
  for (const key of Object.keys(usual))
    if (usual[key] !== undefined && !Object.hasOwn(record, key)) left[key] = null;
  return left;
}

function fill(stored: Stored, usual: Stored): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...usual };
  for (const [key, value] of Object.entries(stored)) filled[key] = value ?? undefined;
  return filled;
}
