/**
 * The cluster as the canvas stands it up: which pods are on which machine and in which slot, who waits for a machine, and
 * which pods a Service leads to. Computed from Kubernetes objects alone; parts that did not change keep their identity,
 * so that a machine is drawn again only when something on it changed.
 */
import type { EndpointSlice, Node, Pod, Service } from '../../engine/api/generated/types.ts';
import type { Machine } from '../../engine/api/podarium.ts';
import { objectKey } from '../../model/mirror.ts';
import { assignSlots, cellOf, emptySlots } from './slots.ts';
import type { Cell, PlacedPod, Slots } from './slots.ts';

export interface ClusterObjects {
  readonly nodes: readonly Node[];
  readonly machines: readonly Machine[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
}

export interface SeatedPod {
  readonly key: string;
  readonly namespace: string;
  readonly cell: Cell;
}

export interface MachineScene {
  readonly name: string;
  readonly node: Node | undefined;
  readonly machine: Machine | undefined;
  /** Everything that runs here, in slot order and then the system's. */
  readonly pods: readonly Pod[];
  readonly seats: readonly SeatedPod[];
  /** Keys of pods of kube-system, folded to tiles. */
  readonly system: readonly string[];
}

export interface ServiceScene {
  readonly key: string;
  readonly service: Service;
  readonly endpoints: readonly ServiceEndpoint[];
}

export interface ServiceEndpoint {
  readonly podKey: string;
  readonly ready: boolean;
}

export interface Scene {
  /** The same value until anything has changed but what pods and endpoints say of themselves. */
  readonly ground: object;
  readonly slots: Slots;
  /** In the order of their places; a place is kept until its machine is gone, then it is null. */
  readonly places: readonly (string | null)[];
  readonly machines: readonly MachineScene[];
  readonly controlPlane: MachineScene | undefined;
  /** Pods without a machine, in the order in which they came. */
  readonly queue: readonly Pod[];
  readonly services: readonly ServiceScene[];
  readonly podCount: number;
}

const cells = new WeakMap<readonly SeatedPod[], ReadonlyMap<string, Cell>>();

/** The cell of each seated pod by its key. */
export function cellsOf(seats: readonly SeatedPod[]): ReadonlyMap<string, Cell> {
  let found = cells.get(seats);
  if (found === undefined) cells.set(seats, (found = new Map(seats.map(({ key, cell }) => [key, cell]))));
  return found;
}

export const systemNamespace = 'kube-system';

/** `columns`: pods side by side when there is room. */
export function updateScene(previous: Scene | undefined, objects: ClusterObjects, columns: number): Scene {
  const byMachine = groupByMachine(objects.pods);
  const names = machineNames(objects, byMachine);
  const controlPlaneName = names.find((name) => isControlPlane(name, objects));
  const workers = names.filter((name) => name !== controlPlaneName);
  const places = keepPlaces(previous?.places ?? [], workers);
  const seatable = workers.flatMap((name) =>
    (byMachine.get(name) ?? []).filter(isSeated).map(toPlaced(name)),
  );
  const slots = assignSlots(previous?.slots ?? emptySlots(columns), seatable, columns);
  const before = new Map(previous?.machines.map((machine) => [machine.name, machine]));
  const build = (name: string, old: MachineScene | undefined): MachineScene =>
    buildMachine(name, objects, byMachine.get(name) ?? [], slots, old, slots === previous?.slots);
  return {
    ground: {},
    slots,
    places,
    machines: places.flatMap((name) => (name === null ? [] : [build(name, before.get(name))])),
    controlPlane:
      controlPlaneName === undefined ? undefined : build(controlPlaneName, previous?.controlPlane),
    queue: keepArray(previous?.queue, byMachine.get('') ?? []),
    services: keepArray(previous?.services, buildServices(objects, previous?.services ?? [])),
    podCount: objects.pods.length,
  };
}

const isSeated = (pod: Pod): boolean => pod.metadata?.namespace !== systemNamespace;

const toPlaced =
  (machine: string) =>
  (pod: Pod): PlacedPod => ({
    key: objectKey('pods', pod),
    machine,
    namespace: pod.metadata?.namespace ?? '',
  });

/** Pods by the machine they are bound to; those of the queue under the empty name. Each list in order of arrival. */
function groupByMachine(pods: readonly Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const machine = pod.spec?.nodeName ?? '';
    const group = groups.get(machine);
    if (group === undefined) groups.set(machine, [pod]);
    else group.push(pod);
  }
  for (const group of groups.values()) if (!isInOrder(group)) group.sort(compareArrival);
  return groups;
}

/** They mostly are: the mirror has them in the order in which they came. */
function isInOrder(pods: readonly Pod[]): boolean {
  return pods.every((pod, index) => index === 0 || compareArrival(pods[index - 1]!, pod) <= 0);
}

