/**
 * A cluster to tell tests through: `TestCluster.with(3).apply(yaml).until(...)`. Time is simulated, so waiting is
 * exact and costs nothing.
 */
import { parseAllDocuments } from 'yaml';
import {
  type AnyObject,
  type ApiResponse,
  type Cluster,
  type ClusterOptions,
  createCluster,
  type Event,
  findKind,
  type KubeObject,
  type MachineSpec,
  type Node,
  pathOf,
  type Pod,
  resourceById,
} from '../engine/index.ts';

const lookEveryMs = 100;

export class TestCluster {
  readonly cluster: Cluster;

  constructor(options: Partial<ClusterOptions> = {}) {
    this.cluster = createCluster({ seed: 'test', machines: workers(3), ...options });
  }

  /** Workers node-1 to node-n of four cpus and eight gigabytes, without a control plane. */
  static with(count: number, options: Partial<ClusterOptions> = {}): TestCluster {
    return new TestCluster({ machines: workers(count), ...options });
  }

  get nowSeconds(): number {
    return this.cluster.nowMs / 1000;
  }

  /** Creates each document, or replaces its spec when it is there. @throws Error with the server's message. */
  apply(yaml: string): this {
    for (const document of parseAllDocuments(yaml)) {
      const object = document.toJSON() as AnyObject | null;
      if (object !== null) this.#applyObject(object);
    }
    return this;
  }

  /** Sends a merge patch. @throws Error with the server's message. */
  patch(resource: string, name: string, patch: unknown, namespace = 'default'): this {
    const kind = resourceById(resource);
    const path = pathOf(kind, kind.namespaced ? namespace : '', name);
    check(
      this.cluster.request({
        method: 'PATCH',
        path,
        contentType: 'application/merge-patch+json',
        body: patch,
      }),
    );
    return this;
  }

  /** @throws Error with the server's message. */
  delete(resource: string, name: string, body: unknown = {}, namespace = 'default'): this {
    const kind = resourceById(resource);
    check(
      this.cluster.request({
        method: 'DELETE',
        path: pathOf(kind, kind.namespaced ? namespace : '', name),
        body,
      }),
    );
    return this;
  }

  killMachine(name: string): this {
    return this.patch('machines.podarium.dev', name, { spec: { power: 'Off' } });
  }

  powerOn(name: string): this {
    return this.patch('machines.podarium.dev', name, { spec: { power: 'On' } });
  }

  advance(seconds: number): this {
    this.cluster.advanceTo(this.cluster.nowMs + seconds * 1000);
    return this;
  }

  /** Advances until `holds`; returns the seconds that it took. @throws Error after `limitSeconds`. */
  until(what: string, holds: (cluster: TestCluster) => boolean, limitSeconds = 60): number {
    const startMs = this.cluster.nowMs;
    while (!holds(this)) {
      if (this.cluster.nowMs - startMs > limitSeconds * 1000) {
        throw new Error(`not within ${limitSeconds} s: ${what}\n${this.summary()}`);
      }
      this.cluster.advanceTo(this.cluster.nowMs + lookEveryMs);
    }
    return (this.cluster.nowMs - startMs) / 1000;
  }

  get<Kind extends KubeObject>(resource: string, name: string, namespace = 'default'): Kind {
    const kind = resourceById(resource);
    const found = this.cluster.get(resource, kind.namespaced ? namespace : '', name);
    if (found === undefined) throw new Error(`no ${resource} ${name}\n${this.summary()}`);
    return found as Kind;
  }

  find<Kind extends KubeObject>(resource: string, name: string, namespace = 'default'): Kind | undefined {
    const kind = resourceById(resource);
    return this.cluster.get(resource, kind.namespaced ? namespace : '', name) as Kind | undefined;
  }

  pods(app?: string): Pod[] {
    const all = this.cluster.view.list<Pod>('pods', 'default');
    return all.filter((pod) => app === undefined || pod.metadata?.labels?.['app'] === app);
  }

  readyPods(app?: string): Pod[] {
    return this.pods(app).filter(isReady);
  }

  node(name: string): Node {
    return this.get<Node>('nodes', name);
  }

  /** Events about an object, oldest first, as `Reason: message (xN)`. */
  eventsOf(name: string): string[] {
    const events = this.cluster.view
      .list<Event>('events')
      .filter((event) => event.involvedObject.name === name);
    return events.map(
      (event) => `${event.reason}: ${event.message}${(event.count ?? 1) > 1 ? ` (x${event.count})` : ''}`,
    );
  }

  /** What stands in the cluster, for a failing test. */
  summary(): string {
    const pods = this.cluster.view.list<Pod>('pods').map((pod) => {
      const states = (pod.status?.containerStatuses ?? [])
        .map((status) => JSON.stringify(status.state))
        .join(' ');
      return `  ${pod.metadata?.namespace}/${pod.metadata?.name} ${pod.status?.phase} on ${pod.spec?.nodeName ?? '-'} ${states}`;
    });
    const events = this.cluster.view.list<Event>('events').slice(-25);
    const told = events.map(
      (event) =>
        `  ${event.involvedObject.kind}/${event.involvedObject.name} ${event.reason}: ${event.message}`,
    );
    return [`at ${this.nowSeconds} s`, 'pods:', ...pods, 'events:', ...told].join('\n');
  }

  #applyObject(object: AnyObject): void {
    const kind = findKind(object.apiVersion ?? '', object.kind ?? '');
    if (kind === undefined) throw new Error(`no kind ${object.kind} in ${object.apiVersion}`);
    const namespace = kind.namespaced ? (object.metadata?.namespace ?? 'default') : '';
    const name = object.metadata?.name ?? '';
    const exists = this.cluster.get(kind.id, namespace, name) !== undefined;
    if (exists) {
      const body = object as unknown;
      check(this.cluster.request({ method: 'PATCH', path: pathOf(kind, namespace, name), body }));
    } else check(this.cluster.request({ method: 'POST', path: pathOf(kind, namespace), body: object }));
  }
}

export function isReady(pod: Pod): boolean {
  return (
    pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ??
    false
  );
}

function workers(count: number): Record<string, MachineSpec> {
  return Object.fromEntries(
    Array.from({ length: count }, (_none, index) => [`node-${index + 1}`, { cpu: '4', memory: '8Gi' }]),
  );
}

function check(response: ApiResponse): void {
  if (response.code >= 400)
    throw new Error((response.body as { message?: string }).message ?? `status ${response.code}`);
}
