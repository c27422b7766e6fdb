/**
 * What all containers of a machine use together, and what the kernel does when that is too much: it holds back who
 * computes, and kills who holds memory. Nothing ticks: what grows is computed for the moment it is asked for, with
 * one timer a machine for the next time that memory runs out.
 */
import type { ResourceRequirements } from '../api/generated/types.ts';
import { type ContainerUsage, controlPlaneUsage, daemonUsage } from '../api/node-runtime.ts';
import type { Machine } from '../api/podarium.ts';
import { quantityToBytes, quantityToMilli } from '../api/quantity.ts';
import { type CpuBounds, cpuBoundsOf, type CpuClaim, shareCpu } from './cpu-shares.ts';
import { memoryVolumesOf, volumeBytes } from './disk-use.ts';
import { isHung } from './fault-target.ts';
import type { ContainerRecord, CpuAccount, Sandbox } from './records.ts';
import { podVolumePrefix } from './volumes.ts';
import { cpuDemandOf, leakRateOf, memoryOf } from './usage.ts';
import type { World } from './world.ts';

interface Load {
  /** What runs on the machine, and how much memory each was last seen to hold. */
  readonly containers: Map<ContainerRecord, { readonly sandbox: Sandbox; bytes: number }>;
  readonly leaking: Set<ContainerRecord>;
  /** Those that hold more than their limit, and have a moment left. */
  readonly over: Set<ContainerRecord>;
  /** The sum over `containers`, leaks up to the moment they were counted. */
  bytes: number;
  /** What the machine has for them, as long as it is this one. */
  room?: { readonly machine: Machine | undefined; readonly bytes: number };
}

/** Kills for memory. */
export type KillForMemory = (sandbox: Sandbox, container: ContainerRecord) => void;

export class MachineLoads {
  #world: World;
  #kill: KillForMemory;
  /** By machine: rebuilt from the records. */
  #loads = new Map<string, Load>();

  constructor(world: World, kill: KillForMemory) {
    this.#world = world;
    this.#kill = kill;
  }

  /** A container runs, or uses more or less than before. */
  changed(sandbox: Sandbox, container: ContainerRecord): void {
    if (container.exited === true) return;
    const load = this.#load(sandbox.node);
    this.#count(load, sandbox, container);
    this.#arm(sandbox.node, load);
  }

