/**
 * From changes to the timeline's marks: when a thing's state began, which Events it had, what people did.
 * A pod on a silent node changes state without a change of its own, so nodes that are lost are remembered.
 */
import {
  type Change,
  type Command,
  controllerOf,
  type Event,
  findKind,
  type KubeObject,
  type Node,
  type Pod,
} from '../engine/index.ts';
import { isNodeLost, readAppearance } from './appearance.ts';
import type { LifeState, Mark } from './protocol.ts';

/** Resources that have a lane. */
const lanes = new Set([
  'pods',
  'nodes',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
]);

interface Seen {
  readonly state: LifeState;
  readonly word: string;
  readonly restarts: number;
  readonly serving?: boolean;
}

export class MarkMaker {
  #detailed: boolean;
  #seen = new Map<string, Seen>();
  #lostNodes = new Set<string>();
  #podsOfNode = new Map<string, Map<string, Pod>>();

  /** @param detailed whether pods' marks say their images, and whether they serve */
  constructor(detailed = false) {
    this.#detailed = detailed;
  }

  /** Marks of one change; none when nothing that the timeline shows is different. */
  marksOf(change: Change): Mark[] {
    if (change.resource === 'events') return eventMark(change);
    if (!lanes.has(change.resource)) return [];
    if (change.resource === 'pods') this.#track(change);
    const marks = this.#stateMark(change, change.next ?? change.previous!, change.next === undefined);
    if (change.resource === 'nodes') marks.push(...this.#nodeMarks(change));
    return marks;
  }

  /** The mark of something that a person did. */
  commandMark(command: Command): Mark {
    const { request, timeMs, index } = command;
    return { kind: 'command', timeMs, index, ...labelOf(request) };
  }

  #stateMark(change: Change, object: KubeObject, gone: boolean): Mark[] {
    const lane = laneOf(change.resource, object);
    const now: Seen = gone ? { state: 'gone', word: '', restarts: 0 } : this.#look(change.resource, object);
    const before = this.#seen.get(lane);
    if (
      before !== undefined &&
      before.state === now.state &&
      before.word === now.word &&
      before.restarts === now.restarts &&
      before.serving === now.serving
    )
      return [];
    if (gone) this.#seen.delete(lane);
    else this.#seen.set(lane, now);
    const owner = ownerLane(object);
    return [
      {
        kind: 'state',
        timeMs: change.timeMs,
        revision: change.revision,
        lane,
        state: now.state,
        word: now.word,
        ...(owner === undefined ? {} : { owner }),
        ...(now.restarts > 0 ? { restarts: now.restarts } : {}),
        author: change.author,
        ...(now.serving === undefined ? {} : { serving: now.serving, image: imagesOf(object as Pod) }),
      },
    ];
  }

  #look(resource: string, object: KubeObject): Seen {
    if (resource === 'pods') {
      const pod = object as Pod;
      const { state, word, restarts } = readAppearance(pod, this.#lostNodes.has(pod.spec?.nodeName ?? ''));
      return { state, word, restarts, ...(this.#detailed ? { serving: isServing(pod) } : {}) };
    }
    if (resource === 'nodes') return nodeLook(object as Node);
    return workloadLook(object);
  }

  #track(change: Change): void {
    for (const object of [change.previous, change.next]) {
      const node = (object as Pod | undefined)?.spec?.nodeName;
      if (node === undefined || node === '') continue;
      let pods = this.#podsOfNode.get(node);
      if (pods === undefined) this.#podsOfNode.set(node, (pods = new Map()));
      if (change.next === undefined) pods.delete(laneOf('pods', object!));
      else pods.set(laneOf('pods', object!), change.next as Pod);
    }
  }

  /** The node fell silent or came back: so did all that we know of its pods. */
  #nodeMarks(change: Change): Mark[] {
    const lost = isNodeLost(change.next as Node | undefined);
    if (lost === this.#lostNodes.has(change.name)) return [];
    if (lost) this.#lostNodes.add(change.name);
    else this.#lostNodes.delete(change.name);
    const pods = [...(this.#podsOfNode.get(change.name)?.values() ?? [])];
    return pods.flatMap((pod) => this.#stateMark({ ...change, resource: 'pods' }, pod, false));
  }
}

export function laneOf(resource: string, object: KubeObject): string {
  return `${resource}/${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

function ownerLane(object: KubeObject): string | undefined {
  const owner = controllerOf(object);
  const kind = owner === undefined ? undefined : findKind(owner.apiVersion, owner.kind);
  if (owner === undefined || kind === undefined) return undefined;
  return `${kind.id}/${kind.namespaced ? (object.metadata?.namespace ?? '') : ''}/${owner.name}`;
}

function isServing(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function imagesOf(pod: Pod): string {
  return (pod.spec?.containers ?? []).map(({ image = '' }) => image).join(', ');
}

function nodeLook(node: Node): Seen {
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready')?.status;
  if (ready === 'True') return { state: 'ready', word: 'Ready', restarts: 0 };
  return { state: ready === 'Unknown' ? 'unknown' : 'notReady', word: 'NotReady', restarts: 0 };
}

interface Counted extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
  };
}

function workloadLook(object: Counted): Seen {
  const wanted = object.spec?.replicas ?? object.status?.desiredNumberScheduled ?? 0;
  const ready = object.status?.readyReplicas ?? object.status?.numberReady ?? 0;
  return { state: ready >= wanted ? 'ready' : 'notReady', word: `${ready}/${wanted}`, restarts: 0 };
}

function eventMark(change: Change): Mark[] {
  const event = change.next as Event | undefined;
  if (event === undefined) return [];
  const about = event.involvedObject;
  const kind = findKind(about.apiVersion ?? '', about.kind ?? '');
  if (kind === undefined || !lanes.has(kind.id)) return [];
  const lane = `${kind.id}/${kind.namespaced ? (about.namespace ?? '') : ''}/${about.name ?? ''}`;
  const { type = 'Normal', reason = '', message = '' } = event;
  return [{ kind: 'event', timeMs: change.timeMs, revision: change.revision, lane, type, reason, message }];
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** What a person did, in a word or two: `create Deployment web`, `delete pods/web-1`, `Machine node-2 off`. */
function labelOf(request: Command['request']): { label: string; fault: boolean } {
  const body = (request.body ?? {}) as {
    kind?: string;
    metadata?: { name?: string };
    spec?: Record<string, unknown>;
  };
  const segments = request.path.split('/').filter((segment) => segment !== '');
  if (request.path.includes('/machines/')) {
    const power = body.spec?.['power'] ?? body.spec?.['network'];
    if (power !== undefined)
      return {
        label: `${segments.at(-1) ?? ''} ${String(power)}`,
        fault: power === 'Off' || power === 'Partitioned',
      };
  }
  if (request.path.endsWith('/faults')) return faultLabel(body.spec ?? {});
  const what =
    request.method === 'POST'
      ? `${body.kind ?? segments.at(-1) ?? ''} ${body.metadata?.name ?? ''}`
      : segments.slice(-2).join('/');
  return { label: `${verbs[request.method] ?? ''} ${what}`.trim(), fault: false };
}

/** A fault with a time to come is planned now: it shows as a fault where it strikes. */
function faultLabel(spec: Record<string, unknown>): { label: string; fault: boolean } {
  const type = String(spec['type'] ?? 'fault');
  return spec['startTime'] === undefined
    ? { label: type, fault: true }
    : { label: `plan ${type}`, fault: false };
}