function compareArrival(a: Pod, b: Pod): number {
  const whenA = a.metadata?.creationTimestamp ?? '';
  const whenB = b.metadata?.creationTimestamp ?? '';
  if (whenA !== whenB) return whenA < whenB ? -1 : 1;
  return (a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1;
}

/** Made once: to make one costs more than to sort a thousand names. */
const byNumber = new Intl.Collator('en', { numeric: true });

/** Nodes, machines that have no node yet, and whatever name a pod is bound to. */
function machineNames(
  objects: ClusterObjects,
  byMachine: ReadonlyMap<string, readonly Pod[]>,
): readonly string[] {
  const names = new Set<string>();
  for (const { metadata } of [...objects.nodes, ...objects.machines]) names.add(metadata?.name ?? '');
  for (const name of byMachine.keys()) names.add(name);
  names.delete('');
  return [...names].toSorted(byNumber.compare);
}

function isControlPlane(name: string, objects: ClusterObjects): boolean {
  const node = objects.nodes.find(({ metadata }) => metadata?.name === name);
  if (node?.metadata?.labels?.['node-role.kubernetes.io/control-plane'] !== undefined) return true;
  return objects.machines.some(
    ({ metadata, spec }) => metadata?.name === name && spec?.role === 'control-plane',
  );
}

/** A machine stays where it stands; a new one takes the first free place. */
function keepPlaces(
  previous: readonly (string | null)[],
  names: readonly string[],
): readonly (string | null)[] {
  const present = new Set(names);
  const places = previous.map((name) => (name !== null && present.has(name) ? name : null));
  for (const name of names) {
    if (places.includes(name)) continue;
    const free = places.indexOf(null);
    if (free < 0) places.push(name);
    else places[free] = name;
  }
  while (places.at(-1) === null) places.pop();
  return keepArray(previous, places);
}

function buildMachine(
  name: string,
  objects: ClusterObjects,
  pods: readonly Pod[],
  slots: Slots,
  old: MachineScene | undefined,
  isSeatingSame: boolean,
): MachineScene {
  const node = objects.nodes.find(({ metadata }) => metadata?.name === name);
  const machine = objects.machines.find(({ metadata }) => metadata?.name === name);
  const isSame =
    isSeatingSame &&
    old?.node === node &&
    old?.machine === machine &&
    keepArray(old?.pods, pods) === old?.pods;
  if (old !== undefined && isSame) return old;
  const oldSeats = new Map(old?.seats.map((seat) => [seat.key, seat]));
  const seats: SeatedPod[] = [];
  const system: string[] = [];
  for (const pod of pods) {
    const key = objectKey('pods', pod);
    const slot = slots.byPod.get(key);
    if (slot === undefined || slot.machine !== name) system.push(key);
    else
      seats.push(keepSeat(oldSeats.get(key), { key, namespace: slot.namespace, cell: cellOf(slots, slot) }));
  }
  const next: MachineScene = {
    name,
    node,
    machine,
    pods: keepArray(old?.pods, pods),
    seats: keepArray(old?.seats, seats),
    system: keepArray(old?.system, system),
  };
  return old !== undefined && isSameMachine(old, next) ? old : next;
}

function isSameMachine(a: MachineScene, b: MachineScene): boolean {
  return (
    a.node === b.node &&
    a.machine === b.machine &&
    a.pods === b.pods &&
    a.seats === b.seats &&
    a.system === b.system
  );
}

function keepSeat(before: SeatedPod | undefined, seat: SeatedPod): SeatedPod {
  const isSame = before?.cell.row === seat.cell.row && before.cell.column === seat.cell.column;
  return isSame ? before : seat;
}

/** The previous array when it holds the very same values. */
function keepArray<Item>(previous: readonly Item[] | undefined, next: readonly Item[]): readonly Item[] {
  const isSame = previous?.length === next.length && previous.every((item, index) => item === next[index]);
  return isSame ? previous : next;
}

/** Services that select pods: a Service without selector has nothing on the canvas to lead to. */
export function buildServices(
  objects: ClusterObjects,
  previous: readonly ServiceScene[],
): readonly ServiceScene[] {
  return objects.services
    .filter(({ spec }) => Object.keys(spec?.selector ?? {}).length > 0 && spec?.type !== 'ExternalName')
    .map((service) => {
      const key = objectKey('services', service);
      const old = previous.find((scene) => scene.key === key);
      const endpoints = findEndpoints(service, objects.endpointSlices);
      const isSame =
        old?.service === service &&
        old.endpoints.length === endpoints.length &&
        old.endpoints.every((one, index) => {
          const other = endpoints[index];
          return one.podKey === other?.podKey && one.ready === other.ready;
        });
      return isSame ? old : { key, service, endpoints };
    });
}

function findEndpoints(service: Service, slices: readonly EndpointSlice[]): readonly ServiceEndpoint[] {
  const found = new Map<string, ServiceEndpoint>();
  for (const slice of slices) {
    const belongs =
      slice.metadata?.namespace === service.metadata?.namespace &&
      slice.metadata?.labels?.['kubernetes.io/service-name'] === service.metadata?.name;
    if (!belongs) continue;
    for (const { targetRef, conditions } of slice.endpoints ?? []) {
      if (targetRef?.kind !== 'Pod') continue;
      const podKey = `pods/${targetRef.namespace ?? ''}/${targetRef.name ?? ''}`;
      found.set(podKey, { podKey, ready: conditions?.ready !== false });
    }
  }
  return [...found.values()];
}