  /** Something was written to, or taken from, a volume: one in memory counts. */
  volumeChanged(sandbox: Sandbox, volume: string): void {
    const inMemory = memoryVolumesOf(this.#world.podOf(sandbox));
    if (!inMemory.some((name) => podVolumePrefix(sandbox.podUid) + name === volume)) return;
    const holder = holderOf(sandbox, volume);
    if (holder !== undefined) this.changed(sandbox, holder);
  }

  ended(sandbox: Sandbox, container: ContainerRecord): void {
    const load = this.#loads.get(sandbox.node);
    const counted = load?.containers.get(container);
    if (load === undefined || counted === undefined) return;
    load.bytes -= counted.bytes;
    load.containers.delete(container);
    load.leaking.delete(container);
    load.over.delete(container);
    if (this.#world.node(sandbox.node).memoryTimer !== undefined) this.#arm(sandbox.node, load);
  }

  /** The timer of a machine went off: somebody has grown too big. */
  onTimer(node: string): void {
    delete this.#world.node(node).memoryTimer;
    const load = this.#load(node);
    for (const container of load.leaking)
      this.#count(load, load.containers.get(container)!.sandbox, container);
    this.#killAll(node, load);
    this.#arm(node, load);
  }

  rebuild(): void {
    this.#loads.clear();
    for (const sandbox of this.#world.sandboxes.values())
      for (const container of Object.values(sandbox.containers))
        if (container.exited !== true) this.#count(this.#load(sandbox.node), sandbox, container);
  }

  /** What the containers of a machine hold in memory, in bytes, and how many they are. */
  machine(node: string): { readonly memoryBytes: number; readonly containers: number } {
    const load = this.#load(node);
    return { memoryBytes: this.#bytesNow(load), containers: load.containers.size };
  }

  /** Pods of a machine in which something runs. */
  sandboxes(node: string): Set<Sandbox> {
    return new Set([...this.#load(node).containers.values()].map(({ sandbox }) => sandbox));
  }

  /** What a container gets: of the CPUs within its limit and beside the others, of memory what it holds. */
  usage(sandbox: Sandbox, container: ContainerRecord): ContainerUsage {
    return {
      cpuMilli: Math.round(this.#cpu(sandbox, container).grantedMilli),
      memoryBytes: this.#held(sandbox, container),
    };
  }

  /** How much longer it takes to compute what would take a second with CPUs at will. */
  slowdown(sandbox: Sandbox, container: ContainerRecord): number {
    const { demandMilli, grantedMilli } = this.#cpu(sandbox, container);
    return grantedMilli > 0 ? Math.max(1, demandMilli / grantedMilli) : 1;
  }

  /** What it has computed until now. */
  cpuAccount(sandbox: Sandbox, container: ContainerRecord): CpuAccount {
    const { nowMs } = this.#world;
    const before = container.cpu ?? { untilMs: container.startedMs, usedMicros: 0, throttledMs: 0 };
    const elapsedMs = nowMs - before.untilMs;
    if (elapsedMs === 0) return before;
    const { demandMilli, grantedMilli, bounds } = this.#cpu(sandbox, container);
    const isThrottled = bounds().limitMilli !== undefined && demandMilli > bounds().limitMilli!;
    return {
      untilMs: nowMs,
      usedMicros: before.usedMicros + Math.round(grantedMilli * elapsedMs),
      throttledMs: before.throttledMs + (isThrottled ? elapsedMs : 0),
    };
  }

  /** Other limits are in force from now on; memory that it must not have is told to it by the kernel. */
  resize(sandbox: Sandbox, container: ContainerRecord, resources: ResourceRequirements): void {
    this.settleCpu(sandbox, container);
    this.#world.touch(sandbox);
    const limit = resources.limits?.['memory'];
    if (limit === undefined) delete container.memoryLimitBytes;
    else container.memoryLimitBytes = quantityToBytes(limit);
    container.resources = resources;
    this.changed(sandbox, container);
  }

  /** Its use is about to change: what it has computed so far is written down. */
  settleCpu(sandbox: Sandbox, container: ContainerRecord): void {
    if (container.cpu === undefined && container.startedMs === this.#world.nowMs) return;
    this.#world.touch(sandbox);
    container.cpu = this.cpuAccount(sandbox, container);
  }

  #load(node: string): Load {
    let load = this.#loads.get(node);
    if (load === undefined)
      this.#loads.set(
        node,
        (load = { containers: new Map(), leaking: new Set(), over: new Set(), bytes: 0 }),
      );
    return load;
  }

  #count(load: Load, sandbox: Sandbox, container: ContainerRecord): void {
    const bytes = this.#held(sandbox, container);
    const counted = load.containers.get(container);
    load.bytes += bytes - (counted?.bytes ?? 0);
    if (counted === undefined) load.containers.set(container, { sandbox, bytes });
    else counted.bytes = bytes;
    if (bytes > (container.memoryLimitBytes ?? Number.POSITIVE_INFINITY)) load.over.add(container);
    else load.over.delete(container);
    if (leakRateOf(container) > 0) load.leaking.add(container);
    else load.leaking.delete(container);
  }

  #bytesNow({ bytes, containers, leaking }: Load): number {
    let sum = bytes;
    for (const container of leaking) {
      const { sandbox, bytes: counted } = containers.get(container)!;
      sum += this.#held(sandbox, container) - counted;
    }
    return sum;
  }

  /** Kills who is over its limit, then, as long as the machine is over its own, the best victims. */
  #killAll(node: string, load: Load): void {
    for (const container of load.over) this.#kill(load.containers.get(container)!.sandbox, container);
    while (this.#bytesNow(load) > this.#roomFor(node, load)) {
      const victim = this.#victim(node, load);
      if (victim === undefined) break;
      this.#world.onEvent({
        kind: 'SystemOom',
        node,
        process: programOf(victim.container),
        pid: pidOf(victim),
      });
      this.#kill(victim.sandbox, victim.container);
    }
  }

  /** Who holds most, and is guarded least. `mm/oom_kill.c` */
  #victim(node: string, load: Load): { sandbox: Sandbox; container: ContainerRecord } | undefined {
    const total = this.#memoryOf(node);
    let worst: { sandbox: Sandbox; container: ContainerRecord } | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const [container, { sandbox }] of load.containers) {
      const { oomScoreAdj = 1_000 } = container;
      const points = this.#held(sandbox, container) + (oomScoreAdj * total) / 1_000;
      if (points <= most) continue;
      worst = { sandbox, container };
      most = points;
    }
    return worst;
  }

  /** One timer for whatever is full first: a container with a leak, or the machine. Nobody dies in the midst of a step. */
  #arm(node: string, load: Load): void {
    const record = this.#world.node(node);
    if (record.memoryTimer !== undefined) this.#world.context.cancel(record.memoryTimer);
    delete record.memoryTimer;
    const room = this.#roomFor(node, load);
    if (load.leaking.size === 0 && load.over.size === 0 && load.bytes <= room) return;
    let rate = 0;
    let nextMs = load.over.size > 0 ? this.#world.timings.shortestRunMs : Number.POSITIVE_INFINITY;
    for (const container of load.leaking) {
      const ownRate = leakRateOf(container);
      rate += ownRate;
      const { memoryLimitBytes } = container;
      if (memoryLimitBytes !== undefined)
        nextMs = Math.min(
          nextMs,
          untilFullMs(
            memoryLimitBytes - this.#held(load.containers.get(container)!.sandbox, container),
            ownRate,
          ),
        );
    }
    const left = room - this.#bytesNow(load);
    if (rate > 0 || left < 0) nextMs = Math.min(nextMs, untilFullMs(left, rate));
    record.memoryTimer = this.#world.context.schedule('memory', nextMs, { node });
  }

  #memoryOf(node: string): number {
    return quantityToBytes(this.#machine(node)?.spec?.memory ?? '8Gi');
  }

  /** Its own memory, and the volumes in memory that are charged to it. */
  #held(sandbox: Sandbox, container: ContainerRecord): number {
    const own = memoryOf(container, this.#world.nowMs);
    if (!container.mounts.some(({ volume }) => volume.startsWith('pod/'))) return own;
    const prefix = podVolumePrefix(sandbox.podUid);
    return memoryVolumesOf(this.#world.podOf(sandbox)).reduce(
      (sum, name) =>
        holderOf(sandbox, prefix + name) === container ? sum + volumeBytes(this.#world, prefix + name) : sum,
      own,
    );
  }

  /** What is there for containers at the most, beside the system. */
  #roomFor(node: string, load: Load): number {
    const machine = this.#machine(node);
    if (load.room?.machine !== machine || load.room === undefined) {
      const isControlPlane = machine?.spec?.role === 'control-plane';
      const system = daemonUsage.memoryBytes + (isControlPlane ? controlPlaneUsage.memoryBytes : 0);
      load.room = { machine, bytes: this.#memoryOf(node) - system };
    }
    return load.room.bytes;
  }

  #machine(node: string): Machine | undefined {
    return this.#world.context.view.get<Machine>('machines.podarium.dev', '', node);
  }

  #cpu(
    sandbox: Sandbox,
    container: ContainerRecord,
  ): { readonly demandMilli: number; readonly grantedMilli: number; readonly bounds: () => CpuBounds } {
    const coresMilli = quantityToMilli(this.#machine(sandbox.node)?.spec?.cpu ?? '4');
    const bounds = (): CpuBounds => this.#bounds(container);
    const demandMilli = this.#demand(sandbox, container, coresMilli);
    if (demandMilli === 0) return { demandMilli, grantedMilli: 0, bounds };
    const others = this.#load(sandbox.node).containers;
    const free = coresMilli - daemonUsage.cpuMilli;
    let wanted = 0;
    for (const [other, { sandbox: place }] of others) wanted += this.#demand(place, other, coresMilli);
    if (wanted <= free) return { demandMilli, grantedMilli: within(demandMilli, bounds()), bounds };
    const claims: CpuClaim[] = [];
    let own = -1;
    for (const [other, { sandbox: place }] of others) {
      if (other === container) own = claims.length;
      const theirs = this.#bounds(other);
      claims.push({
        wantedMilli: within(this.#demand(place, other, coresMilli), theirs),
        weight: theirs.weight,
      });
    }
    return { demandMilli, grantedMilli: shareCpu(claims, free)[own] ?? 0, bounds };
  }

  #demand(sandbox: Sandbox, container: ContainerRecord, coresMilli: number): number {
    return isHung(this.#world, sandbox, container) ? 0 : cpuDemandOf(container, coresMilli);
  }

  #bounds({ resources }: ContainerRecord): CpuBounds {
    return cpuBoundsOf(resources);
  }
}

