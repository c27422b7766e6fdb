/**
 * What crosses between the page and a cluster, wherever it runs (a worker, the same thread, another computer):
 * cloneable JSON only. The page knows the cluster as Kubernetes objects and Events plus the time controls.
 */
import type { ApiRequest, ApiResponse, Cause, Command, KubeObject, WatchEvent } from '../engine/index.ts';

/** What is shown and how time flows. All moments are simulated milliseconds since the cluster's start. */
export interface TimeState {
  /** The newest moment of the current branch. */
  readonly headMs: number;
  /** The moment that the objects show; equals headMs while live. */
  readonly viewMs: number;
  readonly live: boolean;
  readonly playing: boolean;
  /** Simulated seconds a second; Infinity is not JSON, so 0 stands for "as fast as it can". */
  readonly speed: number;
  readonly branch: string;
  /** RFC 3339 of moment 0. */
  readonly startedAt: string;
  readonly revision: number;
}

/** The ten states of a pod that the page draws (design/stage states), and what a lane says of other things. */
export type LifeState =
  | 'unscheduled'
  | 'creating'
  | 'init'
  | 'notReady'
  | 'ready'
  | 'backOff'
  | 'failed'
  | 'succeeded'
  | 'terminating'
  | 'unknown'
  /** The end of a lane. */
  | 'gone';

/** One thing on the timeline. `lane` is an object key (`pods/default/web-1`). Sent once, in order of time. */
export type Mark =
  | {
      readonly kind: 'state';
      readonly timeMs: number;
      readonly revision: number;
      readonly lane: string;
      readonly state: LifeState;
      readonly word: string;
      readonly owner?: string;
      readonly restarts?: number;
    }
  | {
      readonly kind: 'event';
      readonly timeMs: number;
      readonly revision: number;
      readonly lane: string;
      readonly type: string;
      readonly reason: string;
      readonly message: string;
    }
  | {
      readonly kind: 'command';
      readonly timeMs: number;
      readonly index: number;
      readonly label: string;
      readonly fault: boolean;
    };

export interface ObjectPatch {
  /** `resource/namespace/name`; namespace is empty for what has none. */
  readonly key: string;
  /** null: it is no longer there. */
  readonly object: KubeObject | null;
}

export interface Branch {
  readonly id: string;
  readonly name: string;
  /** null for the first. */
  readonly parent: string | null;
  readonly forkedAtMs: number;
  readonly headMs: number;
}

/** Everything that made a run: the same run gives the same cluster on any host. */
export interface Run {
  readonly seed: string;
  readonly scenario: ScenarioOptions;
  readonly commands: readonly Command[];
  /** The moment shown. */
  readonly viewMs: number;
}

export interface ScenarioOptions {
  readonly startedAt?: string;
  /** Number of workers beside the control plane; default 3. */
  readonly workers?: number;
  /** Node grace period; default 50 (40 before Kubernetes 1.32). */
  readonly nodeMonitorGracePeriodSeconds?: number;
  /** `RBAC` lets roles decide what a person may do; without it everything is allowed. */
  readonly authorization?: 'RBAC';
}

export type TimeCommand =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'speed'; readonly speed: number }
  /** To the next queued event, the next stored change, or the next whole second; then paused. */
  | { readonly kind: 'step'; readonly by: 'event' | 'change' | 'second' }
  /** Shows another moment of the current branch; paused. */
  | { readonly kind: 'seek'; readonly timeMs: number }
  /** Back to the newest moment. */
  | { readonly kind: 'live' }
  /** Runs ahead to a moment as fast as it can. */
  | { readonly kind: 'advance'; readonly toMs: number };

/** Page to cluster. Every message has an id and is answered by one `reply`. */
export type ToCluster =
  | {
      readonly kind: 'start';
      readonly id: number;
      readonly seed: string;
      readonly scenario: ScenarioOptions;
      readonly requests: readonly ApiRequest[];
      readonly startAtMs?: number;
      readonly playing: boolean;
    }
  | { readonly kind: 'load'; readonly id: number; readonly run: Run; readonly playing: boolean }
  | { readonly kind: 'request'; readonly id: number; readonly request: ApiRequest }
  /**
   * Opens a watch that is known by this message's id. The reply is null, after what there is to tell at once, or the
   * ApiResponse of the refusal. It follows the newest moment of whatever branch is the current one: when that
   * changes, it begins anew with what is there.
   */
  | { readonly kind: 'watch'; readonly id: number; readonly request: ApiRequest }
  | { readonly kind: 'unwatch'; readonly id: number; readonly watch: number }
  | { readonly kind: 'time'; readonly id: number; readonly command: TimeCommand }
  /** A new branch from the moment shown. A writing request in the past does this by itself. */
  | { readonly kind: 'fork'; readonly id: number; readonly name?: string }
  | { readonly kind: 'selectBranch'; readonly id: number; readonly branch: string }
  | { readonly kind: 'exportRun'; readonly id: number }
  | { readonly kind: 'stateHash'; readonly id: number }
  /** Why: the chain of changes from a revision back to a command or to time. */
  | { readonly kind: 'why'; readonly id: number; readonly revision: number }
  /** What goes on inside a pod at the moment shown: PodInside, or null when no machine has it. */
  | { readonly kind: 'inside'; readonly id: number; readonly podUid: string };

/** One step of a why chain, latest first. */
export interface WhyStep {
  readonly revision?: number;
  readonly timeMs: number;
  readonly author: string;
  readonly key: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'COMMAND';
  /** A change in a few words (`status.phase Pending → Running`), or a command's method. */
  readonly what: string;
  readonly cause: Cause;
}

/** The newest picture: sent at most every 66 to 100 ms, and at once after a seek. */
export interface Picture {
  readonly kind: 'picture';
  /** True when `objects` and `marks` are everything and replace what the page had. */
  readonly reset: boolean;
  readonly time: TimeState;
  readonly objects: readonly ObjectPatch[];
  readonly marks: readonly Mark[];
  readonly branches: readonly Branch[];
}

/** News of a watch, oldest first. After `ended` nothing more comes. */
export interface WatchNews {
  readonly kind: 'watchEvents';
  readonly watch: number;
  readonly events: readonly WatchEvent[];
  readonly ended: boolean;
}

export type FromCluster =
  | Picture
  | WatchNews
  | { readonly kind: 'reply'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

export type { ApiRequest, ApiResponse, Cause, Command, KubeObject, WatchEvent };
