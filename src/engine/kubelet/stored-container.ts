/**
 * Containers of a pod as a checkpoint has them: without what their pod's spec and status say too, and without what is
 * mostly so. What is left out because it is usual, but is absent here, stands as null.
 */
import type { ContainerStatus, Pod } from '../api/generated/types.ts';
import { copyPlain } from '../api/json-object.ts';
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
  const { instances, liveness, readiness, startup, ...rest } = container;
  const newest = instances[0];
  const stored: Record<string, unknown> = { ...leave(rest, usualRecord) };
  if (instances.length > 0)
    stored['instances'] = instances.map((instance, index) =>
      leave(instance, usualInstance(name, pod, index)),
    );
  const probes = { liveness, readiness, startup };
  for (const type of probeTypes) {
    const probe = probes[type];
    if (probe !== undefined) stored[type] = leave(probe, usualProbe(newest));
  }
  return stored;
}

function readContainer(stored: Stored, name: string, pod: Pod): ContainerRecord {
  const runs = (stored['instances'] ?? []) as readonly Stored[];
  const instances = runs.map(
    (instance, index) => fill(instance, usualInstance(name, pod, index)) as unknown as Instance,
  );
  const record = fill({ ...stored, instances }, usualRecord) as unknown as ContainerRecord;
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

const usualRecord: Stored = {
  life: containerLifecycle.initial.to,
  backoff: undefined,
  backoffImage: '',
  startError: undefined,
};

function statusOf(name: string, { status }: Pod): ContainerStatus | undefined {
  for (const list of lists) {
    const found = status?.[list]?.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A run of it as its status tells: 0 is the newest, 1 the one before. */
function usualInstance(name: string, pod: Pod, index: number): Stored {
  const status = statusOf(name, pod);
  if (status === undefined) return {};
  const { imageID: imageId, restartCount } = status;
  const image = findContainer(pod, name)?.image;
  const attempt = restartCount - index;
  const end = { exitCode: 0, reason: undefined, finishedMs: undefined, message: undefined };
  if (index === 0) return { image, imageId, attempt, ...end, id: status.containerID ?? '', state: 'running' };
  const { containerID: id = '', exitCode, reason } = status.lastState?.terminated ?? {};
  return { image, imageId, attempt, ...end, id, state: 'exited', exitCode, reason };
}

function usualProbe(newest: Instance | undefined): Stored {
  const containerId = newest?.id;
  return { result: 'success', last: 'success', run: 1, isOnHold: false, containerId, dueMs: undefined };
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
  for (const key of Object.keys(stored)) filled[key] = copyPlain(stored[key] ?? undefined);
  return filled;
}
