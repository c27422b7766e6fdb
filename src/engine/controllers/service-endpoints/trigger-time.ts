import type { Pod, Service } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Memory } from '../../api/part.ts';

const triggerTimeAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time';

/**
 * What was told last, so that only what is newer counts: the latest time (RFC 3339 in whole seconds, which
 * compares as text) and the pods that changed in that very second.
 */
interface Triggers {
  readonly latest: string;
  readonly pods: readonly string[];
}

/**
 * The time of the change that a sync of endpoints answers, for the annotation that tells how long it took.
 * Remembers it under `key`. `staging/src/k8s.io/endpointslice/trigger_time_tracker.go`
 */
export function computeTriggerTime(
  key: string,
  service: Service,
  pods: readonly Pod[],
  memory: Memory,
): string | undefined {
  const before = memory[key] as unknown as Triggers | undefined;
  const created = service.metadata?.creationTimestamp ?? '';
  const toldBefore = new Set(before?.pods);
  let latest = before?.latest ?? created;
  let told = new Set(toldBefore);
  let first: string | undefined;
  for (const pod of pods) {
    const time = readyChangedAt(pod);
    if (time === undefined || time < (before?.latest ?? '')) continue;
    const isNew = time !== before?.latest || !toldBefore.has(nameOf(pod));
    if (isNew && (first === undefined || time < first)) first = time;
    if (time < latest) continue;
    if (time > latest) told = new Set();
    latest = time;
    told.add(nameOf(pod));
  }
  memory[key] = { latest, pods: [...told] } satisfies Triggers;
  return before === undefined ? created : first;
}

function readyChangedAt(pod: Pod): string | undefined {
  return pod.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
}

/** Annotations with the trigger time set, or taken out when nothing triggered. */
export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): Record<string, string> {
  const { [triggerTimeAnnotation]: _, ...others } = annotations ?? {};
  return time === undefined || time === '' ? others : { ...others, [triggerTimeAnnotation]: time };
}
