/**
 * How the parts of the cluster (controllers, scheduler, kubelet, network) meet it: they read through a View,
 * say what they want as Writes, and are woken by changes and timers. They never hold each other.
 */
import type { ArmedBy, Json, RandomStream } from '../kernel/index.ts';
import type { KindTable } from './kinds.ts';
import type { KubeObject } from './object.ts';
import type { Status } from './status-error.ts';
import type { Change } from './store.ts';

/** Read side. Everything returned is shared and must not be mutated. */
export interface View {
  /** Simulated milliseconds since the cluster's start. */
  readonly nowMs: number;
  /** `nowMs` as an RFC 3339 timestamp with whole seconds, as in metadata. */
  readonly nowTimestamp: string;
  /** `nowMs` as RFC 3339 with microseconds (leases, event times). */
  readonly nowMicroTimestamp: string;
  get<Kind extends KubeObject>(resource: string, namespace: string, name: string): Kind | undefined;
  list<Kind extends KubeObject>(resource: string, namespace?: string): readonly Kind[];
  /** Objects of a resource that the owner with this uid controls. */
  controlledBy<Kind extends KubeObject>(resource: string, ownerUid: string): readonly Kind[];
  /** Objects of a resource in a namespace that nothing controls. */
  orphans<Kind extends KubeObject>(resource: string, namespace: string): readonly Kind[];
  /** Objects of a resource that name this uid among their owners. */
  ownedBy<Kind extends KubeObject>(resource: string, ownerUid: string): readonly Kind[];
  /** Pods bound to a node ('' for pods bound to none). */
  podsOnNode<Kind extends KubeObject>(nodeName: string): readonly Kind[];
  /** The kinds that the cluster has now, custom ones too. */
  kinds(): KindTable;
  /** Milliseconds since the cluster's start of an RFC 3339 timestamp. */
  toMs(timestamp: string): number;
  /** RFC 3339 timestamp of a simulated moment. */
  toTimestamp(timeMs: number): string;
}

/** A Kubernetes Event to record; the recorder counts repetitions and names the Event object. */
export interface EventRecord {
  readonly about: KubeObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{nginx}` for what is about one container. */
  readonly fieldPath?: string;
  /** New-style events (scheduler) carry an action and a reporting controller instead of source and count. */
  readonly action?: string;
  /** When it happened, in simulated ms, where that was before it is told. */
  readonly atMs?: number;
  /** How often it happened since it was told last; once when absent. */
  readonly times?: number;
  /** The machine that reports it, for kubelets: they decide themselves what is too much to be told. */
  readonly host?: string;
}

/** What a part wants written, as data. `update` is refused with Conflict when resourceVersion is stale. */
export type Write =
  | {
      readonly verb: 'create';
      readonly resource: string;
      readonly object: KubeObject;
      /** Recorded once the object is stored; `{name}` in its message stands for the name it was given. */
      readonly event?: EventRecord;
    }
  | { readonly verb: 'update'; readonly resource: string; readonly object: KubeObject }
  | { readonly verb: 'updateStatus'; readonly resource: string; readonly object: KubeObject }
  | {
      readonly verb: 'patch';
      readonly resource: string;
      readonly namespace: string;
      readonly name: string;
      /** A JSON merge patch. */
      readonly patch: Json;
      readonly subresource?: string;
    }
  | {
      readonly verb: 'delete';
      readonly resource: string;
      readonly namespace: string;
      readonly name: string;
      readonly uid?: string;
      readonly gracePeriodSeconds?: number;
      readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
    }
  | {
      readonly verb: 'bind';
      readonly namespace: string;
      readonly name: string;
      readonly uid?: string;
      readonly nodeName: string;
    }
  | { readonly verb: 'event'; readonly event: EventRecord };

/** Stands in a watch rule for every custom resource. */
export const customResources = '*';

/** What wakes a controller: changes of a resource, mapped to the keys to look at again. */
export interface WatchRule {
  /** A resource's id, or `customResources` for all that definitions have added. */
  readonly resource: string;
  keys(change: Change, view: View): readonly string[];
  /** How long after such a change the look comes at the latest, in simulated ms (batching); default 2. */
  latencyMs?(key: string, view: View): number;
}

export interface ReconcileResult {
  /** Performed in order; the first refusal stops the rest. */
  readonly writes: readonly Write[];
  /** Look at this key again after so many simulated milliseconds, whatever happens. */
  readonly requeueAfterMs?: number;
}

/** Plain data that a controller keeps between looks; part of every checkpoint. Mutable by its controller only. */
export type Memory = Record<string, Json>;

/**
 * A controller looks at the level, not the edge: it reads the state afresh and returns what to write.
 * A refused write is tried again with the queue's back-off (5 ms doubling to 1000 s).
 */
export interface Controller {
  /** Author of its writes and source of its Events, as the real one is called: `deployment-controller`. */
  readonly name: string;
  readonly watches: readonly WatchRule[];
  /** Keys to look at when the cluster starts, and again every `resyncMs`. */
  readonly resync?: { readonly everyMs: number; readonly keys: (view: View) => readonly string[] };
  reconcile(key: string, view: View, memory: Memory): ReconcileResult;
  /** What to write when a write of `key` was refused, before it is tried again. */
  refused?(key: string, write: Write, status: Status, view: View): readonly Write[];
}

/** What a freer part (kubelet, scheduler, network) is given. */
export interface PartContext {
  readonly view: View;
  /**
   * Performs a write as `author` and returns what was stored.
   * @throws StatusError when the API server refuses.
   */
  perform(write: Write, author: string): KubeObject | undefined;
  /** Arms a timer of this part; delay in simulated ms; '' as timer name means "in reaction", not "by time". */
  schedule(timer: string, delayMs: number, payload: Json): number;
  cancel(handle: number): void;
  /** What a timer armed right now is armed by; undefined for the cluster's own beginning. */
  armedBy(): ArmedBy | undefined;
  /** Acts as a timer of this part, armed by `armedBy`, would: for many moments kept behind one timer. */
  asTimer(timer: string, armedBy: ArmedBy | undefined, action: () => void): void;
  /** A seeded stream of this part by name. */
  random(stream: string): RandomStream;
}

/** A part of the cluster that is more than one reconcile function. */
export interface Part {
  readonly name: string;
  /** Resources whose changes it hears of. */
  readonly watches: readonly string[];
  /** Called once when the cluster starts (not after a restore). */
  start(context: PartContext): void;
  /** A change was stored. Must not write: arm a timer with delay 0 and write there. */
  onChange(change: Change, context: PartContext): void;
  onTimer(timer: string, payload: Json, context: PartContext): void;
  /** All private state as plain data; caches that can be rebuilt from the store stay out. */
  snapshot(): Json;
  /** Takes private state back and rebuilds caches from the store. */
  restore(state: Json, context: PartContext): void;
}
