/** What happened between two scenes, as a value: who landed, who is gone, which pods were written. */
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import type { PodChange } from './pulse-store.ts';
import type { MachineScene, Scene, SeatedPod } from './scene.ts';

export interface Landing {
  readonly key: string;
  readonly machine: string;
  readonly seat: SeatedPod;
  /** Its place in the queue before, from 0; undefined when it was never seen waiting. */
  readonly queueIndex: number | undefined;
}

export interface Departure {
  readonly key: string;
  readonly machine: string;
  readonly seat: SeatedPod;
}

export interface SceneDiff {
  readonly landings: readonly Landing[];
  readonly departures: readonly Departure[];
  readonly changes: readonly PodChange[];
}

export function diffScenes(before: Scene, after: Scene): SceneDiff {
  // Nobody came or went.
  if (before.ground === after.ground)
    return { landings: [], departures: [], changes: changedPods(before, after) };
  const seatedBefore = seatsOf(before);
  const seatedAfter = seatsOf(after);
  const landings: Landing[] = [];
  const departures: Departure[] = [];
  for (const [key, { machine, seat }] of seatedAfter) {
    if (seatedBefore.has(key)) continue;
    const queueIndex = before.queue.findIndex((pod) => objectKey('pods', pod) === key);
    landings.push({ key, machine, seat, queueIndex: queueIndex < 0 ? undefined : queueIndex });
  }
  for (const [key, { machine, seat }] of seatedBefore) {
    if (!seatedAfter.has(key)) departures.push({ key, machine, seat });
  }
  return { landings, departures, changes: changedPods(before, after) };
}

function seatsOf(scene: Scene): Map<string, { readonly machine: string; readonly seat: SeatedPod }> {
  const seats = new Map<string, { machine: string; seat: SeatedPod }>();
  for (const { name, seats: here } of scene.machines) {
    for (const seat of here) seats.set(seat.key, { machine: name, seat });
  }
  return seats;
}

/** Only lists that are no longer the same value are compared. */
function changedPods(before: Scene, after: Scene): readonly PodChange[] {
  const old = new Map<string, Pod>();
  const fresh = new Map<string, Pod>();
  const beforeByName = new Map(groupsOf(before));
  const afterByName = new Map(groupsOf(after));
  for (const name of new Set([...beforeByName.keys(), ...afterByName.keys()])) {
    const was = beforeByName.get(name);
    const is = afterByName.get(name);
    if (was === is) continue;
    for (const pod of was ?? []) old.set(objectKey('pods', pod), pod);
    for (const pod of is ?? []) fresh.set(objectKey('pods', pod), pod);
  }
  const changes: PodChange[] = [];
  for (const [key, pod] of fresh)
    if (old.get(key) !== pod) changes.push({ before: old.get(key), after: pod });
  for (const [key, pod] of old) if (!fresh.has(key)) changes.push({ before: pod, after: undefined });
  return changes;
}

function groupsOf(scene: Scene): readonly (readonly [string, readonly Pod[]])[] {
  const machines: readonly MachineScene[] =
    scene.controlPlane === undefined ? scene.machines : [...scene.machines, scene.controlPlane];
  return [['', scene.queue] as const, ...machines.map(({ name, pods }) => [name, pods] as const)];
}
