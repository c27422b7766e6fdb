/** The inside of a pod as its machine has it: what runs, listens, and is written in each container. */
import type { Node } from '../api/generated/types.ts';
import type { ContainerInside, PodInside, ProcessInside, UseInside } from '../api/pod-inside.ts';
import { quantityToBytes, quantityToMilli } from '../api/quantity.ts';
import { layerBytes } from './disk-use.ts';
import type { MachineLoads } from './machine-loads.ts';
import { type ProcessEntry, processTable } from './process-table.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { World } from './world.ts';

export type RunInside = Omit<ContainerInside, 'probes'>;

export function insideOf(
  world: World,
  loads: MachineLoads,
  sandbox: Sandbox,
): Omit<PodInside, 'containers'> & { readonly containers: readonly RunInside[] } {
  const containers = Object.values(sandbox.containers);
  const first = containers.find(({ exited }) => exited !== true);
  const isShared = sandbox.sharesProcesses || sandbox.hostProcesses === true;
  return {
    containers: containers.map((container) => containerInside(world, loads, sandbox, container)),
    machine: machineOf(world, sandbox),
    ...(isShared && first !== undefined
      ? { shared: processTable(world, sandbox, first).map(processInside) }
      : {}),
  };
}

function containerInside(
  world: World,
  loads: MachineLoads,
  sandbox: Sandbox,
  container: ContainerRecord,
): RunInside {
  const isRunning = container.exited !== true;
  const { layers } = world.image(container.image);
  const { refusedPort } = container;
  return {
    name: container.name,
    isRunning,
    writtenBytes: layerBytes(container),
    processes: isRunning ? ownProcesses(world, sandbox, container) : [],
    ports: world
      .listeners(sandbox)
      .filter(({ podUid, container: owner }) => podUid === sandbox.podUid && owner === container.name)
      .map(({ port, readyAtMs }) => ({ port, answers: readyAtMs <= world.nowMs })),
    ...usesOf(loads, sandbox, container),
    ...(layers === undefined ? {} : { layers }),
    ...(refusedPort === undefined ? {} : { refusedPort }),
  };
}

function usesOf(
  loads: MachineLoads,
  sandbox: Sandbox,
  container: ContainerRecord,
): Pick<RunInside, 'cpu' | 'memory'> {
  const usage = container.exited === true ? undefined : loads.usage(sandbox, container);
  const { requests, limits } = container.resources ?? {};
  return {
    cpu: useOf(usage?.cpuMilli, requests?.['cpu'], limits?.['cpu'], quantityToMilli),
    memory: useOf(usage?.memoryBytes, requests?.['memory'], limits?.['memory'], quantityToBytes),
  };
}

function useOf(
  used: number | undefined,
  request: string | undefined,
  limit: string | undefined,
  toNumber: (quantity: string) => number,
): UseInside {
  return {
    ...(used === undefined ? {} : { used }),
    ...(request === undefined ? {} : { request: toNumber(request) }),
    ...(limit === undefined ? {} : { limit: toNumber(limit) }),
  };
}

function machineOf(world: World, { node }: Sandbox): PodInside['machine'] {
  const allocatable = world.context.view.get<Node>('nodes', '', node)?.status?.allocatable;
  return {
    cpu: quantityToMilli(allocatable?.['cpu'] ?? '0'),
    memory: quantityToBytes(allocatable?.['memory'] ?? '0'),
  };
}

function ownProcesses(world: World, sandbox: Sandbox, container: ContainerRecord): ProcessInside[] {
  return processTable(world, sandbox, container)
    .filter(({ target }) => target?.container === container)
    .map(processInside);
}

function processInside({ id, words, target }: ProcessEntry): ProcessInside {
  const owner = target === undefined ? {} : { container: target.container.name };
  return { pid: id, command: words.join(' '), ...owner };
}
