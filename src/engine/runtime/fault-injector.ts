import type { Fault, FaultStatus, FaultType, ProbeKind } from '../api/podarium.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { activeFaults, findFault, isHung, matchesTarget } from './fault-target.ts';
import type { Processes } from './processes.ts';
import type { Burden, ContainerRecord, Sandbox } from './records.ts';
import { grownBytes } from './usage.ts';
import type { World } from './world.ts';

const faults = 'faults.podarium.dev';
const author = 'fault-injector';

/** A Fault's status names at most so many of those it struck. */
const maxStruck = 100;

/** Makes Faults happen: begins and ends them in time, strikes containers, and keeps their status. */
export class FaultInjector {
  #world: World;
  #processes: Processes;

  constructor(world: World, processes: Processes) {
    this.#world = world;
    this.#processes = processes;
  }

  /** A Fault was written, or a moment of its came: sees to it that what it asks for is so. */
  reconcile(name: string): void {
    const fault = findFault(this.#world, name);
    const spec = fault?.spec;
    if (fault === undefined || spec === undefined) return this.#forget(name);
    if (fault.status?.phase === 'Ended') return;
    const { view } = this.#world.context;
    const startMs = spec.startTime === undefined ? view.nowMs : view.toMs(spec.startTime);
    const begun = this.#world.faults.get(name)?.phase === 'Active';
    if (!begun && startMs > view.nowMs) return this.#plan(fault, startMs);
    if (!begun) this.#begin(fault);
    else this.#armEnd(fault);
  }

  /** The timer of a Fault went off: it begins or ends. */
  onTimer(name: string): void {
    const entry = this.#world.faults.get(name);
    const fault = findFault(this.#world, name);
    if (entry === undefined || fault === undefined) return this.#forget(name);
    delete entry.timer;
    if (entry.phase === 'Planned') this.#begin(fault);
    else this.#end(fault, []);
  }

  /** A container started: Faults that last strike it again, a little later. */
  containerStarted(sandbox: Sandbox, container: ContainerRecord): void {
    for (const fault of activeFaults(this.#world)) {
      if (!isAboutContainers(fault) || !matchesTarget(this.#world, fault.spec?.target, sandbox, container))
        continue;
      if (!isStroke(fault)) {
        this.#load(fault, sandbox, container);
        this.#writeStatus(fault, { struck: [nameOf(sandbox, container)] });
        continue;
      }
      const { podUid } = sandbox;
      const payload = {
        fault: fault.metadata?.name ?? '',
        podUid,
        name: container.name,
        attempt: container.attempt,
      };
      this.#world.context.schedule('strike', this.#world.timings.faultStrikeMs, payload);
    }
  }

  /** The blow that `containerStarted` announced. */
  strike(name: string, podUid: string, containerName: string, attempt: number): void {
    const fault = findFault(this.#world, name);
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, containerName);
    const inForce = this.#world.faults.get(name)?.phase === 'Active';
    if (!inForce || fault === undefined || sandbox === undefined || container?.attempt !== attempt) return;
    this.#hit(fault, sandbox, container);
    this.#writeStatus(fault, { struck: [nameOf(sandbox, container)] });
  }

  /** The name of the Fault that makes a container fail a kind of probe. */
  failingProbe(sandbox: Sandbox, container: ContainerRecord, kind: ProbeKind): string | undefined {
    const isIt = ({ spec }: Fault): boolean =>
      spec?.type === 'ProbeFailure' &&
      (spec.probe ?? kind) === kind &&
      matchesTarget(this.#world, spec.target, sandbox, container);
    return activeFaults(this.#world).find(isIt)?.metadata?.name;
  }

  #forget(name: string): void {
    const entry = this.#world.faults.get(name);
    if (entry?.timer !== undefined) this.#world.context.cancel(entry.timer);
    this.#world.faults.delete(name);
    if (entry?.phase === 'Active') this.#relieve(name);
  }

  /** A Fault no longer lasts: what it weighed down goes on, and keeps what it has. */
  #relieve(name: string): void {
    this.#eachRunning((sandbox, container) => {
      if (container.burdens?.[name] !== undefined) this.#unload(sandbox, container, name);
      if (!isHung(this.#world, sandbox, container)) this.#processes.thaw(sandbox, container);
    });
  }

  #plan(fault: Fault, startMs: number): void {
    const name = fault.metadata?.name ?? '';
    this.#forget(name);
    const timer = this.#world.context.schedule('fault', startMs - this.#world.nowMs, { name });
    this.#world.faults.set(name, { phase: 'Planned', timer });
    if (fault.status?.phase !== 'Planned') this.#writeStatus(fault, { phase: 'Planned' });
  }

  #begin(fault: Fault): void {
    const name = fault.metadata?.name ?? '';
    this.#forget(name);
    this.#world.faults.set(name, { phase: 'Active' });
    const struck = isAboutContainers(fault) ? this.#strikeAll(fault) : [];
    if (isStroke(fault) && fault.spec?.durationSeconds === undefined) return this.#end(fault, struck, true);
    this.#armEnd(fault);
    this.#writeStatus(fault, { phase: 'Active', startedAt: this.#world.context.view.nowTimestamp, struck });
  }

  #end(fault: Fault, struck: readonly string[], begunNow = false): void {
    this.#forget(fault.metadata?.name ?? '');
    const now = this.#world.context.view.nowTimestamp;
    this.#writeStatus(fault, {
      phase: 'Ended',
      endedAt: now,
      struck: [...struck],
      ...(begunNow ? { startedAt: now } : {}),
    });
  }

