import type { ContainerStart, RuntimeEvent } from '../api/container-runtime.ts';
import type { Container, Pod } from '../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf } from '../api/object.ts';
import type { PartContext, View, Write } from '../api/part.ts';
import type { Fault, FaultSpec } from '../api/podarium.ts';
import { Store } from '../api/store.ts';
import { formatMicroTimestamp, formatTimestamp, parseTimestamp } from '../api/time.ts';
import { Kernel } from '../kernel/index.ts';
import type { RuntimeOptions } from './options.ts';
import { createRuntime, type Runtime } from './runtime.ts';

const startedAt = parseTimestamp('2026-03-02T09:00:00Z');

/** A runtime by itself under a kernel and a store, for tests of it. */
export class RuntimeHarness {
  readonly kernel: Kernel;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly events: (RuntimeEvent & { timeMs: number })[] = [];
  readonly context: PartContext;

  constructor(options: Partial<RuntimeOptions> = {}, seed = 'test', store = new Store()) {
    this.kernel = new Kernel(seed);
    this.store = store;
    this.runtime = createRuntime(options);
    this.context = this.#createContext();
    this.runtime.onEvent = (event) => this.events.push({ ...event, timeMs: this.kernel.nowMs });
    this.kernel.handle('runtime', (payload, timer) => this.runtime.onTimer(timer, payload, this.context));
    this.store.subscribe(
      (change) =>
        this.runtime.watches.includes(change.resource) && this.runtime.onChange(change, this.context),
    );
  }

  started(): this {
    this.runtime.start(this.context);
    return this;
  }

  /** Makes a pod with one container, its sandbox, and starts it; time goes on by the sandbox's delay. */
  run(container: Partial<Container>, pod: Partial<Pod['spec']> = {}, name = 'web'): Pod {
    const made: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default', uid: `uid-${name}`, labels: { app: name } },
      spec: {
        ...pod,
        nodeName: 'node-1',
        containers: [{ name: 'main', image: 'busybox:1.36', ...container }],
      },
    };
    this.put('pods', made);
    this.runtime.runPodSandbox('node-1', made);
    this.advance(600);
    this.start(made);
    return made;
  }

  start(
    pod: Pod,
    attempt = 0,
    environment: ContainerStart['environment'] = {},
  ): ReturnType<Runtime['startContainer']> {
    return this.runtime.startContainer({
      node: 'node-1',
      pod,
      container: pod.spec!.containers[0]!,
      attempt,
      environment,
    });
  }

  fault(name: string, spec: FaultSpec): void {
    this.put('faults.podarium.dev', { kind: 'Fault', metadata: { name }, spec } as Fault);
    this.advance(0);
  }

  put(resource: string, object: KubeObject): void {
    this.store.write({
      resource,
      namespace: namespaceOf(object),
      name: nameOf(object),
      next: object,
      timeMs: this.kernel.nowMs,
      author: 'test',
      cause: this.kernel.cause,
    });
  }

  advance(ms: number): this {
    this.kernel.advanceTo(this.kernel.nowMs + ms);
    return this;
  }

  logs(podUid = 'uid-web', container = 'main'): string[] {
    return this.runtime.logs(podUid, container, false).map((line) => line.text);
  }

  exec(...command: string[]): { exitCode: number; stdout: string; stderr: string } {
    return this.runtime.exec('node-1', 'uid-web', 'main', command);
  }

  exits(): { exitCode: number; reason: string; timeMs: number }[] {
    return this.events.flatMap((event) =>
      event.kind === 'ContainerExited'
        ? [{ exitCode: event.exitCode, reason: event.reason, timeMs: event.timeMs }]
        : [],
    );
  }

  /** A second runtime that goes on from this one's checkpoint, sent through JSON. */
  restored(options: Partial<RuntimeOptions> = {}): RuntimeHarness {
    const saved = JSON.parse(
      JSON.stringify({ kernel: this.kernel.snapshot(), runtime: this.runtime.snapshot() }),
    );
    const copy = new RuntimeHarness(options, this.kernel.seed, this.store);
    copy.kernel.restore(saved.kernel);
    copy.runtime.restore(saved.runtime, copy.context);
    return copy;
  }

  #createContext(): PartContext {
    return {
      view: this.#createView(),
      perform: (write) => this.#perform(write),
      schedule: (timer, delayMs, payload) => this.kernel.schedule('runtime', timer, delayMs, payload),
      cancel: (handle) => void this.kernel.cancel(handle),
      armedBy: () => this.kernel.armedBy,
      asTimer: (timer, armedBy, action) => this.kernel.asTimer('runtime', timer, armedBy, action),
      random: (stream) => this.kernel.random(stream),
    };
  }

  #perform(write: Write): KubeObject | undefined {
    if (write.verb !== 'updateStatus') throw new Error(`the runtime only writes status, not ${write.verb}`);
    this.put(write.resource, write.object);
    return write.object;
  }

  #createView(): View {
    const { kernel, store } = this;
    const view = {
      get nowMs() {
        return kernel.nowMs;
      },
      get nowTimestamp() {
        return formatTimestamp(startedAt + kernel.nowMs);
      },
      get nowMicroTimestamp() {
        return formatMicroTimestamp(startedAt + kernel.nowMs);
      },
      get: (resource: string, namespace: string, name: string) => store.get(resource, namespace, name),
      list: (resource: string, namespace?: string) => store.list(resource, namespace),
      controlledBy: () => [],
      orphans: () => [],
      ownedBy: () => [],
      podsOnNode: () => [],
      toMs: (timestamp: string) => parseTimestamp(timestamp) - startedAt,
      toTimestamp: (timeMs: number) => formatTimestamp(startedAt + timeMs),
    };
    return view as unknown as View;
  }
}
