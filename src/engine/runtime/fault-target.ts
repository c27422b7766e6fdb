/** Whom a Fault is about. */
import type { Pod } from '../api/generated/types.ts';
import type { Fault, FaultTarget, FaultType } from '../api/podarium.ts';
import { parseImageName } from './image-name.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { World } from './world.ts';

const faults = 'faults.podarium.dev';

export function findFault(world: World, name: string): Fault | undefined {
  return world.context.view.get<Fault>(faults, '', name);
}

/** The Faults in force now. */
export function activeFaults(world: World): Fault[] {
  if (world.faults.size === 0) return [];
  const names = [...world.faults].filter(([, { phase }]) => phase === 'Active').map(([name]) => name);
  return names.flatMap((name) => findFault(world, name) ?? []);
}

/** The Fault of a type that is in force for a container. Asked often, so that no Fault costs next to nothing. */
export function strikingFault(
  world: World,
  type: FaultType,
  sandbox: Sandbox,
  container: ContainerRecord,
): Fault | undefined {
  if (world.faults.size === 0) return undefined;
  return activeFaults(world).find(
    ({ spec }) => spec?.type === type && matchesTarget(world, spec.target, sandbox, container),
  );
}

/** Everything given must match; what is absent matches all. */
export function matchesTarget(
  world: World,
  target: FaultTarget | undefined,
  sandbox: Sandbox,
  container: ContainerRecord,
): boolean {
  const { namespace, pod, node, image, labels, container: name } = target ?? {};
  if (namespace !== undefined && namespace !== sandbox.namespace) return false;
  if (pod !== undefined && pod !== sandbox.podName) return false;
  if (node !== undefined && node !== sandbox.node) return false;
  if (name !== undefined && name !== container.name) return false;
  if (image !== undefined && parseImageName(image).reference !== parseImageName(container.image).reference)
    return false;
  return labels === undefined || hasLabels(world, sandbox, labels);
}

function hasLabels(world: World, sandbox: Sandbox, wanted: Readonly<Record<string, string>>): boolean {
  const { view } = world.context;
  const pod = sandbox.staticPod ?? view.get<Pod>('pods', sandbox.namespace, sandbox.podName);
  const labels = pod?.metadata?.labels ?? {};
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** Whether the processes of a container stand still. */
export function isHung(world: World, sandbox: Sandbox, container: ContainerRecord): boolean {
  return strikingFault(world, 'Hang', sandbox, container) !== undefined;
}
