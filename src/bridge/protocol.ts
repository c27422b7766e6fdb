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
  /** What an undo would take back at the moment shown, in a few words; null when there is nothing. */
  readonly undoable: string | null;
  /** What a redo would bring back; null when the branch is no undoing, or something was done on it since. */
  readonly redoable: string | null;
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
      /** Who wrote it: `deployment-controller`, `kubelet/node-1`, a user. */
      readonly author?: string;
      /** Only in the marks of `branchMarks`: a pod's images, in the order of its containers. */
      readonly image?: string;
      /** Only in the marks of `branchMarks`: whether the pod passes its probes, be it on its way out or not. */
      readonly serving?: boolean;
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
  /** How many commands it has had since it began. */
  readonly commands: number;
}

/** Marks of a branch in order of what made them. Ask again with `from: total` for those that come later. */
export interface BranchMarks {
  readonly marks: readonly Mark[];
  /** How many there are; those before `total - marks.length` were asked for and are too many to be sent. */
  readonly total: number;
  readonly headMs: number;
}

/** What one branch has at a moment and another has not, or has otherwise. */
export interface BranchDifference {
  readonly rows: readonly ObjectDifference[];
  /** How many objects differ; `rows` holds the first of them. */
  readonly total: number;
}

export interface ObjectDifference {
  readonly key: string;
  readonly kind: 'onlyLeft' | 'onlyRight' | 'differs';
  /** The most telling first; empty unless it differs. */
  readonly fields: readonly FieldDifference[];
}

export interface FieldDifference {
  readonly path: string;
  /** null: it is not there. */
  readonly left: string | null;
  readonly right: string | null;
}

/** What was undone or redone, in a few words, and the branch that is shown now. */
export interface Undone {
  readonly label: string;
  readonly branch: string;
}

/** Requests of one act are undone together: the objects of a file that is applied. */
export interface Act {
  readonly id: number;
  readonly label: string;
}

/** Everything that made a run: the same run gives the same cluster on any host. */
export interface Run {
  readonly seed: string;
  readonly scenario: ScenarioOptions;
  readonly commands: readonly Command[];
  /** The moment shown. */
  readonly viewMs: number;
}

/** One of several branches, as it is kept: what it shares with its parent is kept there. */
export interface KeptBranch {
  readonly id: string;
  readonly name: string;
  readonly isNameless: boolean;
  readonly parent: string | null;
  readonly forkedAtMs: number;
  readonly firstCommand: number;
  readonly headMs: number;
  readonly acts: readonly (Act & { readonly index: number; readonly end: number })[];
  /** The branch that was left by undoing. */
  readonly undoing?: {
    readonly branch: string;
    readonly label: string;
    readonly index: number;
    readonly pastMs: number | null;
  };
  /** So many of its parent's commands are its own first ones. */
  readonly shared: number;
  readonly commands: readonly Command[];
}

/** All branches of a session; a parent comes before its children. */
export interface KeptBranches {
  readonly seed: string;
  readonly scenario: ScenarioOptions;
  readonly branches: readonly KeptBranch[];
  /** Id of the branch that is shown. */
  readonly shown: string;
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

/**
 * What a step goes by: the next queued event, stored change, write of a controller or the scheduler, whole second, or
 * Event of type Warning.
 */
export type StepBy = 'event' | 'change' | 'action' | 'second' | 'warning';

export type TimeCommand =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'speed'; readonly speed: number }
  /**
   * To the next of its kind, then paused; with `key` to the next change of that object. Of what need not come (a
   * warning, an object's change) at most ten minutes are waited for. The reply says whether it was found.
   */
  | { readonly kind: 'step'; readonly by: StepBy; readonly key?: string; readonly back?: boolean }
  /**
   * Shows another moment of the current branch; paused. A hand that drags asks roughly: what no picture shows (Events)
   * is left for the next message that does not.
   */
  | { readonly kind: 'seek'; readonly timeMs: number; readonly rough?: boolean }
  /** Tells what rough seeking left out. */
  | { readonly kind: 'rest' }
  /** Back to the newest moment. */
  | { readonly kind: 'live' }
  /** Runs ahead to a moment as fast as it can. */
  | { readonly kind: 'advance'; readonly toMs: number };