/** The container that a volume in memory is charged to: the first of those that have it. */
function holderOf({ containers }: Sandbox, volume: string): ContainerRecord | undefined {
  return Object.values(containers).find(
    ({ exited, mounts }) => exited !== true && mounts.some((mount) => mount.volume === volume),
  );
}

function within(milli: number, { limitMilli = Number.POSITIVE_INFINITY }: CpuBounds): number {
  return Math.min(milli, limitMilli);
}

function untilFullMs(roomBytes: number, bytesPerSecond: number): number {
  return roomBytes < 0 ? 0 : Math.ceil(((roomBytes + 1) * 1_000) / bytesPerSecond);
}

function programOf({ process }: ContainerRecord): string {
  const words = process.threads[0]?.calls[0]?.parameters?.slice(1) ?? [];
  // An entry point's script gives way to what it is told to run.
  const [first = 'sh', second = first] = words;
  const program = first.includes('entrypoint') ? second : first;
  return program.split('/').at(-1)!.slice(0, 15);
}

/** A number on the machine that belongs to it alone. */
function pidOf({ sandbox, container }: { sandbox: Sandbox; container: ContainerRecord }): number {
  let hash = 0;
  for (const letter of `${sandbox.podUid}/${container.name}/${container.attempt}`)
    hash = (hash * 31 + letter.charCodeAt(0)) % 30_000;
  return 2_000 + hash;
}
