/**
 * The commonest change of all, made cheap: pods report, and none comes, goes or moves. Only the machines whose pods were
 * written are new then; places, slots and seats are as they were.
 */
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import { buildServices } from './scene.ts';
import type { ClusterObjects, MachineScene, Scene, ServiceScene } from './scene.ts';

/** The scene after `after`, from that of `before`; undefined when more has changed than what pods say of themselves. */
export function swapPods(scene: Scene, before: ClusterObjects, after: ClusterObjects): Scene | undefined {
  if (before.nodes !== after.nodes || before.machines !== after.machines) return undefined;
  const swaps = findSwaps(before.pods, after.pods);
  if (swaps === undefined) return undefined;
  const swap = (machine: MachineScene): MachineScene => swapOn(machine, swaps.get(machine.name));
  const waiting = swaps.get('');
  const services =
    before.services === after.services && before.endpointSlices === after.endpointSlices
      ? scene.services
      : buildServices(after, scene.services);
  if (!areSameServices(scene.services, services)) return undefined;
  return {
    ...scene,
    machines: swaps.size === 0 ? scene.machines : scene.machines.map(swap),
    controlPlane: scene.controlPlane === undefined ? undefined : swap(scene.controlPlane),
    queue: waiting === undefined ? scene.queue : scene.queue.map((pod) => waiting.get(pod) ?? pod),
    services,
  };
}

function areSameServices(before: readonly ServiceScene[], after: readonly ServiceScene[]): boolean {
  return before.length === after.length && before.every(({ key }, index) => key === after[index]?.key);
}

type Swaps = ReadonlyMap<string, ReadonlyMap<Pod, Pod>>;

/** By the machine they are on: what was, and what is in its stead. */
function findSwaps(before: readonly Pod[], after: readonly Pod[]): Swaps | undefined {
  if (before.length !== after.length) return undefined;
  const swaps = new Map<string, Map<Pod, Pod>>();
  for (let index = 0; index < after.length; index++) {
    const was = before[index]!;
    const is = after[index]!;
    if (was === is) continue;
    if (!standsWhere(was, is)) return undefined;
    const machine = is.spec?.nodeName ?? '';
    const here = swaps.get(machine);
    if (here === undefined) swaps.set(machine, new Map([[was, is]]));
    else here.set(was, is);
  }
  return swaps;
}

/** A pod of the same name that was made at another time is another pod. */
function standsWhere(was: Pod, is: Pod): boolean {
  return (
    was.spec?.nodeName === is.spec?.nodeName &&
    was.metadata?.creationTimestamp === is.metadata?.creationTimestamp &&
    objectKey('pods', was) === objectKey('pods', is)
  );
}

function swapOn(machine: MachineScene, swaps: ReadonlyMap<Pod, Pod> | undefined): MachineScene {
  if (swaps === undefined) return machine;
  return { ...machine, pods: machine.pods.map((pod) => swaps.get(pod) ?? pod) };
}
