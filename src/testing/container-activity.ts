/** What has happened to containers in a cluster, so that a life by chance can show that it was full. */
import type { Event, Fault, Pod } from '../engine/index.ts';
import type { Cluster } from '../engine/index.ts';

/** What happened, by its name, and to whom. */
export type Activity = Map<string, Set<string>>;

/** Adds what a cluster shows now: reasons of Events, how containers ended, faults by type, and kinds of volumes. */
export function noteActivity(activity: Activity, cluster: Cluster): void {
  const note = (what: string, whom = ''): void => {
    const known = activity.get(what);
    if (known === undefined) activity.set(what, new Set([whom]));
    else known.add(whom);
  };
  const { view } = cluster;
  for (const { reason = '', metadata } of view.list<Event>('events')) note(reason, metadata?.uid);
  for (const { spec, status, metadata } of view.list<Fault>('faults.podarium.dev'))
    if (status?.phase !== 'Planned') note(`fault ${spec?.type}`, metadata?.uid);
  for (const pod of view.list<Pod>('pods', 'default')) notePod(pod, note);
}

function notePod({ metadata, spec, status }: Pod, note: (what: string, whom?: string) => void): void {
  const uid = metadata?.uid;
  const isStatic = metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;
  const runs = status?.phase === 'Running';
  if (isStatic && runs) note('static pod runs', uid);
  if (spec?.hostNetwork === true && runs) note('pod of the host network runs', uid);
  if (runs && spec?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined))
    note('pod with a claim runs', uid);
  for (const { state, lastState } of status?.containerStatuses ?? [])
    for (const { terminated, waiting } of [state ?? {}, lastState ?? {}]) {
      if (terminated !== undefined) note(`ended: ${terminated.reason}`, terminated.containerID);
      if (terminated?.exitCode === 137) note('killed', terminated.containerID);
      if (waiting !== undefined) note(`waits: ${waiting.reason}`, uid);
    }
}
