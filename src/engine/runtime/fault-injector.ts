import type { Pod, Probe } from '../api/generated/types.ts';
import type { Fault, FaultStatus, FaultTarget } from '../api/podarium.ts';
import { parseImageName } from './image-name.ts';
import type { Processes } from './processes.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
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

  /** The Faults in force now. */
  active(): Fault[] {
    if (this.#world.faults.size === 0) return [];
    const names = [...this.#world.faults].filter(([, { phase }]) => phase === 'Active').map(([name]) => name);
    return names.flatMap((name) => this.#get(name) ?? []);
  }

  /** A Fault was written, or a moment of its came: sees to it that what it asks for is so. */
  reconcile(name: string): void {
    const fault = this.#get(name);
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
    const fault = this.#get(name);
    if (entry === undefined || fault === undefined) return this.#forget(name);
    delete entry.timer;
    if (entry.phase === 'Planned') this.#begin(fault);
    else this.#end(fault, []);
  }

  /** A container started: Faults that last strike it again, a little later. */
  containerStarted(sandbox: Sandbox, container: ContainerRecord): void {
    for (const fault of this.active()) {
      if (!strikesContainers(fault) || !this.#matches(fault.spec?.target, sandbox, container)) continue;
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
    const fault = this.#get(name);
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, containerName);
    const inForce = this.#world.faults.get(name)?.phase === 'Active';
    if (!inForce || fault === undefined || sandbox === undefined || container?.attempt !== attempt) return;
    this.#hit(fault, sandbox, container);
    this.#writeStatus(fault, { struck: [nameOf(sandbox, container)] });
  }

  /** The Fault that makes a container fail its probes. */
  failingProbes(sandbox: Sandbox, containers: readonly ContainerRecord[]): Fault | undefined {
    if (this.#world.faults.size === 0) return undefined;
    return this.active().find(
      (fault) =>
        fault.spec?.type === 'ProbeFailure' &&
        containers.some((container) => this.#matches(fault.spec?.target, sandbox, container)),
    );
  }

  /** Whether a command is one of the container's probes: those fail, other commands run. */
  isProbe(sandbox: Sandbox, container: ContainerRecord, command: readonly string[]): boolean {
    const pod = this.#world.context.view.get<Pod>('pods', sandbox.namespace, sandbox.podName);
    const spec = [...(pod?.spec?.containers ?? []), ...(pod?.spec?.initContainers ?? [])].find(
      ({ name }) => name === container.name,
    );
    const text = command.join('\0');
    const isIt = (probe: Probe | undefined): boolean => probe?.exec?.command?.join('\0') === text;
    return isIt(spec?.readinessProbe) || isIt(spec?.livenessProbe) || isIt(spec?.startupProbe);
  }

  #get(name: string): Fault | undefined {
    return this.#world.context.view.get<Fault>(faults, '', name);
  }

  #forget(name: string): void {
    const timer = this.#world.faults.get(name)?.timer;
    if (timer !== undefined) this.#world.context.cancel(timer);
    this.#world.faults.delete(name);
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
    const struck = strikesContainers(fault) ? this.#strikeAll(fault) : [];
    if (strikesContainers(fault) && fault.spec?.durationSeconds === undefined)
      return this.#end(fault, struck, true);
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
    for (const sandbox of this.#world.sandboxes.values()) {
      for (const container of Object.values(sandbox.containers)) {
        if (container.exited === true || !this.#matches(fault.spec?.target, sandbox, container)) continue;
        this.#hit(fault, sandbox, container);
        struck.push(nameOf(sandbox, container));
      }
    }
    return struck;
  }

  #hit(fault: Fault, sandbox: Sandbox, container: ContainerRecord): void {
    this.#world.touch(sandbox);
    if (fault.spec?.type === 'OOMKill') container.outOfMemory = true;
    const exitCode = fault.spec?.type === 'OOMKill' ? 137 : (fault.spec?.exitCode ?? 1);
    this.#processes.finish(sandbox, container, exitCode);
  }

  #matches(target: FaultTarget | undefined, sandbox: Sandbox, container: ContainerRecord): boolean {
    const { namespace, pod, node, image, labels, container: name } = target ?? {};
    if (namespace !== undefined && namespace !== sandbox.namespace) return false;
    if (pod !== undefined && pod !== sandbox.podName) return false;
    if (node !== undefined && node !== sandbox.node) return false;
    if (name !== undefined && name !== container.name) return false;
    if (image !== undefined && parseImageName(image).reference !== parseImageName(container.image).reference)
      return false;
    return labels === undefined || this.#hasLabels(sandbox, labels);
  }

  #hasLabels(sandbox: Sandbox, wanted: Readonly<Record<string, string>>): boolean {
    const labels =
      this.#world.context.view.get<Pod>('pods', sandbox.namespace, sandbox.podName)?.metadata?.labels ?? {};
    return Object.entries(wanted).every(([key, value]) => labels[key] === value);
  }

  /** Adds to the status of the Fault as it stands now. */
  #writeStatus(fault: Fault, change: FaultStatus): void {
    const current = this.#get(fault.metadata?.name ?? '');
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

function strikesContainers(fault: Fault): boolean {
  return fault.spec?.type === 'ContainerExit' || fault.spec?.type === 'OOMKill';
}

function nameOf(sandbox: Sandbox, container: ContainerRecord): string {
  return `${sandbox.namespace}/${sandbox.podName}/${container.name}`;
}