/**
 * Page to cluster. Every message has an id and is answered by one `reply` or `failed`, in their order; what asks about
 * the past only does not wait for work that takes long.
 */
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
  /** The session of KeptBranches in place of whatever there was. */
  | {
      readonly kind: 'loadBranches';
      readonly id: number;
      readonly kept: KeptBranches;
      readonly playing: boolean;
    }
  | { readonly kind: 'request'; readonly id: number; readonly request: ApiRequest; readonly act?: Act }
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
  | { readonly kind: 'renameBranch'; readonly id: number; readonly branch: string; readonly name: string }
  /** Refused for the first branch and for the one that is shown; those forked from it hang on its parent then. */
  | { readonly kind: 'deleteBranch'; readonly id: number; readonly branch: string }
  /**
   * Leaves the work of an earlier message where it is: that one has failed then, `cancelled`. Time stands where it has
   * come to; what would have been made is not there. Gives whether there was such work.
   */
  | { readonly kind: 'cancel'; readonly id: number; readonly work: number }
  /** Lets another branch run ahead while the one that is shown stays. Gives its newest moment. */
  | { readonly kind: 'advanceBranch'; readonly id: number; readonly branch: string; readonly toMs: number }
  /** BranchMarks: states and Events of a branch, without those before the `from`th. */
  | { readonly kind: 'branchMarks'; readonly id: number; readonly branch: string; readonly from: number }
  /** The command marks of a branch since it began. */
  | { readonly kind: 'branchCommands'; readonly id: number; readonly branch: string }
  | {
      readonly kind: 'branchDifference';
      readonly id: number;
      readonly left: string;
      readonly right: string;
      readonly timeMs: number;
    }
  /** A branch without the last command before the moment shown, at that moment: Undone, or null. */
  | { readonly kind: 'undo'; readonly id: number; readonly name?: string }
  /** Back to the branch that an undo left: Undone, or null. */
  | { readonly kind: 'redo'; readonly id: number }
  | { readonly kind: 'exportRun'; readonly id: number }
  /** KeptBranches. */
  | { readonly kind: 'exportBranches'; readonly id: number }
  | { readonly kind: 'stateHash'; readonly id: number }
  /** Why: the chain of changes from a revision back to a command or to time. */
  | { readonly kind: 'why'; readonly id: number; readonly revision: number }
  /** What is different between two moments of the current branch: ChangeBetween[]. */
  | { readonly kind: 'changesBetween'; readonly id: number; readonly fromMs: number; readonly toMs: number }
  /** The lives of a pod's containers on the current branch, from its key: ContainerLife[]. */
  | { readonly kind: 'containerLives'; readonly id: number; readonly key: string }
  /** The same for an object, or one of its fields, as it is at the moment shown: WhyStep[]. */
  | { readonly kind: 'whyOf'; readonly id: number; readonly key: string; readonly field?: string }
  /** What the author of each of these changes had read when it wrote it: WhyRead[][], in their order. */
  | { readonly kind: 'whyReads'; readonly id: number; readonly revisions: readonly number[] }
  /** What the scheduler thought of a pod by the moment shown: SchedulerVerdict, or null. */
  | { readonly kind: 'verdict'; readonly id: number; readonly podUid: string }
  /** What goes on inside a pod at the moment shown: PodInside, or null when no machine has it. */
  | { readonly kind: 'inside'; readonly id: number; readonly podUid: string };

/** How an object differs between two moments. */
export interface ChangeBetween {
  readonly key: string;
  /** `passing`: it came and went between them; `replaced`: another of the same name. */
  readonly what: 'created' | 'deleted' | 'changed' | 'replaced' | 'passing';
  /** Of what changed the most telling: `status.phase Pending → Running`; empty for the rest. */
  readonly words: string;
  /** How often it was written between them. */
  readonly times: number;
}

/** What the kubelet reported of a container while it stayed the same. Simulated milliseconds. */
export interface ContainerStretch {
  readonly fromMs: number;
  /** null: it still goes on. */
  readonly toMs: number | null;
  readonly state: LifeState;
  readonly word: string;
  readonly restarts: number;
  /** How long the back-off is that it waits for. */
  readonly backOffSeconds?: number;
}

export interface ContainerLife {
  readonly name: string;
  readonly kind: 'init' | 'sidecar' | 'container';
  readonly stretches: readonly ContainerStretch[];
}

/** One step of a why chain, latest first. */
export interface WhyStep {
  readonly revision?: number;
  readonly timeMs: number;
  readonly author: string;
  readonly key: string;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'COMMAND';
  /** A change in a few words (`status.phase Pending → Running`), an Event's reason, or a command's method. */
  readonly what: string;
  readonly cause: Cause;
}

/** What the author of a change had read in the look in which it wrote it. */
export type WhyRead =
  | {
      readonly kind: 'object';
      readonly key: string;
      /** The version that it saw. */
      readonly revision: number;
      /** When that version was written, in simulated milliseconds; null for a heartbeat, of which none is kept. */
      readonly writtenMs: number | null;
      /** What stands out in it: `spec.replicas 3`; may be empty. */
      readonly says: string;
    }
  | { readonly kind: 'missing'; readonly key: string }
  | { readonly kind: 'list'; readonly resource: string; readonly count: number };

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

/** How far the work of a message has come; told from when it has taken 300 ms. */
export interface Progress {
  readonly kind: 'progress';
  readonly id: number;
  /** The simulated moment that it has come to. */
  readonly atMs: number;
  /** From 0 to 1; null where nobody knows how much there is. */
  readonly share: number | null;
}

/** To each message one. */
export type Answer =
  | { readonly kind: 'reply'; readonly id: number; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly message: string;
      /** Nothing went wrong: nobody wanted it any more. */
      readonly cancelled?: boolean;
    };

export type FromCluster = Picture | WatchNews | Progress | Answer;

export type { ApiRequest, ApiResponse, Cause, Command, KubeObject, WatchEvent };