  #armEnd(fault: Fault): void {
    const entry = this.#world.faults.get(fault.metadata?.name ?? '');
    if (entry === undefined) return;
    const { view } = this.#world.context;
    const startedAt = fault.status?.startedAt === undefined ? view.nowMs : view.toMs(fault.status.startedAt);
    if (entry.timer !== undefined) this.#world.context.cancel(entry.timer);
    delete entry.timer;
    const seconds = fault.spec?.durationSeconds;
    if (seconds === undefined) return;
    const leftMs = Math.max(0, startedAt + seconds * 1_000 - view.nowMs);
    entry.timer = this.#world.context.schedule('fault', leftMs, { name: fault.metadata?.name ?? '' });
  }

  #strikeAll(fault: Fault): string[] {
    const struck: string[] = [];
    this.#eachRunning((sandbox, container) => {
      if (!matchesTarget(this.#world, fault.spec?.target, sandbox, container)) return;
      if (isStroke(fault)) this.#hit(fault, sandbox, container);
      else if (fault.spec?.type !== 'SlowStart') this.#load(fault, sandbox, container);
      else return;
      struck.push(nameOf(sandbox, container));
    });
    return struck;
  }

  #eachRunning(visit: (sandbox: Sandbox, container: ContainerRecord) => void): void {
    for (const sandbox of this.#world.sandboxes.values())
      for (const container of Object.values(sandbox.containers))
        if (container.exited !== true) visit(sandbox, container);
  }

  /** Lets a Fault that lasts weigh on a container; most are looked up when it matters, and need nothing here. */
  #load({ metadata, spec }: Fault, sandbox: Sandbox, container: ContainerRecord): void {
    const sinceMs = this.#world.nowMs;
    const burden: Burden | undefined =
      spec?.type === 'MemoryLeak'
        ? { sinceMs, leaksPerSecond: quantityToBytes(spec.rate ?? '0') }
        : spec?.type === 'CPUHog'
          ? { sinceMs, hogs: true }
          : undefined;
    if (burden === undefined) return;
    this.#world.touch(sandbox);
    this.#processes.loads.settleCpu(sandbox, container);
    container.burdens = { ...container.burdens, [metadata?.name ?? '']: burden };
    this.#processes.loads.changed(sandbox, container);
  }

  #unload(sandbox: Sandbox, container: ContainerRecord, name: string): void {
    const { [name]: burden, ...others } = container.burdens ?? {};
    if (burden === undefined) return;
    this.#world.touch(sandbox);
    this.#processes.loads.settleCpu(sandbox, container);
    const leaked = (container.leaked ?? 0) + grownBytes(burden, this.#world.nowMs);
    if (leaked > 0) container.leaked = leaked;
    if (Object.keys(others).length > 0) container.burdens = others;
    else delete container.burdens;
    this.#processes.loads.changed(sandbox, container);
  }

  #hit(fault: Fault, sandbox: Sandbox, container: ContainerRecord): void {
    this.#world.touch(sandbox);
    if (fault.spec?.type === 'OOMKill') container.outOfMemory = true;
    const exitCode = fault.spec?.type === 'OOMKill' ? 137 : (fault.spec?.exitCode ?? 1);
    this.#processes.finish(sandbox, container, exitCode);
  }

  /** Adds to the status of the Fault as it stands now. */
  #writeStatus(fault: Fault, change: FaultStatus): void {
    const current = findFault(this.#world, fault.metadata?.name ?? '');
    if (current === undefined) return;
    const struck = [...new Set([...(current.status?.struck ?? []), ...(change.struck ?? [])])].slice(
      0,
      maxStruck,
    );
    const status: FaultStatus = { ...current.status, ...change, struck };
    this.#world.context.perform(
      { verb: 'updateStatus', resource: faults, object: { ...current, status } as Fault },
      author,
    );
  }
}

const strokes: readonly FaultType[] = ['ContainerExit', 'OOMKill'];
const aboutMachines: readonly FaultType[] = ['ImageUnpullable', 'MemoryPressure', 'DiskPressure'];

/** It strikes once, or at each start while it lasts. */
function isStroke({ spec }: Fault): boolean {
  return spec !== undefined && strokes.includes(spec.type);
}

function isAboutContainers({ spec }: Fault): boolean {
  return spec !== undefined && !aboutMachines.includes(spec.type);
}

function nameOf(sandbox: Sandbox, container: ContainerRecord): string {
  return `${sandbox.namespace}/${sandbox.podName}/${container.name}`;
}
