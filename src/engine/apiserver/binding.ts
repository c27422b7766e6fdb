/** Binding a pod to a node: once, and never again. `pkg/registry/core/pod/storage/storage.go assignPod` */
import type { Pod, PodCondition } from '../api/generated/types.ts';
import { resourceById } from '../api/kinds.ts';
import { conflict, notFound } from './errors.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';

/** @throws StatusError NotFound, Conflict. */
export function bindPod(
  writer: ObjectWriter,
  namespace: string,
  name: string,
  nodeName: string,
  uid: string | undefined,
  options: WriteOptions,
): void {
  const kind = resourceById('pods');
  const pod = writer.store.get('pods', namespace, name) as Pod | undefined;
  if (pod === undefined) throw notFound(kind, name);
  if (uid !== undefined && uid !== pod.metadata?.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${pod.metadata?.uid ?? ''}`;
    throw conflict(kind, name, why);
  }
  if (pod.metadata?.deletionTimestamp !== undefined) {
    throw conflict(kind, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  }
  const bound = pod.spec?.nodeName;
  if (bound !== undefined && bound !== '')
    throw conflict(kind, name, `pod ${name} is already assigned to node "${bound}"`);
  const conditions = withScheduled(
    pod.status?.conditions ?? [],
    writer.clock.timestamp,
    pod.metadata?.generation,
  );
  const next: Pod = { ...pod, spec: { ...pod.spec!, nodeName }, status: { ...pod.status, conditions } };
  writer.replace(kind, next, options);
}

function withScheduled(
  conditions: readonly PodCondition[],
  now: string,
  generation: number | undefined,
): PodCondition[] {
  const others = conditions.filter((condition) => condition.type !== 'PodScheduled');
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  const scheduled: PodCondition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: undefined,
    lastTransitionTime: now,
    ...observed,
  };
  return [...others, scheduled];
}
